"""Chooses what is meant of all that the house has; says what it does not know, and asks back where several fit."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ragdomains.providers.home_assistant.asked import Asked, tokens
from ragdomains.providers.home_assistant.house import Entity
from ragdomains.providers.home_assistant.kinds import LEAST_POWER, OPPOSITE, SWITCHED, is_member, meant
from ragdomains.types import ProviderError

SHARED = 5  # letters from which on a word within another counts: "licht" in "wohnzimmerlicht"
NEAR = 0.7  # likeness from which on a name is offered
OFFERED = 3
LONGEST_CHOICE = 5


def truths(entity: Entity) -> frozenset[str]:
    """What is true of it: open, locked, running ..."""
    if entity.kind == "sensor" and entity.unit == "W":
        watts = entity.number
        return frozenset() if watts is None else frozenset({"running" if watts > LEAST_POWER else "finished"})
    return meant(entity.kind, entity.sort, entity.state)


def holds(entity: Entity, wanted: str) -> bool | None:
    """Whether it is in that state; None where that cannot be said of it."""
    known = truths(entity)
    return True if wanted in known else False if OPPOSITE.get(wanted, "-") in known else None


def chosen(asked: Asked, house: Sequence[Entity]) -> list[Entity]:
    """The things that are meant, at least one; raises ProviderError (missing) for what is not known, or not clear."""
    other = replace(asked, content=asked.device)  # "the washer": a washing machine
    tries = (asked, other) if asked.device and asked.content and not asked.group else (asked,)
    wider = (version for each in tries for version in (each, replace(each, wanted="")))
    pool = next((found for version in wider if (found := meant_by_name(version, house))), [])
    if not pool:
        raise unknown(asked, house)
    if asked.scope != "one" or len(pool) == 1 or (asked.measure and not asked.content):
        return pool
    return single(asked, pool)


def meant_by_name(asked: Asked, house: Sequence[Entity]) -> list[Entity]:
    """Those in the rooms that are named whose name or room holds every word."""
    pool = suited(asked, house)
    if asked.areas:
        pool = [entity for entity in pool if in_area(entity, asked.areas)]
    found = [entity for entity in pool if all(fits(word, entity) for word in asked.content)]
    machine = asked.wanted in {"running", "finished"} and asked.group is None  # what tells it has a longer name
    exact = [entity for entity in found if asked.content and not machine and {*asked.content} >= {*tokens(entity.name)}]
    return exact or found


def suited(asked: Asked, house: Sequence[Entity]) -> list[Entity]:
    """Those of which it can be said."""
    if asked.measure:
        return [entity for entity in house if measures(entity, asked)]
    things = [entity for entity in house if entity.kind != "person"]
    if asked.group:
        things = [entity for entity in things if is_member(entity.kind, entity.sort, asked.group)]
    elif not asked.content and asked.wanted in {"on", "off"}:
        things = [entity for entity in things if entity.kind in SWITCHED]
    if not asked.wanted:
        return things
    fitting = [entity for entity in things if holds(entity, asked.wanted) is not None]
    silent = [entity for entity in things if entity.silent and is_told(entity, asked)]
    return [*fitting, *silent]


def is_told(entity: Entity, asked: Asked) -> bool:
    """Whether a thing that is silent now could say it: a lock whether it is locked, and no other."""
    lock = entity.kind == "lock" or entity.sort == "lock"
    return entity.kind != "sensor" and lock == (asked.wanted in {"locked", "unlocked"})


def measures(entity: Entity, asked: Asked) -> bool:
    climate = entity.kind == "climate" and asked.measure == "temperature"
    if asked.target and asked.measure in {"temperature", ""}:
        return climate and entity.attribute("temperature") is not None
    if climate:
        return entity.attribute("current_temperature") is not None
    if entity.kind == "vacuum" and asked.measure == "battery":
        return entity.attribute("battery_level") is not None
    return entity.kind == "sensor" and entity.sort == asked.measure and entity.number is not None


def in_area(entity: Entity, areas: Sequence[str]) -> bool:
    if entity.area:
        return entity.area in areas
    return any({*tokens(area)} <= {*tokens(entity.name)} for area in areas)


def fits(word: str, entity: Entity) -> bool:
    return any(alike(word, own) for own in (*tokens(entity.name), *tokens(entity.area)))


def alike(word: str, own: str) -> bool:
    if word == own or word.rstrip("s") == own.rstrip("s"):
        return True
    short, long = sorted((word, own), key=len)
    return len(short) >= SHARED and short in long


def single(asked: Asked, pool: Sequence[Entity]) -> list[Entity]:
    """The one of several that fits best; raises ProviderError (missing) that asks back where two fit as well."""
    ranks = [(rank(entity, asked), entity) for entity in pool]
    least = min(place for place, _ in ranks)
    best = [entity for place, entity in ranks if place == least]
    if len(best) == 1 or len({(entity.name, entity.area) for entity in best}) == 1:
        return best[:1]
    raise ProviderError(f"Which one do you mean: {either(best)}?", "missing")


def rank(entity: Entity, asked: Asked) -> tuple[int, int]:
    """Lower is better: what was made to say it, then the shorter name."""
    order = ("binary_sensor", "vacuum", "lawn_mower", "sensor", "media_player", "switch")
    machine = asked.wanted in {"running", "finished"} and asked.group is None
    place = order.index(entity.kind) if machine and entity.kind in order else len(order)
    power = machine and entity.unit == "W"
    spare = sum(not any(alike(word, own) for word in asked.content) for own in tokens(entity.name))
    return (len(order) + 1 if power else place, spare if asked.content else 0)


def unknown(asked: Asked, house: Sequence[Entity]) -> ProviderError:
    """That there is no such thing; a question where names are near."""
    said = " ".join((*asked.content, *(asked.group.called[:1] if asked.group and not asked.content else ())))
    offered = partly(asked, house) or nearest(asked, house)
    thing = f"no {said}" if said else "nothing like that"
    where = f" in {asked.areas[0]}" if asked.areas else ""
    if offered:
        return ProviderError(f"I know {thing}{where} in this house. Do you mean {either(offered)}?", "missing")
    return ProviderError(f"I know {thing}{where} in this house.", "missing")


def partly(asked: Asked, house: Sequence[Entity]) -> list[Entity]:
    """What holds the most of the words, where there is something like it at all."""
    hits = [(sum(fits(word, entity) for word in asked.content), entity) for entity in suited(asked, house)]
    best = max((hit for hit, _ in hits), default=0)
    return [entity for hit, entity in hits if hit and hit == best]


def nearest(asked: Asked, house: Sequence[Entity]) -> list[Entity]:
    """What is written nearly like it."""
    wanted = " ".join(asked.content)
    rated = [
        (likeness(wanted, entity.name.casefold()), entity) for entity in house if entity.kind != "person" and wanted
    ]
    near = sorted((pair for pair in rated if pair[0] >= NEAR), key=lambda pair: -pair[0])
    return [entity for _, entity in near]


def likeness(wanted: str, name: str) -> float:
    whole = SequenceMatcher(None, wanted, name).ratio()
    return max([whole, *(SequenceMatcher(None, wanted, word).ratio() * 0.95 for word in name.split())])


def either(entities: Sequence[Entity]) -> str:
    """Their names, told apart by their rooms: "Ceiling in Kitchen or Ceiling in Hall"."""
    doubled = len({entity.name for entity in entities}) < len(entities)
    names = [f"{each.name} in {each.area}" if doubled and each.area else each.name for each in entities]
    names = list(dict.fromkeys(names))[: LONGEST_CHOICE if len(names) <= LONGEST_CHOICE else OFFERED]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
