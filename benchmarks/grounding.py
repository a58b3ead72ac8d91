"""Prints how well answers are told from what they rest on, set by set, with plain methods beside it.

Exit code 2 without the data sets, or without the judge. Lexical overlap and embedding similarity are scored in the same
run; length is printed because it must tell nothing. With a judge each answer is verified once more with its word.
"""

import asyncio
import os
import random
import statistics
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import orjson
from sklearn.metrics import roc_auc_score

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
django.setup()

from benchmarks.command import run_this  # noqa: E402
from inference.judge import NoJudgeError, judge_named  # noqa: E402
from ragdomains.embeddings import embed  # noqa: E402 Django must be set up before
from validation.judging import ENTAILED  # noqa: E402
from validation.meaning import chosen, stems_of  # noqa: E402
from validation.verify import UNDECIDED, Judge, Verified, item_of, texts_of, verify  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
QUICK = 100  # rows of a set
# set -> least AUROC; tool_facts has a least balanced accuracy and a most share of refused faithful answers instead
TARGETS = {"tool_facts": 0.97, "fever_symmetric": 0.72, "q2_wow": 0.72, "begin": 0.95, "wice": 0.78}
REFUSED = 0.02
HEAD = f"{'set':16} {'rows':>5} {'measure':22} {'target':>8} {'Athena':>8} {'words':>8} {'embed':>8} {'length':>8}"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows of a set with their verdicts."""

    name: str
    rows: Sequence[Row]
    verdicts: Sequence[Verified]

    @property
    def labels(self) -> list[int]:
        return [row["label"] for row in self.rows]

    def auroc(self, scores: Sequence[float]) -> float:
        return float(roc_auc_score(self.labels, scores))

    def flagged(self, label: int) -> float:
        """The share of the rows of a label that are flagged."""
        own = [verdict.flag for row, verdict in zip(self.rows, self.verdicts, strict=True) if row["label"] == label]
        return sum(own) / len(own)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, help="The folder of the data sets.")
    parser.add_argument("--only", nargs="+", choices=TARGETS, metavar="NAME", help=f"Of: {', '.join(TARGETS)}.")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} rows of each set.")
    parser.add_argument("--judge", default="", metavar="LLM", help="Also ask this language model about each answer.")


def main(options: Namespace) -> None:
    names = options.only or list(TARGETS)
    missing = [name for name in names if not (options.data / f"{name}.jsonl").is_file()]
    if missing:
        print(f"The data sets are not there: {', '.join(missing)}. Name their folder with --data.", file=sys.stderr)
        sys.exit(2)
    print(HEAD)
    begun = time.perf_counter()
    try:
        missed = sum(printed(name, options) for name in names)
    except NoJudgeError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    print(f"{missed} targets missed; took {time.perf_counter() - begun:.0f} s")


def printed(name: str, options: Namespace) -> int:
    """Prints the lines of a set; how many targets it missed."""
    rows, missed = rows_of(name, options), 0
    for line, reached in lines(Measured(name, rows, asyncio.run(verified(rows)))):
        print(line, flush=True)
        missed += not reached
    if options.judge:
        for line in judged_lines(Measured(name, rows, asyncio.run(judged(rows, options.judge)))):
            print(line, flush=True)
    return missed


def rows_of(name: str, options: Namespace) -> list[Row]:
    rows = [orjson.loads(line) for line in (options.data / f"{name}.jsonl").read_bytes().split(b"\n") if line.strip()]
    if options.quick:
        rows = random.Random(0).sample(rows, min(QUICK, len(rows)))
    return rows


async def verified(rows: Sequence[Row], by: Judge | None = None) -> list[Verified]:
    return [await verify(item_of(row), by=by) for row in rows]


async def judged(rows: Sequence[Row], name: str) -> list[Verified]:
    async with judge_named(name, "benchmarks") as judge:
        return await verified(rows, judge)


def lines(found: Measured) -> Iterator[tuple[str, bool]]:
    """Each line with whether its target is reached; what has none is told, not judged."""
    ours = found.auroc([verdict.score for verdict in found.verdicts])
    plain = [found.auroc(scores(found.rows, method)) for method in (by_words, by_embedding, by_length)]
    right = (found.flagged(1) + 1 - found.flagged(0)) / 2
    target = TARGETS[found.name]
    if found.name == "tool_facts":
        yield shown(found, "balanced accuracy", (target, right)), right >= target
        yield shown(found, "faithful ones refused", (REFUSED, found.flagged(0))), found.flagged(0) <= REFUSED
        yield shown(found, "AUROC", (None, ours), plain), True
    else:
        yield shown(found, "AUROC", (target, ours), plain), ours >= target
        yield shown(found, "balanced accuracy", (None, right)), True
    taken = statistics.median(verdict.ms for verdict in found.verdicts)
    yield f"{found.name:16} {len(found.rows):5} {'ms, p50':22} {'':>8} {taken:8.1f}", True


def judged_lines(found: Measured) -> Iterator[str]:
    """What the judge's word changes, what it says alone, and what it costs. None of it has a target."""
    clear = [row for row in zip(found.labels, found.verdicts, strict=True) if not row[1].judged.startswith(UNDECIDED)]
    right: dict[int, list[bool]] = {0: [], 1: []}
    for label, verdict in clear:
        right[label].append((verdict.judged != ENTAILED) == bool(label))
    yield shown(found, "with the judge, AUROC", (None, found.auroc([verdict.score for verdict in found.verdicts])))
    yield shown(found, "balanced accuracy", (None, (found.flagged(1) + 1 - found.flagged(0)) / 2))
    if all(right.values()):
        yield shown(found, "the judge alone", (None, sum(sum(each) / len(each) for each in right.values()) / 2))
    yield shown(found, "it could not tell", (None, 1 - len(clear) / len(found.rows)))
    taken = statistics.median(verdict.ms for verdict in found.verdicts)
    yield f"{found.name:16} {len(found.rows):5} {'ms, p50':22} {'':>8} {taken:8.1f}"


def shown(found: Measured, measure: str, value: tuple[float | None, float], plain: Sequence[float] = ()) -> str:
    target = "" if value[0] is None else f"{value[0]:.1%}"
    columns = " ".join(f"{each:8.1%}" for each in (value[1], *plain))
    return f"{found.name:16} {len(found.rows):5} {measure:22} {target:>8} {columns}"


def scores(rows: Sequence[Row], method: Callable[[str, list[str]], float]) -> list[float]:
    return [method(row["response"], contexts(row)) for row in rows]


def contexts(row: Row) -> list[str]:
    return list(texts_of(item_of(row).context))


def by_words(response: str, texts: list[str]) -> float:
    """The share of the answer's words that stand nowhere in the evidence."""
    own = stems_of(response)
    return 1 - len(own & frozenset().union(*map(stems_of, texts))) / len(own) if own else 0.0


def by_embedding(response: str, texts: list[str]) -> float:
    """How far the nearest of the likeliest sentences is from the answer."""
    sentences = chosen(response, tuple(texts)).sentences
    if not sentences:
        return 1.0
    vectors = embed([response, *sentences])
    return 1 - float((vectors[1:] @ vectors[0]).max())


def by_length(response: str, _texts: list[str]) -> float:
    return float(len(response.split()))


if __name__ == "__main__":
    run_this()
