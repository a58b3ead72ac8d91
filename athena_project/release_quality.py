"""The time line of releases: what became of the questions that each answered, as a picture and a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from athena_project.charts import GAP, milliseconds, percent
from athena_project.models import Release

SHOWN = 24  # releases
ROOM, NARROW, WIDE = 30, 360, 720  # units of the picture: of a column, of few of them, of many
SHARES, BETWEEN, TIMES, FOOT = 100, 14, 40, 18  # heights: of the shares, of the times beneath them
KINDS = ("answered", "refused", "failed")


@dataclass(frozen=True, slots=True)
class Quality:
    """What became of a release's questions, without those whose client hung up; p95 in ms, None if not known."""

    number: int
    answered: int
    refused: int
    failed: int
    p95: float | None = None
    up: int = 0
    down: int = 0

    @property
    def questions(self) -> int:
        return self.answered + self.refused + self.failed


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture; `kind` is its colour."""

    kind: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Told:
    """A release: its figures in words, and its column."""

    key: int
    number: int
    since: datetime
    note: str
    tried: bool
    questions: str
    shares: tuple[str, ...]
    thumbs: str
    p95: str
    boxes: list[Box]
    x: str
    width: str
    middle: str
    mark: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The releases in order of time; `summary` says in a sentence what the picture shows."""

    releases: list[Told]
    summary: str
    slowest: str
    wide: int
    ground: int = SHARES
    foot: int = SHARES + BETWEEN + TIMES
    high: int = SHARES + BETWEEN + TIMES + FOOT


Reader = Callable[[], list[Quality]]
_lent: list[Reader] = []


def told_by(reader: Reader) -> Reader:
    """Registers who keeps the log, and so can say how releases answered."""
    _lent.append(reader)
    return reader


def time_line() -> TimeLine | None:
    """The newest releases that answered anything; None where none did."""
    found = sorted((each for reader in _lent for each in reader() if each.questions), key=lambda each: each.number)
    rows = {
        row.number: row for row in Release.objects.filter(number__in=[each.number for each in found]).defer("content")
    }
    known = [each for each in found if each.number in rows][-SHOWN:]
    return drawn(known, rows) if known else None


def drawn(found: list[Quality], rows: dict[int, Release]) -> TimeLine:
    slowest = max(each.p95 or 0.0 for each in found)
    told = [column(each, rows[each.number], slowest, place * ROOM) for place, each in enumerate(found)]
    newest = found[-1]
    of = "1 question" if newest.questions == 1 else f"{newest.questions:,} questions"
    summary = f"Release {newest.number} answered {percent(newest.answered, newest.questions)} of {of}"
    if len(found) > 1:
        before = found[-2]
        summary += f", release {before.number} {percent(before.answered, before.questions)} of {before.questions:,}"
    wide = NARROW if len(found) * ROOM <= NARROW else WIDE
    return TimeLine(told, f"{summary}.", milliseconds(slowest), wide)


def column(each: Quality, row: Release, slowest: float, left: float) -> Told:
    return Told(
        key=row.pk,
        number=each.number,
        since=row.created,
        note=row.note,
        tried=row.trial,
        questions=f"{each.questions:,}",
        shares=tuple(percent(count, each.questions) for count in counts(each)),
        thumbs=f"{each.up} up, {each.down} down" if each.up or each.down else "–",
        p95=milliseconds(each.p95),
        boxes=boxes(each, slowest),
        x=f"{left + ROOM * GAP / 2:.2f}",
        width=f"{ROOM * (1 - GAP):.2f}",
        middle=f"{left + ROOM / 2:.2f}",
        mark=str(each.number),
    )


def counts(each: Quality) -> tuple[int, int, int]:
    return each.answered, each.refused, each.failed


def boxes(each: Quality, slowest: float) -> list[Box]:
    """From the ground upwards what was answered, refused and failed; beneath it the p95 on one scale for all."""
    made, top = [], float(SHARES)
    for kind, count in zip(KINDS, counts(each), strict=True):
        height = count / each.questions * SHARES
        top -= height
        if count:
            made.append(Box(kind, f"{top:.2f}", f"{height:.2f}"))
    tall = (each.p95 or 0.0) / slowest * TIMES if slowest else 0.0
    return [*made, Box("time", f"{SHARES + BETWEEN + TIMES - tall:.2f}", f"{tall:.2f}")]
