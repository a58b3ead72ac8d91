"""The time somewhere, time zones, and what the time is there when it is another time here."""

import re
from datetime import datetime, timedelta

from ragdomains.providers.clock.places import Where, home, mentioned, where
from ragdomains.providers.clock.words import put, said_time, span
from ragdomains.sentences import spoken_day
from ragdomains.types import Evidence, Fact, Lookup

DIFFERENCE = re.compile(
    r"\b(difference|ahead|behind|hours? (is|apart|between)|time between|compared|zeitunterschied|zeitverschiebung)\b"
)
CONVERT = re.compile(r"\b(what|when|if|convert|wie|wann|wenn)\b")
ZONE = re.compile(r"\b(time ?zone|zeitzone)\b")
THERE = re.compile(r"what('s| is| will)?( the)? time|wie (spät|viel uhr)")
HERE = re.compile(r"\b(here|home|my time|hier|zu ?hause|bei uns)\b")
CLOCK = re.compile(
    r"\b(?:(?P<word>noon|midday|midnight|mittags?|mitternacht)|(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b)?(?P<oclock>\s*(?:o'?clock|uhr\b))?)"
)
MIDNIGHT = {"midnight", "mitternacht"}


def clock_time(text: str) -> tuple[int, int] | None:
    """The first time of day in a text, as hour and minute; a bare number is none."""
    return next(iter(clock_times(text)), None)


def clock_times(text: str) -> list[tuple[int, int]]:
    """All of them, in order."""
    found: list[tuple[int, int]] = []
    for match in CLOCK.finditer(text.casefold()):
        if match["word"]:
            found.append((0, 0) if match["word"] in MIDNIGHT else (12, 0))
            continue
        if not (match["minute"] or match["half"] or match["oclock"]):
            continue
        hour, half = int(match["hour"]), match["half"]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24:
            found.append((hour, int(match["minute"] or 0)))
    return found


def time(lookup: Lookup) -> Evidence:
    text = lookup.text.casefold()
    at = clock_time(text) if CONVERT.search(text) else None
    if at and (converted := conversion(lookup, *at)):
        return converted
    if DIFFERENCE.search(text) and (apart := difference(lookup)):
        return apart
    place = where(lookup)
    now = lookup.now.astimezone(place.zone)
    language = lookup.language
    values = {
        "place": place.name,
        "time": said_time(now, lookup.units, language),
        "today": spoken_day(now.date(), language=language),
    }
    if now.date() != lookup.now.date():
        values["other_day"] = values["today"]
    fact = Fact("time", now, "", place.name, now, as_of=lookup.now)
    if ZONE.search(text):
        here = "" if place.name else put("here the zone is", language)
        values |= {"zone": f"{now.tzinfo}", "offset": offset(now, language), "here": here}
        return Evidence((fact, Fact("zone", f"{now.tzinfo}", "", place.name)), (), "zone", values, lookup.now)
    return Evidence((fact, Fact("date", now.date(), "", place.name)), (), "time", values, lookup.now)


def offset(moment: datetime, language: str) -> str:
    """ "5 hours behind UTC"."""
    apart = moment.utcoffset() or timedelta()
    if not apart:
        return put("the same as UTC", language)
    return f"{span(abs(apart), language)} {beside(apart, 'UTC', language)}"


def beside(apart: timedelta, name: str, language: str) -> str:
    """ "ahead of UTC" or "behind UTC"."""
    return put("ahead of {}" if apart > timedelta() else "behind {}", language, name)


def pair(lookup: Lookup) -> tuple[Where, Where] | None:
    """The two places of a comparison; with one named, the other one is home."""
    places = mentioned(lookup)
    if not places and (lookup.spot is None or lookup.spot.home):
        return None
    if len(places) < 2:
        return home(lookup), (places or [where(lookup)])[0]
    return places[0], places[1]


def difference(lookup: Lookup) -> Evidence | None:
    if (both := pair(lookup)) is None:
        return None
    first, second = (lookup.now.astimezone(place.zone) for place in both)
    apart = (second.utcoffset() or timedelta()) - (first.utcoffset() or timedelta())
    language = lookup.language
    home_name, here = put("home", language), put("here", language)
    values = {
        "first": beside(apart, both[0].name or here, language) if apart else both[0].name or home_name,
        "first_city": both[0].name,
        "second": both[1].name or home_name,
        "difference": span(abs(apart), language),
        "first_time": said_time(first, lookup.units, language),
        "second_time": said_time(second, lookup.units, language),
    }
    facts = (
        Fact("difference", round(apart.total_seconds() / 3600, 2), "h", both[1].name),
        Fact("time", second, "", both[1].name),
        Fact("time", first, "", both[0].name),
    )
    return Evidence(facts, (), "difference" if apart else "same_time", values, lookup.now)


def conversion(lookup: Lookup, hour: int, minute: int) -> Evidence | None:
    """What time it is in the second place when it is this time in the first; the order is that of the question."""
    if (both := pair(lookup)) is None:
        return None
    text = lookup.text.casefold()
    first, second = both
    match = CLOCK.search(text)
    if not first.name and match and not HERE.search(text):
        # "what is 8 am Tokyo time": the named place has the time, unless it is asked what time it is there
        first, second = (first, second) if THERE.search(text) else (second, first)
    there = lookup.now.astimezone(first.zone).replace(hour=hour, minute=minute, second=0, microsecond=0)
    other = there.astimezone(second.zone)
    days = (other.date() - there.date()).days
    language = lookup.language
    own, shift = put("your time zone", language), {1: "the next day", -1: "the day before"}.get(days, "")
    values = {
        "first": first.name or own,
        "second": second.name or own,
        "first_time": said_time(there, lookup.units, language),
        "second_time": said_time(other, lookup.units, language),
        "shift": put(shift, language) if shift else "",
    }
    facts = (Fact("time", other, "", second.name), Fact("time", there, "", first.name))
    return Evidence(facts, (), "converted", values, lookup.now)
