"""Keyword search: BM25 (Robertson and Zaragoza, 2009) over the words of passages, kept as arrays."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]

# Household papers are short passages of like length: a repeated word and a long passage count less than usual.
K1 = 0.9
B = 0.4
ALIKE = 0.8  # the least likeness of a mistyped word to the one that is meant: one letter in five differs
MOST_GUESSES = 8  # mistyped words of one question that are guessed
SHORTEST = 5  # letters of a word that may be mistyped: shorter ones are like too many others
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Words of a question that say nothing about what it is about.
STOP = frozenset(
    WORD.findall(
        """a about an and any anyone are as at be been being but by can could did do does doing done for from get gets
        go goes had has have having he her here hers him his how i if in into is it its just let like long many may me
        might mine much must my need no not of off often ok on one or our ours out own please put say she should so some
    somebody someone tell than that the their them then there these they this those to too up us use used was we were
    what when where which while who whom whose why will with would yes you your yours am going know want find give
    show us's what's where's who's when's how's it's i'm don't doesn't can't hey athena"""
    )
)


# Two names of one thing: papers use the one and people say the other.
SAME = {
    "telephone": "phone", "television": "tv", "refrigerator": "fridge", "wlan": "wifi", "automobile": "car",
    "bicycle": "bike", "trash": "waste", "garbage": "waste", "rubbish": "waste", "cellphone": "phone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one passage: their numbers and how often each occurs."""

    numbers: Numbers
    counts: Numbers


class Vocabulary:
    """Gives each word a number; it only grows, so that passages counted before stay valid."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)  # first letter -> words
        self._forms: dict[str, tuple[int, ...]] = {}  # a word as it is written -> its numbers

    def count(self, text: str) -> Words:
        counted: dict[int, int] = {}
        for word, times in Counter(WORD.findall(text.casefold())).items():
            known = self._forms.get(word)  # stemming each word again would take most of a start
            for number in self._learned(word) if known is None else known:
                counted[number] = counted.get(number, 0) + times
        size = len(counted)
        return Words(np.fromiter(counted, np.int32, size), np.fromiter(counted.values(), np.int32, size))

    def _learned(self, word: str) -> tuple[int, ...]:
        self._forms[word] = tuple(self._number(term) for term in stems(word))
        return self._forms[word]

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


def joined(parts: Iterable[Numbers]) -> Numbers:
    return np.concatenate([np.empty(0, dtype=np.int32), *parts])


def terms(text: str) -> list[str]:
    """The words of a text by their stems, small words left out."""
    return [term for word in WORD.findall(text.casefold()) for term in stems(word)]


def stems(word: str) -> list[str]:
    """What a word is found by: nothing for a small one; "wi-fi" counts as wifi and as its two halves."""
    if word in STOP:
        return []
    parts = re.split(r"[-'’]", word)
    if len(parts) == 1 or "-" not in word:
        return [stem(parts[0])]
    return [*(stem(part) for part in parts if part not in STOP), stem("".join(parts))]


def stem(word: str) -> str:
    """A word without its commonest English endings: bins, baking and baked become bin and bak."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and not word.endswith("eed") and len(word) > len(ending) + 2:
            word = word[: -len(ending)]
            word = word[:-1] if len(word) > 2 and word[-1] == word[-2] and word[-1] not in "lsz" else word
            break
    word = SAME.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
