"""Reads the times of the FAA's report: "4:00 pm EDT.", "May 27 at 18:26 UTC.", "Mon Jun 8 03:32:04 2026 GMT"."""

import re
from datetime import UTC, datetime, timedelta, timezone

HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "AST": -4, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8, "AKDT": -8, "AKST": -9, "HDT": -9, "HST": -10, "CHST": 10,
}  # fmt: skip
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(NAMES, 1)}
CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?m\.?)?(?:\s+(?:\d{4}\s+)?([A-Z]{1,4}))?\b", re.IGNORECASE
)
DAY = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\s+(\d{{1,2}})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)\b")


def moment(text: str, now: datetime) -> datetime | None:
    """The time nearest to now that it may mean; None where it names none, or no zone."""
    clock = CLOCK.search(text)
    hours = HOURS.get((clock[4] or "").upper()) if clock else None
    if clock is None or hours is None:
        return None
    zone = timezone(timedelta(hours=hours))
    hour = int(clock[1]) % 12 + (12 if clock[3].lower() == "p" else 0) if clock[3] else int(clock[1])
    day = DAY.search(text)
    try:
        return on_day(day, text, now.astimezone(zone).replace(hour=hour, minute=int(clock[2]), second=0, microsecond=0))
    except ValueError:  # 31 February, 27 o'clock
        return None


def on_day(day: re.Match[str] | None, text: str, today: datetime) -> datetime:
    """Moves the time of today to the day that is named; without a year it is the nearest such day."""
    if day is None:
        return today
    year = YEAR.search(text)
    named = today.replace(year=int(year[1]) if year else today.year, month=MONTHS[day[1].lower()], day=int(day[2]))
    if year is None and named - today > timedelta(days=182):
        return named.replace(year=named.year - 1)
    if year is None and today - named > timedelta(days=182):
        return named.replace(year=named.year + 1)
    return named


def updated(text: str) -> datetime | None:
    """When the report was made; None unless its whole date is given."""
    return moment(text, datetime(2000, 1, 1, tzinfo=UTC)) if YEAR.search(text) and DAY.search(text) else None
