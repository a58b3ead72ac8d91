"""Makes evidence of the things that are meant: which answer it is, and the texts of its sentence."""

from collections.abc import Sequence

from ragdomains.providers.home_assistant.asked import Asked, tokens
from ragdomains.providers.home_assistant.choosing import chosen, holds
from ragdomains.providers.home_assistant.house import Entity
from ragdomains.providers.home_assistant.people import batteries, people
from ragdomains.providers.home_assistant.telling import (
    Limits,
    Telling,
    machine,
    measured_text,
    name_of,
    reading,
    state_of,
    times,
    told,
)
from ragdomains.types import Evidence, Lookup


def answer(asked: Asked, house: Sequence[Entity], lookup: Lookup, limits: Limits) -> Evidence:
    telling = Telling(asked, lookup, limits)
    if asked.about == "people":
        return people(telling, house)
    if asked.about == "batteries":
        return batteries(telling, house)
    found = chosen(asked, house)
    if asked.measure or (asked.target and found[0].kind == "climate"):
        return measured(telling, found)
    if len(found) == 1 and not (asked.group and asked.group.usual):
        return one(telling, found[0])
    return several(telling, found) if asked.wanted else listed(telling, found)


def one(telling: Telling, entity: Entity) -> Evidence:
    """How a thing is, and whether it is as was asked."""
    if entity.silent:
        return told(telling, [entity], "silent", {"name": entity.name, "changed": telling.since(entity.changed)})
    is_so = holds(entity, telling.asked.wanted) if telling.asked.wanted else None
    verdict = "" if is_so is None or telling.asked.since else telling.verdict(is_so)
    values = {"name": machine(entity.name), "state": state_of(entity, telling), "verdict": verdict}
    return told(telling, [entity], "state", values | times(telling, entity))


def several(telling: Telling, found: Sequence[Entity]) -> Evidence:
    """Which of many are as was asked."""
    asked, speaking = telling.asked, [entity for entity in found if not entity.silent]
    if not speaking:
        return one(telling, found[0])
    right = [entity for entity in speaking if holds(entity, asked.wanted)]
    wrong = [entity for entity in speaking if not holds(entity, asked.wanted)]
    silent = telling.joined([name_of(entity, asked) for entity in found if entity.silent])
    values = {"state": telling.word(asked.wanted), "silent": silent}
    if asked.scope == "all" and (wrong or not silent):  # of what is silent nothing is said
        return whole(telling, right, wrong, values)
    if asked.group and asked.group.usual:
        return alarms(telling, right, speaking, silent)
    verb = telling.word("is" if len(right) == 1 else "are")
    values["verdict"] = "" if asked.scope == "all" else telling.verdict(bool(right))
    counted = {"things": telling.things(len(right)), "verb": verb, "count": f"{len(right)}"}
    names = {"names": telling.joined([name_of(entity, asked) for entity in right])}
    name = "some" if right else "none"
    return told(telling, right or speaking, name, values | counted | names, len(right))


def alarms(telling: Telling, right: Sequence[Entity], speaking: Sequence[Entity], silent: str) -> Evidence:
    """Which sensors of motion, water or smoke report it."""
    verb = telling.word("reports" if len(right) == 1 else "report")
    names = telling.joined([name_of(entity, telling.asked) for entity in right])
    values = {"verdict": telling.verdict(bool(right)), "verb": verb, "names": names, "silent": silent}
    values["things"] = telling.things(1)
    return told(telling, right or speaking, "reported" if right else "quiet", values, len(right))


def whole(telling: Telling, right: Sequence[Entity], wrong: Sequence[Entity], values: dict[str, str]) -> Evidence:
    """Whether all are as was asked, and which are not."""
    total = len(right) + len(wrong)
    if not wrong and total == 1:
        return one(telling, right[0])
    verdict = telling.verdict(not wrong)
    if not wrong:
        more = {"count": f"{total}", "things": telling.things(2), "verdict": verdict}
        return told(telling, right, "all", values | more, total)
    more = {
        "count": f"{len(wrong)}",
        "total": f"{total}",
        "things": telling.things(total),
        "verb": telling.word("is" if len(wrong) == 1 else "are"),
        "names": telling.joined([name_of(entity, telling.asked) for entity in wrong]),
        "verdict": verdict,
    }
    return told(telling, wrong, "not_all", values | more, len(wrong))


def listed(telling: Telling, found: Sequence[Entity]) -> Evidence:
    """How several things are that were asked about without a state."""
    parts = [
        f"{name_of(entity, telling.asked)}: {state_of(entity, telling)}" for entity in found[: telling.limits.most]
    ]
    return told(telling, found, "values", {"listing": ", ".join(parts)})


def measured(telling: Telling, found: Sequence[Entity]) -> Evidence:
    """The value of one thing, or those of several: sensors before thermostats, one for each room."""
    asked, rooms = telling.asked, dict[str, Entity]()
    for entity in sorted(found, key=lambda each: each.kind != "sensor"):
        rooms.setdefault(entity.area or entity.name, entity)
    chosen_ones = list(rooms.values())
    if len(chosen_ones) > 1:
        parts = [f"{place_of(entity)}: {value_text(entity, telling)}" for entity in chosen_ones[: telling.limits.most]]
        return told(telling, chosen_ones, "values", {"listing": ", ".join(parts)})
    entity = chosen_ones[0]
    in_room = asked.measure == "temperature" and bool(entity.area) and not asked.target and not asked.content
    what = "target" if asked.target else asked.measure.replace("_", " ")
    named = telling.word(what) if what not in tokens(entity.name) else ""
    values = {"name": entity.name, "area": entity.area, "value": value_text(entity, telling), "what": named}
    return told(telling, chosen_ones, "room" if in_room else "value", values | times(telling, entity))


def place_of(entity: Entity) -> str:
    return entity.area or entity.name


def value_text(entity: Entity, telling: Telling) -> str:
    value, unit = reading(entity, telling.asked)
    return "" if value is None else measured_text(value, unit, telling)
