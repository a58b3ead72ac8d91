"""Where two sources say different things of the same in records of one thing and day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from ragdomains.types import Evidence
from validation.records import Field, Record, records_of
from validation.states import states_of_value
from validation.subjects import plain
from validation.units import convert

MOST = 12  # sources that are compared with each other
LONGEST = 60  # characters of a value that tells which thing is meant
AGE = timedelta(hours=2)  # what was measured further apart may have changed
_NAMES = dict.fromkeys(("location", "city", "town", "station"), "place") | {"date": "day"}  # as sources call them


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says: a number in a unit, or a time in minutes of the day, with the words that it is told in."""

    source: str
    value: float
    unit: str
    text: str
    cues: frozenset[str]
    time: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources about one thing."""

    first: Told
    second: Told

    def either(self) -> tuple[tuple[Told, Told], tuple[Told, Told]]:
        return (self.first, self.second), (self.second, self.first)


def disagreements(evidence: Sequence[Evidence], tolerance: float) -> Iterator[Disagreement]:
    """`tolerance` is the share that two measured values may be apart; times may not."""
    named = list(by_source(evidence).items())[:MOST]
    for one, other in combinations(named, 2):
        if _of_one_time(one[1], other[1]):
            pairs = _of_records((one[0], records_of((one[1],))), (other[0], records_of((other[1],))))
            yield from (Disagreement(*pair) for pair in pairs if not near(*pair, tolerance))


def by_source(evidence: Sequence[Evidence]) -> dict[str, Evidence]:
    """Source -> its own facts and passages; "" is one that has no name. A document is a source of its own."""
    found: dict[str, Evidence] = {}
    for each in evidence:
        for fact in each.facts:
            known = found.setdefault(fact.source or each.source, Evidence())
            as_of = fact.as_of or each.as_of
            found[fact.source or each.source] = replace(known, facts=(*known.facts, fact), as_of=as_of)
        for passage in each.passages:
            known = found.setdefault(passage.title or each.source, Evidence())
            found[passage.title or each.source] = replace(known, passages=(*known.passages, passage))
    return found


def _of_one_time(one: Evidence, other: Evidence) -> bool:
    """What was measured at different times may differ."""
    return one.as_of is None or other.as_of is None or abs(one.as_of - other.as_of) <= AGE


def near(first: Told, second: Told, tolerance: float) -> bool:
    """Do two values agree beyond rounding, in the first one's unit? So do those that cannot be compared."""
    if first.time or second.time:
        return first.value == second.value or first.time != second.time
    if bool(first.unit) != bool(second.unit):
        return True
    value = convert(second.value, second.unit, first.unit) if first.unit else second.value
    if value is None:
        return True
    slack = max(_step(first.value), _step(value)) / 2 + tolerance * max(abs(first.value), abs(value))
    return abs(first.value - value) <= slack + 1e-9


def _step(value: float) -> float:
    """How exactly a source gives a number: in ones, or in tenths."""
    return 1.0 if value == int(value) else 0.1


def _of_records(one: tuple[str, Sequence[Record]], other: tuple[str, Sequence[Record]]) -> Iterator[tuple[Told, Told]]:
    for first in one[1]:
        alike = [second for second in other[1] if _one_thing(first, second)]
        if len(alike) != 1:  # of several none is sure to be the same
            continue
        there = {_meaning(field): told for field in alike[0].fields if (told := _told(other[0], field))}
        for field in first.fields:
            told = _told(one[0], field)
            if told and (second := there.get(_meaning(field))):
                yield told, second


def _meaning(field: Field) -> frozenset[str]:
    """What a field's name says: temperature_high, "high" and "tmax" are one."""
    return field.cues - {"temperature"} or field.cues or frozenset({plain(field.name)})


def _one_thing(first: Record, second: Record) -> bool:
    """Do both name the same things by the same fields: a place, a day, a symbol?"""
    mine, theirs = _identity(first), _identity(second)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[name] == theirs[name] for name in shared) and _day(mine) == _day(theirs)


def _day(identity: dict[str, str]) -> tuple[str, ...]:
    return tuple(identity.get(name, "") for name in ("place", "day"))


def _identity(record: Record) -> dict[str, str]:
    """The texts and days that tell a record from others; its states and long texts do not."""
    found = {}
    for field in record.fields:
        days = sorted({first for first, last in field.grounds.spans if first == last})
        if days and not field.grounds.times:
            found[_called(field)] = days[0].isoformat()
        elif _names(field):
            found[_called(field)] = plain(field.text)
    return found


def _called(field: Field) -> str:
    name = plain(field.name)
    return _NAMES.get(name, name)


def _names(field: Field) -> bool:
    lettered = len(field.text) <= LONGEST and any(map(str.isalpha, field.text))
    return lettered and not (field.grounds.numbers or field.grounds.times or states_of_value(field.text))


def _told(source: str, field: Field) -> Told | None:
    if field.grounds.numbers:
        number = field.grounds.numbers[0]
        return Told(source, number.value, number.unit, field.text, field.cues)
    if len(field.grounds.times) == 1:
        return Told(source, float(next(iter(field.grounds.times))), "", field.text, field.cues, time=True)
    return None


def minutes_of(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
