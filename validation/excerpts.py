"""Finds where in a running text a claim is said: the sentence around it."""

import re
from collections.abc import Iterator

from validation import support
from validation.claims import find_claims
from validation.grounds import of_text
from validation.names import parts_of
from validation.subjects import plain
from validation.topic import content, overlap
from validation.types import Claim
from validation.wording import wording

LONGEST = 300  # characters of an excerpt
MOST = 12  # places in one text that are looked at
READ = 4_000  # characters of one text that are looked at
MEASURED = frozenset({"number", "date", "time"})
SPELLED = frozenset({"code", "phone"})
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")


def says(text: str, claim: Claim, sentence: str, limits: support.Limits) -> bool:
    """Does the text, all by itself, say what the sentence claims?"""
    if claim.kind == "url":
        return claim.text in text
    if claim.unit in SPELLED:
        return _squeezed(str(claim.value)) in _squeezed(text)
    if claim.kind == "name":
        words = set(plain(text).split())
        parts = {part.lower() for part in parts_of(claim)}
        return bool(parts) and all(part in words or part.removesuffix("s") in words for part in parts)
    said, known = wording(sentence, claim), of_text(text)
    if claim.kind == "number":
        return support.number(claim, said, known, limits)
    return support.clock(claim, said, known, limits) if claim.kind == "time" else support.day(claim, known)


def excerpt(text: str, claim: Claim, sentence: str, limits: support.Limits) -> str:
    """The sentence of the text that says the claim and has most in common with `sentence`; "" where none does."""
    text = text[:READ]
    if not says(text, claim, sentence, limits):
        return ""
    around = dict.fromkeys(_around(text, place) for place in _places(text, claim))
    fitting = [each for each in list(around)[:MOST] if says(each, claim, sentence, limits)]
    return max(fitting, key=lambda each: overlap(content(sentence), content(each)), default="")[:LONGEST]


def nearest(text: str, sentence: str) -> tuple[str, float]:
    """The sentence of the text that shares most words with `sentence`, and their share from 0 to 1."""
    own = content(sentence)
    if not own:
        return "", 0.0
    shared = [(overlap(own, content(each)), each) for each in _ENDS.split(text[:READ]) if each.strip()]
    share, best = max(shared, key=lambda pair: pair[0], default=(0.0, ""))
    return best.strip()[:LONGEST], share


def _places(text: str, claim: Claim) -> Iterator[int]:
    if claim.kind in MEASURED:
        yield from (each.start for each in find_claims(text) if each.kind in MEASURED or each.unit)
        return
    low = text.lower()
    for word in [claim.text, *parts_of(claim)]:
        if (place := low.find(word.lower())) >= 0:
            yield place


def _around(text: str, place: int) -> str:
    start = max((found.end() for found in _ENDS.finditer(text, 0, place)), default=0)
    end = _ENDS.search(text, max(place, start))
    return text[start : end.start() if end else len(text)].strip()


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
