"""Readings as typed facts; who they come from is added where the answer is made."""

from datetime import date, datetime, tzinfo

from ragdomains.languages import base, language_of
from ragdomains.sentences import digits
from ragdomains.types import Fact, Lookup, Spot, Value
from ragdomains.weather.codes import SNOW, WORDS
from ragdomains.weather.reading import Reading
from ragdomains.weather.times import When
from ragdomains.weather.words import PHRASES, put

Known = tuple[tuple[str, Value | None, str], ...]


def units_of(units: str) -> tuple[str, str, str, str]:
    """The units of temperature, speed, rain and snow that the request asked for."""
    return ("degF", "mph", "in", "in") if units == "us" else ("degC", "km/h", "mm", "cm")


def facts_of(reading: Reading, lookup: Lookup, place: Spot, asked: When) -> tuple[Fact, ...]:
    """Every fact that is known; a missing value is a missing fact. Times get the place's zone."""
    zone = asked.now.tzinfo
    if asked.present:
        span: tuple[datetime | date | None, datetime | date | None] = (asked.now, None)
    elif asked.start and asked.end:
        span = (asked.start.replace(tzinfo=zone), asked.end.replace(tzinfo=zone))
    else:
        span = (asked.first, asked.last)
    return tuple(
        Fact(name, value, unit, place.name, span[0], span[1], lookup.now)
        for name, value, unit in known(reading, lookup, zone)
        if value is not None
    )


def known(reading: Reading, lookup: Lookup, zone: tzinfo | None) -> Known:
    degrees, speed, rain, snow = units_of(lookup.units)
    gusts = reading.gusts if (reading.gusts or 0) > (reading.wind or 0) else None
    return (
        ("temperature", reading.temperature, degrees),
        ("feels_like", reading.feels_like, degrees),
        ("temperature_low", reading.low, degrees),
        ("temperature_high", reading.high, degrees),
        ("condition", condition(reading, lookup.language) or None, ""),
        ("precipitation_probability", reading.chance, "%"),
        ("precipitation", reading.precipitation or None, rain),
        ("snowfall", reading.snowfall or None, snow),
        ("wind_speed", reading.wind, speed),
        ("gusts", gusts, speed),
        ("humidity", reading.humidity, "%"),
        ("uv_index", None if reading.uv is None else round(reading.uv), ""),
        ("sunrise", reading.sunrise.replace(tzinfo=zone) if reading.sunrise else None, ""),
        ("sunset", reading.sunset.replace(tzinfo=zone) if reading.sunset else None, ""),
    )


def condition(reading: Reading, language: str) -> str:
    return put(WORDS.get(reading.code, ""), language) if reading.code is not None else ""


def kind(reading: Reading) -> str:
    """What falls, if anything does."""
    return "snow" if reading.code in SNOW else "rain"


def low_value(reading: Reading, language: str) -> dict[str, str]:
    """The lower end of "3 to 7 degrees", where the two ends differ."""
    if reading.low is None or reading.high is None or round(reading.low) == round(reading.high):
        return {}
    return {"from": digits(reading.low, 0, language)}


def clock(moment: datetime, lookup: Lookup) -> str:
    """ "14:05", or in English "2:05 PM" where the units are American."""
    if lookup.units == "us" and base(lookup.language) not in PHRASES:
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(lookup.language).clock.format(moment)
