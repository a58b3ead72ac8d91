"""What is said of one day, or of a part of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ragdomains.sentences import digits
from ragdomains.types import Evidence, Lookup, Spot
from ragdomains.weather.codes import WET, uv_level
from ragdomains.weather.facts import clock, facts_of, kind, low_value
from ragdomains.weather.reading import Forecast, Reading
from ragdomains.weather.times import When
from ragdomains.weather.words import put

AMOUNT = re.compile(
    r"\bhow (?:much|many (?:mm|millimet|inch)\w*)\b.*\brain|\bwie ?viele?\b.*\b(?:regen|regnet|niederschlag)"
)
LIKELY, POSSIBLE = 55, 30  # %, of rain or snow
Sentence = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a day, and what is known of it."""

    about: str
    lookup: Lookup
    when: When
    reading: Reading
    known: Forecast


def single(about: str, lookup: Lookup, place: Spot, asked: When, known: Forecast) -> Evidence:
    """A day, or the part of it that `asked` bounds."""
    reading = known.day(asked.first)
    if asked.start and asked.end and not about.startswith("sun"):
        reading = known.part(asked.start, asked.end)
    name, values = SENTENCES.get(about, day)(Asked(about, lookup, asked, reading, known))
    return Evidence(facts_of(reading, lookup, place, asked), (), name, values)


def day(asked: Asked) -> Sentence:
    reading, language = asked.reading, asked.lookup.language
    values = low_value(reading, language)
    if reading.chance is not None and reading.chance >= 20:
        values |= {
            "chance": put("{} percent", language, digits(reading.chance, 0, language)),
            "kind": put(kind(reading), language),
        }
    names = {"temperature": "temperature_day", "wind": "wind_day", "humidity": "humidity_day"}
    return names.get(asked.about, "day"), values


def chance_of(reading: Reading) -> float | None:
    """In percent; where only the weather code is known, it decides."""
    if reading.chance is None and reading.code is not None:
        return 100.0 if reading.code in WET else 0.0
    return reading.chance


def wet(asked: Asked) -> Sentence:
    chance, falls = chance_of(asked.reading), kind(asked.reading)
    if chance is None:
        return "day", {}
    missed, language = {"rain": "snow", "snow": "rain"}[falls], asked.lookup.language
    fallen = put(falls, language)
    if asked.about == missed and chance >= LIKELY:
        return "wet_other", {"missed": put(missed, language), "kind": fallen}
    if asked.about == "snow" and falls != "snow":
        return "no_snow", {}
    if asked.about == falls and asks_amount(asked.lookup) and asked.reading.precipitation:
        return "wet_amount", {"kind": fallen}
    if chance >= LIKELY:
        hour = wet_from(asked.when, asked.known)
        values = {"kind": fallen} | ({"hour": clock(hour, asked.lookup)} if hour else {})
        return ("wet_umbrella" if asked.about == "umbrella" and falls == "rain" else "wet_yes"), values
    if chance >= POSSIBLE:
        return "wet_maybe", {"kind": fallen}
    return ("no_umbrella" if asked.about == "umbrella" else "wet_no"), {}


def asks_amount(lookup: Lookup) -> bool:
    """Whether it is asked how much rain falls; what is told of snow is its height."""
    return AMOUNT.search(lookup.text.casefold()) is not None


def wet_from(asked: When, known: Forecast) -> datetime | None:
    """When it begins, where that is not at once."""
    midnight = datetime.combine(asked.first, datetime.min.time())
    now = asked.now.replace(tzinfo=None, minute=0, second=0, microsecond=0)
    start = max(asked.start or midnight, now)
    hour = first_wet_hour(known, start, asked.end or midnight + timedelta(hours=23))
    return hour if hour and hour > start else None


def first_wet_hour(known: Forecast, start: datetime, end: datetime) -> datetime | None:
    """The first hour at which rain or snow is more likely than not."""
    hour = start.replace(minute=0, second=0, microsecond=0)
    while hour <= end:
        if (known.part(hour, hour).chance or 0) >= 50:
            return hour
        hour += timedelta(hours=1)
    return None


def uv(asked: Asked) -> Sentence:
    if asked.reading.uv is None:
        return "uv", {}
    return "uv", {"level": put(uv_level(asked.reading.uv), asked.lookup.language)}


def frost(asked: Asked) -> Sentence:
    if asked.reading.low is None:
        return "day", {}
    return ("frost_yes" if asked.reading.low <= (32 if asked.lookup.units == "us" else 0) else "frost_no"), {}


def sun(asked: Asked) -> Sentence:
    reading = asked.reading
    if reading.daylight is not None and not 0 < reading.daylight < 86_400:
        never = "does not rise" if reading.daylight <= 0 else "does not set"
        return "sun_never", {"never": put(never, asked.lookup.language)}
    times = {"sunrise": reading.sunrise, "sunset": reading.sunset}
    return asked.about, {name: clock(moment, asked.lookup) for name, moment in times.items() if moment}


SENTENCES: dict[str, Callable[[Asked], Sentence]] = {
    "rain": wet,
    "umbrella": wet,
    "snow": wet,
    "uv": uv,
    "frost": frost,
    "sun": sun,
    "sunrise": sun,
    "sunset": sun,
}
