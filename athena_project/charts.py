"""Charts as values that a template draws as inline SVG, each with a table of the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HALF, HIGH, FOOT = 720, 360, 120, 18  # units of the picture; it is scaled to the page
GAP = 0.25  # of a column's room


@dataclass(frozen=True, slots=True)
class Column:
    """One column; places and sizes in units of the picture. `mark` is written beneath it, where there is room."""

    label: str
    value: int
    mark: str
    x: str
    y: str
    width: str
    height: str
    middle: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers over time as columns. `summary` says in a sentence what the picture shows."""

    name: str
    title: str
    summary: str
    head: str
    columns: list[Column]
    wide: int
    high: int = HIGH
    whole: int = HIGH + FOOT

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.value]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a table with a bar beside the number; `share` of the longest in percent, to be drawn 100 wide."""

    label: str
    value: str
    share: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """How long a stage takes: half of the questions at most p50, all but one in twenty at most p95."""

    stage: str
    p50: Bar
    p95: Bar


def columns(
    name: str, title: str, points: Sequence[tuple[str, int]], *, head: str, every: int, wide: int = WIDE
) -> Columns:
    """One column for each point; each `every`th is named beneath."""
    most = max([value for _, value in points], default=0)
    room = wide / max(len(points), 1)
    made = []
    for number, (label, value) in enumerate(points):
        high = value / most * (HIGH - 4) if most else 0.0
        x, width = number * room + room * GAP / 2, room * (1 - GAP)
        mark = label if number % every == 0 else ""
        left, top, across, down, middle = (f"{size:.2f}" for size in (x, HIGH - high, width, high, x + width / 2))
        made.append(Column(label, value, mark, left, top, across, down, middle))
    total = sum(value for _, value in points)
    summary = f"{title}: {total:,} in all, {most:,} at most."
    return Columns(name, title, summary, head, made, wide)


def bars(rows: Sequence[tuple[str, float, str]]) -> list[Bar]:
    """A bar for each (label, size, what is written)."""
    most = max([size for _, size, _ in rows], default=0.0)
    return [Bar(label, written, f"{size / most * 100 if most else 0:.1f}") for label, size, written in rows]


def shares(rows: Sequence[tuple[str, int]]) -> list[Bar]:
    """Counts with their share of the whole in percent."""
    whole = sum(count for _, count in rows)
    return [
        Bar(label, f"{count:,}", f"{count / whole * 100 if whole else 0:.1f}", percent(count, whole))
        for label, count in rows
    ]


def times(found: Sequence[tuple[str, float | None, float | None]]) -> list[Time]:
    """(stage, p50, p95) in ms on one scale; a stage that did not run is left out."""
    there = [(stage, half, most) for stage, half, most in found if half is not None and most is not None]
    longest = max([most for _, _, most in there], default=0.0)
    return [Time(stage, time_bar(stage, half, longest), time_bar(stage, most, longest)) for stage, half, most in there]


def time_bar(stage: str, ms: float, longest: float) -> Bar:
    return Bar(stage, milliseconds(ms), f"{ms / longest * 100 if longest else 0:.1f}")


def percent(part: int, whole: int) -> str:
    return f"{part / whole * 100:.0f} %" if whole else "–"


def milliseconds(value: float | None) -> str:
    """A time, written shorter the longer it is."""
    if value is None:
        return "–"
    if value >= 10_000:
        return f"{value / 1000:,.1f} s"
    return f"{value:.{2 if value < 1 else 1}f} ms" if value < 100 else f"{value:,.0f} ms"
