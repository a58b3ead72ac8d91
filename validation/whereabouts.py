"""Where things are: what a text says to lie in the green bag, and what in the blue one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.topic import content

LONGEST = 20_000  # characters of a text that are read
MOST = 400  # clauses of it
_CLAUSES = re.compile(
    r"(?<=[.!?])\s+|\n+|[;,]\s+(?:and|but|while|whereas|und|aber|während)?\s*|\s+(?:while|whereas)\s+"
)
_BEING = (
    r"(?:is|are|was|were|lies?|lay|hangs?|hung|stands?|stood|sits?|sat|lives?|belongs?|goes|ist|sind|war|waren|liegt|"
    r"liegen|hängt|hängen|steht|stehen)"
)
_KEPT = r"(?:(?:kept|stored|hidden|left|parked|placed|put|located|always|usually)\s+)?"
_THING = r"(?P<thing>[^,;:.!?]{2,60}?)"
_PLACE = (
    r"(?P<place>(?:(?:in|inside|on|under|underneath|behind|above|below|beside|at|auf|unter|hinter|über|neben|an)\s+"
    r"(?:the|a|an|my|our|your|der|die|das|dem|den)|im|am)\s+[^,;:.!?]{3,60})"
)
_AT = re.compile(rf"^\W*(?:(?:yes|no|and|but)\W+)?{_THING}\s+{_BEING}\s+{_KEPT}{_PLACE}", re.IGNORECASE)
_ASKED = re.compile(rf"^{_BEING}\s+{_THING}\s+{_KEPT}{_PLACE}", re.IGNORECASE)  # what a question leads up to


class Placed(NamedTuple):
    """A thing and where it is, by their stems, and how the text says it."""

    thing: frozenset[str]
    place: frozenset[str]
    text: str


def misplaced(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A thing that is said to be where the text has only another one: "the pegs are in the green bag"."""
    own = _placed(sentence)
    if own is None or denies(sentence):
        return
    every = _told(texts)
    same = [each for each in every if own.thing <= each.thing or each.thing <= own.thing]
    others = any(each not in same and own.place <= each.place for each in every)
    if same and others and not any(own.place <= each.place for each in same):
        yield Misdeed("The text says that it is elsewhere.", same[0].text)


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Placed, ...]:
    clauses = (clause for text in texts for clause in _CLAUSES.split(text[:LONGEST]) if clause)
    found = (_placed(clause) for clause, _ in zip(clauses, range(MOST), strict=False))
    return tuple(each for each in found if each and not denies(each.text))


@lru_cache(maxsize=512)
def _placed(clause: str) -> Placed | None:
    clause = " ".join(clause.split())
    found = _ASKED.match(clause) or _AT.match(clause)
    if found is None:
        return None
    thing, place = content(found["thing"]), content(found["place"])
    return Placed(thing, place, clause) if thing and place else None
