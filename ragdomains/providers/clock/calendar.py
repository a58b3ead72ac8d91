"""Dates, weekdays, week numbers, and how long it is until or since a date."""

import re
from calendar import isleap, monthrange
from datetime import date, datetime, timedelta

from ragdomains.dates import Frame, Named, find_dates
from ragdomains.languages import base, language_of
from ragdomains.providers.clock import german
from ragdomains.providers.clock.moments import moment
from ragdomains.providers.clock.places import where
from ragdomains.providers.clock.words import joined, put
from ragdomains.sentences import dated
from ragdomains.types import Evidence, Fact, Lookup, ProviderError

PAST = re.compile(r"\b(since|ago|passed|was|did|were|last)\b")
PAST_IN = {"de": re.compile(r"\b(seit|vor|war|her|(?:letzt|vergangen)\w*)\b")}  # "was" is "what" there
WEEK = re.compile(
    r"\bweek (number|no)|\b(which|what) (calendar )?week\b|\bcalendar week\b|\bkalenderwoche\b|\bwelche woche\b"
)
HOURS = re.compile(r"\b(hours?|stunden?)\b")
# not the name of a day: "new year's eve", "mother's day"
UNIT = re.compile(r"\b(?<!new )(?:(day|week|month|year)s?(?!['’\w])|(tag|woche|monat|jahr)(?:en?|n)?\b)")
LEAP = re.compile(r"\b(?:leap year|schaltjahr)")
YEAR = re.compile(r"\b(\d{4})\b")
DAYS_IN = re.compile(
    r"\bhow many days (?:(?:are )?(?:there )?in|does|did|will)\b|\bwie viele tage (?:hat|hatte|gibt es im|sind im)\b"
)
# "When is the parents' evening" asks for the day of a thing, not for today's date.
OCCASION = re.compile(
    r"\s*(?:when(?:['’]?s| is| was| are| were)|wann (?:ist|war|sind|waren|findet|beginnt|fängt)) "
    r"(?!(?:it|now|this|that|today|tonight|es|jetzt|das|heute|morgen|gestern)\b)\w"
)
UNKNOWN_DAY = "I know no day of that name."
TODAY = {"", "today", "tonight", "heute", "heute abend", "heute nacht"}


def full(day: date, language: str) -> str:
    """ "Thursday 24 December 2026"."""
    return f"{dated(day, language_of(language).day, language)} {day.year}"


def plain(day: date, language: str) -> str:
    return f"{dated(day, language_of(language).date, language)} {day.year}"


def subject(day: date, language: str, named: bool) -> str:
    """The date as what a sentence speaks of, with its weekday where that was not `named`: "der 24. Dezember 2026"."""
    spoken = language_of(language)
    return f"{dated(day, spoken.the_date if named else spoken.the_day, language)} {day.year}"


def asked_dates(lookup: Lookup, today: date) -> list[Named]:
    """The dates of the question; without any in its words, the day that was understood before."""
    past = bool(PAST_IN.get(base(lookup.language), PAST).search(lookup.text.casefold()))
    if base(lookup.language) != "en" and lookup.days and lookup.days.said.casefold() not in TODAY:
        return [Named(lookup.days.first, named(lookup.days.said))]  # the words of dates below are English
    found = find_dates(lookup.text, Frame(today, past, lookup.units == "us"))
    if not found and lookup.days and lookup.days.said.casefold() not in TODAY:
        return [Named(lookup.days.first, lookup.days.said)]
    return found


def named(said: str) -> str:
    """A day as it can stand before "is": Freitag of am Freitag."""
    return re.sub(r"^(?:am|an|zu) ", "", said, flags=re.IGNORECASE)


def dates(lookup: Lookup) -> Evidence:
    place = where(lookup)
    today = lookup.now.astimezone(place.zone).date()
    text = lookup.text.casefold()
    if LEAP.search(text):
        return leap(lookup, today)
    found = asked_dates(lookup, today)
    if not found and OCCASION.match(text) and not WEEK.search(text):
        raise ProviderError(UNKNOWN_DAY, "missing")
    wanted = found[0] if found else Named(today, "today")
    day, week, language = wanted.day, f"{wanted.day.isocalendar().week}", lookup.language
    weekday = language_of(language).weekdays[day.weekday()]
    name = sentence_of(wanted, today, lookup.text)
    named_day = name in {"weekday", "was", "week_of"} or names_weekday(wanted, language)
    facts = (
        Fact("date", day, "", place.name),
        Fact("weekday", weekday, "", place.name),
        Fact("week", day.isocalendar().week, "", place.name),
    )
    values = {
        "place": place.name,
        "date": subject(day, language, named_day),
        "weekday": weekday,
        "week": week,
        "year": f"{day.isocalendar().year}",
        "name": before_is(wanted.name, language),
    }
    return Evidence(facts, (), name, values, lookup.now)


def leap(lookup: Lookup, today: date) -> Evidence:
    """Whether the year that is named, or this one, has a 29 February; asked "when", the next one that has."""
    said = YEAR.search(lookup.text)
    year = int(said[1]) if said else today.year
    if not said and re.search(r"\b(?:next|when|nächste\w*|wann)\b", lookup.text.casefold()):
        year = next(each for each in range(year + 1, year + 9) if isleap(each))
    facts = (Fact("year", year, ""), Fact("leap_year", isleap(year)))
    return Evidence(facts, (), "leap" if isleap(year) else "no_leap", {"year": f"{year}"}, lookup.now)


def before_is(name: str, language: str) -> str:
    """ "in 2 days it", "Christmas Day"."""
    adverb = base(language) == "en" and (name.startswith("in ") or name.endswith(" ago"))
    return f"{name} it" if adverb else name


def names_weekday(wanted: Named, language: str) -> bool:
    return wanted.name.casefold().endswith(language_of(language).weekdays[wanted.day.weekday()].casefold())


def spoken(wanted: Named, language: str) -> str:
    """ "Christmas Day, Friday 25 December 2026"; without the weekday where the name has it already."""
    if wanted.name in TODAY:
        return full(wanted.day, language)
    day = plain(wanted.day, language) if names_weekday(wanted, language) else full(wanted.day, language)
    return f"{wanted.name}, {day}"


def sentence_of(wanted: Named, today: date, text: str) -> str:
    if WEEK.search(text.casefold()):
        return "week" if wanted.day == today else "week_of"
    if wanted.day == today and wanted.name in TODAY:
        return "today"
    if wanted.name:
        return "date_was" if wanted.day < today else "date"
    return "was" if wanted.day < today else "weekday"


def until(lookup: Lookup) -> Evidence:
    """How long it is until or since a date, between two, or to a time of day; raises ProviderError without one."""
    if (counted := days_of_month(lookup) or moment(lookup)) is not None:
        return counted
    place = where(lookup)
    now = lookup.now.astimezone(place.zone)
    found = asked_dates(lookup, now.date())
    if len(found) > 1 and re.search(r"\b(between|from|and|to|zwischen|vom?|und|bis)\b", lookup.text.casefold()):
        return between(found[0], found[1], lookup)
    if found:
        return to_date(found[0], now, lookup)
    raise ProviderError("Until which date? Please name a day or a holiday.", "missing")


def days_of_month(lookup: Lookup) -> Evidence | None:
    """How many days a month has; without a year, the one of this year, which matters for February only."""
    text, language = lookup.text.casefold(), lookup.language
    asked = DAYS_IN.search(text)
    names = [name.casefold() for name in language_of(language).months]
    month = next((number for number, name in enumerate(names, 1) if asked and re.search(rf"\b{name}\b", text)), None)
    if month is None:
        return None
    said = YEAR.search(text)
    year = int(said[1]) if said else lookup.now.year
    days = monthrange(max(year, 1), month)[1]
    values = {"month": f"{language_of(language).months[month - 1]}{f' {year}' if said else ''}", "days": f"{days}"}
    return Evidence((Fact("days", days, "days"), Fact("year", year, "")), (), "month_days", values, lookup.now)


def between(first: Named, second: Named, lookup: Lookup) -> Evidence:
    one, other = sorted((first.day, second.day)) if first.name or second.name else (first.day, second.day)
    if other < one:  # "from 20 December to 5 January": the second lies in the next year
        one, other = other, one
    days = (other - one).days
    language = lookup.language
    values = {
        "amount": put("It is {}", language, amount(days, one, lookup)),
        "first": full(one, language),
        "second": full(other, language),
    }
    return Evidence(
        (Fact("days", days, "days"), Fact("date", one), Fact("date", other)), (), "between", values, lookup.now
    )


def to_date(wanted: Named, now: datetime, lookup: Lookup) -> Evidence:
    today = now.date()
    days = (wanted.day - today).days
    said, language = amount(abs(days), min(today, wanted.day), lookup), lookup.language
    if HOURS.search(lookup.text.casefold()):
        midnight = datetime.combine(wanted.day, datetime.min.time(), now.tzinfo)
        said = put(
            "about {}", language, joined(language, (round(abs((midnight - now).total_seconds()) / 3600), "hour"))
        )
    said = put("It is {}" if days > 0 else "It has been {}", language, said)
    values = {"amount": said, "what": spoken(wanted, language)}
    answer = "is_today" if not days else "until" if days > 0 else "since"
    facts = (Fact("days", abs(days), "day" if abs(days) == 1 else "days"), Fact("date", wanted.day))
    return Evidence(facts, (), answer, values, lookup.now)


def amount(days: int, start: date, lookup: Lookup) -> str:
    """The time as it was asked for: days, or weeks, months or years and the days that remain, or hours."""
    found = UNIT.search(lookup.text.casefold())
    unit = (found[1] or german.UNITS[found[2]]) if found else "day"
    if unit == "week" and days >= 7:
        return joined(lookup.language, (days // 7, "week"), (days % 7, "day"))
    if unit in {"month", "year"}:
        return joined(lookup.language, *by_calendar(days, start, unit))
    return joined(lookup.language, (days, "day"))


def by_calendar(days: int, start: date, unit: str) -> tuple[tuple[int, str], ...]:
    end = start + timedelta(days=days)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if unit == "year":
        return ((months // 12, "year"), (months % 12, "month")) if months else ((days, "day"),)
    if not months:
        return ((days, "day"),)
    whole = (end.day - start.day) if end.day >= start.day else (end - previous(end, start.day)).days
    return (months, "month"), (whole, "day")


def previous(end: date, day: int) -> date:
    """The given day of the month before, or that month's last one."""
    last = end.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day, last.day))
