"""Of which day, whom and how far a running text says a number: what it says of one is not said of another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from validation.claims import find_claims
from validation.negation import denies
from validation.states import State, agree, states_in
from validation.support import bound
from validation.topic import content, stem
from validation.types import Claim
from validation.units import dimension
from validation.wording import wording

LONGEST = 20_000  # characters of a text that are read
MOST = 300  # clauses of it
_ENDS = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_CLAUSES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+|,?\s+\b(?:while|whereas|während)\b\s*|;\s*")
_EXCEPT = re.compile(r"\b(?:except|excluding|but not|außer|ausgenommen)\b[^.;,]{0,60}", re.IGNORECASE)
_SHUT = re.compile(r"\b(?:closed|shut|geschlossen|zu|ruhetag|but|aber|every other)\b", re.IGNORECASE)
_HEADING = 5  # words of the longest heading
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a text with the days and names in it, and what it says in numbers and states."""

    text: str
    days: frozenset[str]
    names: frozenset[str]
    values: tuple[Claim, ...]
    states: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A claim that is not so, why, and how the text says it."""

    claim: Claim
    why: str
    told: str


def elsewhere(sentence: str, around: str, texts: tuple[str, ...]) -> Iterator[Elsewhere]:
    """What the texts say of another day or another name. `around` is the question, and what was said before."""
    own = _clause(sentence)
    asked = _clause(around)
    yield from _of_another_day(own, own.days or asked.days, texts)
    yield from _of_another(own, own.names or asked.names, texts)
    yield from _bounded(own, texts)
    yield from _excepted(own, texts)


def _of_another_day(own: Clause, days: frozenset[str], texts: tuple[str, ...]) -> Iterator[Elsewhere]:
    if len(days) != 1 or not (own.values or own.states):
        return
    dated = [each for each in _pieces(texts, False) if each.days]
    mine = [each for each in dated if days & each.days]
    if not mine or len(mine) == len(dated):
        return
    others = [each for each in dated if each not in mine]
    plain = [each for each in _pieces(texts, False) if not each.days]
    for claim in own.values:
        if not any(_says(each, claim) for each in (*mine, *plain)) and (found := _first(others, claim)):
            yield Elsewhere(claim, "is said of another day", found.text)
    for state in own.states:
        known = [each for told in mine for each in told.states if each.group == state.group and not each.denied]
        if known and not state.denied and not any(agree(state.value, each.value) for each in known):
            yield Elsewhere(_stated(own, state), "is not said of that day", mine[0].text)


def _of_another(own: Clause, names: frozenset[str], texts: tuple[str, ...]) -> Iterator[Elsewhere]:
    """ "Price scored 28" where the text says so of Webb, and another number of Price."""
    if not names:
        return
    clauses = _pieces(texts, True)
    mine = [each for each in clauses if names & each.names]
    for claim in own.values:
        having = [each for each in clauses if _says(each, claim)]
        if not having or any(not each.names or names & each.names for each in having):
            continue
        near = _beside(own.text, claim)
        if any(_alike(claim, near, each, other) for each in mine for other in each.values):
            yield Elsewhere(claim, "is said of something else", having[0].text)


def _alike(claim: Claim, near: frozenset[str], clause: Clause, other: Claim) -> bool:
    """Could the other value stand in the claim's place: the same kind, and the same thing counted?"""
    if claim.kind != other.kind or dimension(claim.unit) != dimension(other.unit):
        return False
    return bool(claim.unit) or _years(claim, other) or bool(near & _beside(clause.text, other))


def _years(first: Claim, second: Claim) -> bool:
    return all(isinstance(each.value, float) and 1000 <= each.value <= 2999 for each in (first, second))


def _beside(text: str, claim: Claim) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(text[claim.end : claim.end + 30].lower())[:2]))


def _bounded(own: Clause, texts: tuple[str, ...]) -> Iterator[Elsewhere]:
    """At least five is not at most five."""
    for claim in own.values:
        side = bound(wording(own.text, claim)) if claim.kind == "number" else 0
        if not side:
            continue
        told = [
            (bound(wording(each.text, other)), each)
            for each in _pieces(texts, False)
            for other in each.values
            if other.value == claim.value and other.unit == claim.unit
        ]
        if told and all(other == -side for other, _ in told):
            yield Elsewhere(claim, "is the other bound", told[0][1].text)


def _excepted(own: Clause, texts: tuple[str, ...]) -> Iterator[Elsewhere]:
    """ "Open daily except on Mondays": not on Mondays."""
    if not own.days or denies(own.text) or _EXCEPT.search(own.text) or _SHUT.search(own.text):
        return
    for each in _pieces(texts, False):
        found = _EXCEPT.search(each.text)
        days = own.days & _days(found.group()) if found else frozenset()
        if days and content(own.text) & content(each.text):
            claim = next(claim for claim in find_claims(own.text) if _day(claim) in days)
            yield Elsewhere(claim, "is excepted", each.text)


@lru_cache(maxsize=64)
def _pieces(texts: tuple[str, ...], clauses: bool) -> tuple[Clause, ...]:
    cuts = _CLAUSES if clauses else _ENDS
    found = (each.strip() for text in texts for each in cuts.split(_headed(text[:LONGEST])) if each and each.strip())
    return tuple(map(_clause, islice(found, MOST)))


def _headed(text: str) -> str:
    """The text with each line behind the heading that it stands under, where that names a day."""
    lines, heading = [], ""
    for line in text.split("\n"):
        if _heads(line):
            heading = line.strip(" :#*-")
        elif _days(line):
            heading = ""
        lines.append(f"{heading}: {line.strip()}" if heading and line.strip() and not _heads(line) else line)
    return "\n".join(lines)


def _heads(line: str) -> bool:
    """A line of few words, a day among them, that says nothing of it."""
    words = _WORD.findall(line)
    if not 0 < len(words) <= _HEADING or line.rstrip().endswith((".", "!", "?")) or not _days(line):
        return False
    claims = find_claims(line)
    return not states_in(line) and not any(claim.kind in {"number", "time"} for claim in claims) and not denies(line)


@lru_cache(maxsize=1024)
def _clause(text: str) -> Clause:
    claims = find_claims(text)
    names = frozenset(
        word for claim in claims if claim.kind == "name" for word in _WORD.findall(claim.text.lower()) if len(word) > 2
    )
    values = tuple(claim for claim in claims if claim.kind in {"number", "time"})
    return Clause(text, _days(text), names | _opening(text), values, states_in(text))


def _opening(text: str) -> frozenset[str]:
    """The word that opens a sentence may be a name: "Boston won"."""
    found = _WORD.search(text)
    word = found.group() if found else ""
    return frozenset({word.lower()}) if word[:1].isupper() and content(word) and len(word) > 2 else frozenset()


def _days(text: str) -> frozenset[str]:
    """The weekdays that a text names."""
    return frozenset(filter(None, map(_day, find_claims(text))))


def _day(claim: Claim) -> str:
    return str(claim.value) if claim.unit == "weekday" else ""


def _says(clause: Clause, claim: Claim) -> bool:
    return any(other.kind == claim.kind and other.value == claim.value for other in clause.values)


def _first(clauses: Sequence[Clause], claim: Claim) -> Clause | None:
    return next((each for each in clauses if _says(each, claim)), None)


def _stated(own: Clause, state: State) -> Claim:
    return Claim("state", own.text[state.start : state.end], state.start, state.end, state.value, state.group)
