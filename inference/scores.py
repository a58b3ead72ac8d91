"""The measures of understanding, from what was expected and what was found."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NONE = "none"  # the label of what fits no intent
REFUSALS = 0.05  # of the questions in scope that may be refused, where the recall of those out of scope is taken
PAIRS = 10  # confused pairs that are named


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its label and what was found; NONE is out of scope. `ms` is processor time."""

    text: str
    expected: str
    found: str
    confidence: float = 0.0
    tier: str = ""
    ms: float = 0.0

    @property
    def right(self) -> bool:
        return self.expected == self.found

    @property
    def inside(self) -> bool:
        """Whether the question is in scope by its label."""
        return self.expected != NONE


@dataclass(frozen=True, slots=True)
class Tier:
    """How many of the questions a tier decided, and how many of those rightly, both from 0 to 1."""

    name: str
    share: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What is measured on a set of answers; shares from 0 to 1, None where no question could tell.

    `accuracy`, `macro_f1` and `refused` are over the questions in scope, `accuracy_all` over all. `recall_at_5` is the
    share of the questions out of scope whose confidence lies below that of 95% of those in scope.
    """

    rows: int
    out_of_scope: int
    accuracy: float | None
    macro_f1: float | None
    accuracy_all: float | None
    refused: float | None
    recall: float | None
    recall_at_5: float | None
    auroc: float | None
    ms_mean: float
    ms_p95: float
    slowest_from_ms: float
    slowest_mean_ms: float
    tiers: tuple[Tier, ...]
    confused: tuple[tuple[str, str, int], ...]


def scores(answers: Sequence[Answer]) -> Scores:
    inside = [answer for answer in answers if answer.inside]
    outside = [answer for answer in answers if not answer.inside]
    times = sorted(answer.ms for answer in answers)
    slowest = times[int(len(times) * 0.9) :]
    return Scores(
        rows=len(answers),
        out_of_scope=len(outside),
        accuracy=share(answer.right for answer in inside),
        macro_f1=macro_f1(inside),
        accuracy_all=share(answer.right for answer in answers),
        refused=share(answer.found == NONE for answer in inside),
        recall=share(answer.right for answer in outside),
        recall_at_5=recall_at(inside, outside, REFUSALS),
        auroc=auroc([answer.confidence for answer in inside], [answer.confidence for answer in outside]),
        ms_mean=sum(times) / len(times) if times else 0.0,
        ms_p95=percentile(times, 0.95),
        slowest_from_ms=slowest[0] if slowest else 0.0,
        slowest_mean_ms=sum(slowest) / len(slowest) if slowest else 0.0,
        tiers=tuple(tiers(answers)),
        confused=tuple(confused(answers)[:PAIRS]),
    )


def share(found: Iterable[bool]) -> float | None:
    each = list(found)
    return sum(each) / len(each) if each else None


def macro_f1(answers: Sequence[Answer]) -> float | None:
    """The mean over the expected labels of the harmonic mean of precision and recall."""
    expected = Counter(answer.expected for answer in answers)
    found = Counter(answer.found for answer in answers)
    right = Counter(answer.expected for answer in answers if answer.right)
    each = [2 * right[label] / (expected[label] + found[label]) for label in expected]
    return sum(each) / len(each) if each else None


def recall_at(inside: Sequence[Answer], outside: Sequence[Answer], refusals: float) -> float | None:
    """How many questions out of scope are refused by the threshold that refuses this share of those in scope."""
    if not inside or not outside:
        return None
    ranked = sorted(answer.confidence for answer in inside)
    threshold = ranked[int(refusals * len(ranked))]
    return share(answer.confidence < threshold for answer in outside)


def auroc(high: Sequence[float], low: Sequence[float]) -> float | None:
    """The probability that one of `high` is above one of `low`; equal ones count half."""
    if not high or not low:
        return None
    ranked = sorted(low)
    above = sum(bisect_left(ranked, value) + bisect_right(ranked, value) for value in high)
    return above / (2 * len(high) * len(low))


def percentile(ranked: Sequence[float], share_below: float) -> float:
    """The value below which this share of the sorted values lies; 0 without values."""
    return ranked[min(len(ranked) - 1, int(share_below * len(ranked)))] if ranked else 0.0


def tiers(answers: Sequence[Answer]) -> list[Tier]:
    """The tiers by how much they decided."""
    decided = Counter(answer.tier for answer in answers)
    right = Counter(answer.tier for answer in answers if answer.right)
    return [Tier(name, count / len(answers), right[name] / count) for name, count in decided.most_common()]


def confusion(answers: Sequence[Answer]) -> Counter[tuple[str, str]]:
    """How often each (expected, found) occurred."""
    return Counter((answer.expected, answer.found) for answer in answers)


def confused(answers: Sequence[Answer]) -> list[tuple[str, str, int]]:
    """Expected, found and how often, for the wrong ones, most frequent first."""
    wrong = [(one, other, count) for (one, other), count in confusion(answers).items() if one != other]
    return sorted(wrong, key=lambda pair: (-pair[2], pair[0], pair[1]))
