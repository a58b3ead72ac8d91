"""Which flight is asked about, on which days, and what of it."""

import re
from datetime import UTC, datetime, time, timedelta

from ragdomains.sentences import spoken_day
from ragdomains.types import Lookup, ProviderError

GATE = ("gate", "terminal", "concourse", "flugsteig")
BAGGAGE = ("carousel", "baggage", "luggage", "bags", "gepäck")
ARRIVING = ("arriv", "land", "come in", "coming in", "get in", "touch", "ankunft", "ankomm")
WORDS = (*GATE, *BAGGAGE, *ARRIVING)
NUMBER = re.compile(r"(?:([A-Z]{2}|[A-Z]\d|\d[A-Z]) )?(\d{1,4})")


def flight_asked(lookup: Lookup) -> str:
    """The flight as "UA482". Raises ProviderError (missing) where none is named, or not its airline.

    "Is Logan delayed" names an airport: nothing is asked back then, so that a source of airports may answer.
    """
    found = NUMBER.fullmatch(lookup.slots.get("flight", "").strip().upper())
    if found is None and lookup.slots.get("airport"):
        raise ProviderError("I know single flights only, by their airline and number.", "missing")
    if found is None:
        raise ProviderError("Which flight do you mean, by its airline and number?", "missing")
    if not found[1]:
        raise ProviderError(f"Of which airline is flight {found[2]}?", "missing")
    return f"{found[1]}{found[2]}"


def span_asked(lookup: Lookup, past: int, ahead: int) -> tuple[datetime, datetime]:
    """From when to when the flight leaves; raises ProviderError (missing) for days that are not known."""
    today = lookup.now.date()
    if lookup.days is None:
        return lookup.now - timedelta(days=1), lookup.now + timedelta(days=1, hours=12)
    first, last = lookup.days.first, lookup.days.last
    earliest, latest = today - timedelta(days=past), today + timedelta(days=ahead)
    if first > latest or last < earliest:
        begin, end = (spoken_day(day, today, lookup.language) for day in (earliest, latest))
        raise ProviderError(f"Flights are known from {begin} to {end} only.", "missing")
    starts = datetime.combine(max(first, earliest), time(), lookup.now.tzinfo) - timedelta(hours=14)
    ends = datetime.combine(min(last, latest), time(23, 59), lookup.now.tzinfo) + timedelta(hours=14)
    furthest = lookup.now + timedelta(days=2)  # the service refuses to look further ahead
    return starts, min(ends, furthest)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def asks(lookup: Lookup, words: tuple[str, ...]) -> bool:
    text = lookup.text.casefold()
    return any(re.search(rf"\b{word}", text) for word in words)
