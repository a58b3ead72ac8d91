"""What the clock puts into its sentences: amounts of time and times of day, in the language of the question."""

from datetime import datetime, timedelta

from ragdomains.languages import Phrases, base, language_of, phrase
from ragdomains.providers.clock import german
from ragdomains.sentences import digits

PHRASES: Phrases = {"de": german.PHRASES}


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    return phrase(english, language, PHRASES).format(*values)


def said_time(moment: datetime, units: str, language: str = "en") -> str:
    """ "14:05", or "2:05 PM" where the units are American; only English counts the hours twice."""
    if units == "us" and base(language) not in PHRASES:
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(language).clock.format(moment)


def joined(language: str, *parts: tuple[int, str]) -> str:
    """ "3 weeks and 2 days"; each part is a count and its unit, the first two that are not zero are said."""
    shown = [counted(count, unit, language) for count, unit in parts if count]
    if len(shown) > 1:
        return put("{} and {}", language, *shown[:2])
    return shown[0] if shown else counted(0, parts[0][1], language)


def counted(count: int, unit: str, language: str) -> str:
    return f"{digits(count, 0, language)} {put(unit if count == 1 else f'{unit}s', language)}"


def span(apart: timedelta, language: str = "en") -> str:
    """ "3 hours and 25 minutes"."""
    hours, minutes = divmod(round(apart.total_seconds() / 60), 60)
    if not hours:
        return counted(minutes, "minute", language)
    return joined(language, (hours, "hour"), (minutes, "minute"))
