"""What a text names only to say that it is not so any more: "gate D14 instead of D6", "T10, which must not be used"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from validation.claims import find_claims
from validation.deeds import Misdeed
from validation.negation import denies
from validation.types import Claim

LONGEST = 20_000  # characters of a text that are read
_SENTENCES = re.compile(r"(?<=[.!?])[\"”“']?\s+|\n+")
# what is given up, up to the end of its phrase
_GIVEN_UP = re.compile(
    r"\b(?:instead of|rather than|in place of|no longer|not any more|previously|formerly|originally|moved from"
    r"|anstelle (?:von|des|der)|anstatt|statt|nicht mehr|nicht wie (?:geplant|bisher)|bisher|zuvor|ursprünglich"
    r"|verlegt von) (?P<what>[^.,;:!?()]{1,40})",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:instead|rather|replac\w+|no longer|not|previous\w*|former\w*|original\w*|earlier|was|were|before|used to"
    r"|moved|changed|switched|statt\w*|anstelle|anstatt|nicht|bisher|zuvor|ursprünglich\w*|früher|war|waren|vorher"
    r"|verlegt|geändert|gewechselt)\b",
    re.IGNORECASE,
)
_KINDS = frozenset({"time", "date"})


def given_up(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A code, time or date that the texts have nowhere but where it is given up for another."""
    if _SAYS_SO.search(sentence) or denies(sentence):
        return
    standing, left = _known(texts)
    for claim in find_claims(sentence) if left else ():
        if (key := _key(claim)) and key in left and key not in standing:
            yield Misdeed(f"“{claim.text}” is what the text says it is no more.", left[key])


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...]) -> tuple[frozenset[tuple[str, object]], dict[tuple[str, object], str]]:
    """What stands in the texts otherwise, and what is given up, with its sentence."""
    standing, left = set[tuple[str, object]](), dict[tuple[str, object], str]()
    for sentence in (each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each):
        phrases = [found.span("what") for found in _GIVEN_UP.finditer(sentence)]
        for claim in find_claims(sentence):
            if not (key := _key(claim)):
                continue
            if any(start <= claim.start < end for start, end in phrases):
                left.setdefault(key, sentence)
            else:
                standing.add(key)
    return frozenset(standing), left


def _key(claim: Claim) -> tuple[str, object] | None:
    """A code, a label, a time or a date by its value; None for what may be many things."""
    if claim.kind in _KINDS or claim.unit in {"code", "label"}:
        return claim.kind, str(claim.value).lower()
    return None
