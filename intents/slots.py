"""Fills the slots of a question: place, days, amounts, names, and what is to be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from intents.actions import action_of
from intents.filling import (
    ACTS,
    Setting,
    place_and_topic,
    put_action,
    put_amounts,
    put_days,
    put_exception,
    put_names,
)  # fmt: skip
from intents.gazetteer import extras, mentions
from intents.kinds import USED
from intents.models import Entity
from intents.quantities import plain_number
from intents.sheet import Sheet
from intents.topics import find_named, find_quoted
from intents.words import Phrases, clean, fold
from ragdomains.models import Place
from ragdomains.types import Days, Spot

LONGEST = 1000  # characters that slots are looked for in
OWN_KINDS = {"room": "area"}  # an entity of this type fills that slot


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question names. `spot` None: no place was said. `carried` names what comes from an earlier question.

    `values` holds the first value of each kind, in its canonical form; `many` all values of the kinds that have
    several; `said` the words of the first one as they were typed; `choices` what a word of several meanings may name.
    """

    spot: Spot | None = None
    days: Days | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Names:
    """The household's own names: places and entities, found in a text in one pass. Immutable."""

    __slots__ = ("_entities", "_rows", "_spots", "_table", "all")

    def __init__(
        self, spots: Sequence[tuple[str, Spot]], entities: Sequence[tuple[str, str, str]], rows: Sequence[Entity] = ()
    ) -> None:
        """Spots by name, entities as (name, type, value), and the rows that they come from."""
        self._rows = {(OWN_KINDS.get(row.type, row.type), row.value): row for row in rows}
        self._spots = tuple(spot for _, spot in spots)
        self._entities = tuple((OWN_KINDS.get(kind, kind), value) for _, kind, value in entities)
        self.all = (*(name for name, _ in spots), *(name for name, _, _ in entities))
        self._table = Phrases(fold(clean(name)) for name in self.all)

    @classmethod
    def build(cls, places: Sequence[Place] = (), entities: Sequence[Entity] = ()) -> "Names":
        spots = [(str(name), place.spot()) for place in places for name in (place.name, *place.aliases)]
        named = [(str(name), row.type, row.value) for row in entities for name in (row.value, *row.synonyms)]
        return cls(spots, named, entities)

    def behind(self, values: Mapping[str, str]) -> Iterator[Entity]:
        """The entities that filled these slots."""
        return (self._rows[pair] for pair in values.items() if pair in self._rows)

    def put(self, sheet: Sheet) -> Spot | None:
        """Puts the entities on the sheet; the first place."""
        spot: Spot | None = None
        found = self._table.longest(sheet.low)
        longer = wider(sheet.low) if any(min(owners) < len(self._spots) for _, _, owners in found) else ()
        for start, end, owners in found:
            if any(first <= start and end <= last and end - start < last - first for first, last in longer):
                continue  # who lives in Manchester may ask for Manchester United
            sheet.blank([(start, end)])
            for number in owners:
                if number < len(self._spots):
                    sheet.own.append((start, end))
                    spot = spot or self._spots[number]
                else:
                    sheet.take(*self._entities[number - len(self._spots)], (start, end))
        return spot


def wider(low: str) -> tuple[tuple[int, int], ...]:
    """Where names of the world stand that may hold the name of a place."""
    return tuple(each[:2] for each in mentions(low, kinds=("team", "company", "airport")) if not each.ambiguous)


def only(slots: Slots, kind: str, value: str) -> Slots:
    """The slots as if this were the only value of its kind; what goes with the others, as a company with its symbol,
    goes with them."""
    table, others = extras(), {*slots.many.get(kind, ())} - {value}
    every = {name: slots.many.get(name, (first,)) for name, first in slots.values.items()} | {kind: (value,)}
    left = {
        name: named
        for name, values in every.items()
        if (named := tuple(each for each in values if table.get((name, each)) not in others))
    }
    values = {name: named[0] for name, named in left.items()}
    said = {name: words for name, words in slots.said.items() if values.get(name) == slots.values.get(name)}
    several = {name: named for name, named in left.items() if len(named) > 1}
    return replace(slots, values=values, many=several, said=said)


def fill(text: str, names: Names, now: datetime, home: Spot | None, category: str = "", language: str = "en") -> Slots:
    """The slots of one question. `now` is aware, in the zone that its days are meant in; "here" means `home`.

    `category` is the matched intent's: only what it can use is looked for. Without one only what is sure is taken.
    """
    setting = Setting(now, home, category if category in USED else "", language)
    sheet = Sheet(clean(text)[:LONGEST])
    action = action_of(sheet.text, language) if setting.category in ACTS else None
    spot = names.put(sheet)
    put_exception(sheet, setting)
    find_quoted(sheet, setting.category)
    groups = put_names(sheet, action, setting)
    find_named(sheet, setting.category, language)
    days = put_days(sheet, setting)
    put_amounts(sheet, groups, setting)
    put_action(sheet, action, setting)
    found = place_and_topic(sheet, setting)
    number = plain_number(sheet.low) if not sheet.has("number") else None
    if number:
        sheet.note("number", number.number, number.start)
    return Slots(spot or found, days, sheet.values(), (), sheet.many(), sheet.said, sheet.choices)
