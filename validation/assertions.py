"""What a text says of what: each of its values with the thing, the attribute and the time that it is said of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validation import german
from validation.claims import find_claims
from validation.cues import ATTRIBUTES, cue
from validation.plain_values import is_plain, states
from validation.tokens import words
from validation.topic import PLAIN, content, stem
from validation.types import Claim
from validation.units import dimension
from validation.wording import ABOUT

# Said with a day, these tell nothing of which thing is meant.
_GLUE = frozenset(
    map(
        stem,
        words(
            "expect expected forecast predicted reach reaches hit climb drop show shows shown sit sits stand stands "
            "come comes amount amounts measure measures value values current actual exact exactly degree degrees "
            "percent today tomorrow tonight answer yeah sunny cloudy clear rainy windy warm cold cool hot mild dry wet "
            "partly mostly"
        ),
    )
)
# Small words that tell two things or two moments apart; a value that is said with one differs from one without.
_TELLING = words(
    "next last first second third previous other another one two three four five both all some any each every back "
    "right left up down out inside outside my your his her their our its now currently then later already still yet "
    "again also early late too only even maximum minimum most least best worst extra without except if when while "
    "before after since until unless per half double including excluding plus minus average total"
)
_PAST = words("was were had did ago yesterday used formerly originally")
_FUTURE = words("will going would shall")
_LATER = frozenset({"#later"})
_MARKS = (
    {word: f"#{word}" for word in _TELLING | german.MARKS}
    | dict.fromkeys(_PAST | german.PAST, "#past")
    | dict.fromkeys(_FUTURE | german.FUTURE, "#later")
)
_TEMPERATURE = frozenset({"temperature"})
_DAYS = words(
    "today tomorrow tonight yesterday morning noon midday afternoon evening night midnight weekend week month year "
    "summer winter spring autumn hour hours daytime overnight dawn dusk"
).union(german.DAYS)
_SMALL = PLAIN | ABOUT | german.PLAIN
_WORD = re.compile(r"[^\W_]+")
_STOPS = re.compile(r"[,;:()\n–—]|\b(?:and|but|while|with|whereas|although|plus|und|aber|während)\b", re.IGNORECASE)
_MOST = 40  # values of one sentence that are looked at


@dataclass(frozen=True, slots=True)
class Assertion:
    """A value with what it is said of. `attribute` are cues (high, depart), `about` are the stems of all else.

    A word that only tells apart ("next", "past") stands among these with a `#` before it.
    """

    claim: Claim
    sentence: str
    attribute: frozenset[str]
    about: frozenset[str]
    when: frozenset[str]

    @property
    def explicit(self) -> bool:
        """Does it name its thing itself, so that no sentence around it can change what is meant?"""
        return any(not each.startswith("#") for each in self.about)


@lru_cache(maxsize=1024)
def assertions(sentence: str) -> tuple[Assertion, ...]:
    """What one sentence plainly says; bounds, ranges, changes and what is only supposed are left out."""
    claims = measured(sentence)
    return tuple(_read(sentence, claims)) if claims and len(claims) <= _MOST and states(sentence) else ()


def measured(sentence: str) -> list[Claim]:
    return [claim for claim in find_claims(sentence) if claim.kind in {"number", "time"}]


@lru_cache(maxsize=1024)
def dimensions(sentence: str) -> frozenset[tuple[str, str]]:
    """What could be compared with the values of another sentence: its speeds, times, plain numbers."""
    return frozenset((claim.kind, dimension(claim.unit).partition(" ")[0]) for claim in measured(sentence))


def _read(sentence: str, claims: Sequence[Claim]) -> Iterator[Assertion]:
    dates = [claim for claim in find_claims(sentence) if claim.kind == "date"]
    for place, claim in enumerate(claims):
        left = claims[place - 1].end if place else 0
        right = claims[place + 1].start if place + 1 < len(claims) else len(sentence)
        until = claim.end + len(_STOPS.split(sentence[claim.end : right], maxsplit=1)[0])
        own = [date for date in dates if left <= date.start < claim.start or claim.end <= date.start < until]
        said = f"{_without(sentence, (left, claim.start), own)} {_without(sentence, (claim.end, until), own)}"
        attribute, about = _subject(said)
        if not is_plain(claim, sentence, sentence[left : claim.start], attribute):
            continue
        beside = {f"#{other.value}" for other in claims if other is not claim and _labels(other)}
        times = {str(other.value) for other in claims if other is not claim and other.kind == "time"}
        when = _parts_of_day(said).union(times, (str(date.value) for date in own))
        about |= beside
        yield Assertion(claim, sentence, _named(attribute, claim), about - _LATER if when else about, when)


def _without(sentence: str, span: tuple[int, int], dates: Sequence[Claim]) -> str:
    """That piece of the sentence, without its dates."""
    pieces, start = [], span[0]
    for date in dates:
        if start <= date.start < span[1]:
            pieces.append(sentence[start : date.start])
            start = date.end
    return " ".join([*pieces, sentence[start : max(start, span[1])]])


def _named(attribute: frozenset[str], claim: Claim) -> frozenset[str]:
    """ "12 degrees" alone is a temperature, and so is a high."""
    if dimension(claim.unit) != "temperature":
        return attribute
    return attribute - _TEMPERATURE or _TEMPERATURE


def _labels(claim: Claim) -> bool:
    """A plain number beside the value may be the name of what is meant: bus 12."""
    return claim.kind == "number" and not claim.unit


@lru_cache(maxsize=1024)
def subject(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The attributes that a text names, and the stems of what else it speaks of, without its values and dates."""
    for claim in reversed(find_claims(text)):
        if claim.kind in {"number", "date", "time"} and claim.unit != "label":
            text = f"{text[: claim.start]} {text[claim.end :]}"
    return _subject(text)


def _subject(text: str) -> tuple[frozenset[str], frozenset[str]]:
    attribute, about = set(), set()
    for word in _WORD.findall(text.lower()):
        if word in _MARKS:
            about.add(_MARKS[word])
        elif cue(word) in ATTRIBUTES:
            attribute.add(cue(word))
        elif word not in _SMALL and stem(word) not in _GLUE and word not in _DAYS:
            about.add(stem(word))
    return frozenset(attribute), frozenset(about)


@lru_cache(maxsize=1024)
def moments(text: str) -> frozenset[str]:
    """The days, and the parts of a day, that a text names."""
    return _parts_of_day(text).union(str(claim.value) for claim in find_claims(text) if claim.kind == "date")


def _parts_of_day(text: str) -> frozenset[str]:
    return _DAYS.intersection(_WORD.findall(text.lower()))


def unsaid(text: str, known: str) -> bool:
    """Does the text speak of anything that the known one does not: another thing, or another time?"""
    about, there = subject(text)[1], content(known)
    new = {each for each in about if not each.startswith("#")} - there
    return bool(new) or bool(moments(text) - moments(known))
