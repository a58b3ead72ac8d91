"""Says in full what is said once for two: "the living and dining rooms", "im Wohn- und Esszimmer"."""

from collections.abc import Iterator
from functools import lru_cache

from inference.home.entities import Register, stems
from inference.home.lexicon import Lexicon

KEPT = 32  # houses whose names are kept by their stems
LONGEST = 4  # words of a name whose end may be left out before
SHORTEST = 3  # letters that two compounds share

Words = tuple[str, ...]


def filled(words: Words, register: Register, table: Lexicon) -> Words:
    """The words with the end of a name where it was left out; only names and rooms of this house are made so."""
    own = spelled(register)
    for at in range(len(words) - 2, 0, -1):
        if words[at] in table.group("joined"):
            if end := next(ends(words, at, own), ()):
                words = (*words[:at], *end, *words[at:])
            elif start := next(starts(words, at, own), ()):
                words = (*words[: at + 1], *start, *words[at + 1 :])
            elif table.compounds and (whole := joined(words, at, own)):
                words = (*words[: at - 1], whole, *words[at:])
    return words


@lru_cache(maxsize=KEPT)
def spelled(register: Register) -> frozenset[Words]:
    return frozenset(stems(said) for said in register.spoken)


def ends(words: Words, at: int, own: frozenset[Words]) -> Iterator[Words]:
    """The words that "living" lacks before "and dining rooms", where both are called so."""
    left = words[at - 1 : at]
    for size in range(2, LONGEST + 1):
        right = words[at + 1 : at + 1 + size]
        if len(right) == size and stems(right) in own and stems(left) not in own:
            tails = (right[cut:] for cut in range(1, size))
            yield from (tail for tail in tails if stems((*left, *tail)) in own)


def starts(words: Words, at: int, own: frozenset[Words]) -> Iterator[Words]:
    """The words that "right" lacks behind "curtain left and", where both are called so and the last word is no name."""
    right = words[at + 1 : at + 2]
    for size in range(2, min(LONGEST, at) + 1):
        left = words[at - size : at]
        if stems(left) in own and stems(right) not in own:
            yield from (left[:cut] for cut in range(size - 1, 0, -1) if stems((*left[:cut], *right)) in own)


def joined(words: Words, at: int, own: frozenset[Words]) -> str:
    """The compound that "wohn" stands for before "und esszimmer"; "" where nothing is called so."""
    left, right = words[at - 1], words[at + 1]
    if stems((right,)) not in own or stems((left,)) in own:
        return ""
    wholes = (left + right[cut:] for cut in range(1, len(right) - SHORTEST + 1))
    return next((whole for whole in wholes if stems((whole,)) in own), "")
