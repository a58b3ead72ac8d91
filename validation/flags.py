"""What records answer with yes or no: a sentence that says there is a ground stop where "ground_stop" is false."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validation.records import Field, Record
from validation.states import FORMS
from validation.tokens import held, words
from validation.topic import content

CHANCE = 10.0  # percent from which a chance is one
_FLAG = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nein": False}
_NOT = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|isn[’']t|aren[’']t|wasn[’']t|doesn[’']t|don[’']t|kein\w*|nicht|ohne)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\?|\b(?:if|whether|unless|might|may|could|would|wenn|falls|ob|vielleicht|könnten?)\b", re.IGNORECASE
)
_NO_CHANCE = re.compile(
    r"\b(?:no|zero|kein\w*)\s+(?:chance|risk|probability|possibility|risiko|wahrscheinlichkeit)\s+(?:of|for|von|für)\s+(\w+)",
    re.IGNORECASE,
)
_CHANCES = words("chance risk probability possibility risiko wahrscheinlichkeit")
_OPENING = re.compile(r"^\W*(?:yes|no|ja|nein)\b\s*[,.:;!–-]+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that says the opposite, and where the sentence speaks of it."""

    field: Field
    start: int
    end: int


def wrong_flags(sentence: str, records: Sequence[Record]) -> Iterator[Wrong]:
    """The fields of yes or no that say the opposite of the sentence."""
    flags = [field for record in records for field in flags_of(record)]
    if not flags or _MAYBE.search(sentence):
        return
    opening = _OPENING.match(sentence)
    start = opening.end() if opening else 0
    own = content(sentence[start:])
    denied = _NOT.search(sentence, start) is not None
    for field in flags:
        if _words(field.name) <= own and _FLAG[field.text.lower()] == denied:
            yield Wrong(field, start, len(sentence))


@lru_cache(maxsize=256)
def flags_of(record: Record) -> tuple[Field, ...]:
    """Those whose names say of themselves what is so; a state ("open": true) is compared as a state."""
    return tuple(
        field
        for field in record.fields
        if field.text.lower() in _FLAG and _words(field.name) and not any(word in FORMS for word in _split(field.name))
    )


@lru_cache(maxsize=512)
def _words(name: str) -> frozenset[str]:
    found = content(" ".join(_split(name)))
    return found if len(found) > 1 or any(len(word) > 4 for word in found) else frozenset()


def _split(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower())


def denied_chances(sentence: str, records: Sequence[Record]) -> Iterator[Wrong]:
    """ "No chance of rain" where the records know one."""
    for found in () if _CHANCES.isdisjoint(held(sentence)) else _NO_CHANCE.finditer(sentence):
        for field in (field for record in records for field in record.fields if "precipitation" in field.cues):
            if any(entry.unit == "%" and entry.value > CHANCE for entry in field.grounds.numbers):
                yield Wrong(field, found.start(), found.end())
