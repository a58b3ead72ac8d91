"""Which days are meant, in the time of the place asked about, and how they are said."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ragdomains.languages import Language, language_of
from ragdomains.sentences import spoken_day
from ragdomains.types import Days, Lookup, ProviderError, Spot
from ragdomains.weather import german
from ragdomains.weather.words import put
from ragdomains.zones import zone_of

HOURS = {"morning": (6, 11), "afternoon": (12, 17), "evening": (18, 23), "night": (21, 29), "tonight": (18, 29)}
NOW = re.compile(r"\b(now|currently|at the moment|jetzt|gerade|zurzeit|momentan|aktuell)\b")
AHEAD = (
    (re.compile(r"\b(day after tomorrow|übermorgen)\b"), 2),
    (re.compile(r"\btomorrow\b"), 1),
    (re.compile(r"\b(today|tonight|this (morning|afternoon|evening|night)|heute)\b"), 0),
    (re.compile(r"\bmorgen\b"), 1),  # behind "heute Morgen"
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
    if days is None or present(days, lookup.now.date()):
        return When(today, today, now, day_text(today, now, lookup), present=True)
    first, last = shifted(days, today, lookup.now.date())
    refuse(first, last, today, today + timedelta(days=horizon - 1), lookup.language)
    first = max(first, today)
    last = min(last, today + timedelta(days=horizon - 1))
    if first != last:
        return When(first, last, now, range_text(first, last, now, lookup))
    part = "tonight" if re.search(r"\b(tonight|heute nacht)\b", days.said.casefold()) else days.part
    text = day_text(first, now, lookup, part)
    if part not in HOURS:
        return When(first, last, now, text)
    from_hour, to_hour = HOURS[part]
    midnight = datetime.combine(first, time())
    start, end = midnight + timedelta(hours=from_hour), midnight + timedelta(hours=to_hour)
    if first == today:
        start = max(start, now.replace(tzinfo=None, minute=0, second=0, microsecond=0))
    return When(first, last, now, text, start=min(start, end), end=end)


def present(days: Days, here: date) -> bool:
    """Whether now is meant: "three weeks from now" is another day."""
    return days.first == days.last == here and bool(NOW.search(days.said.casefold()))


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


def refuse(first: date, last: date, today: date, furthest: date, language: str) -> None:
    if last < today:
        raise ProviderError(f"{spoken_day(last, today, language)} is past, and I only know forecasts.", "missing")
    if first > furthest:
        end, wanted = (spoken_day(day, today, language) for day in (furthest, first))
        raise ProviderError(f"The forecast only reaches to {end}. {wanted} is too far ahead.", "missing")


def day_text(day: date, now: datetime, lookup: Lookup, part: str = "") -> str:
    """ "tomorrow morning, Sunday 22 November"; the date is left out only for the day that is today here and there."""
    today, language = now.date(), lookup.language
    dated = spoken_day(day, today, language)
    if day == today:
        name = put({"": "today", "tonight": "tonight", "night": "tonight"}.get(part, f"this {part}"), language)
        return name if day == lookup.now.date() else f"{name}, {dated}"
    if day == today + timedelta(days=1):
        later = {"": "", "tonight": " night"}.get(part, f" {part}")
        return f"{put(f'tomorrow{later}', language)}, {dated}"
    at = {"": "", "night": " at night", "tonight": " at night"}.get(part, f" in the {part}")
    return put(f"on {{}}{at}", language, dated)


def range_text(first: date, last: date, now: datetime, lookup: Lookup) -> str:
    """ "this weekend, Saturday 21 to Sunday 22 November"."""
    said, language = lookup.days.said.casefold() if lookup.days else "", lookup.language
    weeks = {word: word for word in ("this weekend", "next weekend", "this week", "next week")} | german.WEEKS
    name = next((f"{week}, " for word, week in weeks.items() if word in said), "")
    start = from_day(first, first.month == last.month, language_of(language))
    text = put("{} to {}", language, start, spoken_day(last, now.date(), language))
    return (put(name, language) if name else "") + text


def from_day(day: date, month_follows: bool, spoken: Language) -> str:
    form = spoken.day if not month_follows else spoken.day.replace(" {month}", "")
    return form.format(weekday=spoken.weekdays[day.weekday()], day=day.day, month=spoken.months[day.month - 1])
