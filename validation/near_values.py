"""What stands beside a value in a running text: 412 metres above the sea is no depth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validation.claims import COMMON, find_claims
from validation.german import FUNCTION
from validation.german import MONTH_NAMES as GERMAN_MONTHS
from validation.negation import denies
from validation.topic import content, stem
from validation.types import Claim
from validation.units import dimension

LONGEST = 20_000  # characters of a text that are read
MOST = 200  # values of it
_CUTS = re.compile(
    rf"(?<=[.!?;])\s+(?!{GERMAN_MONTHS})|\n+|,\s+|;\s*|\s+(?:and|but|while|whereas|und|aber|während|sowie)\s+"
)
_NUMBER = re.compile(r"\d")
_TOLD = 2  # words beside a value that tell what it is of
_SHORT = 4  # words of an answer whose question tells what it is about
# an adjective and the noun that measures it
_NOUNS = (
    "deep/depth high/height tall/height long/length wide/width heavy/weight weighs/weight old/age big/area large/area "
    "size/area tief/tiefe hoch/höhe lang/länge breit/breite schwer/gewicht alt/alter groß/fläche "
    "costs/price kostet/preis"
)
_GERMAN = frozenset(map(stem, FUNCTION))
_SAME = {stem(noun): stem(word) for word, noun in (pair.split("/") for pair in _NOUNS.split())}


@dataclass(frozen=True, slots=True)
class Near:
    """A value of a text with the stems, and the days, of the words around it."""

    claim: Claim
    words: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Another:
    """A value that the text gives to something else, and how the text says it."""

    claim: Claim
    told: str


def another(sentence: str, question: str, texts: tuple[str, ...]) -> Iterator[Another]:
    """The values of a sentence whose words stand beside another value in the texts, those beside its own included."""
    denied = denies(sentence)
    told = values_of(texts)
    short = len(sentence.split()) <= _SHORT
    named = find_claims(sentence)
    claims = [claim for claim in named if _counts(claim) and (short or claim.kind != "name" or claim.unit == "code")]
    about = _about(sentence, question, told)
    for claim in claims if about else ():
        own = [near for near in told if is_same(near.claim, claim)]
        others = [near for near in told if not is_same(near.claim, claim) and alike(near.claim, claim)]
        others = [near for near in others if not any(is_same(near.claim, said) for said in named)]
        mine = about & frozenset().union(*(near.words for near in own))
        fitting = [near for near in others if about & near.words > mine and (not denied or denies(near.text))]
        if (
            own
            and min(len(near.words) for near in own) >= (1 if claim.unit == "code" else _TOLD)
            and len(fitting) == 1
            and not any(_together(near, claim, claims) for near in own)
        ):
            yield Another(claim, fitting[0].text)


def _together(near: Near, claim: Claim, claims: list[Claim]) -> bool:
    """Does another value of the sentence stand beside this one there?"""
    return any(said.text in near.text for said in claims if said is not claim)


def _about(sentence: str, question: str, told: tuple[Near, ...]) -> frozenset[str]:
    """What the sentence speaks of, without its values and names; a short answer speaks of what was asked."""
    short = len(sentence.split()) <= _SHORT
    words = _words(f"{question} {sentence}" if short else sentence)
    known = frozenset(word for near in told for word in near.words)
    return words & known


@lru_cache(maxsize=64)
def values_of(texts: tuple[str, ...]) -> tuple[Near, ...]:
    """Each value of the texts with what its clause says."""
    pieces = [piece for text in texts for piece in _CUTS.split(text[:LONGEST]) if piece]
    found = (Near(claim, _words(piece), piece) for piece in pieces for claim in find_claims(piece) if _counts(claim))
    return tuple(near for near, _ in zip(found, range(MOST), strict=False))


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    """Stems and weekdays, without names and measures."""
    claims = find_claims(text)
    days = {str(claim.value) for claim in claims if claim.unit == "weekday"}
    for claim in reversed(claims):
        text = f"{text[: claim.start]} {text[claim.end :]}"
    return frozenset(_SAME.get(word, word) for word in content(text) - _GERMAN) | days


def _counts(claim: Claim) -> bool:
    """A number or time in figures, or with its unit, a name, or a code."""
    if claim.kind == "name":
        return claim.unit in {"", "label", "code"}
    said = bool(_NUMBER.search(claim.text)) or (claim.kind == "number" and bool(claim.unit))
    return claim.kind in {"number", "time"} and said and claim.unit != "score"


def is_same(first: Claim, second: Claim) -> bool:
    """Do both say the same value, or name the same?"""
    if not {"label", "code"}.isdisjoint({first.unit, second.unit}):
        return str(first.value).lower() == str(second.value).lower()
    if first.kind == "name":
        return second.kind == "name" and not set(_name(first)).isdisjoint(_name(second))
    return first.kind == second.kind and first.value == second.value


def _name(claim: Claim) -> list[str]:
    return [word for word in claim.text.lower().split() if word not in COMMON]


def alike(first: Claim, second: Claim) -> bool:
    """May one stand where the other does? So may two names of one word, or of several."""
    if first.kind != second.kind:
        return False
    if "label" in {first.unit, second.unit}:
        return first.unit == second.unit and first.text.split()[0].lower() == second.text.split()[0].lower()
    if "code" in {first.unit, second.unit}:
        return first.unit == second.unit and _shape(first) == _shape(second)
    if first.kind == "name":
        return (len(_name(first)) > 1) == (len(_name(second)) > 1)
    return dimension(first.unit) == dimension(second.unit) and _is_year(first) == _is_year(second)


def _shape(claim: Claim) -> str:
    """The letters of a code: E3 and E5 are of one kind."""
    return "".join(filter(str.isalpha, claim.text)).upper()


def _is_year(claim: Claim) -> bool:
    return isinstance(claim.value, float) and not claim.unit and 1000 <= claim.value <= 2999
