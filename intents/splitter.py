"""Takes a sentence with several questions apart, so that nothing of it is lost."""

import re
from collections.abc import Sequence
from typing import Protocol

from intents.clauses import AHEAD, Cut, begins, calculates, complete, leaning, opens, parted, summed, tied
from intents.gapped import gapped
from intents.gaps import WORD, Connectors, Gap, Words, abbreviated, gaps_of, words_of
from intents.grammar import ASKS, ASKS_IS, HELPS, JOINED_PLACES, STATES
from intents.house_orders import two_orders
from intents.models import SplitRule
from intents.neighbours import Clauses
from intents.next_questions import past_greeting
from intents.requests import asked_again, asked_kindly, comes_next, follows, is_other, named_only, strong
from intents.settling import settled
from intents.unfolding import one_list, unfold
from intents.words import BACK, LONGEST, Phrases, addressed, fold

STOP = re.compile(r"\s*(?:[?!;]+|\.+(?=\s|$)|\n)[\s?!.;,]*")
# a heading, the fence of a block, a tag or a rule on a line of its own, who speaks before what is said: how programs
# and writers mark up a text, and nobody talks
MARKED_UP = re.compile(
    r"^\s*#{1,6}\s|```|^\s*</?[a-z][\w-]*>\s*$|^\s*[-=*_]{3,}\s*$"
    r"|^\W*(?:user|human|assistant|ai|bot|model|system|response|nutzer|benutzer|mensch|assistent|antwort)\W{0,3}:",
    re.MULTILINE | re.IGNORECASE,
)
# who says what, a name at the head of a line, with the time before it or not: two of them are a transcript
SPEAKER = re.compile(
    r"^[\s\[(]*(?:\d[\d:.]*[\])]?\s+(?:[-–]\s*)?)?[A-ZÄÖÜ][\w.'-]*(?: [A-ZÄÖÜ][\w.'-]*){0,2}:[ \t]+\S", re.MULTILINE
)
# "a title for the following query. Query: ...": a text that is announced stands behind a colon
ANNOUNCED = re.compile(
    r"\b(?:following|previous|preceding|above|below|(?:folgend|obig|vorherig|nachstehend)e[mnrs]?)\s(?:\w+\s){0,2}"
    r"(?:texts?|quer(?:y|ies)|prompts?|messages?|conversations?|chats?|dialogues?|discussions?|questions?|sentences?|"
    r"paragraphs?|passages?|articles?|emails?|letters?|notes?|excerpts?|documents?|transcripts?|anfragen?|nachricht(?:en)?|"
    r"gespräche?s?|unterhaltung(?:en)?|fragen?|s[aä]tze?s?|abs[aä]tze?s?|artikels?|briefe?s?|notiz(?:en)?)\b[^:]*:\s*\S",
    re.IGNORECASE,
)
OUTER = " \t\r\n,"
KNOWN = 256  # sentences that are remembered: each follow-up takes the question before it apart once more
URGING = {
    tuple(said.split())
    for said in ("whatever you do", "whatever happens", "no matter what", "for heaven's sake", "egal was passiert")
}
SIGNS = re.compile(r"[^\s,;?!.]*$")  # what stands before a word and belongs to it: a currency, a bracket


class Borders(Protocol):
    """Chooses the gaps at which a sentence is taken apart: a trained model, or the rules of a language."""

    def choose(self, words: Sequence[str], gaps: Sequence[Gap]) -> tuple[Gap, ...]: ...


class Splitter:
    """The compiled split rules and protected phrases, and the boundary model where there is one. Immutable."""

    __slots__ = (
        "_boundaries",
        "_connector",
        "_connectors",
        "_known",
        "_language",
        "_limit",
        "_protected",
        "_words",
        "rules",
    )

    def __init__(self, rules: Sequence[SplitRule], protected: Sequence[str], boundaries: Borders | None) -> None:
        connectors = [word for rule in rules for word in rule.connectors]
        named = sorted({fold(each.strip()) for each in connectors} - {""}, key=lambda each: (-len(each), each))
        self._connector = connector(named) if named else None
        self._connectors = Connectors(named)
        self._protected = Phrases(fold(phrase) for phrase in protected)
        self.rules = tuple(rules)
        self._language = next((rule.language for rule in rules if rule.language), "en")
        self._limit = max((rule.max_parts for rule in rules), default=1)
        self._words = max((rule.max_words for rule in rules), default=0)
        self._boundaries = boundaries
        self._known: dict[str, tuple[str, ...]] = {}

    @classmethod
    def build(
        cls, rules: Sequence[SplitRule], protected: Sequence[str] = (), boundaries: Borders | None = None
    ) -> "Splitter":
        """All rules together; `protected` are names that entities and places add. Without a rule nothing is split."""
        phrases = [*sorted(JOINED_PLACES), *protected, *(phrase for rule in rules for phrase in rule.protected)]
        return cls(rules, phrases, boundaries)

    def split(self, text: str) -> tuple[str, ...]:
        """The questions of a sentence, in order; () for blank text. What is beyond LONGEST stays in the last part."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            found = self._known[text] = self._split(text)
        return found

    def is_long(self, text: str) -> bool:
        """Whether it has more words than are said in one breath; never without a rule."""
        return bool(self._words) and len(text) > 2 * self._words and len(text.split()) > self._words

    def is_text(self, text: str) -> bool:
        """Whether it was written: in several lines that are long, marked up or a transcript, or announced as a text."""
        if self._words and ":" in text and ANNOUNCED.search(text):
            return True
        if len(text.strip().splitlines()) < 2:
            return False
        marked = MARKED_UP.search(text) is not None or len(SPEAKER.findall(text)) > 1
        return self.is_long(text) or (bool(self._words) and marked)

    def _split(self, text: str) -> tuple[str, ...]:
        if not text.strip():
            return ()
        if self._connector is None or self._limit < 2 or self.is_text(text):
            return (text.strip(),)
        if two := settled(text, self._language) or gapped(text.strip(), self._language):
            return two
        low = fold(text[:LONGEST]).replace("’", "'")
        if self._boundaries:
            return self._unfolded(self._learned(text, low))
        cuts = self._cuts(low)[: self._limit - 1]
        starts = [0, *(cut.start for cut in cuts)]
        ends = [*(cut.end for cut in cuts), len(text)]
        return self._unfolded([text[a:b].strip(OUTER) or text[a:b] for a, b in zip(starts, ends, strict=True)])

    def _unfolded(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Lists become questions of their own, as far as the limit allows."""
        done: list[str] = []
        for number, part in enumerate(parts):
            room = self._limit - len(done) - (len(parts) - number - 1)
            each = unfold(part, self._protected)
            done.extend(each if len(each) <= room else (part,))
        return tuple(done)

    def _learned(self, text: str, low: str) -> list[str]:
        """The parts that the model sees; what a rule knows for certain is decided by the rule."""
        assert self._boundaries is not None
        words = words_of(low)
        held = [(start, end) for start, end, _ in self._protected.longest(low)]
        every = gaps_of(low, words, self._connectors)
        clauses = Clauses.between(every, words)
        front = addressed(" ".join(words.low)) if every else 0
        gaps = [gap for gap in every if gap.start > front]
        gaps = [gap for gap in gaps if not refused(gap, words, held) and not clauses.one(gap)]
        certain = [gap for gap in gaps if sums(gap, words) or asks(gap, words) or self._are_two(gap, clauses)]
        chosen = sorted({*self._boundaries.choose(words.low, gaps), *certain}, key=lambda gap: gap.start)
        first = [0, *(begun(low, words, gap) for gap in chosen)]
        last = [*(ended(low, words, gap) for gap in chosen), len(text)]
        spans = self._rejoined(text, list(zip(first, last, strict=True)))[: self._limit]
        spans[-1] = (spans[-1][0], len(text))
        return [text[a:b].strip(OUTER) or text[a:b] for a, b in spans]

    def _are_two(self, gap: Gap, clauses: Clauses) -> bool:
        """Whether the clauses beside it are two, by their words or as two orders to the house."""
        if clauses.two(gap):
            return True
        left, joined, right = clauses.beside(gap)
        return joined[-1:] not in (("or",), ("oder",)) and two_orders(gap.kind, left, right, self._language)

    def _rejoined(self, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """A list that was taken apart is put together again, so that it can be unfolded with its head."""
        done: list[tuple[int, int]] = []
        while spans:
            size = self._list_size(text, spans[: self._limit])
            done.append((spans[0][0], spans[size - 1][1]))
            spans = spans[size:]
        return done

    def _list_size(self, text: str, spans: Sequence[tuple[int, int]]) -> int:
        """How many of the first parts are one list."""
        parts = [text[a:b] for a, b in spans]
        for size in range(len(spans), 1, -1):
            if one_list(text[spans[0][0] : spans[size - 1][1]], parts[1:size], self._protected):
                return size
        return 1

    def _cuts(self, low: str) -> list[Cut]:
        words = words_of(low)
        held = [(start, end) for start, end, _ in self._protected.longest(low)]
        cuts: list[Cut] = []
        first = 0
        for cut in self._candidates(low, words):
            if cut.start <= first or any(start < cut.start and cut.end < end for start, end in held):
                continue
            left, right = words.between(first, cut.end), words.after(cut.start, AHEAD)
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
            Cut(each.start(), each.end(), "stop")
            for each in STOP.finditer(low)
            if not after_abbreviation(low, each.start())
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
        strong=strong(named),
    )


def after_abbreviation(low: str, dot: int) -> bool:
    before = re.search(r"[^\W\d_]+$", low[max(0, dot - 6) : dot])
    return before is not None and abbreviated(before[0], low[dot])


def refused(gap: Gap, words: Words, held: Sequence[tuple[int, int]]) -> bool:
    """Whether no boundary can be here: in a protected phrase, in a sum, before "what should I do"."""
    last, first = words.ends[gap.end - 1], words.starts[gap.start]
    if any(start < first and last < end for start, end in held):
        return True
    joined = words.low[gap.end : gap.start]
    if joined and calculates(words.low[gap.end - 1], joined, words.low[gap.start]):
        return True
    right = words.low[gap.start : gap.start + AHEAD]
    if (gap.kind == "c" and right[0] in STATES) or is_courtesy(words.low[gap.start :]) or urges(words.low[: gap.end]):
        return True
    return leaning(right) or tied(words.low[: gap.end], joined, right)


def urges(left: Sequence[str]) -> bool:
    """Whether nothing stands before but what makes the rest urgent: "whatever you do, [do not ...]"."""
    return tuple(left) in URGING


def is_courtesy(right: Sequence[str]) -> bool:
    """Whether nothing follows but "would you", "do you reckon"."""
    return len(right) <= AHEAD and BACK.fullmatch(" ".join(right)) is not None


def sums(gap: Gap, words: Words) -> bool:
    return gap.kind in "nc" and summed(
        Cut(0, 0, "joint"), words.low[: gap.end], words.low[gap.start : gap.start + AHEAD]
    )


def asks(gap: Gap, words: Words) -> bool:
    """Whether a question begins here so plainly that the model need not be asked: "and what's", "what time is it is it
    raining"; the latter only near the beginning, where nothing else can have been meant."""
    left: Sequence[str] = words.low[: gap.end]
    right = words.low[gap.start : gap.start + AHEAD]
    if gap.kind == "n" and len(right) > 1 and right[0] in ASKS_IS:
        return parted(Cut(0, 0, "joint"), left, right)
    joined = words.low[gap.end : gap.start]
    left = past_greeting(left)
    if gap.kind == "n" and named_only(left, words.low[gap.start :]):
        return True
    if comes_next(joined, left, right) or (gap.kind == "n" and is_other(left, right)):
        return True
    if gap.kind == "n" and len(right) > 2 and right[0] in ASKS and right[1] in HELPS and complete(left):
        return True
    if gap.kind in "nc" and (follows(left, right) or (gap.kind == "n" and asked_kindly(left, right))):
        return True
    again = gap.kind == "n" or (gap.kind == "c" and right[0] in HELPS)
    if again and joined[-1:] != ("or",) and asked_again(left, right):
        return True
    plain = gap.kind == "b" and len(left) < AHEAD and len(right) > 1 and right[0] in HELPS and opens(*right[:2])
    return plain and parted(Cut(0, 0, "bare"), left, right)


def begun(low: str, words: Words, gap: Gap) -> int:
    """Where the right part begins in the text, with the signs that belong to its first word."""
    before = low[words.ends[gap.start - 1] : words.starts[gap.start]]
    found = SIGNS.search(before)
    return words.starts[gap.start] - len(found[0] if found else "")


def ended(low: str, words: Words, gap: Gap) -> int:
    """Where the left part ends in the text, without the signs of a stop."""
    end = words.starts[gap.end] if gap.kind == "n" else begun(low, words, gap)
    kept = low[words.ends[gap.end - 1] : end].rstrip(OUTER + (".?!;" if gap.mark == "." else ""))
    return words.ends[gap.end - 1] + len(kept)
