"""Which of several records a sentence speaks of: the day, place, flight or team that it names."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from validation.claims import find_claims
from validation.moments import WEEKDAYS
from validation.records import Field, Record
from validation.states import states_of_value
from validation.topic import PLAIN

LONGEST = 60  # characters of a value that names its record
_WORDS = re.compile(r"[^\W_]+")
# every date and weekday that is read holds one of these
_MAY_DATE = re.compile(
    r"\d\s?[./-]\s?\d|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|dienstag|mittwoch|donnerstag|samstag|sonnabend|sonntag|jän|mär|mai|okt|dez)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"-(\d\d-\d\d)")


def spoken_of(records: Sequence[Record], *texts: str) -> tuple[Record, ...]:
    """The records that the first text names which names any; all of them where none does."""
    return _spoken_of(tuple(records), texts)


@lru_cache(maxsize=512)
def _spoken_of(records: tuple[Record, ...], texts: tuple[str, ...]) -> tuple[Record, ...]:
    if len(records) < 2:
        return records
    names = _apart(records)
    for text in texts:
        said = _handles(text)
        counts = [sum(name in said for name in each) for each in names]
        most = max(counts)
        if most:
            return tuple(record for record, count in zip(records, counts, strict=True) if count == most)
    return records


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
    text = field.text
    if 1 < len(text) <= LONGEST and any(map(str.isalpha, text)) and not _dated(field) and not _states(text):
        whole = plain(text)
        yield from (word for word in whole.split() if word not in PLAIN and any(map(str.isalpha, word)))
        if field.grounds.texts and any(map(str.isalpha, whole)):
            yield whole


def _states(text: str) -> bool:
    """Is the value a state, and not a headline that happens to hold its word?"""
    return len(text.split()) < 4 and bool(states_of_value(text))


def _dated(field: Field) -> bool:
    return bool(field.grounds.spans or field.grounds.weekdays)


def plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


@lru_cache(maxsize=512)
def _handles(text: str) -> str:
    """The text in plain form, with the days that it names written as records write them."""
    if _MAY_DATE.search(text) is None:
        return f" {plain(text)}  "
    days = [found[1].replace("-", " ") for claim in find_claims(text) if (found := _DASHED.search(str(claim.value)))]
    weekdays = [str(claim.value) for claim in find_claims(text) if claim.unit == "weekday"]
    return f" {plain(text)} {' '.join([*days, *weekdays])} "
