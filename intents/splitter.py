"""Takes a sentence with several questions apart, so that nothing of it is lost."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from intents.grammar import (
    ADVERBS,
    ASKS,
    ASKS_IS,
    BEFORE_MAIN,
    FOLLOWS,
    GENERIC,
    GOES_ON,
    HELPS,
    INTO,
    JOINED_PLACES,
    LEADS_ON,
    MUST,
    OPENERS,
    OPERATIONS,
    ORDERS,
    PREPOSITIONS,
    STRONG,
    SUBJECTS,
    WISHERS,
    WISHES,
)
from intents.models import SplitRule
from intents.unfolding import unfold
from intents.words import LONGEST, Phrases, fold

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
TITLES = ("dr", "st", "mr", "ms", "mrs", "vs", "no", "mt", "ft", "jr", "sr", "prof")
STOP = re.compile(r"\s*(?:[?!;]+|\.+(?=\s|$)|\n)[\s?!.;,]*")
AHEAD = 8  # words that are looked at to see whether a clause begins


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one part may end and the next begin; what lies between is dropped.

    `kind`: stop (a sentence ends), joint (a connector) or bare (nothing stands between).
    """

    end: int
    start: int
    kind: str
    comma: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in lower case and where they start."""

    low: tuple[str, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[str, ...]:
        return self.low[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def after(self, start: int) -> tuple[str, ...]:
        first = bisect_left(self.starts, start)
        return self.low[first : first + AHEAD]


class Splitter:
    """The compiled split rules and protected phrases. Immutable."""

    __slots__ = ("_connector", "_limit", "_protected")

    def __init__(self, connectors: Sequence[str], protected: Sequence[str], limit: int) -> None:
        named = sorted({fold(each.strip()) for each in connectors} - {""}, key=lambda each: (-len(each), each))
        self._connector = connector(named) if named else None
        self._protected = Phrases(fold(phrase) for phrase in protected)
        self._limit = limit

    @classmethod
    def build(cls, rules: Sequence[SplitRule], protected: Sequence[str] = ()) -> "Splitter":
        """All rules together; `protected` are names that entities and places add. Without a rule nothing is split."""
        connectors = [word for rule in rules for word in rule.connectors]
        phrases = [*sorted(JOINED_PLACES), *protected, *(phrase for rule in rules for phrase in rule.protected)]
        return cls(connectors, phrases, max((rule.max_parts for rule in rules), default=1))

    def split(self, text: str) -> tuple[str, ...]:
        """The questions of a sentence, in order; () for blank text. What is beyond LONGEST stays in the last part."""
        if not text.strip():
            return ()
        if self._connector is None or self._limit < 2:
            return (text.strip(),)
        low = fold(text[:LONGEST]).replace("’", "'")
        cuts = self._cuts(low)[: self._limit - 1]
        starts = [0, *(cut.start for cut in cuts)]
        ends = [*(cut.end for cut in cuts), len(text)]
        return self._unfolded([text[a:b].strip(" \t\r\n,") or text[a:b] for a, b in zip(starts, ends, strict=True)])

    def _unfolded(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Lists become questions of their own, as far as the limit allows."""
        done: list[str] = []
        for number, part in enumerate(parts):
            room = self._limit - len(done) - (len(parts) - number - 1)
            each = unfold(part, self._protected)
            done.extend(each if len(each) <= room else (part,))
        return tuple(done)

    def _cuts(self, low: str) -> list[Cut]:
        found = list(WORD.finditer(low))
        words = Words(tuple(each[0] for each in found), tuple(each.start() for each in found))
        held = [(start, end) for start, end, _ in self._protected.longest(low)]
        cuts: list[Cut] = []
        first = 0
        for cut in self._candidates(low, words):
            if cut.start <= first or any(start < cut.start and cut.end < end for start, end in held):
                continue
            left, right = words.between(first, cut.end), words.after(cut.start)
            if not left and cuts and cut.kind == "joint" and begins(right):
                cuts[-1] = Cut(cuts[-1].end, cut.start, "stop")  # "...? And how is" : the connector goes too
                first = cut.start
            elif left and right and not leaning(right) and (parted(cut, left, right) or summed(cut, left, right)):
                cuts.append(cut)
                first = cut.start
        return cuts

    def _candidates(self, low: str, words: Words) -> list[Cut]:
        """Every place where a part may end: sentence ends, connectors, and pairs of words that open a clause."""
        stops = [
            Cut(each.start(), each.end(), "stop") for each in STOP.finditer(low) if not abbreviated(low, each.start())
        ]
        assert self._connector is not None
        joints = [joint(each) for each in self._connector.finditer(low)]
        bare = [
            Cut(start, start, "bare")
            for start, word, after in zip(words.starts, words.low, words.low[1:], strict=False)
            if opens(word, after)
        ]
        return sorted([*stops, *joints, *bare], key=lambda cut: (cut.start, cut.kind != "stop", cut.kind))


def connector(named: Sequence[str]) -> "re.Pattern[str]":
    """One or several connectors in a row: "and then also", ", and"."""
    listed = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in named)
    one = rf"(?<![^\W_])(?:{listed})(?![^\W_])" if named else ","
    return re.compile(rf"\s*(?:,|{one})(?:[\s,]*(?:{one}))*[\s,]*")


def joint(found: "re.Match[str]") -> Cut:
    named = WORD.findall(found[0])
    return Cut(
        found.start(),
        found.end(),
        "joint",
        comma=not named,
        strong=bool(named) and ("that" in named or named[-1] in STRONG),
    )


def abbreviated(low: str, dot: int) -> bool:
    """A dot after a title or a single letter ends no sentence."""
    if not low.startswith(".", dot):
        return False
    before = re.search(r"[^\W\d_]+$", low[max(0, dot - 6) : dot])
    return before is not None and (before[0] in TITLES or len(before[0]) == 1)


def parted(cut: Cut, left: Sequence[str], right: Sequence[str]) -> bool:
    if cut.kind == "stop":
        return True
    if cut.kind == "bare":
        return len(left) > 1 and len(right) > 1 and complete(left) and left[-1] not in GOES_ON - {"it"}
    if len(left) < 2 or left[-1] in ASKS or left[0] in BEFORE_MAIN or all(word in ADVERBS for word in left):
        return False
    if cut.comma and left[0] in PREPOSITIONS and len(left) < 5:  # "in Boston, what are ..."
        return False
    if cut.strong:
        return len(right) > 1
    one_order = not cut.comma and len(left) < 5 and left[0] in LEADS_ON and right[0] in FOLLOWS
    return begins(right) and not one_order


def leaning(right: Sequence[str]) -> bool:
    """Whether these words ask what to do about what was said before: "what should I do"."""
    return (
        len(right) < AHEAD
        and right[0] in ASKS
        and MUST & {*right} != set()
        and {*right} <= GENERIC | ADVERBS
        and ("i" in right or "we" in right)
    )


def summed(cut: Cut, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a sum or a conversion of its own begins: "and 12 times 9", "5 km in miles, 10 kg in pounds"."""
    if cut.kind != "joint" or len(right) < 3 or not right[0].isdigit():
        return False
    before = any(word.isdigit() for word in left)
    if right[1] in OPERATIONS:
        return len(left) > 1 and (not before or any(word in OPERATIONS for word in left))
    return before and len(right) > 3 and right[2] in INTO and any(word in INTO for word in left)


def begins(right: Sequence[str]) -> bool:
    """Whether these words begin a question, an order or a wish of their own."""
    while right and right[0] in ADVERBS:
        right = right[1:]
    if len(right) < 2:
        return False
    first, second = right[0], right[1]
    if first in ASKS or first in ORDERS or (first in PREPOSITIONS and second in ASKS):
        return True
    if first in HELPS:
        return len(right) > 2 and (second in SUBJECTS or first in {"does", "did", "do", "has", "can"})
    return first in WISHERS and (second in WISHES or first in {"i'd", "let's", "lets", "there's", "we'd"})


def opens(word: str, after: str) -> bool:
    """Whether two words begin a clause so clearly that no connector is needed."""
    if word in ASKS_IS or f"{word} {after}" in OPENERS:
        return True
    return (word in ASKS and after in HELPS) or (word in HELPS and after in {"it", "there", "i"})


def complete(left: Sequence[str]) -> bool:
    """Whether what was asked so far has its verb: "what time" has none yet, "what time is it" has."""
    asked = max((number for number, word in enumerate(left) if word in ASKS), default=-1)
    tail = left[asked + 1 :]
    if asked >= 0:
        return (left[asked] in ASKS_IS and len(tail) > 1) or (
            len(tail) > 1 and any(word in HELPS for word in tail[:-1])
        )
    return len(left) > 2 and (left[0] in ORDERS or left[0] in HELPS or left[0] in WISHERS)
