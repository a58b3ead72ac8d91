"""Days that are reached by a known time from a known day: five years after 14 September 2022."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product

from validation.grounds import Grounds, Known
from validation.moments import stated
from validation.units import convert

MOST = 12  # days, and lengths, that are combined
YEARLESS = 2001  # the year of a day that is said without one
_UNITS = {"day": "day", "week": "week", "month": "month", "year": "year"}
_UNITS |= {"tag": "day", "woche": "week", "monat": "month", "jahr": "year"}
_ONE = re.compile(r"\b(?:an?|one|eine[nrm]?|ein)\s+(day|week|month|year|tag|woche|monat|jahr)\b", re.IGNORECASE)
_MONTHS = {"year": 12, "month": 1}
_DAYS = ("day", "week")


def reached(known: Grounds) -> Iterator[date]:
    """Each known day later and earlier by each length that the evidence tells in days, weeks, months or years."""
    days = sorted({day for span in known.spans for day in span} | set(_yearless(known)))[:MOST]
    lengths = [entry for entry in known.numbers if not entry.asked and entry.unit in {*_MONTHS, *_DAYS}]
    lengths += [Known(1.0, _UNITS[found.lower()]) for text in known.texts for found in _ONE.findall(text)]
    for day, length, side in product(days, islice(lengths, MOST), (1, -1)):
        if (found := _moved(day, length, side)) is not None:
            yield found


def _yearless(known: Grounds) -> Iterator[date]:
    """Days without a year, in one that has no 29 February."""
    for value in known.dates:
        if value.startswith("--") and (day := stated(f"{YEARLESS}-{value[2:]}")) is not None:
            yield day


def _moved(day: date, length: Known, side: int) -> date | None:
    if length.value != int(length.value) or length.value > 1_200:
        return None
    if length.unit in _MONTHS:
        return _by_months(day, side * int(length.value) * _MONTHS[length.unit])
    days = convert(length.value, length.unit, "day")
    return day + timedelta(days=side * days) if days else None


def _by_months(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9_998 else None
