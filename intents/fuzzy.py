"""Finds phrases in a question also where a letter slipped: "wether" for weather, "termostat" for thermostat."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from intents.models import Pattern
from intents.words import Sentence, read

ALIKE = 84.0  # percent of a phrase's letters that must stand, in order, in as many words of the question
PIECE = 2  # letters of a piece, by which the few phrases are found that are worth comparing
SHARED = 0.4  # of its pieces that a phrase must share


class Fuzzy:
    """The fuzzy patterns of a release, behind an index of their pieces. Immutable."""

    __slots__ = ("_lines", "_needed", "_pieces", "_rows")

    def __init__(self, rows: Sequence[Pattern]) -> None:
        self._rows = tuple(rows)
        self._lines = [read(row.text).line for row in rows]
        self._pieces: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            for piece in pieces(line):
                self._pieces[piece].append(number)
        self._needed = [max(1, int(SHARED * len(pieces(line)))) for line in self._lines]

    def find(self, sentence: Sentence) -> Iterator[Pattern]:
        if not self._rows:
            return
        shared = Counter(number for piece in pieces(sentence.line) for number in self._pieces.get(piece, ()))
        for number in sorted(shared):
            if shared[number] >= self._needed[number] and stands_in(self._lines[number], sentence.words):
                yield self._rows[number]


def pieces(line: str) -> frozenset[str]:
    return frozenset(word[at : at + PIECE] for word in line.split() for at in range(max(1, len(word) - PIECE + 1)))


def stands_in(phrase: str, words: Sequence[str]) -> bool:
    """Whether some run of as many words is nearly this phrase; one word more or less is a slip as well."""
    size = len(phrase.split())
    for width in {size, size + 1, max(1, size - 1)}:
        for start in range(len(words) - width + 1):
            if fuzz.ratio(phrase, " ".join(words[start : start + width])) >= ALIKE:
                return True
    return False
