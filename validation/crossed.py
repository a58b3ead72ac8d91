"""Clauses mixed up: what one clause says of its subject, told of the subject of the next one.

"Harker was shown the red card; Mills scored" does not say that Mills was shown it. Both clauses must name who or what
they are about, the answer must name one of the two, and say of it what only the other clause says.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from validation.claims import find_claims
from validation.deeds import Misdeed, verb_of
from validation.german import FUNCTION, WEEKDAYS
from validation.moments import WEEKDAYS as ENGLISH_WEEKDAYS
from validation.negation import denies
from validation.small_words import SMALL
from validation.tokens import words
from validation.topic import PLAIN, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 200  # pairs of clauses of it
_SHARE = 0.8  # of the answer's words that the two clauses must hold together
_FEWEST = 2  # words of meaning, the subject among them
_SENTENCES = re.compile(r"(?<=[.!?])[\"”“']?\s+|\n+")
_CLAUSES = re.compile(r"(?<!\d)[,;](?!\d)\s*|;\s*|(?<=[a-z])\.\s+|\s+(?:and|but|while|whereas|und|aber|während)\s+")
_WORD = re.compile(r"[^\W_]+")
_DAYS = frozenset({*WEEKDAYS, *ENGLISH_WEEKDAYS})
_DETERMINERS = words("the a an this that each every der die das den dem ein eine einen im am on")
_BEHIND_A_VERB = words(
    "the a an this that each every der die das den dem ein eine einen on it them in at to into up down only your their "
    "sie es ihn auf aus"
)
_FINITE = words(
    "is are was were has have had will would can could may must should shall does do did ist sind war waren hat haben "
    "hatte hatten wird werden wurde wurden kann können darf dürfen muss müssen soll sollen"
)
_LEADING = words("and but while whereas und aber während then dann yes no ja nein")
_SMALL = (PLAIN - _DAYS) | FUNCTION | SMALL["en"]
_PRONOUNS = words("it they he she we you i es er sie wir ihr man this these that those who which")


class Said(NamedTuple):
    """A clause: the stem of what it is about, "" where that is not named, and the stems of all its words."""

    about: str
    stems: frozenset[str]
    text: str


def mixed_up(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A sentence that says of one subject what the texts say only of the other one beside it."""
    own = _said(sentence)
    if not own.about or len(own.stems) < _FEWEST or denies(sentence):
        return
    pairs, every = _pairs(texts)
    for one, other in (*pairs, *((second, first) for first, second in pairs)):
        if one.about != own.about or other.about in own.stems:
            continue
        alien = (own.stems & other.stems) - one.stems
        held = own.stems & (one.stems | other.stems)
        if alien and len(held) >= _SHARE * len(own.stems) and _only_there(own.about, alien, every):
            yield Misdeed("The text says so of something else.", other.text)
            return


def _only_there(about: str, alien: frozenset[str], every: tuple[frozenset[str], ...]) -> bool:
    """Does no clause of the texts say any of it of what the sentence is about?"""
    return not any(about in each and not alien.isdisjoint(each) for each in every)


@lru_cache(maxsize=64)
def _pairs(texts: tuple[str, ...]) -> tuple[tuple[tuple[Said, Said], ...], tuple[frozenset[str], ...]]:
    """Neighbours that both name what they are about, and the words of every clause."""
    cut = [list(map(_said, _cut(each))) for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each]
    row = [said for sentence in cut for said in sentence]
    near = [(one, other) for one, other in pairwise(row) if one.about and other.about and one.about != other.about]
    return tuple(near[:MOST]), tuple(said.stems for said in row)


def _cut(sentence: str) -> list[str]:
    return [each.strip() for each in _CLAUSES.split(sentence) if each and each.strip()]


@lru_cache(maxsize=2048)
def _said(clause: str) -> Said:
    found = _WORD.findall(clause)
    stems = frozenset(stem(word.lower()) for word in found if word.lower() not in _SMALL)
    values = frozenset(str(claim.value).lower() for claim in find_claims(clause) if claim.kind in {"number", "time"})
    return Said(_about(found) if _has_verb(found) else "", stems | values, clause)


def _has_verb(found: list[str]) -> bool:
    """An apposition has none. A German verb is told by its ending, and by the small words around it."""
    low = [word.lower() for word in found]
    if not _FINITE.isdisjoint(low) or any(verb_of(word) for word in found):
        return True
    german = not (FUNCTION - SMALL["en"]).isdisjoint(low)
    return german and any(word.islower() and word.endswith(("t", "te", "ten", "en")) for word in found)


def _about(found: list[str]) -> str:
    """The first word of meaning, where it names something: behind an article, a name, a day, or before its verb."""
    while found and found[0].lower() in _LEADING:
        found = found[1:]
    for place, word in enumerate(found[:4]):
        low = word.lower()
        if low in _PRONOUNS and low not in _DETERMINERS:
            return ""
        if low in _SMALL and low not in _DAYS:
            continue
        behind = found[place + 1].lower() if place + 1 < len(found) else ""
        led = place > 0 and found[place - 1].lower() in _DETERMINERS
        named = word[:1].isupper() and (place > 0 or behind not in _BEHIND_A_VERB)
        return stem(low) if led or low in _DAYS or (named and not word.isdecimal()) else ""
    return ""
