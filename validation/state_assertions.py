"""Which state a text says of which thing: one clause, one state, one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validation.assertions import moments, subject
from validation.states import DEVICE, State, agree, states_in
from validation.tokens import words

# The sky changes within a day, and a course may go up and then down; these hold for a while.
LASTING = DEVICE | {"course", "stock", "game", "occupancy"}
_CLAUSES = re.compile(
    r"[,;:.!?()]|\b(?:and|but|while|whereas|so|because|although|as|und|aber|während|weil)\b", re.IGNORECASE
)
_VERBS = words("turned switched powered running trading")


@dataclass(frozen=True, slots=True)
class StateSaid:
    """A state, and the stems of the thing that it is said of."""

    state: State
    sentence: str
    about: frozenset[str]
    when: frozenset[str]


@lru_cache(maxsize=512)
def states_said(sentence: str) -> tuple[StateSaid, ...]:
    """The states of things that the sentence names beside them; a clause with two states says none for certain."""
    return tuple(_said(sentence)) if states_in(sentence) and "?" not in sentence else ()


def _said(sentence: str) -> Iterator[StateSaid]:
    start = 0
    for end in [*(found.end() for found in _CLAUSES.finditer(sentence)), len(sentence)]:
        own = [state for state in states_in(sentence) if start <= state.start < end]
        if len(own) == 1 and own[0].group in LASTING:
            rest = sentence[start : own[0].start] + sentence[own[0].end : end]
            attribute, about = subject(" ".join(word for word in rest.split() if word.lower() not in _VERBS))
            if any(not each.startswith("#") for each in about):
                yield StateSaid(own[0], sentence, about | attribute, moments(rest))
        start = end


def opposed(first: StateSaid, second: StateSaid) -> bool:
    """The same thing in two states that exclude each other, or in one that is once said and once denied."""
    one, other = first.state, second.state
    if one.group != other.group or first.about != second.about or first.when != second.when:
        return False
    if one.value == other.value:
        return one.denied != other.denied
    return not (one.denied or other.denied or agree(one.value, other.value))
