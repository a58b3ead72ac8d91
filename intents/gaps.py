"""The words of a sentence and the gaps between them where one question may end and the next begin."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from intents.grammar import table
from intents.words import fold

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
TITLES = ("dr", "st", "mr", "ms", "mrs", "vs", "no", "mt", "ft", "jr", "sr", "prof")
KINDS = {"": "b", ",": "c", ".": "s"}  # by its mark, where no connector is named
STOP = re.compile(r"[?!;\n]|\.(?=\s|$)")
# what is numbered in German: "am 24. Dezember"; the dot ends no sentence
NUMBERED = table(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember advent geburtstag
    hochzeitstag weihnachtstag weihnachtsfeiertag platz stock staffel folge spieltag liga klasse jahrhundert
    """
)
QUOTED = re.compile(r'"[^"]{2,}"|“[^”]+”|(?<![^\W_])\'[^\']{2,}\'(?![^\W_])')


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in lower case, where they start and where they end."""

    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The words that start between two places of the text."""
        return self.low[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def after(self, start: int, count: int) -> tuple[str, ...]:
        first = bisect_left(self.starts, start)
        return self.low[first : first + count]


@dataclass(frozen=True, slots=True)
class Gap:
    """The words before `end` belong to the left, those from `start` on to the right; a connector between is dropped.

    `mark`: "." when a sentence stops between them, "," at a comma, else empty. `kind`: n where a connector is named, c
    at a comma alone, s where a sentence stops, b where nothing stands between.
    """

    end: int
    start: int
    mark: str = ""
    kind: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", "n" if self.start > self.end else KINDS[self.mark])


class Connectors:
    """The words that may stand between two questions. Immutable."""

    __slots__ = ("_by_first",)

    def __init__(self, named: Iterable[str]) -> None:
        found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for each in named:
            if words := tuple(WORD.findall(fold(each).replace("’", "'"))):
                found[words[0]].add(words)
        self._by_first = {first: sorted(each, key=lambda words: (-len(words), words)) for first, each in found.items()}

    def end(self, words: Sequence[str], start: int) -> int:
        """Where the connectors end that stand in a row from here: "and then also"; `start` when none does."""
        while start < len(words) and (named := self._by_first.get(words[start])):
            sizes = (len(each) for each in named if tuple(words[start : start + len(each)]) == each)
            size = next(sizes, 0)
            if not size:
                break
            start += size
        return start


def words_of(low: str) -> Words:
    found = list(WORD.finditer(low))
    return Words(
        tuple(each[0] for each in found), tuple(each.start() for each in found), tuple(each.end() for each in found)
    )


def gaps_of(low: str, words: Words, connectors: Connectors) -> tuple[Gap, ...]:
    """Every gap between two words, but none inside a quotation, a number or an abbreviation."""
    quoted = [each.span() for each in QUOTED.finditer(low)]
    found: list[Gap] = []
    at = 1
    while at < len(words.low):
        start = connectors.end(words.low, at)
        if start == len(words.low):
            break
        gap = gap_between(low, words, (at, start))
        if gap and not any(a <= words.ends[at - 1] and words.starts[start] <= b for a, b in quoted):
            found.append(gap)
            at = start
        at += 1
    return tuple(found)


def gap_between(low: str, words: Words, place: tuple[int, int]) -> Gap | None:
    end, start = place
    first = low[words.ends[end - 1] : words.starts[end]]
    if first == " " and end == start:  # as between most words
        return Gap(end, start)
    if not any(sign.isspace() or sign in ",;?!" for sign in first):
        return None
    if first == "," and words.low[end - 1][-1].isdigit() and words.low[end][0].isdigit():
        return None
    between = low[words.ends[end - 1] : words.starts[start]]
    if abbreviated(words.low[end - 1], first) or numbered(words.low[end - 1 : end + 1], first):
        if end == start:
            return None
        between = between[1:]
    return Gap(end, start, "." if STOP.search(between) else "," if "," in between else "")


def numbered(pair: Sequence[str], sign: str) -> bool:
    """ "24. Dezember"."""
    return sign == ". " and len(pair) == 2 and pair[0].isdigit() and len(pair[0]) < 3 and pair[1] in NUMBERED


def abbreviated(word: str, sign: str) -> bool:
    """A dot after a title or a single letter ends no sentence."""
    return sign.startswith(".") and "\n" not in sign and (word in TITLES or (len(word) == 1 and word.isalpha()))
