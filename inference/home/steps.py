"""From an order and its targets to the steps that carry it out; or the question that is still open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inference.home.aims import Doubt, Target
from inference.home.calls import QUALITIES, calls, job_of, stepping
from inference.home.changes import moved
from inference.home.context import House
from inference.home.entities import Entity
from inference.home.extents import DOWN, PLAIN, STEPS, UP, Extent
from inference.home.line import Line
from inference.home.looks import LIVE, narrowed
from inference.home.plans import Change, Plan, Step
from inference.home.readings import known
from inference.home.shutting import guards, is_wary
from inference.home.tools import Toolbox
from inference.home.values import KELVIN, NOTHING, Value

BY_DOMAIN = {
    "light": "brightness", "cover": "position", "valve": "position", "climate": "temperature",
    "media_player": "volume", "fan": "speed", "water_heater": "temperature", "humidifier": "humidity",
}  # fmt: skip
RUN = frozenset(("script", "scene", "automation", "switch", "button", "input_button", "input_boolean"))
RUNNING = {"scene": "activate", "script": "script", "button": "press", "input_button": "press"}
ROBOTS = frozenset(("vacuum", "lawn_mower"))
STEPWISE = frozenset(("increase", "decrease", "dim", "brighten"))
WHITES = {kelvin: name for name, kelvin in KELVIN.items()}
SETTABLE = frozenset(("brightness", "volume", "position", "temperature", "speed"))


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the action, what of the thing is set, to what, or how far from where it is."""

    action: str
    quality: str = ""
    value: Value = NOTHING
    extent: Extent = PLAIN

    @property
    def moves(self) -> bool:
        """Whether the present value decides the new one."""
        stepwise = self.action in STEPWISE and not (self.value and not self.extent.moves)
        return self.quality in SETTABLE and (stepwise or (self.extent.moves and self.action in UP | DOWN))


def stepped(found: Sequence[Target], order: Order, said: Line, box: Toolbox) -> Plan:
    """The steps, all or none: half of what was ordered is not what was ordered."""
    wary = any(is_guarded(target) for target in found)
    steps: list[Step] = []
    for target in found:
        domain = domain_of(target)
        meant = refined(order, domain)
        if meant.action == "open" and domain == "lock":
            return Plan("ask", doubt=Doubt("unlock", said_of(target)), wary=wary)
        made = changed(meant, target, said.house, box) if meant.moves else done(meant, target, said.house, box)
        if isinstance(made, Doubt):
            return Plan("ask", doubt=made, wary=wary)
        if made is None:
            return Plan("unsure", doubt=Doubt("cannot", said_of(target)) if said_of(target) else None, wary=wary)
        steps += made
    topic = "media" if all(is_player(target) for target in found) else "devices"
    return Plan("act", tuple(steps), topic=topic, wary=wary)


def changed(order: Order, target: Target, house: House, box: Toolbox) -> list[Step] | Doubt | None:
    """A step from the present value: by a tool that takes steps, else from what is known, else a look comes first."""
    number, up, extent = order.value.number, order.action in UP, order.extent
    by_tool = done(order, target, house, box) if extent.factor is None else None
    if by_tool is not None:
        return by_tool
    change = Change(target, QUALITIES[order.quality], order.quality, up, number, extent.size, extent.factor)
    if target.floor:
        return change.doubt  # the client tells no floors
    told = tuple(known(each) for each in house.register.entities if each.levels or each.state)
    ends = moved(change, told) if told else None
    if ends is not None and not any(each.stays for each in ends):
        return setting_steps([(each.entity, each.number) for each in ends], order.quality, house, box)
    look = box.call(LIVE, {}, narrowed((target,), ""))
    settable = setting_steps([(each, 50) for each in target.entities[:1]], order.quality, house, box)
    if settable is None:
        return None
    return [Step(look, "look", said_of(target), change=change)] if look else change.doubt


def setting_steps(
    values: Sequence[tuple[Entity, float]], quality: str, house: House, box: Toolbox
) -> list[Step] | None:
    """The steps that set each thing to its value; None where no tool does."""
    steps: list[Step] = []
    for entity, number in values:
        made = done(Order("set", quality, Value(number)), Target((entity,), said=entity.name), house, box)
        if made is None:
            return None
        steps += made
    return steps


def done(order: Order, target: Target, house: House, box: Toolbox) -> list[Step] | None:
    if order.moves:
        job = stepping(order.quality, order.action in UP, step_of(order))
    else:
        job = job_of(order.action, domain_of(target), order.quality, order.value)
    made = calls(job, target, house, box) if job else None
    if made is None:
        return None
    return [Step(call, order.action, said_of(target), spoken(order)) for call in made]


def step_of(order: Order) -> float | None:
    """By how much; None where the tool's own step is as good."""
    if order.value.number is not None or order.extent.size == 1:
        return order.value.number
    return None if order.quality == "volume" and not order.extent.size else STEPS[order.quality][order.extent.size]


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
        action = action if order.extent.moves or (action in {"increase", "decrease"} and quality == "volume") else "set"
    elif action in {"increase", "decrease"} or (order.extent.moves and action in {"open", "close"}):
        quality = quality or BY_DOMAIN.get(domain, "")
    elif domain in ROBOTS:
        action = {"turn_on": "start", "clean": "start", "turn_off": "dock"}.get(action, action)
    elif domain in RUN and action in {"start", "turn_on", "set"}:
        action = {"scene": "activate", "script": "script", "button": "press", "input_button": "press"}.get(
            domain, "turn_on"
        )
    elif domain in RUN and action == "stop":
        action = "turn_off"
    elif domain == "valve":
        action = {"turn_on": "open", "turn_off": "close", "start": "open", "stop": "close"}.get(action, action)
    elif domain == "media_player":
        action = {"stop": "pause", "start": "resume", "play": "resume"}.get(action, action)
    return replace(order, action=action, quality=quality)


def said_of(target: Target) -> str:
    """The target in words to speak, "" for all that plays."""
    return target.said or target.area or target.floor


def spoken(order: Order) -> str:
    """The value in words to speak: "50 percent", "21 degrees", "red"."""
    value = order.value
    if order.action not in {"set", "increase", "decrease"} or not value:
        return ""
    white = WHITES.get(value.kelvin, f"{value.kelvin} kelvin") if value.kelvin else ""
    shade = value.color or white
    if value.number is None:
        return shade
    much = said_value(value.number, order.quality)
    return f"{shade}, {much}" if shade else much


def said_value(number: float, quality: str) -> str:
    return f"{number:g} {'degrees' if quality == 'temperature' else 'percent'}"
