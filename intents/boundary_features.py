"""What the segmentation model looks at: the gaps of a sentence, its parts, and its pairs of neighbouring parts."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from intents.gaps import Gap
from intents.runs import Reading, Vector

GAINS = (0.01, 0.5, 1, 2, 3, 5, 8)


def bare_features(reading: Reading, at: int) -> list[str]:
    """What is seen at a gap without a connector, to tell whether it is worth a closer look."""
    before, left, right, after = reading.around(at)
    first, last = reading.begins(at), reading.ends(at)
    seen = reading.inside(at - 1, at)
    return [
        f"l1={left}",
        f"l2={before} {left}",
        f"r1={right}",
        f"r2={right} {after}",
        f"lr={left} {right}",
        f"b{first[1]}",
        f"e{last[1]}",
        f"be{first[1]}{last[1]}",
        f"i{seen}{first[1]}{last[1]}",
        f"q{first[0][0]}{last[0][0]}",
        f"p{min(at, 4)}{min(reading.size - at, 4)}",
    ]


def gap_features(reading: Reading, gap: Gap) -> list[str]:
    """What is seen at a gap: the words beside it, how examples begin and end with them, and the connector."""
    kind, end, start = gap.kind, gap.end, gap.start
    found = [*beside(reading, gap), *bordering(reading, gap)]
    found += {f"Gw{each} {kind}" for each in reading.signs[max(0, end - 8) : end - 1]}
    found += {f"Gx{each} {kind}" for each in reading.signs[start + 1 : start + 8]}
    if kind == "n":
        found += [f"Gin{reading.inside(start - 1, start)}{kind}", f"Gli{reading.inside(end - 1, end)}"]
    if kind in "nc":
        found.append("Gsame" if reading.words[end - 1] == reading.words[start] else "Gother")
    return found


def beside(reading: Reading, gap: Gap) -> list[str]:
    """The words around a gap, alone and together."""
    sign, kind, end, start = reading.sign, gap.kind, gap.end, gap.start
    named = "_".join(reading.words[end:start]) + gap.mark
    (before, left), (right, after) = reading.around(end)[:2], reading.around(start)[2:]
    return [
        *(f"G{kind}{gap.mark}", f"Gn{named}", f"Gl{left}", f"Gr{right}", f"Gl{left} {kind}", f"Gr{right} {kind}"),
        *(f"G2l{before} {kind}", f"G2r{after} {kind}", f"Gll{before} {left}", f"Grr{right} {after}"),
        *(f"Grr{right} {after} {kind}", f"Glr{left} {right} {kind}"),
        *(f"Glll{sign(end - 3)} {before} {left}", f"Grrr{right} {after} {sign(start + 2)}"),
        *(f"Gllr{before} {left} {right}", f"Glrr{left} {right} {after}", f"G2l{before}", f"G2r{after}"),
        *(f"G3r{sign(start + 2)}", f"Gi{reading.inside(end - 1, start)}{kind}"),
        *(f"Gnl{named} {left}", f"Gnr{named} {right}"),
    ]


def bordering(reading: Reading, gap: Gap) -> list[str]:
    """How the examples end with the words before a gap, and begin with those behind it."""
    kind, (firsts, first), (lasts, last) = gap.kind, reading.begins(gap.start), reading.ends(gap.end)
    return [
        *(f"Gb{first}{kind}", f"Ge{last}{kind}", f"Gbe{first}{last}{kind}", f"Gq{firsts[0]}{lasts[0]}{kind}"),
        f"Gi{reading.inside(gap.end - 1, gap.start)}{first}{last}{kind}",
        *(f"GB{size}{level}{kind}" for size, level in enumerate(firsts)),
        *(f"GE{size}{level}{kind}" for size, level in enumerate(lasts)),
    ]


def length(words: int) -> int:
    return min(words, 5) if words < 6 else min(3 + words // 2 - words // 6, 8)


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
    best, second = float(one.max()), float(other.max())
    gain = bisect_right(GAINS, best + second - float((one + other).max()))
    least = min(int(min(best, second)), 4)
    apart = min(int(second - float(other[one.argmax()])), 5)
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
