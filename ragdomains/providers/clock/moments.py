"""How long it is until a time of day, since one, or from one to another."""

import re
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

from ragdomains.languages import base
from ragdomains.providers.clock.places import where
from ragdomains.providers.clock.times import clock_times
from ragdomains.providers.clock.words import joined, put, said_time
from ragdomains.sentences import spoken_day
from ragdomains.types import Evidence, Fact, Lookup

COUNTED = re.compile(
    r"\bhow (?:long|much (?:longer|time)|many (?:hours|minutes))\b|\bwie (?:lange|viele? (?:stunden|minuten|zeit))\b"
)
ASKED = re.compile(r"\b(?P<minute>minutes?|mins|minuten?)\b|\b(?P<hour>hours?|stunden?)\b")
PASSED = re.compile(r"\b(?:since|ago|passed|has it been)\b")
PASSED_IN = {"de": re.compile(r"\b(?:seit|her)\b|\bvergangen")}
BETWEEN = re.compile(r"\b(?:between|from|zwischen|vom?)\b")
DAY = timedelta(days=1)


def moment(lookup: Lookup) -> Evidence | None:
    """None where no time of day is named; the time that was understood goes before what its digits alone would say."""
    text = lookup.text.casefold()
    named = clock_times(text)
    understood = re.fullmatch(r"(\d\d):(\d\d)", lookup.slots.get("time", ""))
    if len(named) > 1 and BETWEEN.search(text):
        return between(named[0], named[1], lookup)
    if understood:
        named = [(int(understood[1]), int(understood[2]))]
    return to_time(clock(*named[0]), lookup) if named else None


def between(first: tuple[int, int], second: tuple[int, int], lookup: Lookup) -> Evidence:
    """ "from 9 am to 5:30 pm"; an end that lies before its begin is one of the next day."""
    today = lookup.now.date()
    begin, end = datetime.combine(today, clock(*first)), datetime.combine(today, clock(*second))
    apart = end - begin + (DAY if end <= begin else timedelta())
    language = lookup.language
    values = {
        "amount": put("It is {}", language, amount(apart, lookup)),
        "first": said_time(begin, lookup.units, language),
        "second": said_time(end, lookup.units, language),
    }
    facts = (Fact("minutes", minutes(apart), "min"), Fact("time", begin), Fact("time", end))
    return Evidence(facts, (), "between", values, lookup.now)


def to_time(at: clock, lookup: Lookup) -> Evidence:
    """Until that time of the day that is named, else until it comes next; or since it was there last."""
    now = lookup.now.astimezone(where(lookup).zone)
    passed = bool(PASSED_IN.get(base(lookup.language), PASSED).search(lookup.text.casefold()))
    named = day_of(lookup, now)
    then = datetime.combine(min(named, now.date()) if passed else named, at, now.tzinfo)
    if then.date() == now.date() and (then > now) == passed:
        then += -DAY if passed else DAY
    language, since, other = lookup.language, then < now, then.date() != now.date()
    # through UTC: on the day the clocks change, local times would be an hour out
    apart = abs(then.astimezone(UTC) - now.astimezone(UTC))
    values = {
        "amount": put("It has been {}" if since else "It is {}", language, amount(apart, lookup)),
        "time": said_time(then, lookup.units, language),
        "day": spoken_day(then.date(), now.date(), language) if other and (named != now.date() or apart > DAY) else "",
    }
    facts = (Fact("minutes", minutes(apart), "min"), Fact("time", then))
    return Evidence(facts, (), "since_time" if since else "until_time", values, lookup.now)


def day_of(lookup: Lookup, now: datetime) -> date:
    """The day that was understood, where it is one."""
    days = lookup.days
    return days.first if days and days.first == days.last else now.date()


def amount(apart: timedelta, lookup: Lookup) -> str:
    """In the unit that was asked for; else in days, hours and minutes, the first two that there are."""
    whole, asked = minutes(apart), ASKED.search(lookup.text.casefold())
    if asked and asked["minute"]:
        return joined(lookup.language, (whole, "minute"))
    hours = (whole // 60, "hour"), (whole % 60, "minute")
    if asked or whole < 24 * 60:
        return joined(lookup.language, *hours) if whole >= 60 else joined(lookup.language, hours[1])
    return joined(lookup.language, (whole // 1440, "day"), (whole // 60 % 24, "hour"), hours[1])


def minutes(apart: timedelta) -> int:
    return round(apart.total_seconds() / 60)
