"""Two names that changed places: Marta lent it to Oskar, and not Oskar to Marta."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from validation.claims import find_claims
from validation.subjects import plain
from validation.tokens import words

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r",?\s+(?:and|or|und|oder)\s+|,\s+")
_CALLED = r"[A-ZÄÖÜ][\w’-]*(?:\s[A-ZÄÖÜ][\w’-]*)?"
_LISTED = re.compile(rf"{_CALLED}(?:(?:{_BETWEEN.pattern}){_CALLED})+")
# What takes two alike: who is named first says nothing.
_MUTUAL = words("married met meets meet borders plays played play faces faced versus vs joins joined")
_TITLES = words("mr mrs ms dr herr frau")
_IS = words("is are was were ist sind war waren heißt")
_JOINED = words("and or und oder")
LEADING = words(
    "to by from for with against of in at on into over under than as zu von gegen für mit nach in bei an auf aus vor"
)


def swapped(own: str, told: str) -> bool:
    """Do two names stand where the other one stood? Both are sentences."""
    here, there = _places(own), _places(told)
    for first, second in combinations([name for name in here if name in there], 2):
        turned = here[first] == there[second] and here[second] == there[first]
        leads = [place[name][0] for place, name in ((here, first), (here, second), (there, second), (there, first))]
        turned = turned or (leads[:2] == leads[2:] and leads[0] != leads[1])
        turned = turned and there[first] != there[second] and not _in_one_list(first, second, told)
        if turned and not _alike(there[first], there[second], told):
            return True
    return False


def _in_one_list(first: str, second: str, text: str) -> bool:
    """Hanna, Jonas and Petra may be named in any order."""
    return any({first, second} <= set(map(plain, _BETWEEN.split(run))) for run in _LISTED.findall(text))


def _alike(first: tuple[str, str], second: tuple[str, str], told: str) -> bool:
    """Two of a list, two that do the same to each other, and what something is: the chair is Ebert, Ebert the chair."""
    return (
        not _IS.isdisjoint((first[1], second[1]))
        or not _JOINED.isdisjoint((first[1], second[1]))
        or not _MUTUAL.isdisjoint(_WORD.findall(told.lower()))
    )


@lru_cache(maxsize=512)
def _places(text: str) -> dict[str, tuple[str, str]]:
    """Each name with the small word before it and the word behind it; one that stands twice is left out."""
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for start, end in _names(text):
        before, behind = _WORD.findall(text[:start].lower()), _WORD.findall(text[end:].lower())
        name = _untitled(plain(text[start:end]), start)
        twice |= {name} & found.keys()
        found[name] = (next((w for w in reversed(before[-2:]) if w in LEADING), ""), behind[0] if behind else "")
    return {name: place for name, place in found.items() if name not in twice}


def _untitled(name: str, start: int) -> str:
    """ "Herrn Yilmaz" is Herr Yilmaz, unless it opens a sentence: then its case tells that it does not act."""
    first, _, rest = name.partition(" ")
    return rest if rest and (first in _TITLES or (first == "herrn" and start)) else name


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Names, and the word that opens the sentence, which may be one."""
    found = [(claim.start, claim.end) for claim in find_claims(text) if claim.kind == "name"]
    opening = _WORD.search(text)
    if opening and opening.group()[0].isupper() and not any(start <= opening.start() < end for start, end in found):
        yield opening.span()
    yield from found
