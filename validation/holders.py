"""Who holds which office: the head of a house, its director; what a text says of one is not said of another.

No grammar is read: a name, a form of "to be", and the words of the office behind it, or the other way round.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validation.deeds import Misdeed, deeds
from validation.names import TITLES
from validation.negation import denied_words, denies
from validation.subjects import plain
from validation.topic import content, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 200  # holders of it
_SENTENCES = re.compile(r"(?<=[.!?;])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)[\"”“']?\s+|\n+")
_NAME = r"(?-i:[A-ZÄÖÜ][\w’'-]*\.?(?:\s+[A-ZÄÖÜ][\w’'-]*){0,4})"
_BE = r"(?:is|was|became|becomes|remains|has\s+been|is\s+called|ist|war|wurde|wird|bleibt|heißt)"
_THE = r"(?:(?:now|currently|jetzt|derzeit)\s+)?(?:the|its|our|their|his|her|my|your|der|die|das|unsere?|ihre?|seine?)"
_SERVES = (
    r"(?:(?:was|is|has\s+been|wurde|ist|war)\s+)?(?:(?:re-?)?elected|appointed|chosen|hired|stays?\s+on|serve[sd]?"
    r"|work(?:s|ed)|act(?:s|ed)|arbeitet|dient)"
)
_APPOINTED = r"(?:(?:re-?)?elected|appointed|named|chose|hired|made)"
_OFFICE = (
    r"(?P<office>[^.,;:()!?]{3,80}?)(?=[.,;:()!?]|\s+(?:and|but|who|since|while|in|on|until|from|und|aber|seit"
    r"|im)\b|$)"
)
_UNNAMED = (
    r"(?P<plain>(?-i:[a-z-]+|[A-ZÄÖÜ][a-zäöüß-]+)\s+(?:of|for|des|der|von|für)\s[^.,;:()!?]{3,60}?)"
    r"(?=[.,;:()!?]|\s+and\b|$)"
)
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"\b(?P<name>{_NAME})\s+{_BE}\s+{_THE}\s+{_OFFICE}",
        rf"\b(?P<name>{_NAME})\s+{_BE}\s+{_UNNAMED}",
        rf"\b{_THE}\s+(?P<office>[^.,;:()!?]{{3,80}}?)\s+{_BE}\s+(?P<name>{_NAME})",
        rf"\b(?P<name>{_NAME})\s+{_SERVES}\s+(?:as|als)\s+(?:{_THE}\s+|an?\s+)?{_OFFICE}",
        rf"\b(?P<name>{_NAME})\s+(?:was|is|has\s+been|wurde)\s+(?:re-?)?(?:elected|appointed|named|made)\s+{_OFFICE}",
        rf"\b{_APPOINTED}\s+(?P<name>{_NAME})\s+(?:as|to\s+be)\s+(?:{_THE}\s+|an?\s+)?{_OFFICE}",
    )
)
# said of a name in passing; an answer that does so claims something else
_PASSING = (
    re.compile(rf"\b(?P<name>{_NAME}),\s+(?:{_THE}\s+)?{_OFFICE}", re.IGNORECASE),
    re.compile(rf"\b{_THE}\s+(?P<office>[^.,;:()!?]{{3,60}}),\s+(?P<name>{_NAME})", re.IGNORECASE),
)
# before a name, as its title: Mayor Petty, engineer Carl Boone
_TITLED = re.compile(
    r"\b(?P<office>(?i:mayor|governor|senator|minister|president|chancellor|king|queen|bishop|captain|coach|director"
    r"|manager|chairman|chairwoman|secretary|treasurer|engineer|architect|doctor|professor|teacher|principal"
    r"|headteacher|judge"
    r"|sheriff|inspector|spokesman|spokeswoman|spokesperson|bürgermeister(?:in)?|trainer(?:in)?|direktor(?:in)?"
    r"|präsident(?:in)?|minister(?:in)?))\s+(?P<name>[A-ZÄÖÜ][\w’'-]+(?:\s+[A-ZÄÖÜ][\w’'-]+){0,2})"
)
_BREATH = 8  # words of meaning of a short sentence
_ENOUGH = 2  # words that tell an office from others


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone's name and office, by the stems of their words."""

    name: frozenset[str]
    office: frozenset[str]
    text: str


def wrong_holders(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """An office that the texts give to someone else, and not to whom the sentence names."""
    if denies(sentence):
        return
    for own in _said(sentence):
        known = _known(texts)
        alike = [each for each in _told(texts) if _same(own.office, each.office)]
        others = alike and all(own.name.isdisjoint(each.name) for each in alike)
        if others and own.name <= known and not _same_sentence(own, texts, alike):
            yield Misdeed("The text says so of someone else.", alike[0].text)


def _same(own: frozenset[str], told: frozenset[str]) -> bool:
    return own == told or (len(own) >= _ENOUGH and own <= told)


def _same_sentence(own: Holder, texts: tuple[str, ...], alike: Sequence[Holder]) -> bool:
    """Does the text name both in one breath, so that it may say it in words that are not read here?"""
    read = {each.text for each in alike}  # "elected treasurer, succeeding Hugo"
    cut = (each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each and each not in read)
    every = (content(each) for each in cut if own.name.isdisjoint(map(stem, denied_words(each))))
    return any(own.name <= words and own.office <= words and len(words) < _BREATH for words in every)


def _said(sentence: str) -> Iterator[Holder]:
    yield from _found(sentence, _WAYS)
    for deed in deeds(sentence):  # "cardiology is headed by": the head of cardiology
        if deed.subject and deed.object and not deed.subject & deed.object and "*" not in deed.subject | deed.object:
            yield Holder(deed.subject - _TITLES, deed.object | {deed.verb}, sentence)


def holders(sentence: str) -> tuple[Holder, ...]:
    """What a sentence says outright, and not in passing, of who holds an office."""
    return tuple(_found(sentence, _WAYS))


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Holder, ...]:
    cut = [each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each]
    return tuple(holder for each in cut for holder in _found(each, (*_WAYS, *_PASSING, _TITLED)))[:MOST]


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for text in texts for word in plain(text[:LONGEST]).split())


def _found(sentence: str, ways: Sequence[re.Pattern[str]]) -> Iterator[Holder]:
    for way in ways:
        for found in way.finditer(sentence):
            said = found.groupdict()
            name = frozenset(map(stem, plain(found["name"]).split())) - _TITLES
            office = content(said.get("office") or said.get("plain") or "")
            if name and office and content(found["name"]):
                yield Holder(name, office - name, sentence)


_TITLES = frozenset(map(stem, TITLES | {"nurse", "frau", "herr", "herrn"}))
