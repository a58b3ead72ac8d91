"""A name of the text that stands where the text has another: "Mr Ito waters the plants" where Mrs Lund does."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.tokens import words
from validation.topic import PLAIN, content, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 400  # sentences of it
SHARED = 2  # words of meaning that both sentences must have, beside the name
_SENTENCES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_BE = words("is are was were ist sind war waren")
_WORD = re.compile(r"[^\W_]+")


class Words(NamedTuple):
    """The words of a sentence in their order, as they are written, with their stems."""

    text: str
    said: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]


def replaced(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """Where a sentence says what one of the text says, but for one name, which stands in its place."""
    own = _words(sentence)
    if len(own.content) <= SHARED or denies(sentence):
        return
    every = _told(texts)
    for told in every:
        new = [place for place, word in enumerate(own.stems) if word in own.content and word not in told.content]
        if not _one_name(own, new) or len(own.content & told.content) < SHARED:
            continue
        name = {own.stems[place] for place in new}
        there = [each for each in every if name <= each.content]
        rest = own.content - name
        if there and rest <= told.content and not any(_bears(each, rest) for each in there) and _slot(own, new, told):
            yield Misdeed("The text says so of someone else.", told.text)
            return


def _bears(told: Words, rest: frozenset[str]) -> bool:
    """Does another sentence with the name say any of it?"""
    return not rest.isdisjoint(told.content)


def _one_name(own: Words, new: list[int]) -> bool:
    """One run of words with capitals."""
    together = new and new[-1] - new[0] == len(new) - 1
    return bool(together) and all(own.said[place][0].isupper() for place in new)


def _slot(own: Words, new: list[int], told: Words) -> bool:
    """Does another name, which the sentence has not, stand between the same words there?"""
    before = own.said[new[0] - 1].lower() if new[0] else ""
    behind = own.said[new[-1] + 1].lower() if new[-1] + 1 < len(own.said) else ""
    if not before and behind in _BE:  # others may be an American drama too
        return False
    for place, word in enumerate(told.said):
        if not word[0].isupper() or told.stems[place] in own.content or word.lower() in PLAIN:
            continue
        left = told.said[place - 1].lower() if place else ""
        right = told.said[place + 1].lower() if place + 1 < len(told.said) else ""
        if (before and left == before) or (not before and not left and right == behind):
            return True
    return False


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Words, ...]:
    cut = (each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each.strip())
    return tuple(_words(each) for each, _ in zip(cut, range(MOST), strict=False))


@lru_cache(maxsize=512)
def _words(text: str) -> Words:
    said = tuple(_WORD.findall(text))
    return Words(text, said, tuple(stem(word.lower()) for word in said), content(text))
