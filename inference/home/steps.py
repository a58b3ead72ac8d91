"""From an order and its targets to the steps that carry it out; or the question that is still open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inference.home.aims import Doubt, Target
from inference.home.calls import calls, job_of
from inference.home.context import House
from inference.home.line import Line
from inference.home.neutral import guards, is_wary
from inference.home.plans import Plan, Step
from inference.home.tools import Toolbox
from inference.home.values import NOTHING, Value

BY_DOMAIN = {
    "light": "brightness", "cover": "position", "valve": "position", "climate": "temperature",
    "media_player": "volume", "fan": "speed", "water_heater": "temperature",
}  # fmt: skip
RUN = frozenset(("script", "scene", "automation", "switch", "button", "input_button", "input_boolean"))
ROBOTS = frozenset(("vacuum", "lawn_mower"))
STEPWISE = frozenset(("increase", "decrease", "dim", "brighten"))


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the action, what of the thing is set, and to what."""

    action: str
    quality: str = ""
    value: Value = NOTHING


def stepped(found: Sequence[Target], order: Order, said: Line, box: Toolbox) -> Plan:
    """The steps, all or none: half of what was ordered is not what was ordered."""
    wary = any(is_guarded(target) for target in found)
    steps: list[Step] = []
    for target in found:
        domain = domain_of(target)
        meant = refined(order, domain)
        doubt = open_end(meant, target)
        if doubt:
            return Plan("ask", doubt=doubt, wary=wary)
        made = done(meant, target, said.house, box)
        if made is None:
            return Plan("unsure", wary=wary)
        steps += made
    topic = "media" if all(is_player(target) for target in found) else "devices"
    return Plan("act", tuple(steps), topic=topic, wary=wary)


def done(order: Order, target: Target, house: House, box: Toolbox) -> list[Step] | None:
    job = job_of(order.action, domain_of(target), order.quality, order.value)
    made = calls(job, target, house, box) if job else None
    if made is None:
        return None
    return [Step(call, order.action, said_of(target), spoken(order)) for call in made]


def domain_of(target: Target) -> str:
    return target.entities[0].domain if target.entities else target.noun.domain if target.noun else ""


def is_player(target: Target) -> bool:
    """Whether it is a player, or whatever plays where none is named."""
    return domain_of(target) == "media_player" or (not domain_of(target) and not target.every and not target.floor)


def is_guarded(target: Target) -> bool:
    return any(guards(each) for each in target.entities) or is_wary(target.noun)


def refined(order: Order, domain: str) -> Order:
    """What an action means for things of a domain: a scene that is started is activated, music that stops is paused."""
    action, quality, value = order.action, order.quality, order.value
    if value and action in {"turn_on", "open", "close", "dim", "brighten", "set", "increase", "decrease"}:
        quality = quality or BY_DOMAIN.get(domain, "")
        action = action if value.relative or (action in {"increase", "decrease"} and quality == "volume") else "set"
    elif action in {"increase", "decrease"}:
        quality = quality or BY_DOMAIN.get(domain, "")
    elif domain in ROBOTS:
        action = {"turn_on": "start", "clean": "start", "turn_off": "dock"}.get(action, action)
    elif domain in RUN and action in {"start", "turn_on", "set"}:
        action = {"scene": "activate", "button": "press", "input_button": "press"}.get(domain, "turn_on")
    elif domain in RUN and action == "stop":
        action = "turn_off"
    elif domain == "valve":
        action = {"turn_on": "open", "turn_off": "close"}.get(action, action)
    elif domain == "media_player":
        action = {"stop": "pause", "start": "resume", "play": "resume"}.get(action, action)
    return replace(order, action=action, quality=quality)


def open_end(order: Order, target: Target) -> Doubt | None:
    """What an order leaves open that must be known before anything moves."""
    if order.action == "open" and domain_of(target) == "lock":
        return Doubt("unlock", said_of(target))
    if order.action in STEPWISE and order.quality in {"brightness", "temperature", "speed"}:
        return Doubt(f"how_{order.quality}", said_of(target))
    return None


def said_of(target: Target) -> str:
    """The target in words to speak, "" for all that plays."""
    return target.said or target.area or target.floor


def spoken(order: Order) -> str:
    """The value in words to speak: "50 percent", "21 degrees", "red"."""
    value = order.value
    if order.action not in {"set", "increase", "decrease"} or not value:
        return ""
    if value.number is None:
        return value.color or (f"{value.kelvin} kelvin" if value.kelvin else "")
    unit = "degrees" if order.quality == "temperature" else "percent"
    return f"{value.number:g} {unit}"
