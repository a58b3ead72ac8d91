"""Relative orders: the value that a step makes of the present one, which the prompt or the live context tells."""

from dataclasses import dataclass

from inference.home.entities import Entity
from inference.home.extents import FAHRENHEIT, LIMITS, STEPS
from inference.home.plans import Change
from inference.home.readings import Reading, present
from inference.home.states import belongs


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of one thing: its new value, or that it `stays` where it is (at the end, or off)."""

    entity: Entity
    number: float
    stays: bool = False


def things(change: Change, seen: tuple[Reading, ...]) -> list[Reading]:
    """The things of a change among those that were seen; of several lights those that are on, if any is."""
    found = [each for each in seen if each.entity.domain in change.domains and belongs(each, change.target)]
    going = [each for each in found if each.state in {"on", "playing"}]
    if change.quality == "volume":
        return going or (found if change.target.entities else [])
    return going or found if len(found) > 1 and change.quality in {"brightness", "speed"} else found


def moved(change: Change, seen: tuple[Reading, ...]) -> list[Moved] | None:
    """What becomes of the things whose present value is told; None where none is."""
    found = [(each.entity, present(each, change.quality)) for each in things(change, seen)]
    return [step(change, entity, value) for entity, value in found if value is not None] or None


def step(change: Change, entity: Entity, value: float) -> Moved:
    low, high = LIMITS[change.quality]
    if not value and not change.up and change.quality in {"brightness", "speed"}:
        return Moved(entity, 0, stays=True)
    fahrenheit = change.quality == "temperature" and value > FAHRENHEIT
    by = change.by if change.by is not None else STEPS[change.quality][change.size] * (2 if fahrenheit else 1)
    wanted = value + (by if change.up else -by) if change.factor is None else value * change.factor
    number = min(max(wanted, low), high)
    number = round(number, 1) if change.quality == "temperature" else round(number)
    return Moved(entity, number, stays=number == value)
