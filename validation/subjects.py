"""Which of several records a sentence speaks of: the day, place, flight or team that it names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from validation.claims import find_claims
from validation.moments import WEEKDAYS
from validation.records import Field, Record
from validation.states import states_of_value
from validation.topic import PLAIN
from validation.types import Claim

SHORT = 1_000  # characters of a text whose plain form is kept
LONGEST = 60  # characters of a value that names its record
_WORDS = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
# every date and weekday that is read holds one of these
_MAY_DATE = re.compile(
    r"\d\s?[./:-]\s?\d|\d\s?(?:uhr|[ap]\.?m\b)|\b(?:noon|midday|midnight|o[’']clock|mittag|at \w+|um \w+"
    r"|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|jän|mär|mai|okt|dez)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;:()]|\b(?:and|but|while|whereas|und|aber|während|than|als)\b", re.IGNORECASE)
_UNNAMED = frozenset({"unit", "units", "currency", "place", "city", "country", "language", "day", "league", "source"})
_HOURS = frozenset({"time", "hour", "datetime", "date_time", "timestamp", "zeit", "uhrzeit"})  # of hourly records
_AT = "at#"  # before the minutes of a clock time, as a handle
_DASHED = re.compile(r"-(\d\d-\d\d)")


def spoken_of(records: Sequence[Record], *texts: str) -> tuple[Record, ...]:
    """The records that the first text names which names any; all of them where none does."""
    return _spoken_of(tuple(records), texts)


@lru_cache(maxsize=512)
def _spoken_of(records: tuple[Record, ...], texts: tuple[str, ...]) -> tuple[Record, ...]:
    if len(records) < 2:
        return records
    return next(filter(None, (_named_in(records, text) for text in texts)), records)


@lru_cache(maxsize=512)
def _named_in(records: tuple[Record, ...], text: str) -> tuple[Record, ...]:
    """Those that one text names; every claim of a sentence asks for those of the sentence and of the question."""
    said = _handles(text)
    counts = [sum(name in said for name in each) for each in _apart(records)]
    most = max(counts)
    return tuple(record for record, count in zip(records, counts, strict=True) if count == most) if most else ()


def parts(sentence: str) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, each of which may speak of another thing."""
    start = 0
    for found in (*_PARTS.finditer(sentence), None):
        end = found.start() if found else len(sentence)
        if end > start:
            yield start, end
        start = found.end() if found else end


@lru_cache(maxsize=256)
def foreign(said: str, records: tuple[Record, ...]) -> tuple[Field, ...]:
    """The fields whose text is said of the one record that is named by its title, and that only others have."""
    low = f" {plain(said)} "
    named = [record for record, title in titled(records) if f" {title} " in low]
    if len(named) != 1:
        return ()
    own = f" {plain(named[0].text())} "
    others = (field for record in records if record is not named[0] for field in record.fields)
    found = {each: field for field in others if (each := _named(field)) and f" {each} " in low}
    return tuple(field for each, field in found.items() if f" {each} " not in own)


@lru_cache(maxsize=256)
def titled(records: tuple[Record, ...]) -> tuple[tuple[Record, str], ...]:
    """The records that are called something, with that."""
    return tuple((record, title) for record in records if (title := _title(record)))


def names_one(sentence: str, records: tuple[Record, ...]) -> bool:
    """Does the sentence call one of several records by its title? Then a day in it is said of that one."""
    known = titled(records)
    return len(known) > 1 and sum(f" {title} " in f" {plain(sentence)} " for _, title in known) == 1


def asks_of_one(sentence: str, question: str, records: tuple[Record, ...]) -> bool:
    """Does only the question name a thing, and one alone? A day of the question names none."""
    if len(records) < 2 or _MAY_DATE.search(question) or _named_in(records, sentence):
        return False
    return len(_named_in(records, question)) == 1


@lru_cache(maxsize=512)
def _title(record: Record) -> str:
    """What a record is called: its first text."""
    return next(filter(None, map(_named, record.fields)), "")


def _named(field: Field) -> str:
    """The text of a field in plain form where it is a name: some letters, no date, no state."""
    text = field.text
    letters = 2 < len(text) <= LONGEST and any(map(str.isalpha, text)) and text[0].isupper()
    return plain(text) if letters and not _dated(field) and not _states(text) and field.name not in _UNNAMED else ""


@lru_cache(maxsize=256)
def _apart(records: tuple[Record, ...]) -> list[list[str]]:
    """For each record what tells it from the others, as it is looked for in a text."""
    names = [_telling(record) for record in records]
    shared = frozenset.intersection(*names)
    return [[f" {name} " for name in each - shared] for each in names]


@lru_cache(maxsize=256)
def _telling(record: Record) -> frozenset[str]:
    """What tells this record from others: its texts, days and codes in plain form."""
    return frozenset(handle for field in record.fields for handle in _of_field(field))


def _of_field(field: Field) -> Iterable[str]:
    for first, last in field.grounds.spans:
        if first == last:
            yield from (WEEKDAYS[first.weekday()], f"{first:%m %d}")
    yield from field.grounds.weekdays
    if field.name.lower() in _HOURS:
        yield from (f"{_AT}{minutes}" for minutes in field.grounds.times)
    text = field.text
    if 1 < len(text) <= LONGEST and _LETTER.search(text) and not _dated(field) and not _is_state(field):
        whole = plain(text)
        yield from (word for word in whole.split() if word not in PLAIN and _LETTER.search(word))
        if field.grounds.texts and _LETTER.search(whole):
            yield whole


def _is_state(field: Field) -> bool:
    """A measured value is none."""
    return not isinstance(field.fact.value, int | float) and _states(field.text)


def _states(text: str) -> bool:
    """Is the value a state, and not a headline that happens to hold its word?"""
    return len(text.split()) < 4 and bool(states_of_value(text))


def _dated(field: Field) -> bool:
    return bool(field.grounds.spans or field.grounds.weekdays)


def plain(text: str) -> str:
    return _plain(text) if len(text) < SHORT else " ".join(_WORDS.findall(text.lower()))


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """Many ask for that of the sentence."""
    return " ".join(_WORDS.findall(text.lower()))


@lru_cache(maxsize=512)
def _handles(text: str) -> str:
    """The text in plain form, with the days that it names written as records write them."""
    if _MAY_DATE.search(text) is None:
        return f" {plain(text)}  "
    days = [found[1].replace("-", " ") for claim in find_claims(text) if (found := _DASHED.search(str(claim.value)))]
    weekdays = [str(claim.value) for claim in find_claims(text) if claim.unit == "weekday"]
    hours = [f"{_AT}{minutes}" for claim in find_claims(text) if claim.kind == "time" for minutes in _minutes(claim)]
    return f" {plain(text)} {' '.join([*days, *weekdays, *hours])} "


def _minutes(claim: Claim) -> tuple[int, ...]:
    """The minutes of the day, in both halves where it is open which is meant."""
    minutes = int(str(claim.value)[:2]) * 60 + int(str(claim.value)[3:])
    return (minutes,) if claim.unit == "24h" else (minutes, (minutes + 720) % 1440)
