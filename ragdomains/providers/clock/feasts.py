"""Whether a day is a holiday, and which come next. What is a day off differs between regions, and is said to."""

import re
from collections.abc import Sequence
from datetime import date, timedelta, tzinfo

from ragdomains.holidays import AMERICAN, EUROPEAN, HOLIDAYS, WORKING_DAYS
from ragdomains.languages import language_of
from ragdomains.providers.clock.calendar import asked_dates
from ragdomains.providers.clock.words import put
from ragdomains.sentences import dated
from ragdomains.spans import zone_for
from ragdomains.types import Evidence, Fact, Lookup

NEXT = re.compile(r"\b(?:next|coming|upcoming|when|nächste\w*|kommen\w*|wann)\b")
LISTED = 3  # of those that come next
MOST = 5  # of those in a span of days
AHEAD = 366  # days
WEST = ("America/", "US/", "Canada/", "Pacific/")  # names of time zones
Feast = tuple[date, str]


def holiday(lookup: Lookup) -> Evidence:
    zone = zone_for(lookup)
    today = lookup.now.astimezone(zone).date()
    if lookup.days and lookup.days.first < lookup.days.last:
        span = (lookup.days.last - lookup.days.first).days
        found = between(lookup.days.first, span, zone)[:MOST]
        return several(found, lookup) if found else none_on(lookup.days.last, "then", lookup)
    days = asked_dates(lookup, today)
    if not days and NEXT.search(lookup.text.casefold()):
        return several(between(today + timedelta(days=1), AHEAD, zone)[:LISTED], lookup)
    day = days[0].day if days else today
    said = spoken(day, today, lookup.language)
    names = on(day)
    return one(day, names[0], said, lookup) if names else none_on(day, said, lookup)


def on(day: date) -> list[str]:
    """The holidays of a day; those that are a day off somewhere come first."""
    found = [name for name, of_year, _ in HOLIDAYS if of_year(day.year) == day]
    return sorted(found, key=lambda name: name in WORKING_DAYS)


def between(first: date, days: int, zone: tzinfo) -> list[Feast]:
    """Those that are a day off somewhere on this side of the Atlantic, in order."""
    elsewhere = EUROPEAN if str(zone).startswith(WEST) else AMERICAN
    span = (first + timedelta(days=number) for number in range(days + 1))
    return [(day, name) for day in span for name in on(day) if name not in WORKING_DAYS | elsewhere]


def one(day: date, name: str, said: str, lookup: Lookup) -> Evidence:
    answer = "working_day" if name in WORKING_DAYS else "holiday"
    facts = (Fact("holiday", name, "", "", day), Fact("date", day))
    return Evidence(facts, (), answer, {"day": said, "holiday": put(name, lookup.language)}, lookup.now)


def none_on(day: date, said: str, lookup: Lookup) -> Evidence:
    coming = between(day + timedelta(days=1), AHEAD, zone_for(lookup))[:1]
    values = {"day": put(said, lookup.language), "next": listed(coming, lookup.language)}
    return Evidence(facts_of(coming), (), "no_holiday", values, lookup.now)


def several(found: Sequence[Feast], lookup: Lookup) -> Evidence:
    return Evidence(facts_of(found), (), "holidays", {"holidays": listed(found, lookup.language)}, lookup.now)


def facts_of(found: Sequence[Feast]) -> tuple[Fact, ...]:
    return tuple(fact for day, name in found for fact in (Fact("holiday", name, "", "", day), Fact("date", day)))


def listed(found: Sequence[Feast], language: str) -> str:
    """ "Christmas Day on Friday 25 December; Boxing Day on Saturday 26 December"."""
    form = language_of(language).day
    return "; ".join(put("{} on {}", language, put(name, language), dated(day, form, language)) for day, name in found)


def spoken(day: date, today: date, language: str) -> str:
    near = {0: "today", 1: "tomorrow"}.get((day - today).days)
    return put(near, language) if near else dated(day, language_of(language).the_day, language)
