"""Dates and weekdays held against the days that are known."""

from datetime import date, timedelta

from validation.grounds import Grounds
from validation.moments import WEEKDAYS


def names_weekday(first: date, last: date, weekday: str) -> bool:
    """Is it the weekday of one of the days from the first to the last?"""
    days = min((last - first).days, 6)
    return any(WEEKDAYS[(first + timedelta(days=i)).weekday()] == weekday for i in range(days + 1))


def is_known(value: str, known: Grounds) -> bool:
    """Is a date in ISO form known, where "--05-03" says no year and "2026-05" no day?"""
    return any(_agrees(value, other) for other in known.dates) or any(
        _within(value, first, last) for first, last in known.spans
    )


def _agrees(value: str, other: str) -> bool:
    """Do two dates, each perhaps without a year or a day, say the same as far as both say it?"""
    mine, theirs = _split(value), _split(other)
    return all(a == b for a, b in zip(mine, theirs, strict=True) if a and b) and not (mine[2] and not theirs[2])


def _split(value: str) -> tuple[str, str, str]:
    """Year, month and day; "" for what is not said."""
    parts = value.removeprefix("--").split("-")
    year = "" if value.startswith("--") else parts.pop(0)
    return year, parts[0], parts[1] if len(parts) > 1 else ""


def _within(value: str, first: date, last: date) -> bool:
    """A date, a day of a year not said, or a month lies within two days, both inclusive."""
    year, month, day = _split(value)
    if not day:
        return first.isoformat()[:7] <= f"{year or first.year}-{month}" <= last.isoformat()[:7]
    years = (year,) if year else {str(first.year), str(last.year)}
    return any(first.isoformat() <= f"{said}-{month}-{day}" <= last.isoformat() for said in years)
