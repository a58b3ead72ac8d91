"""Fills the slots of a question: place, days, numbers, rooms, and the household's own names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intents.days import find_days
from intents.models import Entity
from intents.places import HERE, room_of, spot_in
from intents.words import Phrases, clean, fold
from ragdomains.models import Place
from ragdomains.types import Days, Spot

LONGEST = 1000  # characters that slots are looked for in
NUMBER = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)*(?![\w])")


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question names. `spot` None: no place was said. `carried` names what comes from an earlier question."""

    spot: Spot | None = None
    days: Days | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    carried: tuple[str, ...] = ()


class Names:
    """The household's own names: places and entities, found in a text in one pass. Immutable."""

    __slots__ = ("_entities", "_spots", "_table", "all")

    def __init__(self, spots: Sequence[tuple[str, Spot]], entities: Sequence[tuple[str, str, str]]) -> None:
        """Spots by name, entities as (name, type, value)."""
        self._spots = tuple(spot for _, spot in spots)
        self._entities = tuple((kind, value) for _, kind, value in entities)
        self.all = (*(name for name, _ in spots), *(name for name, _, _ in entities))
        self._table = Phrases(fold(clean(name)) for name in self.all)

    @classmethod
    def build(cls, places: Sequence[Place] = (), entities: Sequence[Entity] = ()) -> "Names":
        spots = [(str(name), place.spot()) for place in places for name in (place.name, *place.aliases)]
        named = [(str(name), row.type, row.value) for row in entities for name in (row.value, *row.synonyms)]
        return cls(spots, named)

    def find(self, low: str) -> tuple[Spot | None, dict[str, str], list[tuple[int, int]]]:
        """The first place, the entities by type, and where they stand. `low` is folded text."""
        spot: Spot | None = None
        values: dict[str, str] = {}
        spans = []
        for start, end, owners in self._table.longest(low):
            spans.append((start, end))
            for number in owners:
                if number < len(self._spots):
                    spot = spot or self._spots[number]
                else:
                    kind, value = self._entities[number - len(self._spots)]
                    values.setdefault(kind, value)
        return spot, values, spans


def fill(text: str, names: Names, now: datetime, home: Spot | None) -> Slots:
    """The slots of one question. `now` is aware, in the zone that its days are meant in; "here" means `home`."""
    text = clean(text)[:LONGEST]
    spot, values, spans = names.find(fold(text))
    free = blanked(text, spans)
    said = find_days(fold(free), now)
    days = None
    if said:
        days = Days(said.days.first, said.days.last, said.days.part, text[said.start : said.end].strip(" ,"))
        free = blanked(free, [(said.start, said.end)])
    room = room_of(fold(free))
    if room:
        values.setdefault("room", room[0])
        free = blanked(free, [room[1:]])
    if spot is None:
        spot = home if HERE.search(free) else spot_in(free)
    number = NUMBER.search(free)
    if number:
        values.setdefault("number", number[0])
    return Slots(spot, days, values)


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these spans blanked, so that nothing in them is understood twice; positions stay."""
    for start, end in spans:
        text = f"{text[:start]}{'|' * (end - start)}{text[end:]}"
    return text
