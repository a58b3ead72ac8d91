"""A name of a record must be said of its own field: the writer did not direct it, the song is not the album.

No grammar is read: the word for the field stands right before the name ("directed by Ada Berg", "the album Low Tide",
"the director is Ada Berg") or right behind it ("Ada Berg directed", "Ada Berg is the director").
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from validation.comparing import NOT
from validation.cues import cue
from validation.records import Field, Record
from validation.states import states_of_value
from validation.subjects import plain
from validation.tokens import words

LONGEST = 60  # characters of a name
REACH = 5  # words between "the director" and "is"
_WORD = re.compile(r"[^\W_]+|[,;.:!?()]")
_BE = words("is was are were ist war sind waren heißt führt führte hat hatte")
_ARTICLES = words("the a an its their our his her der die das den dem ein eine einer einem einen sein seine ihr ihre")
_BY = words("by von vom durch")
_ASKS = words("who which whom wer welche welcher welches wen")
_SHORT = 2  # words of an answer beside the name
_NOUN = ("er", "or", "ist", "rin")
# What such a field holds is no name of its own: its words stand in any sentence.
_UNNAMED = words(
    "unit units currency place city country language day league status state condition description summary category "
    "type kind zone timezone source id"
)


class Misnamed(NamedTuple):
    """Where the name stands, and the field that the sentence says it of."""

    start: int
    end: int
    field: Field


def misnamed(sentence: str, question: str, records: Sequence[Record]) -> Iterator[Misnamed]:
    """The names that the sentence gives to another field of their record, whose name it does not hold."""
    low = f" {plain(sentence)} "
    for record in records:
        named = _named(record)
        for name in {name for _, name in named if f" {name} " in low} if len(named) > 1 else ():
            own = [field for field, other in named if other == name or name in other or other in name]
            others = [field for field, _ in named if field not in own]
            for start, end in _places(sentence, name):
                said = _said_of(sentence[:start], sentence[end:], question)
                wrong = [field for field in others if field.cues & said]
                if wrong and not any(field.cues & said for field in own):
                    yield Misnamed(start, end, wrong[0])


@lru_cache(maxsize=256)
def _named(record: Record) -> tuple[tuple[Field, str], ...]:
    """The fields that hold names, with those in plain form."""
    found = (field for field in record.fields if field.name.lower() not in _UNNAMED)
    return tuple((field, plain(field.text)) for field in found if _is_name(field, field.text))


def _is_name(field: Field, text: str) -> bool:
    grounds = field.grounds
    letters = 2 < len(text) <= LONGEST and text[0].isupper() and any(map(str.isalpha, text)) and "," not in text
    return letters and not (grounds.spans or grounds.weekdays or grounds.times or states_of_value(text))


def _places(sentence: str, name: str) -> Iterator[tuple[int, int]]:
    inner = r"\W+".join(map(re.escape, name.split()))
    return (found.span() for found in re.finditer(rf"\b{inner}\b", sentence, re.IGNORECASE))


def _said_of(before: str, behind: str, question: str) -> frozenset[str]:
    """The cues that the words around a name give it."""
    left, right = _WORD.findall(before.lower()), _WORD.findall(behind.lower())
    if not NOT.isdisjoint((*left, *right[:4])):
        return frozenset()
    found = {*_from_before(left), *_from_behind(right)}
    if len([word for word in (*left, *right) if word[0].isalnum()]) <= _SHORT:
        found.update(_from_question(_WORD.findall(question.lower())))
    return frozenset(map(cue, found))


def _from_before(left: Sequence[str]) -> Iterator[str]:
    """ "Directed by", "the director", "the director of it is"."""
    while left and left[-1] in _ARTICLES:
        left = left[:-1]
    if left[-1:] and left[-1] in _BE:
        clause = _clause(left[:-1])
        if clause and (clause[0] in _ARTICLES or len(clause) == 1):  # "the director of it is", "Regie führte"
            yield from clause[1:2] if clause[0] in _ARTICLES else clause
    elif left[-1:] and left[-1] in _BY:
        yield from left[-2:-1]
    elif left[-1:] and (left[-1].endswith(_NOUN) or cue(left[-1]) == left[-1]):  # "directed X" does it to X
        yield left[-1]


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The last words, from the last sign on."""
    start = max((place + 1 for place, word in enumerate(words) if not word[0].isalnum()), default=0)
    return words[max(start, len(words) - REACH) :]


def _from_behind(right: Sequence[str]) -> Iterator[str]:
    """ "Directed it", "is the director", ", the director"; a passive ("was directed by") says it of another."""
    if right[:1] and (right[0] in _BE or right[0] == ","):
        if right[1:2] and right[1] in _ARTICLES:
            yield from right[2:3]
    elif right[:1] and (right[0].endswith("ed") or not right[0].startswith(cue(right[0]))):  # no "city officials"
        yield right[0]


def _from_question(asked: Sequence[str]) -> Iterator[str]:
    """ "Who directed it?", "Who is the director?" """
    if asked[:1] and asked[0] in _ASKS:
        rest = [word for word in asked[1:] if word not in _BE and word not in _ARTICLES]
        yield from rest[:1]
