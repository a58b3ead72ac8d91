"""Which days are meant, in the time of the place asked about, and how they are said."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ragdomains.sentences import spoken_day
from ragdomains.types import Days, Lookup, ProviderError, Spot
from ragdomains.zones import zone_of

HOURS = {"morning": (6, 11), "afternoon": (12, 17), "evening": (18, 23), "night": (21, 29), "tonight": (18, 29)}
NOW = re.compile(r"\b(now|currently|at the moment)\b")
AHEAD = (
    (re.compile(r"\bday after tomorrow\b"), 2),
    (re.compile(r"\btomorrow\b"), 1),
    (re.compile(r"\b(today|tonight|this (morning|afternoon|evening|night))\b"), 0),
)


@dataclass(frozen=True, slots=True)
class When:
    """The days asked about, both inclusive, at the place. `start` and `end` bound a part of a day, in local time.

    `present` says that it is asked how it is now; `text` is how the days are said.
    """

    first: date
    last: date
    now: datetime
    text: str
    present: bool = False
    start: datetime | None = None
    end: datetime | None = None


def when(lookup: Lookup, place: Spot, horizon: int) -> When:
    """Raises ProviderError (missing) for past days and for days beyond the horizon."""
    zone = zone_of(place.zone)
    now = lookup.now.astimezone(zone) if zone else lookup.now
    today, days = now.date(), lookup.days
    if days is None or (NOW.search(days.said.casefold()) and days.first == days.last):
        return When(today, today, now, day_text(today, now, lookup), present=True)
    first, last = shifted(days, today, lookup.now.date())
    refuse(first, last, today, horizon)
    first = max(first, today)
    last = min(last, today + timedelta(days=horizon - 1))
    if first != last:
        return When(first, last, now, range_text(first, last, days.said, today))
    part = "tonight" if "tonight" in days.said.casefold() else days.part
    text = day_text(first, now, lookup, part)
    if part not in HOURS:
        return When(first, last, now, text)
    from_hour, to_hour = HOURS[part]
    midnight = datetime.combine(first, time())
    start, end = midnight + timedelta(hours=from_hour), midnight + timedelta(hours=to_hour)
    if first == today:
        start = max(start, now.replace(tzinfo=None, minute=0, second=0, microsecond=0))
    return When(first, last, now, text, start=min(start, end), end=end)


def shifted(days: Days, there: date, here: date) -> tuple[date, date]:
    """The days by the place's own calendar, where they were said relative to today."""
    said = days.said.casefold()
    length = days.last - days.first
    for word, ahead in AHEAD:
        if word.search(said):
            first = there + timedelta(days=ahead)
            return first, first + length
    if not said and days.first == here:
        return there, there + length
    return days.first, days.last


def refuse(first: date, last: date, today: date, horizon: int) -> None:
    if last < today:
        raise ProviderError(f"{spoken_day(last, today)} is past, and I only know forecasts.", "missing")
    furthest = today + timedelta(days=horizon - 1)
    if first > furthest:
        text = (
            f"The forecast only reaches to {spoken_day(furthest, today)}. {spoken_day(first, today)} is too far ahead."
        )
        raise ProviderError(text, "missing")


def day_text(day: date, now: datetime, lookup: Lookup, part: str = "") -> str:
    """ "tomorrow morning, Sunday 22 November"; the date is left out only for the day that is today here and there."""
    today = now.date()
    dated = spoken_day(day, today)
    if day == today:
        name = {"": "today", "tonight": "tonight", "night": "tonight"}.get(part, f"this {part}")
        return name if day == lookup.now.date() else f"{name}, {dated}"
    if day == today + timedelta(days=1):
        later = {"": "", "tonight": " night"}.get(part, f" {part}")
        return f"tomorrow{later}, {dated}"
    at = {"": "", "night": " at night", "tonight": " at night"}.get(part, f" in the {part}")
    return f"on {dated}{at}"


def range_text(first: date, last: date, said: str, today: date) -> str:
    name = next(
        (f"{word}, " for word in ("this weekend", "next weekend", "this week", "next week") if word in said.casefold()),
        "",
    )
    start = f"{first:%A} {first.day}" + (f" {first:%B}" if first.month != last.month else "")
    return f"{name}{start} to {spoken_day(last, today)}"
