"""Who is at home, and which batteries are low."""

from collections.abc import Sequence

from ragdomains.providers.home_assistant.asked import tokens
from ragdomains.providers.home_assistant.choosing import in_area
from ragdomains.providers.home_assistant.house import Entity
from ragdomains.providers.home_assistant.telling import Telling, measured_text, times, told
from ragdomains.providers.home_assistant.words import ANYONE, EVERYONE, WHERE
from ragdomains.types import Evidence, ProviderError


def people(telling: Telling, house: Sequence[Entity]) -> Evidence:
    """Who is at home, or where one person is."""
    persons = [entity for entity in house if entity.kind == "person"]
    said_words = {*tokens(telling.lookup.text)}
    if not persons:
        raise ProviderError("Home Assistant tells of no person.", "missing")
    named = [entity for entity in persons if {*tokens(entity.name)} <= said_words]
    if len(named) == 1:
        return person(telling, named[0], bool(said_words & WHERE))
    home = [entity for entity in named or persons if entity.state == "home"]
    everyone = len(home) == len(persons) if said_words & EVERYONE else bool(home)
    verdict = telling.verdict(everyone) if said_words & ANYONE - {"who", "wer"} else ""
    if not home:
        return told(telling, persons, "nobody", {"verdict": verdict})
    verb = telling.word("is" if len(home) == 1 else "are")
    values = {"names": telling.joined([entity.name for entity in home]), "verb": verb, "verdict": verdict}
    return told(telling, home, "home", values, len(home))


def person(telling: Telling, entity: Entity, where: bool) -> Evidence:
    if entity.silent:
        return told(telling, [entity], "silent", {"name": entity.name, "changed": telling.since(entity.changed)})
    verdict = "" if where or telling.asked.since else telling.word("yes" if entity.state == "home" else "no")
    known = {"home": telling.word("at home"), "not_home": telling.word("away")}
    values = {"name": entity.name, "state": known.get(entity.state, f"{entity.state}"), "verdict": verdict}
    return told(telling, [entity], "person", values | times(telling, entity))


def batteries(telling: Telling, house: Sequence[Entity]) -> Evidence:
    """Which batteries are low."""
    known = [entity for entity in house if entity.sort == "battery" and not entity.silent]
    known = [entity for entity in known if not telling.asked.areas or in_area(entity, telling.asked.areas)]
    if not known:
        raise ProviderError("I know no battery in this house.", "missing")
    low = [entity for entity in known if is_low(entity, telling.limits.low_battery)]
    if not low:
        return told(telling, known, "not_low", {})
    names = [f"{entity.name}{level_of(entity, telling)}" for entity in sorted(low, key=lambda each: each.number or 0.0)]
    values = {
        "count": f"{len(low)}",
        "things": telling.word("battery" if len(low) == 1 else "batteries"),
        "verb": telling.word("is" if len(low) == 1 else "are"),
        "names": telling.joined(names),
    }
    return told(telling, low, "low", values, len(low))


def is_low(entity: Entity, limit: int) -> bool:
    if entity.kind == "binary_sensor":
        return entity.state == "on"
    return entity.number is not None and entity.number <= limit


def level_of(entity: Entity, telling: Telling) -> str:
    return "" if entity.number is None else f" ({measured_text(entity.number, '%', telling)})"
