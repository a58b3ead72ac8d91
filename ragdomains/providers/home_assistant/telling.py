"""How things of the house are said: names, states, values, times; and the facts behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ragdomains.bodies import words
from ragdomains.languages import base, language_of, phrase
from ragdomains.providers.home_assistant.asked import Asked, tokens
from ragdomains.providers.home_assistant.german import WORDS
from ragdomains.providers.home_assistant.house import Entity
from ragdomains.providers.home_assistant.kinds import OPENING, THINGS, Group
from ragdomains.providers.home_assistant.warmth import unit_of
from ragdomains.sentences import digits, said, spoken_day
from ragdomains.types import Evidence, Fact, Lookup, Value

SOURCE = "Home Assistant"
# what a binary sensor's on and off are called, by its class (https://www.home-assistant.io/integrations/binary_sensor/)
BINARY = {
    **dict.fromkeys(OPENING, ("open", "closed")),
    "lock": ("unlocked", "locked"),
    "moisture": ("wet", "dry"),
    "battery": ("low", "fine"),
    "running": ("running", "finished"),
    "connectivity": ("connected", "disconnected"),
    **dict.fromkeys(("motion", "occupancy", "presence", "smoke", "gas", "carbon_monoxide"), ("detected", "clear")),
}
PLAIN = {"home": "at home", "not_home": "away", "armed_home": "armed home", "armed_away": "armed away",
         "armed_night": "armed night", "heat_cool": "heat cool", "fan_only": "fan only",
         "heat": "set to heat", "cool": "set to cool"}  # fmt: skip  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """The percent at which a battery is low, how many names one sentence holds, and where Home Assistant is."""

    low_battery: int
    most: int
    url: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence is made for."""

    asked: Asked
    lookup: Lookup
    limits: Limits

    def word(self, english: str) -> str:
        return phrase(english, self.lookup.language, WORDS)

    def things(self, count: int) -> str:
        group: Group = self.asked.group or THINGS
        one, many, eine, viele = group.spoken
        german = base(self.lookup.language) == "de"
        return (eine if german else one) if count == 1 else (viele if german else many)

    def joined(self, names: Sequence[str]) -> str:
        kept = list(dict.fromkeys(names))
        if len(kept) > self.limits.most:
            most = self.limits.most
            form = self.word("{} and {} more")
            return form.replace("{}", ", ".join(kept[:most]), 1).replace("{}", f"{len(kept) - most}", 1)
        form = self.word("{} and {}")
        if len(kept) < 2:
            return "".join(kept)
        return form.replace("{}", ", ".join(kept[:-1]), 1).replace("{}", kept[-1], 1)

    def verdict(self, is_so: bool) -> str:
        """Yes or no, where the question is one for that."""
        return self.word("yes" if is_so else "no") if self.asked.yes_or_no else ""

    def since(self, moment: datetime | None) -> str:
        """When a state began, in the house's own time: "14:05", "Friday 20 November, 14:05"."""
        if moment is None:
            return ""
        local, now = moment.astimezone(self.lookup.now.tzinfo), self.lookup.now
        clock = language_of(self.lookup.language).clock.format(local)
        same = local.date() == now.date()
        return clock if same else f"{spoken_day(local.date(), now.date(), self.lookup.language)}, {clock}"


def told(
    telling: Telling, entities: Sequence[Entity], name: str, values: dict[str, str], count: int | None = None
) -> Evidence:
    counted = [] if count is None else [fact("count", count, "", None, telling)]
    facts = [each for entity in entities[:20] for each in facts_of(entity, telling)]
    return Evidence((*counted, *facts), (), name, values, telling.lookup.now, SOURCE, telling.limits.url)


def facts_of(entity: Entity, telling: Telling) -> list[Fact]:
    value, unit = reading(entity, telling.asked) if telling.asked.measure else (entity.number, entity.unit)
    state: Value = entity.state if value is None else value
    found = [fact("entity", entity.name, "", entity, telling), fact("state", state, unit, entity, telling)]
    if entity.area:
        found.append(fact("area", entity.area, "", entity, telling))
    if entity.changed:
        found.append(fact("last_changed", entity.changed, "", entity, telling))
    return found


def fact(name: str, value: Value, unit: str, entity: Entity | None, telling: Telling) -> Fact:
    area, changed = (entity.area, entity.changed) if entity else ("", None)
    return Fact(name, value, unit, area, valid_from=changed, as_of=telling.lookup.now, source=SOURCE)


def reading(entity: Entity, asked: Asked) -> tuple[float | None, str]:
    """The value that is asked of a thing, and its unit."""
    if entity.kind == "climate":
        return entity.attribute("temperature" if asked.target else "current_temperature"), unit_of(entity)
    if entity.kind == "vacuum":
        return entity.attribute("battery_level"), "%"
    return entity.number, entity.unit


def measured_text(value: float, unit: str, telling: Telling) -> str:
    """A value with one decimal at most, its unit in words."""
    text = said(Fact("value", round(value, 1), unit), "short", telling.lookup.language)
    if unit in {"degC", "degF"}:  # half a degree counts inside of a house
        number = digits(round(value, 1), 1, telling.lookup.language)
        one_, many, _ = language_of(telling.lookup.language).units[unit]
        return f"{number} {one_ if number in {'1', '-1'} else many}"
    return text


def state_of(entity: Entity, telling: Telling) -> str:
    """A state as it is said; a number with its unit."""
    if entity.number is not None and entity.kind == "sensor":
        return measured_text(entity.number, entity.unit, telling)
    if entity.kind == "binary_sensor" and entity.state in {"on", "off"}:
        on, off = BINARY.get(entity.sort, ("on", "off"))
        return telling.word(on if entity.state == "on" else off)
    action = words(entity.attributes or {}, "hvac_action")  # what a thermostat does, beside what it is set to
    if entity.kind == "climate" and action:
        return telling.word(action)
    plain = PLAIN.get(entity.state, entity.state.replace("_", " "))
    return telling.word(plain)


def times(telling: Telling, entity: Entity) -> dict[str, str]:
    began = telling.since(entity.changed)
    return {"changed": began, "since": began if telling.asked.since else ""}


def machine(name: str) -> str:
    """ "Washing Machine" for its entity "Washing Machine Running"."""
    first, _, last = name.rpartition(" ")
    return first if first and last.casefold() in {"running", "status", "state"} else name


def name_of(entity: Entity, asked: Asked) -> str:
    """A thing's name; with its room where the name does not say it and it is not the one asked about."""
    hidden = not entity.area or entity.area in asked.areas or {*tokens(entity.area)} & {*tokens(entity.name)}
    return entity.name if hidden else f"{entity.name} ({entity.area})"
