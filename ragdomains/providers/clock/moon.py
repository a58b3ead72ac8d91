"""The moon: its phase on a day, and when it is next full or new."""

import re
from datetime import date, datetime, time, timedelta

from ragdomains.languages import language_of
from ragdomains.moon import PRINCIPAL, lit, next_time, phase_of
from ragdomains.providers.clock.words import joined, put
from ragdomains.sentences import dated
from ragdomains.spans import day_said, zone_for
from ragdomains.types import Evidence, Fact, Lookup

# which of them is spoken of, by how far the moon then stands from the sun
SPOKEN = {
    180.0: re.compile(r"\bfull\b(?! is)|\bvollmond|\bvoll\b"),
    0.0: re.compile(r"\bnew moon|\bneumond"),
    90.0: re.compile(r"\bfirst quarter|\berste\w* viertel"),
    270.0: re.compile(r"\b(?:last|third) quarter|\bletzte\w* viertel"),
}
# how it then stands in the sky
STANDS = {
    "new moon": "new", "waxing crescent": "a waxing crescent", "first quarter": "in its first quarter",
    "waxing gibbous": "a waxing gibbous", "full moon": "full", "waning gibbous": "a waning gibbous",
    "last quarter": "in its last quarter", "waning crescent": "a waning crescent",
}  # fmt: skip
HOW_MUCH = re.compile(r"\bhow (?:full|much|bright)|\bwie (?:voll|viel|hell)")
WHEN = re.compile(r"\b(?:when|next|until|till|wann|nächste\w*|bis|wieder)\b")


def moon(lookup: Lookup) -> Evidence:
    text = lookup.text.casefold()
    angle = next((each for each, shape in SPOKEN.items() if shape.search(text)), None)
    if angle is not None and WHEN.search(text) and not HOW_MUCH.search(text):
        return coming(angle, lookup)
    return on_day(None if HOW_MUCH.search(text) else angle, lookup)


def coming(angle: float, lookup: Lookup) -> Evidence:
    zone = zone_for(lookup)
    now = lookup.now.astimezone(zone)
    midnight = datetime.combine(now.date(), time(), zone)
    day = next_time(angle, midnight).astimezone(zone).date()
    name, language = PRINCIPAL[angle], lookup.language
    away = (day - now.date()).days
    values = {
        "phase": put(name, language),
        "day": dated(day, language_of(language).day, language) if away else "",
        "amount": joined(language, (away, "day")) if away else "",
    }
    facts = (Fact("phase", name), Fact("date", day), Fact("days", away, "day" if away == 1 else "days"))
    return Evidence(facts, (), "moon_next" if away else "moon_today", values, lookup.now)


def on_day(asked: float | None, lookup: Lookup) -> Evidence:
    """Its phase on a day; `asked`: whether it is full or new then, which is answered first."""
    zone = zone_for(lookup)
    today = lookup.now.astimezone(zone).date()
    day, language = (lookup.days.first if lookup.days else today), lookup.language
    start = datetime.combine(day, time(), zone)
    phase = phase_of(start, start + timedelta(days=1))
    share = round(100 * lit(start + timedelta(hours=21)))  # of the evening, when it is looked at
    values = {"phase": put(STANDS[phase], language), "lit": f"{share}", "day": said(day, today, lookup)}
    values |= answered(asked, phase, language)
    facts = (Fact("phase", phase, "", "", day), Fact("lit", share, "%", "", day))
    return Evidence(facts, (), "moon", values, lookup.now)


def answered(asked: float | None, phase: str, language: str) -> dict[str, str]:
    if asked is None:
        return {}
    spoken = language_of(language)
    return {"answer": spoken.yes if PRINCIPAL[asked] == phase else spoken.no}


def said(day: date, today: date, lookup: Lookup) -> str:
    return "" if day == today else day_said(day, lookup)
