"""A domain's passages as readers see them: in memory, never changed, weighed by meaning and by words."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from ragdomains.embeddings import Vectors
from ragdomains.keywords import Floats, Keywords, Words
from ragdomains.recipe import Embedder
from ragdomains.stems import WORD
from ragdomains.types import Passage
from ragdomains.yardstick import USUAL, Scale

# The chance that a passage answers, from its cosine and from the share of the question's words that stand in it
# (both 0 to 1). Fitted to questions on the shipped handbook; docs/index.md says how and how well.
BIAS, MEANING, WORDS = -6.0, 10.0, 3.0
# The same chance from the words alone, for a question whose meaning is not known.
BIAS_ALONE, WORDS_ALONE = -4.5, 7.4

# What a standard deviation of meaning counts beside one of words. Words have the longer tail: a rare name stands ten
# deviations out, a meaning hardly six. docs/index.md shows the measures.
MEANING_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage: what is shown of it, its point in Qdrant, its words, the name of its document in the source."""

    passage: Passage
    point: str
    words: Words
    document: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """Its words in order, without marks and line breaks: copies of a document differ in nothing else."""
        return tuple(WORD.findall(self.passage.text.casefold()))

    def scored(self, score: float) -> Passage:
        return replace(self.passage, score=score)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where an index gets the meaning of a question: the model's server (None: built in), its dimensions and scale."""

    embedder: Embedder | None
    dimensions: int
    scale: Scale = USUAL


@dataclass(frozen=True, slots=True)
class Stock:
    """A build's passages with their vectors, shape (n, dimensions)."""

    token: str
    entries: tuple[Entry, ...]
    vectors: Vectors
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Shelf:
    """An index at one moment. `mean` and `spread` are the mean and the covariance of its vectors.

    `own` is whether papers of the house's own are in it: from then on the handbook of a made-up house is silent.
    """

    token: str
    collection: str
    entries: tuple[Entry, ...]
    rows: Mapping[str, int]
    keywords: Keywords
    mean: Vectors
    spread: Vectors
    meaning: Meaning
    own: bool

    @classmethod
    def build(cls, collection: str, found: Stock, words: int) -> "Shelf":
        entries, vectors = found.entries, found.vectors
        mean = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
        spread = ((vectors.T @ vectors) / max(len(vectors), 1) - np.outer(mean, mean)).astype(np.float32)
        rows = {entry.point: row for row, entry in enumerate(entries)}
        keywords = Keywords.build([entry.words for entry in entries], words)
        own = any(not entry.passage.shipped for entry in entries)
        return cls(found.token, collection, entries, rows, keywords, mean, spread, found.meaning, own)

    def ranked(
        self, question: Vectors, cosines: Mapping[int, float], bm25: Floats, covered: Floats
    ) -> list[tuple[Entry, float]]:
        """The candidates (row -> cosine), best first by the sum of both scores' z-scores, with the chance of each.

        How far a cosine stands out is known without asking for all of them: their mean is q·m, their variance q·S·q.
        """
        rows = sorted(cosines)
        meaning = np.array([cosines[row] for row in rows], dtype=np.float32)
        deviation = float(np.sqrt(max(float(question @ self.spread @ question), 0.0)))
        total = np.float32(MEANING_WEIGHT) * standing_out(meaning, float(question @ self.mean), deviation)
        total += standing_out(bm25[rows], float(bm25.mean()), float(bm25.std()))
        chances = chance(self.meaning.scale.as_usual(meaning), covered[rows])
        # of copies the one that was read first: else the last digits of a float decide, differently at each search
        best = np.argsort(-np.round(total, 4), kind="stable")
        return [(self.entries[rows[at]], round(float(chances[at]), 4)) for at in best.tolist()]

    def by_words(self, bm25: Floats, covered: Floats, most: int) -> list[tuple[Entry, float]]:
        """The same for a question whose meaning is not known."""
        best = [row for row in np.argsort(-np.round(bm25, 4), kind="stable")[:most].tolist() if bm25[row] > 0]
        chances = 1 / (1 + np.exp(-(BIAS_ALONE + WORDS_ALONE * covered[best])))
        return [(self.entries[row], round(float(each), 4)) for row, each in zip(best, chances, strict=True)]


def standing_out(values: Floats, mean: float, deviation: float) -> Floats:
    if deviation < 1e-6:
        return np.zeros_like(values)
    return (values - np.float32(mean)) / np.float32(deviation)


def chance(meaning: Floats, covered: Floats) -> Floats:
    """Between 0 and 1: how likely a passage answers the question at all."""
    return (1 / (1 + np.exp(-(BIAS + MEANING * meaning + WORDS * covered)))).astype(np.float32)


class Shelves:
    """The shelf of each domain, and who reads which: an old one is left before what only it held is taken away."""

    def __init__(self) -> None:
        self._shelves: dict[int, Shelf] = {}
        self._readers: Counter[str] = Counter()
        self._turn = threading.Condition()

    def all(self) -> dict[int, Shelf]:
        return dict(self._shelves)

    @contextmanager
    def reading(self, domain_id: int) -> Iterator[Shelf | None]:
        with self._turn:
            shelf = self._shelves.get(domain_id)
            token = shelf.token if shelf else ""
            self._readers[token] += 1
        try:
            yield shelf
        finally:
            with self._turn:
                self._readers[token] -= 1
                self._turn.notify_all()

    def put(self, domain_id: int, shelf: Shelf | None, seconds: float) -> Shelf | None:
        """Replaces a domain's shelf; returns the old one once nobody reads it, or after so many seconds."""
        with self._turn:
            old = self._shelves.pop(domain_id, None)
            if shelf is not None:
                self._shelves[domain_id] = shelf
            if old is not None:
                self._turn.wait_for(lambda: self._readers[old.token] == 0, seconds)
                del self._readers[old.token]
            return old
