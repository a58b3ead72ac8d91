"""What the examples say of words, and one sentence read by it: how examples begin and end, and what they are about."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST_RUN = 3  # words of the runs whose places in the examples are counted
ROOTS = 5  # characters of a word by which its category is known, so that endings do not matter
UNSEEN = 9
SHARES = (0.05, 0.2, 0.5, 0.8)
BEFORE, BEHIND = ("<", "<"), (">", ">")  # the signs of what stands before a sentence, and behind it

Vector = NDArray[np.float64]


class Count(NamedTuple):
    """How often a run of words begins an example, ends one and stands in one."""

    first: int
    last: int
    inside: int


NEVER = Count(0, 0, 0)
Roots = Mapping[str, Mapping[int, int]]


class Knowledge:
    """What the examples say of words. Immutable.

    The counts of runs, the words common enough to be looked at one by one, and of each root in how many examples of
    each category it stands; `sizes` are the examples of each category.
    """

    __slots__ = ("_nothing", "_share", "_vectors", "known", "roots", "runs", "sizes")

    def __init__(self, runs: Mapping[str, Count], known: frozenset[str], roots: Roots, sizes: Sequence[int]) -> None:
        self.runs, self.known, self.roots, self.sizes = runs, known, roots, tuple(sizes)
        self._share = np.asarray(sizes) / sum(sizes)
        self._nothing = np.zeros(len(sizes))
        self._vectors = {root: self.vector(root) for root in roots}

    def evidence(self, root: str, less: Sequence[int] = ()) -> Vector:
        """The log of how much likelier each category is with this root; `less` are the categories of examples that
        are not to be counted."""
        return self.vector(root, less) if less else self._vectors.get(root, self._nothing)

    def vector(self, root: str, less: Sequence[int] = ()) -> Vector:
        counts = self._nothing.copy()
        for category, count in self.roots.get(root, {}).items():
            counts[category] = count
        for category in less:
            counts[category] -= 1
        counts = np.maximum(counts, 0)
        seen = counts.sum()
        return np.log((counts + 2 * self._share) / ((seen + 2) * self._share)) if seen else self._nothing


class Own(NamedTuple):
    """What one example adds to the knowledge, so that it can be left out: its runs, its roots and its category."""

    runs: Mapping[str, Count]
    roots: frozenset[str]
    category: int | None


class Reading:
    """One sentence and all that can be asked about it; `less` are the examples to be left out."""

    def __init__(self, words: Sequence[str], knowledge: Knowledge, less: Sequence[Own] = ()) -> None:
        self.words = words
        self.size = len(words)
        self._knowledge = knowledge
        self._less = less
        known = knowledge.known
        self.signs = [word if word in known else "#" if word[0].isdigit() else "?" for word in words]
        self._framed = [*BEFORE, *self.signs, *BEHIND]
        self._begins: dict[int, tuple[str, str]] = {}
        self._ends: dict[int, tuple[str, str]] = {}

    @cached_property
    def sums(self) -> Vector:
        """The evidence for each category, summed from the first word on."""
        each = [self._knowledge.evidence(word[:ROOTS], self._left_out(word[:ROOTS])) for word in self.words]
        return np.cumsum([np.zeros(len(self._knowledge.sizes)), *each], axis=0)

    def _left_out(self, root: str) -> list[int]:
        return [each.category for each in self._less if each.category is not None and root in each.roots]

    def sign(self, at: int) -> str:
        return "<" if at < 0 else ">" if at >= self.size else self.signs[at]

    def around(self, at: int) -> list[str]:
        """The signs of the two words before here and of the two from here on."""
        return self._framed[at : at + 4]

    @cached_property
    def _counts(self) -> list[list[Count]]:
        """How often the runs of one word, of two and of three stand in the examples, by where they start."""
        return [
            [self.count(start, start + size) for start in range(self.size - size + 1)]
            for size in range(1, LONGEST_RUN + 1)
        ]

    def count(self, start: int, end: int) -> Count:
        run = " ".join(self.words[start:end])
        found = self._knowledge.runs.get(run, NEVER)
        for each in self._less:
            own = each.runs.get(run, NEVER)
            found = Count(found.first - own.first, found.last - own.last, found.inside - own.inside)
        return found

    def inside(self, start: int, end: int) -> int:
        """How often two neighbouring words follow each other inside the examples, up to 3."""
        run = f"{self.words[start]} {self.words[end]}"
        found = self._knowledge.runs.get(run, NEVER).inside
        return min(3, found - sum(each.runs.get(run, NEVER).inside for each in self._less))

    def begins(self, at: int) -> tuple[str, str]:
        """How the examples begin with the one to three words from here: each level, and the longest run they know."""
        if at not in self._begins:
            self._begins[at] = self._border(at, True)
        return self._begins[at]

    def ends(self, at: int) -> tuple[str, str]:
        """The same for how they end with the words before here."""
        if at not in self._ends:
            self._ends[at] = self._border(at, False)
        return self._ends[at]

    def _border(self, at: int, first: bool) -> tuple[str, str]:
        levels, longest = "", "0"
        for size, counts in enumerate(self._counts, 1):
            start = at if first else at - size
            if not 0 <= start < len(counts):
                break
            count = counts[start]
            level = share(count.first if first else count.last, count.inside)
            levels += str(level)
            longest = f"{size}{level}" if level != UNSEEN else longest
        return levels.ljust(LONGEST_RUN, "-"), longest


def share(part: int, whole: int) -> int:
    """A share in six steps, or UNSEEN."""
    if whole <= 0:
        return UNSEEN
    return 0 if part <= 0 else bisect_right(SHARES, part / whole) + 1
