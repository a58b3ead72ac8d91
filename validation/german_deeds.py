"""Who did it, in German: "von Otto Rein entworfen", "Frau Lindner hat ... übergeben" said of someone else.

As in `deeds.py` no grammar is read: a name behind "von", or before a form of "haben", and the participle that ends the
clause.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from validation.deeds import Misdeed
from validation.negation import denies
from validation.subjects import plain
from validation.tokens import words

LONGEST = 20_000  # characters of a text that are read
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_NAME = r"(?:[A-ZÄÖÜ][\wäöüß-]+)(?:\s+[A-ZÄÖÜ][\wäöüß-]+){0,3}"
_DONE = (
    r"(?P<done>(?:\w{0,6}ge\w{2,}|(?:be|ent|er|ver|zer|über|unter|wieder|voll|hinter|miss)\w{3,}|\w{3,}ier)(?:t|en))"
)
_WAYS = (
    re.compile(
        rf"\bv(?:on|om)\s+(?:(?:der|dem|den|einem|einer)\s+)?(?P<name>{_NAME})\s+(?:[\wäöüß]+\s+){{0,4}}?{_DONE}\b"
    ),
    # "die Bücher hat" may be what was done, "der Verein hat" may not
    re.compile(
        rf"(?<![Dd]ie\s)(?<![Dd]as\s)(?<![Dd]en\s)(?<![Dd]em\s)(?<![Ii]hr\s)\b(?P<name>{_NAME})\s+(?:hat|haben|hatte|hatten)\s+(?:[^\s.,;:]+\s+){{0,12}}?{_DONE}(?=[.,;:!]|\s+und\b|$)"
    ),
)
_TITLES = words("herr herrn frau dr prof firma familie")
_DONE_TO = words("die das den dem herrn")  # what opens a sentence so may be what it was done to
_HINT = words("von vom hat haben hatte hatten")


def wrong_doers(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """What the texts say of someone else, with the same participle."""
    if _HINT.isdisjoint(sentence.lower().split()) or denies(sentence):
        return
    told, known = _told(texts), _known(texts)
    for name, done, _ in _found(sentence):
        alike = [each for each in told if each[1] == done]
        if alike and name <= known and all(name.isdisjoint(other) for other, _, _ in alike):
            yield Misdeed("The text says so of someone else.", alike[0][2])
            return


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[tuple[frozenset[str], str, str], ...]:
    cut = [each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each]
    return tuple(found for each in cut for found in _found(each))


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in plain(text[:LONGEST]).split())


def _found(sentence: str) -> Iterator[tuple[frozenset[str], str, str]]:
    """The words of a name, the participle, and the sentence."""
    for way in _WAYS:
        for match in way.finditer(sentence):
            said = plain(match["name"]).split()
            name = frozenset(said) - _TITLES
            if name and said[0] not in _DONE_TO:
                yield name, match["done"], sentence
