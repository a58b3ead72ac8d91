"""Dates, weekdays, week numbers, and how long it is until or since a date."""

import re
from datetime import date, datetime, timedelta

from ragdomains.dates import Frame, Named, find_dates
from ragdomains.providers.clock.places import where
from ragdomains.providers.clock.times import clock_time, said_time, span
from ragdomains.sentences import digits
from ragdomains.types import Evidence, Fact, Lookup, ProviderError

PAST = re.compile(r"\b(since|ago|passed|was|did|were|last)\b")
WEEK = re.compile(r"\bweek (number|no)|\b(which|what) (calendar )?week\b|\bcalendar week\b")
HOURS = re.compile(r"\bhours?\b")
UNIT = re.compile(r"\b(day|week|month|year)s?\b")


def full(day: date) -> str:
    """ "Thursday 24 December 2026"."""
    return f"{day:%A} {plain(day)}"


def plain(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def asked_dates(lookup: Lookup, today: date) -> list[Named]:
    """The dates of the question; without any in its words, the day that was understood before."""
    past = bool(PAST.search(lookup.text.casefold()))
    found = find_dates(lookup.text, Frame(today, past, lookup.units == "us"))
    if not found and lookup.days and lookup.days.said.casefold() not in {"", "today"}:
        return [Named(lookup.days.first, lookup.days.said)]
    return found


def dates(lookup: Lookup) -> Evidence:
    place = where(lookup)
    today = lookup.now.astimezone(place.zone).date()
    found = asked_dates(lookup, today)
    wanted = found[0] if found else Named(today, "today")
    day, week = wanted.day, f"{wanted.day.isocalendar().week}"
    facts = (
        Fact("date", day, "", place.name),
        Fact("weekday", f"{day:%A}", "", place.name),
        Fact("week", day.isocalendar().week, "", place.name),
    )
    values = {
        "place": place.name,
        "date": full(day),
        "weekday": f"{day:%A}",
        "week": week,
        "year": f"{day.isocalendar().year}",
        # "in 2 days it is", "Christmas Day is"
        "name": f"{wanted.name} it" if wanted.name.startswith("in ") or wanted.name.endswith(" ago") else wanted.name,
    }
    name = sentence_of(wanted, today, lookup.text)
    if name in {"weekday", "was", "week_of"} or names_weekday(wanted):
        values["date"] = plain(day)
    return Evidence(facts, (), name, values, lookup.now)


def names_weekday(wanted: Named) -> bool:
    return wanted.name.endswith(f"{wanted.day:%A}")


def spoken(wanted: Named) -> str:
    """ "Christmas Day, Friday 25 December 2026"; without the weekday where the name has it already."""
    if wanted.name in {"", "today", "tonight"}:
        return full(wanted.day)
    return f"{wanted.name}, {plain(wanted.day) if names_weekday(wanted) else full(wanted.day)}"


def sentence_of(wanted: Named, today: date, text: str) -> str:
    if WEEK.search(text.casefold()):
        return "week" if wanted.day == today else "week_of"
    if wanted.day == today and wanted.name in {"", "today", "tonight"}:
        return "today"
    if wanted.name:
        return "date_was" if wanted.day < today else "date"
    return "was" if wanted.day < today else "weekday"


def until(lookup: Lookup) -> Evidence:
    """How long it is until or since a date, between two, or until a time of today; raises ProviderError without one."""
    place = where(lookup)
    now = lookup.now.astimezone(place.zone)
    found = asked_dates(lookup, now.date())
    if len(found) > 1 and re.search(r"\b(between|from|and|to)\b", lookup.text.casefold()):
        return between(found[0], found[1], lookup)
    if found:
        return to_date(found[0], now, lookup)
    if clock_found := clock_time(lookup.text):
        return to_time(now, *clock_found, lookup)
    raise ProviderError("Until which date? Please name a day or a holiday.", "missing")


def between(first: Named, second: Named, lookup: Lookup) -> Evidence:
    one, other = sorted((first.day, second.day)) if first.name or second.name else (first.day, second.day)
    if other < one:  # "from 20 December to 5 January": the second lies in the next year
        one, other = other, one
    days = (other - one).days
    values = {"amount": f"It is {amount(days, one, lookup.text)}", "first": full(one), "second": full(other)}
    return Evidence(
        (Fact("days", days, "days"), Fact("date", one), Fact("date", other)), (), "between", values, lookup.now
    )


def to_date(wanted: Named, now: datetime, lookup: Lookup) -> Evidence:
    today = now.date()
    days = (wanted.day - today).days
    said = amount(abs(days), min(today, wanted.day), lookup.text)
    if HOURS.search(lookup.text.casefold()):
        midnight = datetime.combine(wanted.day, datetime.min.time(), now.tzinfo)
        said = f"about {joined((round(abs((midnight - now).total_seconds()) / 3600), 'hour'))}"
    values = {"amount": f"It {'is' if days > 0 else 'has been'} {said}", "what": spoken(wanted)}
    answer = "is_today" if not days else "until" if days > 0 else "since"
    facts = (Fact("days", abs(days), "day" if abs(days) == 1 else "days"), Fact("date", wanted.day))
    return Evidence(facts, (), answer, values, lookup.now)


def amount(days: int, start: date, text: str) -> str:
    """The time as it was asked for: days, or weeks, months or years and the days that remain, or hours."""
    found = UNIT.search(text.casefold())
    unit = found[1] if found else "day"
    if unit == "week" and days >= 7:
        return joined((days // 7, "week"), (days % 7, "day"))
    if unit in {"month", "year"}:
        return by_calendar(days, start, unit)
    return joined((days, "day"))


def by_calendar(days: int, start: date, unit: str) -> str:
    end = start + timedelta(days=days)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if unit == "year":
        return joined((months // 12, "year"), (months % 12, "month")) if months else joined((days, "day"))
    if not months:
        return joined((days, "day"))
    whole = (end.day - start.day) if end.day >= start.day else (end - previous(end, start.day)).days
    return joined((months, "month"), (whole, "day"))


def previous(end: date, day: int) -> date:
    """The given day of the month before, or that month's last one."""
    last = end.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day, last.day))


def joined(*parts: tuple[int, str]) -> str:
    shown = [f"{digits(count, 0)} {word}{'s' if count != 1 else ''}" for count, word in parts if count]
    return " and ".join(shown) or f"0 {parts[0][1]}s"


def to_time(now: datetime, hour: int, minute: int, lookup: Lookup) -> Evidence:
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if then <= now:
        then += timedelta(days=1)
    apart = then - now
    minutes = round(apart.total_seconds() / 60)
    values = {"amount": f"It is {span(apart)}", "time": said_time(then, lookup.units)}
    return Evidence((Fact("minutes", minutes, "min"), Fact("time", then)), (), "until_time", values, lookup.now)
