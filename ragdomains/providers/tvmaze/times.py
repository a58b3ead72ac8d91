"""Days and times of the guide: in the zone of home, as they are said."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ragdomains.languages import base, language_of
from ragdomains.providers.tvmaze.words import put
from ragdomains.sentences import spoken_day
from ragdomains.types import Lookup, ProviderError
from ragdomains.zones import zone_of

NOW = re.compile(r"\b(?:now|currently|at the moment|jetzt|gerade|zurzeit|momentan)\b", re.IGNORECASE)
EVENING, END_OF_DAY = 18, 26  # hours; what begins until two in the night belongs to the evening before
PARTS = {"morning": (5, 12), "afternoon": (12, 18), "evening": (EVENING, END_OF_DAY), "night": (EVENING, END_OF_DAY)}


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when something may begin, aware, in the zone of home; `said` is how that is spoken of."""

    start: datetime
    end: datetime
    said: str
    present: bool = False


def here(lookup: Lookup) -> datetime:
    """Now, in the zone of home."""
    zone = zone_of(lookup.spot.zone) if lookup.spot else None
    return lookup.now.astimezone(zone) if zone else lookup.now


def asked(lookup: Lookup, horizon: int) -> Span:
    """Raises ProviderError (missing) for days that are past and for days beyond the horizon."""
    now, days = here(lookup), lookup.days
    first = days.first if days else now.date()
    if first > now.date() + timedelta(days=horizon):
        raise ProviderError(f"The guide reaches {horizon} days ahead only.", "missing")
    if days and days.last < now.date():
        raise ProviderError("I only know what is still to come.", "missing")
    first = max(first, now.date())
    midnight = datetime.combine(first, time(), now.tzinfo)
    part = days.part if days else ""
    begin, end = PARTS.get(part, (0, END_OF_DAY))
    start, present = midnight + timedelta(hours=begin), bool(NOW.search(lookup.text)) and first == now.date()
    start = max(start, now) if first == now.date() else start
    return Span(start, midnight + timedelta(hours=end), named(first, part, present, lookup), present)


def named(first: date, part: str, present: bool, lookup: Lookup) -> str:
    """ "tonight", "tomorrow evening", "on Friday 27 November"."""
    today, late = here(lookup).date(), part in {"evening", "night"}
    if present:
        return put("right now", lookup.language)
    if first == today:
        return put("tonight" if late else "today", lookup.language)
    if first == today + timedelta(days=1):
        return put("tomorrow evening" if late else "tomorrow", lookup.language)
    return put("on {}", lookup.language, spoken_day(first, today, lookup.language))


def clock(moment: datetime, lookup: Lookup) -> str:
    """ "21:00", or in English "9:00 PM" where the units are American."""
    if lookup.units == "us" and base(lookup.language) == "en":
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(lookup.language).clock.format(moment)


def day(when: date, lookup: Lookup) -> str:
    return spoken_day(when, here(lookup).date(), lookup.language)


def day_and_time(when: datetime | date, lookup: Lookup) -> str:
    """A day, with its time where it has one."""
    if not isinstance(when, datetime):
        return day(when, lookup)
    local = when.astimezone(here(lookup).tzinfo)
    return put("{} at {}", lookup.language, day(local.date(), lookup), clock(local, lookup))
