"""Which of two is the lighter: what a running text compares must not be turned round."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.coordinated import lone
from validation.deeds import Misdeed
from validation.negation import denies
from validation.topic import content, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 100  # comparisons of it
_MORE = r"(?P<more>(?:more|less)\s+\w{3,}|\w{2,}er)"
_TOLD = re.compile(
    rf"(?:^|[.!?;,]\s*|\band\s+)(?P<first>[^.!?;,]{{2,60}}?)\s+(?:is|are|was|were|ist|sind|war)\s+(?:\w+\s+){{0,2}}?"
    rf"{_MORE}\s+(?:than|als)\s+(?P<second>[^.!?;,]{{2,60}})",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"^\W*(?P<first>[^.!?;,]{{2,60}}?)\s+(?:is|are|was|were|ist|sind|war)\s+(?:\w+\s+){{0,2}}?{_MORE}\b", re.IGNORECASE
)


class Compared(NamedTuple):
    """What is more of something than another, by the stems that only the one and only the other has."""

    first: frozenset[str]
    more: str
    second: frozenset[str]
    text: str


def wrong_comparisons(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """The one that a text says to be less."""
    found = _SAID.match(sentence)
    if not found or denies(sentence):
        return
    own, more = content(found["first"]), _more(found["more"])
    for each in _told(texts):
        if each.more == more and own & each.second and own.isdisjoint(each.first):
            yield Misdeed("The text compares them the other way round.", each.text)
            return


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Compared, ...]:
    found = [each for text in texts for each in _TOLD.finditer(text[:LONGEST])][:MOST]
    return tuple(_compared(each) for each in found)


def _compared(found: re.Match[str]) -> Compared:
    first, second = content(lone(found["first"], found["second"])), content(found["second"])
    return Compared(first - second, _more(found["more"]), second - first, found.group().strip(" .,;"))


def _more(said: str) -> str:
    return " ".join(map(stem, said.lower().split()))
