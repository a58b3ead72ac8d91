"""What an answer may rest on: the numbers, dates, times and words of evidence, question and what was said before."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from ragdomains.types import Evidence, Fact
from validation.claims import find_claims
from validation.iso_durations import durations
from validation.moments import stated
from validation.numbers import numeral
from validation.same import once
from validation.sentences import sentences_of
from validation.structure import moment_of, rows_of
from validation.tokens import tokenize, words
from validation.types import Claim, Draft
from validation.units import UNITS, canonical, dimension, hinted
from validation.zones import minute_there, named, offsets

# A fact of such a name holds whatever was asked for, so its unit says nothing when it is empty.
ANYTHING = words("value state result amount number reading answer total high low min max rate change index average")
_TEMPERATURES = words(
    "temperature temp feels dew setpoint target thermostat temperatur höchsttemperatur tiefsttemperatur"
)
_SPEEDS = words("wind gust gusts speed windgeschwindigkeit böen")
_MONEY = words(
    "price cost fee fare close open rent salary wage bill budget preis kosten eintritt kurs miete gehalt lohn gebühr "
    "rechnung"
)
_SHARES = words(
    "brightness humidity battery probability chance wahrscheinlichkeit feuchtigkeit helligkeit luftfeuchtigkeit akku "
    "batterie ladestand füllstand"
)
_TIMES = words("delay duration runtime dauer verspätung laufzeit")
_PARTS = frozenset({"share"})
_READ = frozenset({"number", "date", "time"})
_COMPOUND = 9  # letters of the shortest word that is looked at as one of several
RECENT = 4_000  # characters of what was said before that are read again
_LABEL = 6  # words and signs that are looked at before a number in a text


class Known(NamedTuple):
    """A number that is known. `unit` is "" where the source gave none; `kinds` are the dimensions it may then have."""

    value: float
    unit: str = ""
    name: str = ""
    kinds: frozenset[str] = frozenset()
    free: bool = False  # may take any unit
    fact: bool = False
    asked: bool = False  # only the question says it
    gap: bool = False  # the difference of two values, which converts without the scale's offset


@dataclass(slots=True)
class Grounds:
    """All that is known, sorted by kind. Times are minutes of the day; days are spans of dates."""

    numbers: list[Known] = field(default_factory=list)
    times: set[int] = field(default_factory=set)
    loose_times: set[int] = field(default_factory=set)  # said without morning or evening
    spans: list[tuple[date, date]] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)  # partial ones: --12-24, 2026-12, --12
    weekdays: set[str] = field(default_factory=set)
    moments: list[datetime] = field(default_factory=list)
    counts: set[int] = field(default_factory=set)
    scores: set[tuple[float, ...]] = field(default_factory=set)  # as they were given, the lowest part first
    universal: set[int] = field(default_factory=set)  # times of no day whose zone is known, in UTC
    instants: set[datetime] = field(default_factory=set)  # moments whose zone is known
    texts: list[str] = field(default_factory=list)
    prose: bool = False  # does a running text belong to it, whose ways and steps nobody has counted?

    def text(self) -> str:
        return "\n".join(self.texts).lower()

    def clocks(self, zone: tzinfo) -> set[int]:
        """The minutes of the day that are known, as clocks in a zone show them."""
        shown = {(minutes + ahead) % 1440 for minutes in self.universal for ahead in offsets(zone)}
        return shown | {minute_there(moment, zone) for moment in self.instants}

    def copy(self) -> "Grounds":
        return Grounds(
            self.numbers.copy(), self.times.copy(), self.loose_times.copy(), self.spans.copy(), self.dates.copy(),
            self.weekdays.copy(), self.moments.copy(), self.counts.copy(), self.scores.copy(), self.universal.copy(),
            self.instants.copy(), self.texts.copy(), self.prose,
        )  # fmt: skip


def grounds(draft: Draft) -> Grounds:
    """Everything that a number, date or time of the draft may come from."""
    known = _of_evidence(draft.evidence).copy()
    for sentence in sentences_of(draft.before[-RECENT:]):  # each was read when it was examined
        _take_text(known, sentence)
    found = len(known.numbers)
    _take_text(known, draft.question)
    known.numbers[found:] = [entry._replace(asked=True) for entry in known.numbers[found:]]
    return known


@once
def _of_evidence(evidence: Sequence[Evidence]) -> Grounds:
    known = Grounds()
    for each in evidence:
        _take_evidence(known, each)
    _take_moments(known)
    return known


def of_fact(fact: Fact) -> Grounds:
    """What one fact says: its value, in its unit."""
    known = Grounds()
    _take_value(known, fact)
    _take_moments(known)
    return known


def of_text(text: str) -> Grounds:
    """What a text says, all by itself."""
    known = Grounds()
    _take_text(known, text)
    return known


def _take_evidence(known: Grounds, evidence: Evidence) -> None:
    names = Counter(fact.name for fact in evidence.facts)
    known.counts.update(names.values(), [len(evidence.passages)] if evidence.passages else [])
    for fact in evidence.facts:
        _take_fact(known, fact)
        known.counts.update(_items(fact.value))
    for passage in evidence.passages:
        rows = rows_of(passage.text)
        known.counts.update((len(rows), *Counter(pair for row in rows for pair in row).values()))
        known.counts.update(count for row in rows for _, value in row for count in _items(value))
        known.prose = known.prose or not rows
        for text in (passage.text, passage.title, passage.heading):
            _take_text(known, text)
        if passage.page is not None:
            known.numbers.append(Known(float(passage.page), name="page"))
        _take_day(known, passage.as_of)
    for text in (*evidence.values.values(), evidence.source):
        _take_text(known, text)
    _take_day(known, evidence.as_of)


def _items(value: object) -> tuple[int, ...]:
    """How many things a value lists: "Netflix, MUBI"."""
    return (value.count(", ") + 1,) if isinstance(value, str) and ", " in value else ()


def _take_value(known: Grounds, fact: Fact) -> None:
    label = _label_of(fact.name)
    value = fact.value
    if isinstance(value, bool):
        pass
    elif isinstance(value, int | float):
        known.numbers.extend(_measured(float(value), canonical(fact.unit), label))
    elif isinstance(value, datetime | date):
        _take_day(known, value)
    elif (plain := _plain(value)) is not None:
        known.numbers.extend(_measured(plain, canonical(fact.unit), label))
        known.texts.append(value)
    else:
        _take_text(known, value)
    known.texts.extend((fact.name.replace("_", " "), fact.place))


def _take_fact(known: Grounds, fact: Fact) -> None:
    _take_value(known, fact)
    _take_day(known, fact.as_of)
    if fact.valid_from is not None and fact.valid_to is not None:
        _take_span(known, fact.valid_from, fact.valid_to)
    else:
        _take_day(known, fact.valid_from)
        _take_day(known, fact.valid_to)


@lru_cache(maxsize=1024)
def _label_of(name: str) -> tuple[str, ...]:
    """The words of a fact's name; a house has some hundred of them."""
    return tuple(_words(name))


def _plain(value: str) -> float | None:
    """The number that a text consists of, as some sources send them: "21.5"."""
    return float(value) if len(value) < 20 and _PLAIN.fullmatch(value) else None


class _Form(NamedTuple):
    """A way to read a number: by what it is multiplied, and the fields of Known behind its value."""

    factor: float
    rest: tuple[str, str, frozenset[str], bool]


def _measured(value: float, unit: str, label: tuple[str, ...]) -> list[Known]:
    """A number with the unit that it has, or that its name tells: delay_minutes, price_usd, volume_millions."""
    found = [Known(value * factor, *rest, fact=True) for factor, rest in _forms(unit, label)]
    if 0 < value < 1 and found[-1].kinds <= _PARTS and not found[-1].unit:
        found.append(Known(value * 100, "%", found[-1].name, fact=True))  # a discount of 0.15 is one of 15 percent
    return found


@lru_cache(maxsize=1024)
def _forms(unit: str, label: tuple[str, ...]) -> tuple[_Form, ...]:
    """The ways to read any number of such a name; sources have few names, and very many numbers."""
    name = " ".join(label)
    unit = unit or hinted(label)
    found = [
        _Form(factor, (unit, name, frozenset({"money"}), False))
        for word, factor in (("million", 1e6), ("billion", 1e9), ("thousand", 1e3))
        if word in label or f"{word}s" in label
    ]
    kinds = frozenset() if unit else _kinds(label)
    if "time" in kinds:
        found.append(_Form(1.0, ("min", name, frozenset(), False)))  # a runtime of 166 is one of minutes
    free = not unit and not ANYTHING.isdisjoint(label)
    return (*found, _Form(1.0, (unit, name, kinds, free)))


@lru_cache(maxsize=1024)
def _kinds(label: tuple[str, ...]) -> frozenset[str]:
    tables = {"temperature": _TEMPERATURES, "speed": _SPEEDS, "money": _MONEY, "time": _TIMES, "share": _SHARES}
    return frozenset(kind for kind, table in tables.items() if any(_ends_with(word, table) for word in label))


def _ends_with(word: str, table: frozenset[str]) -> bool:
    """German writes two words as one: regenwahrscheinlichkeit."""
    return word in table or (len(word) > _COMPOUND and any(len(end) > 5 and word.endswith(end) for end in table))


@lru_cache(maxsize=256)
def declared(text: str) -> frozenset[str]:
    """The units that a text names once for its values: "unit": "celsius", currency: EUR."""
    if ":" not in text and "=" not in text and "|" not in text:
        return frozenset()
    return frozenset(unit for found in _DECLARED.findall(text) if (unit := canonical(found.strip())) in UNITS)


@lru_cache(maxsize=1024)
def stated_unit(label: tuple[str, ...], units: frozenset[str], alone: bool = False) -> str:
    """The one of the units named beside it that a value of this name can have; "" where its name tells it already.

    The only number of a record ("distance": 1.5, "unit": "km") has the only unit that stands beside it.
    """
    if not units or hinted(label):
        return ""
    if alone and len(units) == 1 and not _kinds(label):
        return next(iter(units))
    kinds, free = _kinds(label), not ANYTHING.isdisjoint(label)
    fitting = [unit for unit in units if dimension(unit).partition(" ")[0] in kinds or (free and not kinds)]
    return fitting[0] if len(fitting) == 1 else ""


def _take_moments(known: Grounds) -> None:
    """Each known moment in each zone that the evidence carries: a source in UTC is spoken in the zone of the place."""
    if not known.moments:
        return
    known.instants.update(moment for moment in known.moments if moment.tzinfo is not None)
    zones: set[tzinfo] = {moment.tzinfo for moment in known.moments if moment.tzinfo is not None}
    for moment in known.moments:
        for zone in zones if moment.tzinfo is not None and len(zones) <= 4 else (moment.tzinfo,):
            local = moment.astimezone(zone) if moment.tzinfo is not None and zone is not None else moment
            known.times.add(local.hour * 60 + local.minute)
            if local.second >= 30:
                known.times.add((local.hour * 60 + local.minute + 1) % 1440)
            known.spans.append((local.date(), local.date()))


@lru_cache(maxsize=256)
def _zoned(text: str) -> tuple[datetime, ...]:
    if text.count("-") < 2:
        return ()
    return tuple(found for each in _ZONED.findall(text) if isinstance(found := moment_of(each), datetime))


def _score(claim: Claim) -> tuple[float, ...]:
    return tuple(sorted(map(float, str(claim.value).split("-"))))


def _take_day(known: Grounds, value: datetime | date | None) -> None:
    if isinstance(value, datetime):
        known.moments.append(value)
    elif value is not None:
        known.spans.append((value, value))


def _take_span(known: Grounds, first: datetime | date, last: datetime | date) -> None:
    _take_day(known, first)
    _take_day(known, last)
    days = [value.date() if isinstance(value, datetime) else value for value in (first, last)]
    if isinstance(last, datetime) and last.time() == time(0) and days[0] < days[1]:
        days[1] -= timedelta(days=1)  # a day ends at midnight, and does not name the next one
    known.spans.append((days[0], days[1]))


def _take_text(known: Grounds, text: str) -> None:
    if not text:
        return
    known.texts.append(text)
    known.instants.update(_zoned(text))
    known.dates.update(_MONTH.findall(text))
    known.numbers.extend(Known(minutes, "min", fact=True) for minutes in durations(text))
    units, rows = declared(text), text[:1] in "{[" and bool(rows_of(text))
    read = _read(text)
    alone = rows and sum(claim.kind == "number" for claim, _ in read) == 1
    for claim, label in read:
        if claim.kind == "number":
            known.scores.update([] if isinstance(claim.value, float) else [_score(claim)])
            said = _said(claim, (label, stated_unit(label, units, alone)), "|" in text or "\t" in text)
            known.numbers.extend(entry._replace(fact=True) for entry in said) if rows else known.numbers.extend(said)
        elif claim.kind == "time":
            _take_time(known, claim, text[claim.end : claim.end + 40], rows)
        elif claim.unit == "label":
            last = numeral(tokenize(str(claim.value).split()[-1]), 0)
            known.numbers.extend([Known(last.value, name="label")] if last else [])
        elif claim.unit == "weekday":
            known.weekdays.add(str(claim.value))
        elif claim.kind == "date":
            _take_date(known, claim)


def _said(claim: Claim, named: tuple[tuple[str, ...], str], table: bool) -> Iterator[Known]:
    label, unit = named
    if isinstance(claim.value, str):
        parts = claim.value.split("-")
        yield from (Known(float(part), name="score") for part in parts)
    elif claim.unit:
        yield Known(claim.value, claim.unit, " ".join(label))
    else:
        for number in _measured(claim.value, unit, label):
            yield Known(number.value, number.unit, number.name, number.kinds, number.free or (table and not unit))


def _take_time(known: Grounds, claim: Claim, after: str, record: bool) -> None:
    """In a record a bare 12:30 is half past noon: who writes in twelve hours writes a.m. at midnight."""
    minutes = int(str(claim.value)[:2]) * 60 + int(str(claim.value)[3:])
    for zone in named(_words(after.partition("\n")[0])):
        known.universal.update((minutes - ahead) % 1440 for ahead in offsets(zone))
    sure = claim.unit == "24h" or (record and minutes // 60 == 12)
    (known.times if sure else known.loose_times).add(minutes)


def _take_date(known: Grounds, claim: Claim) -> None:
    value = str(claim.value)
    day = stated(value)
    if day is None:
        known.dates.add(value)
    else:
        known.spans.append((day, day))


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    """The claims of a text, each with the words of its label: "wind mph: 15", "the delay is 40"."""
    read = [claim for claim in find_claims(text) if claim.kind in _READ or claim.unit == "label"]
    # a figure in the name of a value ("rent_2025": 800) ends no label
    ends = [0, *(claim.end if text[claim.start - 1 : claim.start] != "_" else 0 for claim in read)]
    return tuple((claim, _label(text, claim, end)) for claim, end in zip(read, ends, strict=False))


def _label(text: str, claim: Claim, last: int) -> tuple[str, ...]:
    """The words between the `last` claim and this one: "47 metres tall, automated in 1977" is no length."""
    if claim.kind != "number" or claim.unit:
        return ()
    before = text[max(last, claim.start - 60) : claim.start].rpartition("\n")[2]
    before = re.split(r"[,;.(){}\[\]]", before)[-1]
    return tuple(word for word in _words(before) if word not in {"is", "was", "are", "of", "the"})[-_LABEL:]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


_WORD = re.compile(r"[^\W\d_]+")
_ZONED = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)")
_MONTH = re.compile(r"(?<![\w-])[12]\d{3}-(?:0[1-9]|1[0-2])(?![\w-])")  # an ISO month: "opened": "2019-04"
_DECLARED = re.compile(
    r"(?i)(?<![^\W_])(?:units?|currency|einheit|währung)\"?\s*[:=|]\s*\"?([^\s\",}\]|][^\",}\]|\n]{0,20})"
)
_PLAIN = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
