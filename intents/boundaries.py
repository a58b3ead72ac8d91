"""Finds where one question of a sentence ends and the next begins: a segmentation model learned from the examples.

The score of a segmentation is a sum of learned weights (a semi-Markov conditional random field: Sarawagi and Cohen,
2004) over its gaps, its parts and its pairs of neighbouring parts; the best one of the whole sentence is taken. What
the weights look at knows no language: how the examples begin and end, which words follow each other inside them, and
to which categories the words of a part belong. Trained in boundary_training.py.
"""

import json
import math
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from intents.gaps import Gap

LONGEST_RUN = 3  # words of the runs whose places in the examples are counted
ROOTS = 5  # characters of a word by which its category is known, so that endings do not matter
CANDIDATES, SEGMENTATIONS = 24, 32  # most gaps looked at, most segmentations kept
WORTH = -3.0  # log-odds below which a gap without a connector is not looked at
# What a boundary must be worth, by the kind of its gap: one question taken apart is worse than two left together, and
# where nothing stands between the words they are mostly one.
COSTS = {"n": 0.5, "c": 0.5, "s": 0.3, "b": 1.6}
SHARES, GAINS = (0.05, 0.2, 0.5, 0.8), (0.01, 0.5, 1, 2, 3, 5, 8)
UNSEEN, FORMAT = 9, 1

Score = Callable[[Sequence[str]], float]
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
        self._borders: dict[tuple[int, bool], tuple[str, str]] = {}

    @cached_property
    def sums(self) -> Vector:
        """The evidence for each category, summed from the first word on."""
        each = [self._knowledge.evidence(word[:ROOTS], self._left_out(word[:ROOTS])) for word in self.words]
        return np.cumsum([np.zeros(len(self._knowledge.sizes)), *each], axis=0)

    def _left_out(self, root: str) -> list[int]:
        return [each.category for each in self._less if each.category is not None and root in each.roots]

    def sign(self, at: int) -> str:
        return "<" if at < 0 else ">" if at >= self.size else self.signs[at]

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
        return self._border(at, True)

    def ends(self, at: int) -> tuple[str, str]:
        """The same for how they end with the words before here."""
        return self._border(at, False)

    def _border(self, at: int, first: bool) -> tuple[str, str]:
        if (at, first) in self._borders:
            return self._borders[at, first]
        levels = ""
        longest = "0"
        for size in range(1, LONGEST_RUN + 1):
            start, end = (at, at + size) if first else (at - size, at)
            if start < 0 or end > self.size:
                break
            count = self.count(start, end)
            level = share(count.first if first else count.last, count.inside)
            levels += str(level)
            longest = f"{size}{level}" if level != UNSEEN else longest
        self._borders[at, first] = (levels.ljust(LONGEST_RUN, "-"), longest)
        return self._borders[at, first]


def share(part: int, whole: int) -> int:
    """A share in six steps, or UNSEEN."""
    if whole <= 0:
        return UNSEEN
    return 0 if part <= 0 else bisect_right(SHARES, part / whole) + 1


def length(words: int) -> int:
    return min(words, 5) if words < 6 else min(3 + words // 2 - words // 6, 8)


def bare_features(reading: Reading, at: int) -> list[str]:
    """What is seen at a gap without a connector, to tell whether it is worth a closer look."""
    sign = reading.sign
    first, last = reading.begins(at), reading.ends(at)
    seen = reading.inside(at - 1, at)
    return [
        f"l1={sign(at - 1)}",
        f"l2={sign(at - 2)} {sign(at - 1)}",
        f"r1={sign(at)}",
        f"r2={sign(at)} {sign(at + 1)}",
        f"lr={sign(at - 1)} {sign(at)}",
        f"b{first[1]}",
        f"e{last[1]}",
        f"be{first[1]}{last[1]}",
        f"i{seen}{first[1]}{last[1]}",
        f"q{first[0][0]}{last[0][0]}",
        f"p{min(at, 4)}{min(reading.size - at, 4)}",
    ]


def gap_features(reading: Reading, gap: Gap) -> list[str]:
    """What is seen at a gap: the words beside it, how examples begin and end with them, and the connector."""
    sign, kind = reading.sign, gap.kind
    end, start = gap.end, gap.start
    named = "_".join(reading.words[end:start]) + gap.mark
    left, right = sign(end - 1), sign(start)
    (firsts, first), (lasts, last) = reading.begins(start), reading.ends(end)
    found = [
        f"G{kind}{gap.mark}",
        f"Gn{named}",
        f"Gl{left}",
        f"Gr{right}",
        f"Gl{left} {kind}",
        f"Gr{right} {kind}",
        f"G2l{sign(end - 2)} {kind}",
        f"G2r{sign(start + 1)} {kind}",
        f"Gll{sign(end - 2)} {left}",
        f"Grr{right} {sign(start + 1)}",
        f"Grr{right} {sign(start + 1)} {kind}",
        f"Glr{left} {right} {kind}",
        f"Glll{sign(end - 3)} {sign(end - 2)} {left}",
        f"Grrr{right} {sign(start + 1)} {sign(start + 2)}",
        f"Gllr{sign(end - 2)} {left} {right}",
        f"Glrr{left} {right} {sign(start + 1)}",
        f"G2l{sign(end - 2)}",
        f"G2r{sign(start + 1)}",
        f"G3r{sign(start + 2)}",
        f"Gi{reading.inside(end - 1, start)}{kind}",
        f"Gnl{named} {left}",
        f"Gnr{named} {right}",
        f"Gb{first}{kind}",
        f"Ge{last}{kind}",
        f"Gbe{first}{last}{kind}",
        f"Gq{firsts[0]}{lasts[0]}{kind}",
        f"Gi{reading.inside(end - 1, start)}{first}{last}{kind}",
    ]
    found += [f"GB{size}{level}{kind}" for size, level in enumerate(firsts)]
    found += [f"GE{size}{level}{kind}" for size, level in enumerate(lasts)]
    found += {f"Gw{each} {kind}" for each in reading.signs[max(0, end - 8) : end - 1]}
    found += {f"Gx{each} {kind}" for each in reading.signs[start + 1 : start + 8]}
    if kind == "n":
        found += [f"Gin{reading.inside(start - 1, start)}{kind}", f"Gli{reading.inside(end - 1, end)}"]
    if kind in "nc":
        found.append("Gsame" if reading.words[end - 1] == reading.words[start] else "Gother")
    return found


class Part(NamedTuple):
    """The words of one part, and the kinds of the gaps that open and close it; ^ and $ are the sentence's borders."""

    start: int
    end: int
    opened: str
    closed: str


def part_features(reading: Reading, part: Part) -> list[str]:
    """What is seen of a part: whether it begins, ends and reads like one question."""
    start, end, opened, closed = part
    size = length(end - start)
    one, two, last = reading.sign(start), reading.sign(start + 1) if start + 1 < end else ">", reading.sign(end - 1)
    begun, ended = reading.begins(start)[1], reading.ends(end)[1]
    sums = reading.sums[end] - reading.sums[start]
    top = float(sums.max())
    sure = 1 / float(np.exp(sums - top).sum())
    return [
        f"P{size}{opened}{closed}",
        f"P{size}",
        f"P1{one} {closed}",
        f"P2{one} {two} {closed}",
        f"Ps{one} {min(size, 5)}{closed}",
        f"Pbe{begun}{ended}{closed}",
        f"Pb{begun}{min(size, 4)}",
        f"Pe{ended}{min(size, 4)}{closed}",
        f"Pl{last} {min(size, 4)}",
        f"Pc{int(sure * 5)}{closed}",
        f"Pm{min(int(top), 8)}{min(size, 6)}{closed == '$'}",
    ]


def pair_features(reading: Reading, places: tuple[int, Gap, int]) -> list[str]:
    """What is seen of two neighbouring parts: whether their words belong to different categories, and are alike."""
    start, gap, end = places
    kind, right = gap.kind, reading.sign(gap.start)
    one = reading.sums[gap.end] - reading.sums[start]
    other = reading.sums[end] - reading.sums[gap.start]
    gain = bisect_right(GAINS, float(one.max() + other.max() - (one + other).max()))
    least = min(int(min(one.max(), other.max())), 4)
    apart = min(int(float(other.max() - other[one.argmax()])), 5)
    shared = overlap(one, other)
    found = [
        f"D{gain}{kind}",
        f"D{gain}",
        f"Dm{gain}{least}{kind}",
        f"Dr{gain}{right}",
        f"Da{apart}{kind}",
        f"Do{shared}{kind}",
        f"Do{shared}",
        f"Don{shared}{'_'.join(reading.words[gap.end : gap.start])}{kind}",
        f"Dor{shared}{right}",
        f"Dl{length(gap.end - start)}{length(end - gap.start)}{kind}",
        f"D1{reading.sign(start)} {right}{kind}",
    ]
    if reading.words[start] == reading.words[gap.start]:
        again = reading.words[start + 1 : start + 2] == reading.words[gap.start + 1 : gap.start + 2]
        found.append(f"Df{again}{kind}")
    return found


def overlap(one: Vector, other: Vector) -> int:
    """How likely two parts are of one category, as a rounded logarithm: 0 is certain, -9 is out of the question.

    The evidence is divided by 3, because the words of a part are not independent of each other.
    """
    left, right = np.exp((one - one.max()) / 3), np.exp((other - other.max()) / 3)
    return int(max(-6.0, math.log(float(left @ right / (left.sum() * right.sum())) + 1e-9)) * 1.5)


def turn_features(reading: Reading, kinds: tuple[str, Gap, str]) -> list[str]:
    """How a gap stands among the gaps before and after it: commas lead to an "and"."""
    opened, gap, closing = kinds
    named = "_".join(reading.words[gap.end : gap.start])
    return [f"T{opened}{gap.kind}{closing}", f"T{named}{gap.kind}{closing}"]


def pieces(reading: Reading, chosen: Sequence[Gap]) -> Iterator[tuple[object, Callable[[], list[str]]]]:
    """All that the score of a segmentation is made of: a key that tells the piece, and its features."""
    start, opened = 0, "^"
    for number, gap in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        end, closing = (following.end, following.kind) if following else (reading.size, "$")
        part = Part(start, gap.end, opened, gap.kind)
        yield gap, partial(gap_features, reading, gap)
        yield part, partial(part_features, reading, part)
        yield (start, gap, end), partial(pair_features, reading, (start, gap, end))
        yield (opened, gap, closing), partial(turn_features, reading, (opened, gap, closing))
        start, opened = gap.start, gap.kind
    last = Part(start, reading.size, opened, "$")
    yield last, partial(part_features, reading, last)


def names(reading: Reading, gap: Gap) -> bool:
    """Whether a connector joins two words that no example holds: "for Delores and Brandie"."""
    joined = not gap.mark and " ".join(reading.words[gap.end : gap.start]) in {"and", "und"}
    return (
        joined
        and reading.count(gap.end - 1, gap.end).inside <= 0
        and reading.count(gap.start, gap.start + 1).inside <= 0
    )


class Boundaries:
    """The trained model. Immutable."""

    __slots__ = ("_bias", "_knowledge", "_weights")

    def __init__(self, knowledge: Knowledge, weights: Mapping[str, float], bias: float) -> None:
        """`weights` of the features, those of bare gaps too; `bias` is the log-odds of a bare gap without any."""
        self._knowledge = knowledge
        self._weights = weights
        self._bias = bias

    def choose(self, words: Sequence[str], gaps: Sequence[Gap]) -> tuple[Gap, ...]:
        """The gaps at which the sentence is best taken apart, in order."""
        reading = Reading(words, self._knowledge)
        worth = self.worth(reading, gaps)[:CANDIDATES]
        if not worth:
            return ()  # as with most questions: there is nothing to compare
        kept: list[tuple[Gap, ...]] = [()]
        scores: dict[object, float] = {}

        def score(chosen: tuple[Gap, ...]) -> float:
            total = -sum(COSTS[gap.kind] for gap in chosen)
            for key, features in pieces(reading, chosen):
                if key not in scores:
                    scores[key] = self._sum(features())
                total += scores[key]
            return total

        for gap in worth:
            kept += [(*chosen, gap) for chosen in kept]
            if len(kept) > SEGMENTATIONS:
                kept = sorted(kept, key=score, reverse=True)[: SEGMENTATIONS // 2]
        return max(kept, key=score)

    def worth(self, reading: Reading, gaps: Sequence[Gap]) -> list[Gap]:
        """The gaps that are worth a closer look: not between names, and not the bare ones that are clearly none."""
        least, apart = WORTH - self._bias, (gap for gap in gaps if not names(reading, gap))
        return [gap for gap in apart if gap.kind != "b" or self._sum(bare_features(reading, gap.end)) > least]

    def _sum(self, features: Sequence[str]) -> float:
        weight = self._weights.get
        return sum([weight(feature, 0.0) for feature in features])

    def dumps(self) -> bytes:
        known = self._knowledge
        content = {
            "format": FORMAT,
            "runs": {run: list(count) for run, count in sorted(known.runs.items())},
            "known": sorted(known.known),
            "roots": {root: sorted(counts.items()) for root, counts in sorted(known.roots.items())},
            "sizes": known.sizes,
            "weights": dict(sorted(self._weights.items())),
            "bias": self._bias,
        }
        return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)

    @classmethod
    def loads(cls, data: bytes) -> "Boundaries":
        """ValueError when the bytes are of another format."""
        try:
            content = json.loads(zlib.decompress(data))
        except (zlib.error, ValueError) as error:
            raise ValueError("these bytes hold no boundary model") from error
        if content["format"] != FORMAT:
            raise ValueError(f"boundary model of format {content['format']}, not {FORMAT}")
        runs = {run: Count(*count) for run, count in content["runs"].items()}
        roots = {root: dict(counts) for root, counts in content["roots"].items()}
        knowledge = Knowledge(runs, frozenset(content["known"]), roots, content["sizes"])
        return cls(knowledge, content["weights"], content["bias"])
