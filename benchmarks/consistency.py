"""Prints how often the checks of the consistency family, the ranges and the elements object, where they should and not.

Exit code 2 without the data sets. Faithful answers say nothing
wrong, so each finding in them is a wrong one. A faithful answer with its corrupted twin behind it contradicts itself,
and the corrupted one contradicts what was said before; what is corrupted may be a name, which these checks do not read.
"""

import asyncio
import os
import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django
import orjson

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
django.setup()

from benchmarks.command import run_this  # noqa: E402
from ragdomains.types import Evidence  # noqa: E402 Django must be set up before
from validation.checks import checks  # noqa: E402
from validation.claims import find_claims  # noqa: E402
from validation.sentences import Sentences  # noqa: E402
from validation.types import Draft, Turn  # noqa: E402
from validation.verify import evidence_of, item_of, texts_of  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("tool_facts", "fever_symmetric", "q2_wow", "begin", "wice")
KINDS: dict[str, dict[str, Any]] = {
    "own_contradictions": {}, "own_comparisons": {}, "earlier_contradictions": {}, "disagreeing_sources": {},
    "plausible_ranges": {}, "required_elements": {"elements": ["place", "day"]},
}  # fmt: skip
MOST = 0.005  # of the faithful answers

Row = dict[str, Any]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, help="The folder of the data sets.")


def main(options: Namespace) -> None:
    data: Path = options.data
    missing = [name for name in SETS if not (data / f"{name}.jsonl").is_file()]
    if missing:
        print(f"The data sets are not there: {', '.join(missing)}. Name their folder with --data.", file=sys.stderr)
        sys.exit(2)
    checks.load()
    print(f"{'set':34} {'answers':>7}  " + " ".join(f"{kind[:14]:>14}" for kind in KINDS))
    for name in SETS:
        rows = [orjson.loads(line) for line in (data / f"{name}.jsonl").read_bytes().split(b"\n") if line.strip()]
        faithful = [row for row in rows if not int(row["label"])]
        told(f"{name}, faithful", [draft_of(row) for row in faithful])
        told(f"{name}, the same from two sources", [twice(draft_of(row)) for row in faithful])
        told(f"{name}, said twice", [again(draft_of(row), row["response"]) for row in faithful])
        if name == "tool_facts":
            twins(rows)


def twins(rows: Sequence[Row]) -> None:
    """Pairs of a faithful answer and a corrupted one over the same context: here findings are right."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["context"], row["question"]].append(row)
    pairs = [sorted(group, key=lambda row: int(row["label"])) for group in groups.values() if len(group) == 2]
    for kind in sorted({pair[1]["kind"] for pair in pairs}):
        of_kind = [pair for pair in pairs if pair[1]["kind"] == kind]
        told(f"  corrupted {kind} behind it", [again(draft_of(bad), good["response"]) for good, bad in of_kind])


def draft_of(row: Row) -> Draft:
    item = item_of(row)
    return Draft(
        item.response, item.question, "llm", evidence=(evidence_of(item.context, list(texts_of(item.context))),)
    )


def twice(draft: Draft) -> Draft:
    """The evidence once more, as another source's."""
    named = (Evidence(each.facts, each.passages, source=name) for each in draft.evidence for name in ("one", "other"))
    return Draft(draft.sentence, draft.question, draft.mode, evidence=tuple(named))


def again(draft: Draft, said: str) -> Draft:
    """What was said before stands before it, in one answer and in an earlier turn; nothing else is there to rest on."""
    return Draft(draft.sentence, draft.question, draft.mode, before=f"{said} ", turns=(Turn(draft.question, said),))


def told(name: str, drafts: Sequence[Draft]) -> None:
    shares = [asyncio.run(share(kind, drafts)) for kind in KINDS]
    print(f"{name:34} {len(drafts):7}  " + " ".join(f"{each:14.2%}" for each in shares), flush=True)


async def share(kind: str, drafts: Sequence[Draft]) -> float:
    """The share of the answers in which the kind objects to any sentence."""
    found = [any([await objects(kind, sentence) for sentence in sentences(draft)]) for draft in drafts]
    return sum(found) / len(found)


def sentences(draft: Draft) -> Iterator[Draft]:
    cutter, before = Sentences(), draft.before
    for text in [*cutter.feed(draft.sentence), *cutter.flush()]:
        yield Draft(text.strip(), draft.question, draft.mode, evidence=draft.evidence, before=before, turns=draft.turns)
        before += text


async def objects(kind: str, draft: Draft) -> bool:
    plugin = checks[kind]
    found = await plugin.run(draft, find_claims(draft.sentence), plugin.options(**KINDS[kind]))
    if found and os.environ.get("SHOW"):
        print("   ", kind, [(each.message, each.evidence) for each in found], "|", draft.sentence, "|", draft.before)
    return bool(found)


if __name__ == "__main__":
    run_this()
