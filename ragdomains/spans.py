"""The stretch of time that a question is about: from one moment to another, and how it is said."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from ragdomains.languages import Phrases, base, language_of, phrase
from ragdomains.sentences import spoken_day
from ragdomains.types import Days, Lookup
from ragdomains.zones import zone_of

# hours of the day; beyond 24 they reach into the next one
HOURS = {"morning": (5, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (20, 29), "tonight": (17, 29)}
TONIGHT = re.compile(r"\b(tonight|heute nacht|heute abend)\b")
WEEKS = {
    "this weekend": "this weekend", "next weekend": "next weekend", "this week": "this week", "next week": "next week",
    "nächstes wochenende": "next weekend", "wochenende": "this weekend", "nächste woche": "next week",
    "diese woche": "this week",
}  # fmt: skip
PHRASES: Phrases = {
    "de": {
        "today": "heute", "yesterday": "gestern", "tomorrow": "morgen", "tonight": "heute Abend",
        "this morning": "heute Morgen", "this afternoon": "heute Nachmittag", "this evening": "heute Abend",
        "tomorrow morning": "morgen früh", "tomorrow afternoon": "morgen Nachmittag",
        "tomorrow evening": "morgen Abend", "tomorrow night": "morgen Nacht",
        "yesterday morning": "gestern Morgen", "yesterday afternoon": "gestern Nachmittag",
        "yesterday evening": "gestern Abend", "yesterday night": "gestern Nacht",
        "on {}": "am {}", "on {} in the morning": "am {} morgens", "on {} in the afternoon": "am {} nachmittags",
        "on {} in the evening": "am {} abends", "on {} at night": "am {} nachts", "{} to {}": "{} bis {}",
        "this weekend": "dieses Wochenende", "next weekend": "nächstes Wochenende", "this week": "diese Woche",
        "next week": "nächste Woche", "at {}": "um {}", "in the next seven days": "in den nächsten sieben Tagen",
    }
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to but not including `end`, both in the zone of the place. `first` and `last` are its days."""

    start: datetime
    end: datetime
    first: date
    last: date
    said: str

    @property
    def several(self) -> bool:
        return self.first != self.last


def zone_for(lookup: Lookup) -> tzinfo:
    """Of the place that is asked about."""
    zone = zone_of(lookup.spot.zone) if lookup.spot else None
    return zone or lookup.now.tzinfo or zone_of("UTC")  # type: ignore[return-value]  # a Lookup's now is aware


def span_of(lookup: Lookup) -> Span | None:
    """Of the days that the question names; else None."""
    return span_between(lookup.days, lookup) if lookup.days else None


def span_between(days: Days, lookup: Lookup) -> Span:
    zone = zone_for(lookup)
    part = "tonight" if TONIGHT.search(days.said.casefold()) else days.part
    midnight, after = (datetime.combine(day, time(), zone) for day in (days.first, days.last + timedelta(days=1)))
    if days.first != days.last:
        return Span(midnight, after, days.first, days.last, range_said(days, lookup))
    from_hour, to_hour = HOURS.get(part, (0, 24))
    start, end = (at_hour(days.first, hour, zone) for hour in (from_hour, to_hour))
    return Span(start, end, days.first, days.last, day_said(days.first, lookup, part if part in HOURS else ""))


def at_hour(day: date, hour: int, zone: tzinfo) -> datetime:
    """By the clock on the wall, also on the day when it is put forward."""
    return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), zone)


def day_said(day: date, lookup: Lookup, part: str = "") -> str:
    """ "tomorrow evening, Monday 30 November"; "on Friday 4 December"; only today needs no date."""
    today = lookup.now.astimezone(zone_for(lookup)).date()
    dated, language = spoken_day(day, today, lookup.language), lookup.language
    if day == today:
        return put({"": "today", "tonight": "tonight", "night": "tonight"}.get(part, f"this {part}"), language)
    near = {1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    if near:
        later = {"": "", "tonight": " night"}.get(part, f" {part}")
        return f"{put(near + later, language)}, {dated}"
    at = {"": "", "night": " at night", "tonight": " at night"}.get(part, f" in the {part}")
    return put(f"on {{}}{at}", language, dated)


def range_said(days: Days, lookup: Lookup) -> str:
    """ "this weekend, Saturday 5 to Sunday 6 December"."""
    language, said = lookup.language, days.said.casefold()
    today = lookup.now.astimezone(zone_for(lookup)).date()
    week = next((f"{put(name, language)}, " for word, name in WEEKS.items() if word in said), "")
    spoken = language_of(language)
    form = spoken.day.replace(" {month}", "") if days.first.month == days.last.month else spoken.day
    first, weekday = days.first, spoken.weekdays[days.first.weekday()]
    start = form.format(weekday=weekday, day=first.day, month=spoken.months[first.month - 1])
    return week + put("{} to {}", language, start, spoken_day(days.last, today, language))


def clock(moment: datetime, lookup: Lookup) -> str:
    """ "19:30"; in English, where the units are American, "7:30 PM"."""
    if lookup.units == "us" and base(lookup.language) not in PHRASES:
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(lookup.language).clock.format(moment)


def at_clock(moment: datetime, lookup: Lookup) -> str:
    return put("at {}", lookup.language, clock(moment, lookup))


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    said = phrase(english, language, PHRASES)
    return said.format(*values) if values else said
