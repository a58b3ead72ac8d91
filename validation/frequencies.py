"""How often something is to be done: once a week is not once a month."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.topic import content

LONGEST = 20_000  # characters of a text that are read
_SENTENCES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_DAYS = {
    "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0,
    "stunde": 1 / 24, "tag": 1.0, "woche": 7.0, "monat": 30.4, "jahr": 365.0,
}  # fmt: skip
_WORDS = {
    "hourly": 1 / 24, "daily": 1.0, "weekly": 7.0, "fortnightly": 14.0, "monthly": 30.4, "quarterly": 91.2,
    "yearly": 365.0, "annually": 365.0, "stündlich": 1 / 24, "täglich": 1.0, "wöchentlich": 7.0, "monatlich": 30.4,
    "vierteljährlich": 91.2, "jährlich": 365.0,
}  # fmt: skip
_COUNTS = {
    "once": 1, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "einmal": 1, "zweimal": 2,
    "dreimal": 3, "viermal": 4, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "other": 2, "second": 2,
    "zweite": 2, "zweiten": 2, "zweites": 2, "half": 0.5,
}  # fmt: skip
_UNIT = r"(?P<unit>hour|day|week|month|year|stunde|tag|woche|monat|jahr)(?:s|e|n|en)?\b"
_MANY = rf"(?P<many>\d{{1,3}}|{'|'.join(_COUNTS)})"
_TIMES = re.compile(
    rf"\b{_MANY}(?:\s+times|\s+mal)?\s+(?:an?|per|each|every|pro|im|in der|am|jede[nrs]?)\s+{_UNIT}", re.IGNORECASE
)
_EVERY = re.compile(rf"\b(?:every|each|alle|jede[nrs]?)\s+(?:{_MANY}\s+)?{_UNIT}", re.IGNORECASE)
_ADVERB = re.compile(rf"\b(?P<adverb>{'|'.join(_WORDS)})\b", re.IGNORECASE)
NEARLY = 0.15  # share that a month may differ from four weeks


class Often(NamedTuple):
    """After how many days something comes again, in which sentence."""

    days: float
    text: str


def wrong_frequencies(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """How often, where the sentences of the text that speak of the same all say another."""
    own = frequencies(sentence)
    if len(own) != 1 or denies(sentence):
        return
    about = content(_TIMES.sub(" ", _EVERY.sub(" ", sentence)))
    told = [each for each in _told(texts) if about & content(each.text)]
    if told and not any(abs(each.days - own[0].days) <= NEARLY * each.days for each in told):
        yield Misdeed("The text says another frequency.", told[0].text)


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Often, ...]:
    cut = (each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each)
    return tuple(often for each in cut for often in frequencies(each))


@lru_cache(maxsize=512)
def frequencies(text: str) -> tuple[Often, ...]:
    """How often the text says that something is done."""
    return tuple(_found(text[:LONGEST]))


class Told(NamedTuple):
    """The one frequency of a sentence: after how many days, in which words, and the sentence without them."""

    days: float
    said: str
    rest: str


def told_often(text: str) -> Told | None:
    """None where it tells none, or several."""
    every = frequencies(text)
    found = next((found for way in (_TIMES, _EVERY, _ADVERB) if (found := way.search(text))), None)
    if found is None or len(every) != 1:
        return None
    return Told(every[0].days, found[0], f"{text[: found.start()]} {text[found.end() :]}")


def _found(text: str) -> Iterator[Often]:
    for found in _TIMES.finditer(text):
        yield Often(_DAYS[found["unit"].lower()] / _count(found["many"]), text)
    for found in _EVERY.finditer(_TIMES.sub(" ", text)):
        yield Often(_DAYS[found["unit"].lower()] * _count(found["many"]), text)
    for found in _ADVERB.finditer(text):
        yield Often(_WORDS[found["adverb"].lower()], text)


def _count(many: str | None) -> float:
    return (float(many) if many.isdecimal() else float(_COUNTS[many.lower()])) or 1.0 if many else 1.0
