"""Evidence as records: fields that belong together, each with its name, its value, and what may be said of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from ragdomains.types import Evidence, Fact
from validation.cues import cues_of
from validation.grounds import Grounds, declared, of_fact, stated_unit
from validation.same import Same, once
from validation.structure import Row, has_value, rows_of, value_of
from validation.topic import stems

_TARGET = frozenset({"setpoint"})
MOST = 400  # fields of one answer's evidence that are looked at


@dataclass(frozen=True, slots=True, eq=False)  # one object, one record: their identity is their hash
class Field:
    """One named value of a record. `cues` are what its name says of it: high, gate, depart.

    `fact` is what it was made from; for a field of a structured passage it holds name and value only.
    """

    name: str
    text: str
    cues: frozenset[str]
    grounds: Grounds
    fact: Fact


@dataclass(frozen=True, slots=True, eq=False)  # one object, one record: their identity is their hash
class Record:
    """Fields of one thing: a day's forecast, a flight, a game."""

    fields: tuple[Field, ...]

    def text(self) -> str:
        return "\n".join(field.text for field in self.fields)

    def words(self) -> frozenset[str]:
        return stems(self.text())


@once
def records_of(evidence: Sequence[Evidence]) -> tuple[Record, ...]:
    """All records of the evidence: its facts, and the passages that are structured."""
    found: list[Record] = []
    for each in evidence:
        found.extend(_quickly(Same(each.facts)))
        for passage in each.passages:
            found.extend(_of_text(passage.text))
    return tuple(found)


@lru_cache(maxsize=256)
def _quickly(facts: Same) -> tuple[Record, ...]:
    """Each sentence of an answer, and each check, asks for the records of the same facts."""
    return _of_facts(facts.held)


@lru_cache(maxsize=256)
def _of_text(text: str) -> tuple[Record, ...]:
    return tuple(Record(tuple(_fields(row))) for row in rows_of(text))


def _fields(row: Row) -> Iterator[Field]:
    names = {name.lower() for name, _ in row}
    units = declared("\n".join(f"{name}: {value}" for name, value in row[:MOST]))
    alone = bool(units) and sum(value[:1].isdecimal() for _, value in row[:MOST]) == 1
    for name, value in row[:MOST]:
        if has_value(value):
            unit = stated_unit(tuple(name.lower().replace("_", " ").split()), units, alone)
            field = _field(Fact(name, value_of(value), unit), value)
            yield replace(field, cues=field.cues | _TARGET) if _is_target(name, names) else field


def _is_target(name: str, names: set[str]) -> bool:
    """Beside the current temperature, "temperature" is what a thermostat is set to."""
    return name.lower() == "temperature" and "current_temperature" in names


@lru_cache(maxsize=256)
def _of_facts(facts: tuple[Fact, ...]) -> tuple[Record, ...]:
    """Facts of one place and time stand together; a name that comes again begins the next record."""
    groups: dict[tuple[str, object, object], list[list[Fact]]] = defaultdict(lambda: [[]])
    for fact in facts[:MOST]:
        records = groups[fact.place, fact.valid_from, fact.valid_to]
        if any(fact.name == known.name for known in records[-1]):
            records.append([])
        records[-1].append(fact)
    return tuple(_record(record) for records in groups.values() for record in records if record)


def _record(facts: Sequence[Fact]) -> Record:
    first = facts[0]
    around = [Fact(name, value) for name, value in (("place", first.place), ("day", _day(first.valid_from))) if value]
    return Record(tuple(_field(fact, _shown(fact)) for fact in (*around, *facts)))


def _day(moment: datetime | date | None) -> datetime | date | str:
    return moment if moment is not None else ""


def _shown(fact: Fact) -> str:
    if isinstance(fact.value, bool):
        return "true" if fact.value else "false"
    return f"{fact.value} {fact.unit}".strip()


def _field(fact: Fact, text: str) -> Field:
    return Field(fact.name, text, cues_of(fact.name), of_fact(fact), fact)
