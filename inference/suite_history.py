"""What became of a test over the last runs: its marks, and whether it is flaky."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inference.models import SuiteResult, SuiteRun

LAST = 20  # runs that are looked back to
ALTERNATES = 3  # changes from passed to failed or back among the last runs of what is live
AMONG = 10  # runs
STEP, HIGH, LOW, WIDE = 6, 14, 8, 4  # units of a mark

Key = tuple[str, int]  # model, row


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a test in one run. `rows` tells by which rows, and what was learned from them, it was tried."""

    passed: bool
    rows: str
    of_draft: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """Outcomes as strokes, the oldest first: a low one for passed, a high one for failed, as two paths."""

    passed: str
    failed: str
    width: int
    words: str


def histories(before: SuiteRun | None = None, keys: Iterable[Key] = ()) -> dict[Key, list[Outcome]]:
    """The outcomes of each test in the last runs up to this one, the oldest first; of these rows, or of all."""
    done = SuiteRun.objects.filter(state=SuiteRun.DONE)
    if before is not None:
        done = done.filter(pk__lte=before.pk)
    runs = list(done.values_list("pk", flat=True)[:LAST])
    found = SuiteResult.objects.filter(run__in=runs)
    if keys := set(keys):
        found = found.filter(row__in={row for _, row in keys})
    columns = ("model", "row", "passed", "run__sha256", "run__learned", "run__of_draft")
    told: dict[Key, list[Outcome]] = defaultdict(list)
    for model, row, passed, rows, learned, of_draft in found.order_by("run").values_list(*columns):
        told[model, row].append(Outcome(passed, f"{rows} {learned}", of_draft))
    return told


def flaky(outcomes: Sequence[Outcome]) -> bool:
    """Passed and failed with the same rows, or turned again and again on what is live (a draft is mended)."""
    by_rows: dict[str, set[bool]] = defaultdict(set)
    for outcome in outcomes:
        by_rows[outcome.rows].add(outcome.passed)
    live = [outcome.passed for outcome in outcomes if not outcome.of_draft][-AMONG:]
    turns = sum(one != other for one, other in pairwise(live))
    return any(len(each) > 1 for each in by_rows.values()) or turns >= ALTERNATES


def marks(outcomes: Sequence[Outcome]) -> Marks:
    strokes = {True: "", False: ""}
    for number, outcome in enumerate(outcomes):
        strokes[outcome.passed] += f"M{number * STEP + WIDE // 2} {HIGH}v-{LOW if outcome.passed else HIGH}"
    return Marks(strokes[True], strokes[False], max(len(outcomes), 1) * STEP, in_words(outcomes))


def in_words(outcomes: Sequence[Outcome]) -> str:
    """The last 4 runs, the oldest first: 2 passed, 1 failed, 1 passed."""
    stretches: list[tuple[bool, int]] = []
    for outcome in outcomes:
        same = stretches and stretches[-1][0] == outcome.passed
        count = stretches.pop()[1] if same else 0
        stretches.append((outcome.passed, count + 1))
    said = ", ".join(f"{count} {'passed' if passed else 'failed'}" for passed, count in stretches)
    return f"The last {len(outcomes)} runs, the oldest first: {said}." if outcomes else "It was not run yet."
