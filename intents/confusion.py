"""The confusion matrix of an evaluation as a picture: which intents are taken for which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

LARGEST = 25  # intents in the picture
SIDE = 24  # of a cell, in units of the picture
LABELS = 190  # room for the names, left and above
PALE, STRONG = 0.1, 0.45  # the weakest and the strongest tint; the number on it stays readable
LONGEST = 26  # characters of a name in the picture

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the picture: so many questions of `expected` were understood as `found`."""

    expected: str
    found: str
    count: int
    x: int
    y: int
    tint: str

    @property
    def right(self) -> bool:
        return self.expected == self.found

    @property
    def link(self) -> str:
        return "?" + urlencode({"expected": self.expected, "found": self.found}) + "#questions"

    @property
    def middle(self) -> Pair:
        return f"{self.x + SIDE / 2:.0f}", f"{self.y + SIDE / 2 + 4:.0f}"


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an intent beside its row or above its column, at the middle of it."""

    name: str
    short: str
    at: int
    baseline: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The squares and names, and the size of the whole, in the same units."""

    cells: tuple[Cell, ...]
    labels: tuple[Label, ...]
    size: int
    hidden: int  # intents that were taken for another and have no room

    side = SIDE
    edge = LABELS - 8


def picture(pairs: Counter[Pair]) -> Picture:
    """Of (expected, found) with their counts; the intents that are mistaken most, or for which others are."""
    names = most_mistaken(pairs)
    shown = names[:LARGEST]
    place = {name: LABELS + number * SIDE for number, name in enumerate(sorted(shown))}
    within = {pair: count for pair, count in pairs.items() if pair[0] in place and pair[1] in place and count}
    most = {same: max((n for (a, b), n in within.items() if (a == b) is same), default=1) for same in (True, False)}
    cells = tuple(
        Cell(one, other, count, place[other], place[one], tint(count, most[one == other]))
        for (one, other), count in sorted(within.items())
    )
    labels = tuple(Label(name, short(name), at + SIDE // 2, at + SIDE // 2 + 4) for name, at in place.items())
    mistaken = {name for pair, count in pairs.items() if pair[0] != pair[1] and count for name in pair}
    return Picture(cells, labels, LABELS + len(place) * SIDE + 4, len(mistaken - set(shown)))


def most_mistaken(pairs: Counter[Pair]) -> list[str]:
    """The intents by their share in mistakes; where nothing is mistaken, by their questions."""
    wrong, asked = Counter[str](), Counter[str]()
    for (expected, found), count in pairs.items():
        asked[expected] += count
        asked[found] += 0
        if expected != found:
            wrong[expected] += count
            wrong[found] += count
    names = sorted(asked, key=lambda name: (-wrong[name], -asked[name], name))
    return [name for name in names if wrong[name]] or names


def tint(count: int, most: int) -> str:
    return f"{PALE + (STRONG - PALE) * count / most:.2f}"


def short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def counted(asked: Iterable[Sequence[str]]) -> Counter[Pair]:
    return Counter((each[0], each[1]) for each in asked)
