"""Keyword search: BM25 (Robertson and Zaragoza, 2009) over the words of passages, kept as arrays."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from ragdomains.stems import WORD, stems, terms

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]

# Household papers are short passages of like length: a repeated word and a long passage count less than usual.
K1 = 0.9
B = 0.4
ALIKE = 0.8  # the least likeness of a mistyped word to the one that is meant: one letter in five differs
MOST_GUESSES = 8  # mistyped words of one question that are guessed
TOGETHER = 2_000  # texts that are counted together
SHORTEST = 5  # letters of a word that may be mistyped: shorter ones are like too many others


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one passage: their numbers and how often each occurs."""

    numbers: Numbers
    counts: Numbers


class Forms(dict[str, int]):
    """A word as it is written -> its place among the forms; a new one is handed to `learn`, which gives it a place."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, form: str) -> int:
        self[form] = self._learn(form)
        return self[form]


class Vocabulary:
    """Gives each word a number; it only grows, so that passages counted before stay valid."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)  # first letter -> words
        self._forms = Forms(self._learned)  # stemming each word again would take most of a start
        self._terms: list[tuple[int, ...]] = []  # of each form, the numbers that it counts for

    def counted(self, texts: Iterable[str]) -> Iterator[Words]:
        """The words of each text, in order. Many are counted together: one by one they would take most of a start."""
        for batch in batched(texts, TOGETHER):
            yield from self._counted(batch)

    def _counted(self, texts: Sequence[str]) -> Iterator[Words]:
        forms: array[int] = array("q")
        ends = []
        for text in texts:
            forms.extend(map(self._forms.__getitem__, WORD.findall(text.casefold())))
            ends.append(len(forms))
        owners = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=0))
        places, numbers = expanded(np.array(forms, dtype=np.int64), self._terms)
        keys, counts = np.unique(owners[places] * len(self.numbers) + numbers, return_counts=True)
        found, numbers = np.divmod(keys, max(len(self.numbers), 1))
        bounds = np.searchsorted(found, np.arange(len(texts) + 1)).tolist()
        numbers, counts = numbers.astype(np.int32), counts.astype(np.int32)
        for start, end in pairwise(bounds):
            yield Words(numbers[start:end], counts[start:end])

    def _learned(self, form: str) -> int:
        self._terms.append(tuple(self._number(term) for term in stems(form)))
        return len(self._terms) - 1

    def known(self, text: str) -> list[int]:
        """The numbers of a question's words, each once; -1 for a word that stands in no passage."""
        return [self.numbers.get(term, -1) for term in dict.fromkeys(terms(text))]

    def guessed(self, text: str) -> list[int]:
        """For the words of a question that stand in no passage: the numbers of the likest ones that do."""
        strange = [term for term in dict.fromkeys(terms(text)) if term not in self.numbers][:MOST_GUESSES]
        return [self.numbers[like] for term in strange if (like := self._like(term))]

    def _number(self, term: str) -> int:
        if term not in self.numbers:
            self.numbers[term] = len(self.numbers)
            self._beginning[term[0]].append(term)
        return self.numbers[term]

    def _like(self, term: str) -> str | None:
        """A word with the same first letter; a number that differs in one digit is another thing."""
        if len(term) < SHORTEST or any(map(str.isdigit, term)):
            return None
        words = tuple(self._beginning.get(term[0], ()))  # another thread may be adding to it
        found = process.extractOne(term, words, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE)
        return found[0] if found and not any(map(str.isdigit, found[0])) else None


def expanded(forms: Whole, terms: Sequence[tuple[int, ...]]) -> tuple[Whole, Whole]:
    """For every number of every form: at which place the form stands, and the number; small words have none."""
    sizes = np.array([len(each) for each in terms], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(terms), np.int64)
    each = sizes[forms]
    places = np.repeat(np.arange(len(forms)), each)
    within = np.arange(len(places)) - np.repeat(np.cumsum(each) - each, each)
    return places, flat[np.repeat((np.cumsum(sizes) - sizes)[forms], each) + within]


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words of all passages of an index: for each word, which passages hold it and how much it counts there."""

    passages: int
    starts: npt.NDArray[np.int64]
    rows: Numbers
    weights: Floats

    @classmethod
    def build(cls, counted: Sequence[Words], words: int) -> "Keywords":
        lengths = np.array([item.counts.sum() for item in counted], dtype=np.float32)
        sizes = np.array([len(item.numbers) for item in counted], dtype=np.int64)
        rows = np.repeat(np.arange(len(counted), dtype=np.int32), sizes)
        numbers = joined(item.numbers for item in counted)
        counts = joined(item.counts for item in counted).astype(np.float32)
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1.0))
        weights = counts * (K1 + 1) / (counts + norm[rows])
        order = np.argsort(numbers, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=words))))
        return cls(len(counted), starts, rows[order], weights[order].astype(np.float32))

    def rarity(self, number: int) -> float:
        """The inverse document frequency of a word; the most for one that stands nowhere."""
        held = self._held(number)
        found = held.stop - held.start
        return float(np.log1p((self.passages - found + 0.5) / (found + 0.5)))

    def score(self, numbers: Iterable[int], guesses: Iterable[int] = ()) -> tuple[Floats, Floats]:
        """For each passage its BM25 score, and how much of the question's weight it holds (0 to 1).

        What a mistyped word was guessed to be counts for the order only: it is no proof that a passage answers.
        """
        scores = np.zeros(self.passages, dtype=np.float32)
        covered = np.zeros(self.passages, dtype=np.float32)
        total = 0.0
        for number in numbers:
            rarity = self.rarity(number)
            total += rarity
            held = self._held(number)
            scores[self.rows[held]] += rarity * self.weights[held]
            covered[self.rows[held]] += rarity
        for number in guesses:
            held = self._held(number)
            scores[self.rows[held]] += self.rarity(number) * self.weights[held]
        return scores, covered / total if total else covered

    def _held(self, number: int) -> slice:
        if not 0 <= number < len(self.starts) - 1:
            return slice(0, 0)
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


def batched(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(texts)
    while batch := list(islice(rest, size)):
        yield batch


def joined(parts: Iterable[Numbers]) -> Numbers:
    return np.concatenate([np.empty(0, dtype=np.int32), *parts])
