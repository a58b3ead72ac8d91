"""How good a text calls a value: an index of 112 that it calls unhealthy is not good."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from validation.claims import find_claims
from validation.deeds import Misdeed
from validation.tokens import words
from validation.types import Claim

LONGEST = 20_000  # characters of a text that are read
REACH = 4  # words before a word for good or bad that may turn it round
_CLAUSES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+|\s+(?:but|while|whereas|aber|während)\s+")
_WORD = re.compile(r"n['’]t\b|[^\W_]+")
_GOOD = words(
    "good excellent great fine healthy harmless safe satisfactory clean fair acceptable ideal favourable favorable "
    "gut gute guter gutes guten ausgezeichnet gesund harmlos unbedenklich sicher sauber ungefährlich günstig"
)
_BAD = words(
    "bad poor unhealthy harmful hazardous dangerous unsafe critical alarming terrible unacceptable polluted severe "
    "schlecht schlechte schlechter schlechtes schlechten ungesund schädlich gefährlich bedenklich kritisch alarmierend "
    "mangelhaft belastet verschmutzt"
)
_TURNING = words("not no never nicht kein keine keinen nie n't anything far weit")


class Grade(NamedTuple):
    """A value, as it is compared, whether it is called good, and the clause that calls it so."""

    value: float
    good: bool
    text: str


def wrong_grades(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A value called good that the texts call bad, or the other way round."""
    for own in _grades(sentence):
        told = [each for each in _told(texts) if each.value == own.value]
        if told and all(each.good != own.good for each in told):
            yield Misdeed(f"The text calls it {'good' if told[0].good else 'bad'}.", told[0].text)
            return


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Grade, ...]:
    return tuple(grade for text in texts for each in _CLAUSES.split(text[:LONGEST]) if each for grade in _grades(each))


@lru_cache(maxsize=512)
def _grades(clause: str) -> tuple[Grade, ...]:
    """The value of a clause that names one, where all of its words for good and bad say the same."""
    found = _WORD.findall(re.sub(r"n['’]t\b", " n't", clause.lower()))
    called = {_good(found, place) for place, word in enumerate(found) if word in _GOOD | _BAD}
    values = list(dict.fromkeys(float(claim.value) for claim in find_claims(clause) if _counts(claim)))
    return (Grade(values[0], called.pop(), clause),) if len(called) == 1 and len(values) == 1 else ()


def _good(found: Sequence[str], place: int) -> bool:
    turned = not _TURNING.isdisjoint(found[max(0, place - REACH) : place])
    return (found[place] in _GOOD) != turned


def _counts(claim: Claim) -> bool:
    return claim.kind == "number" and isinstance(claim.value, float) and any(map(str.isdigit, claim.text))
