"""A list that names what stands nowhere, in the place of one that the text lists: sugar for eggs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.topic import content

LONGEST = 20_000  # characters of a text that are read
SENTENCE = 600  # characters of a sentence
MOST = 200  # lists of it
FEWEST = 3  # items of a list
WORDS = 3  # of an item
_ITEM = rf"\b[^\W\d_][\w’'-]{{0,40}}(?:\s[\w’'-]{{1,40}}){{0,{WORDS - 1}}}"
_LIST = re.compile(rf"(?P<head>{_ITEM}(?:,\s{_ITEM})+),?\s(?:and|or|und|oder|&)\s(?P<last>{_ITEM})")
# What somebody or something is may be told in other words of the same meaning: a lawyer is an attorney.
_DESCRIBES = re.compile(r"\b(?:is|are|was|were|be|ist|sind|war|waren)\s+[a-zäöü]")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


class Listed(NamedTuple):
    """The items of a list by their stems, and the sentence that lists them."""

    items: tuple[frozenset[str], ...]
    text: str


def wrong_items(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """One item that no text names, where all others are those of one list of the text, in their places."""
    own = _list_of(sentence)
    if own is None or denies(sentence) or _DESCRIBES.search(sentence.partition(",")[0]):
        return
    known = frozenset().union(*map(content, texts))
    strange = [item for item in own.items if item.isdisjoint(known)]
    rest = [item for item in own.items if item not in strange]
    if len(strange) != 1 or len(rest) < FEWEST - 1:
        return
    for told in _told(texts):
        if len(told.items) == len(own.items) and sum(map(_alike, own.items, told.items)) == len(rest):
            yield Misdeed("The text lists another one.", told.text)
            return


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return not mine.isdisjoint(theirs)


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Listed, ...]:
    cut = (_list_of(each) for text in texts for each in _SENTENCES.split(text[:LONGEST]))
    found = (listed for listed in cut if listed)
    return tuple(listed for listed, _ in zip(found, range(MOST), strict=False))


@lru_cache(maxsize=512)
def _list_of(sentence: str) -> Listed | None:
    """The one list of a sentence. What leads up to it is part of its first item, and what follows of its last."""
    found = _LIST.search(sentence[:SENTENCE])
    if found is None:
        return None
    items = tuple(map(content, (*re.split(r",\s", found["head"]), found["last"])))
    return Listed(items, sentence) if len(items) >= FEWEST and all(items) else None
