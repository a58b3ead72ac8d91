"""The tier of example sentences: sparse word and character features, compared with every example at once."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from intents.grammar import GENERIC
from intents.words import Sentence

PIECE = 4  # characters of a word piece; they see through inflection and misspelling
PIECES, PAIRS = 0.45, 0.6  # what pieces and word pairs count beside whole words
UNKNOWN = 0.5  # what a word counts that no example holds: enough to tell a stranger, too little to drown a place name
NEAREST, CENTRE = 0.75, 0.25
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like an intent's examples a question is, from 0 to 1, and the nearest of them."""

    intent: str
    score: float
    example: str


class Examples:
    """An inverted index of the examples' features; a question costs one weighted count over what it touches."""

    def __init__(self, rows: Sequence[tuple[str, Sentence]]) -> None:
        """Rows are (intent, example)."""
        rows = sorted(rows, key=lambda row: row[0])
        counted = [features(sentence) for _, sentence in rows]
        kept = [number for number, each in enumerate(counted) if each]
        self._lines = [rows[number][1].line for number in kept]
        owners = [rows[number][0] for number in kept]
        self._intents = sorted(set(owners))
        self._starts = np.array([owners.index(name) for name in self._intents], dtype=np.intp)
        self._index([counted[number] for number in kept])

    def _index(self, counted: Sequence[dict[str, float]]) -> None:
        size = len(counted)
        seen = Counter(name for each in counted for name in each)
        self._weight = {name: math.log((1 + size) / (1 + count)) + 1 for name, count in seen.items()}
        self._unknown = UNKNOWN * (math.log(1 + size) + 1)
        postings: dict[str, tuple[list[int], list[float]]] = {name: ([], []) for name in seen}
        for row, each in enumerate(counted):
            length = self._length(each)
            for name, value in each.items():
                postings[name][0].append(row)
                postings[name][1].append(value * self._weight[name] / length)
        self._postings = {
            name: (np.array(rows, np.int32), np.array(vals, np.float64)) for name, (rows, vals) in postings.items()
        }
        self._centre_lengths = self._centres(counted) if size else np.zeros(0)

    def _centres(self, counted: Sequence[dict[str, float]]) -> np.ndarray:
        """The length of each intent's mean vector: with it, the mean similarity becomes a cosine."""
        bounds = [*self._starts.tolist(), len(counted)]
        lengths = []
        for first, last in pairwise(bounds):
            centre: defaultdict[str, float] = defaultdict(float)
            for each in counted[first:last]:
                length = self._length(each)
                for name, value in each.items():
                    centre[name] += value * self._weight[name] / length
            lengths.append(math.sqrt(sum(value * value for value in centre.values())))
        return np.array(lengths)

    def _length(self, counted: dict[str, float]) -> float:
        known = sum((value * self._weight.get(name, self._unknown)) ** 2 for name, value in counted.items())
        return math.sqrt(known) or 1.0

    def compare(self, sentence: Sentence) -> list[Likeness]:
        """Every intent that shares a feature with the question, best first."""
        asked = features(sentence)
        known = [(name, value) for name, value in asked.items() if name in self._postings]
        if not known:
            return []
        rows = np.concatenate([self._postings[name][0] for name, _ in known])
        weights = np.concatenate([self._postings[name][1] * (value * self._weight[name]) for name, value in known])
        alike = np.bincount(rows, weights, minlength=len(self._lines)) / self._length(asked)
        nearest = np.maximum.reduceat(alike, self._starts)
        centre = np.add.reduceat(alike, self._starts) / self._centre_lengths
        score = np.minimum(NEAREST * nearest + CENTRE * centre, 1.0)
        best = np.lexsort((np.arange(len(score)), -score))
        return [self._likeness(int(number), float(score[number]), alike) for number in best[:5] if score[number] > 0]

    def _likeness(self, number: int, score: float, alike: np.ndarray) -> Likeness:
        first = int(self._starts[number])
        last = int(self._starts[number + 1]) if number + 1 < len(self._starts) else len(self._lines)
        return Likeness(self._intents[number], score, self._lines[first + int(alike[first:last].argmax())])


def features(sentence: Sentence) -> dict[str, float]:
    """Words, pairs and word pieces with their counts. Numbers are all alike; a generic word counts only in a pair."""
    counted: dict[str, float] = {}
    words = [
        ("#" if word[0].isdigit() else word, raw) for word, raw in zip(sentence.stems, sentence.words, strict=True)
    ]
    before, before_says = "", False
    for word, raw in words[:MOST_WORDS]:
        says = raw not in GENERIC
        if says:
            counted[word] = counted.get(word, 0.0) + (0.5 if word == "#" else 1.0)
            add_pieces(counted, word)
        if before and (says or before_says):
            pair = f"{before} {word}"
            counted[pair] = counted.get(pair, 0.0) + PAIRS
        before, before_says = word, says
    return counted


def add_pieces(counted: dict[str, float], word: str) -> None:
    framed = f"^{word}$"
    number = len(framed) - PIECE + 1
    if number < 2:
        return
    for start in range(number):
        piece = f"~{framed[start : start + PIECE]}"
        counted[piece] = counted.get(piece, 0.0) + PIECES / math.sqrt(number)
