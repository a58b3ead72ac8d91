"""Whose a value is: what the text says of pupils is not said of adults, nor what holds at first after five years.

Only where both stand in clauses of their own, each with a value that could stand in the other's place.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from validation.claims import find_claims
from validation.deeds import Misdeed
from validation.german import FUNCTION
from validation.near_values import LONGEST, Near, alike, is_same, values_of
from validation.negation import denies
from validation.tokens import words
from validation.topic import PLAIN, stem
from validation.types import Claim
from validation.units import dimension

_WORD = re.compile(r"[^\W\d_]+")
_SKIPPED = PLAIN | FUNCTION | words("ja nein the in an am")
_PRONOUNS = words("it they he she this that these those es er sie this diese dieser dieses das")
_CUTS = re.compile(r"(?<=[.!?;])\s+|\n+|[,;]\s+|\s+(?:and|but|while|whereas|und|aber|während)\s+")
_FREE = re.compile(
    r"\b(?:free(?! of\b)|for nothing|gratis|kostenlos|kostenfrei|umsonst|freien? eintritt)\b", re.IGNORECASE
)
_GROUP = re.compile(r" (?P<kind>[^\W\d_]+)(?: [^\W\d_]+)?? (?:in|for|für|bei) (?P<group>[^\W\d_]{4,})")
_NOUN = 1  # words behind a number without a unit that tell what it counts


def of_another(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A value of the sentence that the texts give to something else, and another one to what it speaks of."""
    if denies(sentence):
        return
    claims = [each for each in find_claims(sentence) if each.kind in {"number", "time"} and each.unit != "score"]
    told = [near for near in values_of(texts) if near.claim.kind in {"number", "time"}] if claims else []
    for claim in claims:
        if dimension(claim.unit).startswith("money") and (gratis := _free(sentence[: claim.start], texts)):
            yield Misdeed("The text says that it is free.", gratis)
            return
        if group := _of_group(sentence, claim, texts):
            yield Misdeed(f"“{claim.text}” is said of something else.", group)
            return
        own = [near for near in told if is_same(near.claim, claim)]
        if own and (found := _by_subject(sentence, claim, own, told) or _by_condition(claim, claims, own, told)):
            yield Misdeed(f"“{claim.text}” is said of something else.", found.text)
            return


def _by_subject(sentence: str, claim: Claim, own: list[Near], told: list[Near]) -> Near | None:
    """ "Siblings pay 35 euros", where they pay 25 and the 35 stand in a clause that speaks of no sibling."""
    subject = _subject(sentence[: claim.start])
    if not subject or any(subject in _stems(near.text) or not _stands_alone(near) for near in own):
        return None
    others = [near for near in told if subject in _stems(near.text) and near not in own]
    fitting = [near for near in others if _fits(sentence, claim, near)]
    return fitting[0] if fitting else None


def _by_condition(claim: Claim, claims: list[Claim], own: list[Near], told: list[Near]) -> Near | None:
    """ "After five years it is three months", where the text has six months beside the five years."""
    for other in claims:
        if other is claim or is_same(other, claim):
            continue
        beside = {near.text for near in told if is_same(near.claim, other)}
        if not beside or any(near.text in beside for near in own):
            continue
        fitting = [
            near
            for near in told
            if near.text in beside
            and alike(near.claim, claim)
            and not any(is_same(near.claim, each) for each in claims)
        ]
        if len(beside) == 1 and len(fitting) == 1 and claim.unit:
            return fitting[0]
    return None


def _of_group(sentence: str, claim: Claim, texts: tuple[str, ...]) -> str:
    """ "Two spoonfuls in children", where the two are said of adults, and the children stand with something else."""
    said = _GROUP.match(sentence, claim.end)
    if not said:
        return ""
    group, kind = stem(said["group"].lower()), stem(said["kind"].lower())
    own: list[tuple[str, str]] = []
    for clause in _clauses(texts):
        for other in find_claims(clause):
            found = _GROUP.match(clause, other.end)
            if found and is_same(other, claim) and stem(found["kind"].lower()) == kind:
                own.append((stem(found["group"].lower()), clause))
    beside = re.compile(rf"\b(?:in|for|für|bei) {re.escape(said['group'])}\b")
    elsewhere = any(beside.search(each) for each in _clauses(texts))
    return own[0][1] if own and elsewhere and all(each != group for each, _ in own) else ""


def _free(before: str, texts: tuple[str, ...]) -> str:
    """The clause that says it costs whom the sentence speaks of nothing, where no other speaks of them and a value."""
    subject = _subject(before)
    about = [each for each in _clauses(texts) if subject in _stems(each)] if subject else []
    priced = [each for each in about if not _FREE.search(each)]
    return about[0] if about and not priced else ""


@lru_cache(maxsize=64)
def _clauses(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for text in texts for each in _CUTS.split(text[:LONGEST]) if each)


def _fits(sentence: str, claim: Claim, near: Near) -> bool:
    """Could this value stand in the claim's place: the same kind, and without a unit the same thing counted?"""
    if not alike(near.claim, claim) or near.claim.unit != claim.unit or find_claims(near.text)[1:]:
        return False
    return bool(claim.unit) or _behind(sentence, claim) == _behind(near.text, near.claim)


def _behind(text: str, claim: Claim) -> tuple[str, ...]:
    return tuple(map(stem, _WORD.findall(text[claim.end : claim.end + 30].lower())[:_NOUN]))


def _subject(before: str) -> str:
    """The first word of meaning before the value; "" where something referred to stands there."""
    found = _WORD.findall(before)
    if any(word.lower() in _PRONOUNS for word in found[:2]):
        return ""
    return next((stem(word.lower()) for word in found if word.lower() not in _SKIPPED and word[:1].isalpha()), "")


def _stands_alone(near: Near) -> bool:
    """Does the clause say itself of what its value is? "And 7 euros on Sundays" does not, nor does "it costs 7"."""
    before = _WORD.findall(near.text[: near.claim.start])
    if any(word.lower() in _PRONOUNS and word != "Sie" for word in before):
        return False
    return any(word.lower() not in _SKIPPED for word in before)


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower()))
