"""Both sides of a canary as a picture: what became of their questions, and how long they took."""

from collections.abc import Sequence
from dataclasses import dataclass

from athena_project.charts import Bar, bars, milliseconds
from inference.canary_guard import Figures

KINDS = ("answered", "refused", "failed")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar that is 100 wide."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One side: how many questions, and the share of each outcome as a bar."""

    name: str
    questions: int
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a figure of both sides, and what ends the canary."""

    figure: str
    canary: str
    others: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`summary` says in a sentence what it shows."""

    sides: list[Outcomes]
    slow: list[Bar]
    lines: list[Line]
    summary: str


def picture(names: tuple[str, str], found: tuple[Figures, Figures], limits: tuple[str, str, str]) -> Picture:
    """`limits` are what is said of the failed, the refused and the p95."""
    canary, others = found
    failed, refused, slower = limits
    lines = [
        Line("questions", f"{canary.questions:,}", f"{others.questions:,}"),
        Line("failed", share(canary, canary.failed), share(others, others.failed), failed),
        Line("refused", share(canary, canary.refused), share(others, others.refused), refused),
        Line("half take at most", time(canary, canary.p50), time(others, others.p50)),
        Line("p95", time(canary, canary.p95), time(others, others.p95), slower),
    ]
    sides = [outcomes(name, each) for name, each in zip(names, found, strict=True)]
    slow = bars([(name, each.p95, time(each, each.p95)) for name, each in zip(names, found, strict=True)])
    said = [
        f"{name}: {share(each, each.questions - bad(each))} answered" for name, each in zip(names, found, strict=True)
    ]
    return Picture(sides, slow, lines, "; ".join(said) + ".")


def bad(side: Figures) -> int:
    return side.failed + side.refused


def share(side: Figures, count: int) -> str:
    return f"{side.percent(count):.1f} %" if side.questions else "–"


def time(side: Figures, ms: float) -> str:
    return milliseconds(ms if side.questions else None)


def outcomes(name: str, side: Figures) -> Outcomes:
    counts = (side.questions - bad(side), side.refused, side.failed)
    return Outcomes(name, side.questions, segments([side.percent(count) for count in counts]))


def segments(shares: Sequence[float]) -> list[Segment]:
    ends = [sum(shares[: number + 1]) for number in range(len(shares))]
    return [
        Segment(kind, f"{end - width:.2f}", f"{width:.2f}")
        for kind, end, width in zip(KINDS, ends, shares, strict=True)
        if width
    ]
