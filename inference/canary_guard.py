"""Whether a canary is worse than what it runs beside: its failures, refusals and p95, and what chance may do."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from inference.scores import percentile
from inference.state import Outcome

SURE = 2.05  # standard deviations; beyond it lies what chance does once in fifty times
P95 = 0.95
HEARD = 50.0  # ms; what is slower by less than this nobody notices
LEFT_OUT = frozenset({Outcome.CANCELLED.value, Outcome.OPEN.value})  # the client did not wait for an outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the questions of one side. `times` are milliseconds, sorted."""

    failed: int = 0
    refused: int = 0
    times: tuple[float, ...] = ()

    @property
    def questions(self) -> int:
        return len(self.times)

    @property
    def p50(self) -> float:
        return percentile(self.times, 0.5)

    @property
    def p95(self) -> float:
        return percentile(self.times, P95)

    def percent(self, count: int) -> float:
        return 100 * count / self.questions if self.questions else 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much worse a canary may be: percentage points for shares, percent for the time. `least` is of each side."""

    least: int
    failed: float
    refused: float
    slower: float


@dataclass(frozen=True, slots=True)
class Worse:
    """The figure by which a canary is worse, as both sides have it, and of how many questions."""

    figure: str
    canary: str
    others: str
    questions: tuple[int, int]

    def __str__(self) -> str:
        mine, theirs = self.questions
        return f"{self.figure}: {self.canary} of {mine:,} questions here, {self.others} of {theirs:,} elsewhere"


def figures(found: Iterable[tuple[str, float]]) -> Figures:
    """Counts (outcome, milliseconds)."""
    kept = [(outcome, ms) for outcome, ms in found if outcome not in LEFT_OUT]
    outcomes = [outcome for outcome, _ in kept]
    failed, refused = outcomes.count(Outcome.FAILED.value), outcomes.count(Outcome.REFUSED.value)
    return Figures(failed, refused, tuple(sorted(ms for _, ms in kept)))


def worse(canary: Figures, others: Figures, limits: Limits) -> Worse | None:
    """The first figure that is beyond its limit, and by more than chance would do it; None where all is well."""
    if min(canary.questions, others.questions) < limits.least:
        return None
    shares = (
        ("failed", canary.failed, others.failed, limits.failed),
        ("refused", canary.refused, others.refused, limits.refused),
    )
    both = (canary.questions, others.questions)
    for name, mine, theirs, limit in shares:
        here, there = canary.percent(mine), others.percent(theirs)
        if here - there > limit and surely_more((mine, canary.questions), (theirs, others.questions)):
            return Worse(name, f"{here:.1f} %", f"{there:.1f} %", both)
    if much_slower(canary, others, limits.slower):
        return Worse("p95", f"{canary.p95:,.0f} ms", f"{others.p95:,.0f} ms", both)
    return None


def much_slower(canary: Figures, others: Figures, limit: float) -> bool:
    """Whether its p95 is longer by the limit, and clearly more than one in twenty take longer than the others' p95."""
    if canary.p95 <= others.p95 * (1 + limit / 100) or canary.p95 - others.p95 < HEARD:
        return False
    beyond = sum(ms > others.p95 for ms in canary.times)
    theirs = sum(ms > others.p95 for ms in others.times)
    return surely_more((beyond, canary.questions), (theirs, others.questions))


def surely_more(mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Whether one share (hits, of how many) is above the other by more than chance: the z-test of two proportions."""
    (hits, count), (other_hits, other_count) = mine, theirs
    pooled = (hits + other_hits) / (count + other_count)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / count + 1 / other_count))
    return hits / count - other_hits / other_count > SURE * spread
