"""The tier of hand-written signs: phrases, keywords, regular expressions, and negatives that veto."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import re2

from intents.fuzzy import Fuzzy
from intents.models import Pattern
from intents.stand_ins import forms, named_kinds
from intents.words import Phrases, Sentence, read, stem

log = logging.getLogger(__name__)

# What one sign of weight 1 is worth. A lone keyword lies above the default threshold of 0.5, but below any phrase.
WORTH = {"phrase": 0.75, "keyword": 0.55, "regex": 0.85, "fuzzy": 0.7}
TABLES = 8  # compiled tables that are kept: a release needs up to three of a kind, and an edit changes few of them
MORE = (1.0, 0.5, 0.25)  # the second and third sign of one intent count less: they often say the same thing


@dataclass(frozen=True, slots=True)
class Found:
    """Scores and reasons by intent, and the intents that a negative rules out (with the negative)."""

    scores: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    vetoed: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)


class Sign(NamedTuple):
    """A pattern that was found: how much it is worth (negative, so that signs sort best first), and why."""

    less: float
    reason: str
    pattern: Pattern


class Patterns:
    """All signs, compiled once: phrase tables, a keyword index, and one RE2 set each of expressions with and without
    names (intents/stand_ins.py)."""

    def __init__(self, patterns: Sequence[Pattern], language: str = "en") -> None:
        """`language` is that of the names of devices and rooms in expressions."""
        self._language = language
        kinds: dict[str, list[Pattern]] = {"phrase": [], "keyword": [], "regex": [], "fuzzy": [], "negative": []}
        for pattern in patterns:
            kinds.get(pattern.type, []).append(pattern)
        self._phrases = kinds["phrase"]
        self._phrase_table = phrase_table(tuple(pattern.text for pattern in self._phrases))
        self._negatives = kinds["negative"]
        self._negative_table = phrase_table(tuple(pattern.text for pattern in self._negatives))
        self._keywords = keyword_index(kinds["keyword"])
        self._regexes, self._set = regex_set([each for each in kinds["regex"] if not named_kinds(each.text)])
        self._naming, self._naming_set = regex_set([each for each in kinds["regex"] if named_kinds(each.text)])
        self._named = frozenset[str]().union(*(named_kinds(each.text) for each in self._naming))
        self._fuzzy = Fuzzy(kinds["fuzzy"])

    def find(self, sentence: Sentence) -> Found:
        signs: dict[str, list[Sign]] = {}
        for pattern in self._signs(sentence):
            worth = 1 - (1 - WORTH[pattern.type]) ** pattern.weight
            signs.setdefault(pattern.intent.name, []).append(Sign(-worth, f"{pattern.type} “{pattern.text}”", pattern))
        vetoed = self._vetoes(sentence)
        best = {name: strongest(signs[name]) for name in signs if name not in vetoed}
        return Found(
            {name: together([-sign.less for sign in each]) for name, each in best.items()},
            {name: ", ".join(sign.reason for sign in each) for name, each in best.items()},
            vetoed,
            {name: tuple(sign.pattern for sign in each) for name, each in best.items()},
        )

    def _signs(self, sentence: Sentence) -> Iterator[Pattern]:
        numbers = {number for _, _, owners in self._phrase_table.find(sentence.whole) for number in owners}
        yield from (self._phrases[number] for number in sorted(numbers))
        stems = frozenset(sentence.stems)
        for word in stems:
            yield from (pattern for needed, pattern in self._keywords.get(word, ()) if needed <= stems)
        if self._regexes:
            said = dict.fromkeys((sentence.line, sentence.typed))  # mostly they are the same
            hits = {number for form in said for number in self._set.Match(form) or ()}
            yield from (self._regexes[number] for number in sorted(hits))
        if self._naming:
            named = forms(sentence.line, self._named, self._language)
            hits = {number for form in named for number in self._naming_set.Match(form) or ()}
            yield from (self._naming[number] for number in sorted(hits))
        yield from self._fuzzy.find(sentence)

    def _vetoes(self, sentence: Sentence) -> dict[str, str]:
        numbers = {number for _, _, owners in self._negative_table.find(sentence.whole) for number in owners}
        negatives = [self._negatives[number] for number in sorted(numbers)]
        return {pattern.intent.name: f"negative “{pattern.text}”" for pattern in negatives}


@lru_cache(maxsize=TABLES)
def phrase_table(texts: tuple[str, ...]) -> Phrases:
    return Phrases(plain(text) for text in texts)


def plain(text: str) -> str:
    """A pattern in the form of a question that has its courtesy still."""
    return read(text).whole


def strongest(signs: Sequence[Sign]) -> list[Sign]:
    """The few that count, each text once."""
    return list({sign[:2]: sign for sign in sorted(signs, key=lambda sign: sign[:2])}.values())[: len(MORE)]


def together(worths: Sequence[float]) -> float:
    missing = 1.0
    for worth, share in zip(worths, MORE, strict=False):
        missing *= 1 - worth * share
    return 1 - missing


def keyword_index(patterns: Sequence[Pattern]) -> dict[str, list[tuple[frozenset[str], Pattern]]]:
    """Each keyword by one of its stems (the longest: the rarest), so that a question looks at few of them."""
    index: dict[str, list[tuple[frozenset[str], Pattern]]] = {}
    for pattern in patterns:
        needed = frozenset(stem(word) for word in read(pattern.text).words)
        if needed:
            index.setdefault(max(sorted(needed), key=len), []).append((needed, pattern))
    return index


def regex_set(patterns: Sequence[Pattern]) -> tuple[list[Pattern], "re2.Set"]:
    """One automaton for all expressions. One that RE2 refuses is left out: it must not stop the others."""
    refused, together_in = automaton(tuple(pattern.text for pattern in patterns))
    for number, problem in refused.items():
        pattern = patterns[number]
        log.warning("pattern %s of %s is left out: %s", pattern.text, pattern.intent.name, problem)
    return [pattern for number, pattern in enumerate(patterns) if number not in refused], together_in


@lru_cache(maxsize=TABLES)
def automaton(expressions: tuple[str, ...]) -> tuple[dict[int, str], "re2.Set"]:
    """The expressions compiled together, and why some are not among them, by their number."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 256 << 20
    together_in = re2.Set.SearchSet(options)
    refused: dict[int, str] = {}
    for number, expression in enumerate(expressions):
        try:
            together_in.Add(expression)
        except re2.error as problem:
            refused[number] = str(problem)
    if len(refused) < len(expressions):
        together_in.Compile()
    return refused, together_in
