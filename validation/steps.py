"""In which order things are done: "first the inner tent, then the outer one" is not the other way round."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.topic import content

LONGEST = 20_000  # characters of a text that are read
SENTENCE = 600  # characters of a sentence
MOST = 100  # orders of it
# the first group is done before the second
_FIRST_THEN = re.compile(
    r"\b(?:first|zuerst|erst)\b[,:]?\s+(?P<first>[^.!?;]{3,120}?)[,.;]?\s+(?:and\s+|und\s+)?"
    r"\b(?:then|next|after that|afterwards|dann|danach|anschließend)\b[,:]?\s+(?P<second>[^.!?;]{3,120})",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?:^|[.!?;]\s*)(?P<first>[^.!?;,]{3,120}),\s+(?:and\s+|und\s+)?(?:then|dann|danach)\s+(?P<second>[^.!?;]{3,120})",
    re.IGNORECASE,
)
_THIS_FIRST = re.compile(
    r"(?:^|[.!?;]\s*)(?P<first>[^.!?;,]{3,120}?)\s+(?:first|zuerst)[,.;]?\s+(?:and\s+|und\s+)?"
    r"(?:then|after that|afterwards|dann|danach|anschließend)\s+(?P<second>[^.!?;]{3,120})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[.!?;]\s*)(?P<first>[^.!?;,]{3,120}?),?\s+(?:before|bevor)\s+(?P<second>[^.!?;,]{3,120})", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?:^|[.!?;]\s*)(?P<second>[^.!?;,]{3,120}?),?\s+(?:after|once|nachdem)\s+(?P<first>[^.!?;,]{3,120})",
    re.IGNORECASE,
)


class Order(NamedTuple):
    """What only the first and only the second step speaks of, by stems, and how the text says it."""

    first: frozenset[str]
    second: frozenset[str]
    text: str


def wrong_steps(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """Two steps that the text has the other way round."""
    if denies(sentence):
        return
    every = _told(texts)
    for own in _orders(sentence[:SENTENCE]):
        swapped = next((told for told in every if _all(own.first, told.second) and _all(own.second, told.first)), None)
        if swapped and not any(own.first & told.first and own.second & told.second for told in every):
            yield Misdeed("The text has it in the other order.", swapped.text)
            return


def _all(own: frozenset[str], told: frozenset[str]) -> bool:
    return bool(own) and own <= told


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Order, ...]:
    found = (order for text in texts for order in _orders(text[:LONGEST]))
    return tuple(order for order, _ in zip(found, range(MOST), strict=False))


@lru_cache(maxsize=256)
def _orders(text: str) -> tuple[Order, ...]:
    text = " ".join(text.split())  # many blanks would cost their square
    found = (match for way in (_FIRST_THEN, _THEN, _THIS_FIRST, _BEFORE, _AFTER) for match in way.finditer(text))
    steps = ((content(match["first"]), content(match["second"]), match.group()) for match in found)
    return tuple(Order(first - second, second - first, told) for first, second, told in steps)
