"""The languages of answers: how each says numbers, days and units, and the words that providers put into theirs."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = [("en", "English"), ("de", "German")]
Phrases = Mapping[str, Mapping[str, str]]  # language: {what English says: what it says}


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says days, times, numbers and units. The formats are those of str.format."""

    code: str
    weekdays: tuple[str, ...]  # Monday first
    months: tuple[str, ...]
    day: str  # weekday, day and month
    the_day: str  # the same as the subject of a sentence
    date: str  # day and month
    the_date: str
    clock: str  # a time
    thousands: str
    decimal: str
    yes: str
    no: str
    as_of: str
    units: Mapping[str, tuple[str, str, str]]  # one of it spoken, several spoken, written with its space


ENGLISH = Language(
    code="en",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    day="{weekday} {day} {month}",
    the_day="{weekday} {day} {month}",
    date="{day} {month}",
    the_date="{day} {month}",
    clock="{:%H:%M}",
    thousands=",",
    decimal=".",
    yes="yes",
    no="no",
    as_of="as of",
    units={
        "degC": ("degree", "degrees", " °C"),
        "degF": ("degree", "degrees", " °F"),
        "%": ("percent", "percent", "%"),
        "km/h": ("kilometre per hour", "kilometres per hour", " km/h"),
        "mph": ("mile per hour", "miles per hour", " mph"),
        "m/s": ("metre per second", "metres per second", " m/s"),
        "kn": ("knot", "knots", " kn"),
        "mm": ("millimetre", "millimetres", " mm"),
        "cm": ("centimetre", "centimetres", " cm"),
        "in": ("inch", "inches", " in"),
        "hPa": ("hectopascal", "hectopascals", " hPa"),
        "min": ("minute", "minutes", " min"),
        "h": ("hour", "hours", " h"),
        "grains/m3": ("grain per cubic metre", "grains per cubic metre", " grains/m³"),
        "ug/m3": ("microgram per cubic metre", "micrograms per cubic metre", " µg/m³"),
    },
)  # fmt: skip
GERMAN = Language(
    code="de",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ),
    day="{weekday}, {day}. {month}",
    the_day="{weekday}, der {day}. {month}",
    date="{day}. {month}",
    the_date="der {day}. {month}",
    clock="{:%H:%M} Uhr",
    thousands=".",
    decimal=",",
    yes="ja",
    no="nein",
    as_of="Stand",
    units={
        "degC": ("Grad", "Grad", " °C"),
        "degF": ("Grad Fahrenheit", "Grad Fahrenheit", " °F"),
        "%": ("Prozent", "Prozent", " %"),
        "km/h": ("Kilometer pro Stunde", "Kilometer pro Stunde", " km/h"),
        "mph": ("Meile pro Stunde", "Meilen pro Stunde", " mph"),
        "m/s": ("Meter pro Sekunde", "Meter pro Sekunde", " m/s"),
        "kn": ("Knoten", "Knoten", " kn"),
        "mm": ("Millimeter", "Millimeter", " mm"),
        "cm": ("Zentimeter", "Zentimeter", " cm"),
        "in": ("Zoll", "Zoll", " in"),
        "hPa": ("Hektopascal", "Hektopascal", " hPa"),
        "min": ("Minute", "Minuten", " min"),
        "h": ("Stunde", "Stunden", " h"),
        "day": ("Tag", "Tage", " Tag"),
        "days": ("Tag", "Tage", " Tage"),
        "grains/m3": ("Korn je Kubikmeter", "Körner je Kubikmeter", " Körner/m³"),
        "ug/m3": ("Mikrogramm pro Kubikmeter", "Mikrogramm pro Kubikmeter", " µg/m³"),
    },
)  # fmt: skip
SPOKEN = {language.code: language for language in (ENGLISH, GERMAN)}


def base(code: str) -> str:
    """The language of a code: de of de-AT."""
    return code.lower().replace("_", "-").partition("-")[0]


def language_of(code: str) -> Language:
    """English where nothing is known of a language."""
    return SPOKEN.get(base(code), ENGLISH)


def phrase(english: str, code: str, known: Phrases) -> str:
    """What a language says for it; the English itself where it has nothing."""
    return known.get(base(code), {}).get(english, english)
