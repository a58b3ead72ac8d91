"""Makes calls of the client's tools from what is ordered and what it is for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inference.backends import ToolCall
from inference.home.aims import Doubt, Target, named_so
from inference.home.context import House
from inference.home.entities import Entity
from inference.home.services import STEPPED, service_call, takes_services
from inference.home.tools import Toolbox
from inference.home.values import Value

# what "everything" means: whatever can be switched without harm, so neither locks nor covers
SWITCHED = ("light", "switch", "fan", "media_player", "climate", "humidifier", "input_boolean")
MOST = 40  # calls of one order
POWER = {
    "turn_on": "HassTurnOn", "turn_off": "HassTurnOff", "toggle": "HassToggle", "open": "HassTurnOn",
    "close": "HassTurnOff", "lock": "HassTurnOn", "unlock": "HassTurnOff", "activate": "HassTurnOn",
    "press": "HassTurnOn", "script": "HassTurnOn",
}  # fmt: skip
PLAYER = {
    "pause": "HassMediaPause", "resume": "HassMediaUnpause", "next": "HassMediaNext", "previous": "HassMediaPrevious",
    "mute": "HassMediaPlayerMute", "unmute": "HassMediaPlayerUnmute",
}  # fmt: skip
ROBOT = {
    ("vacuum", "start"): "HassVacuumStart", ("vacuum", "dock"): "HassVacuumReturnToBase",
    ("lawn_mower", "start"): "HassLawnMowerStartMowing", ("lawn_mower", "dock"): "HassLawnMowerDock",
    ("cover", "stop"): "HassStopMoving",
}  # fmt: skip
# what is set: the tool, its argument, and the range that it can mean
SETTERS: Mapping[str, tuple[str, str, float, float]] = {
    "brightness": ("HassLightSet", "brightness", 0, 100),
    "volume": ("HassSetVolume", "volume_level", 0, 100),
    "position": ("HassSetPosition", "position", 0, 100),
    "temperature": ("HassClimateSetTemperature", "temperature", -50, 150),
    "speed": ("HassFanSetSpeed", "percentage", 0, 100),
    "humidity": ("HassHumidifierSetpoint", "humidity", 0, 100),
}
CLASSES = {"blind": ("blind", "shade")}  # classes of a client that one word may mean
FEW = 10  # speeds that a fan may count by number
PLAYED = frozenset(("media_player",))
MOVED = frozenset(("cover", "valve"))
QUALITIES = {
    "brightness": frozenset(("light",)), "color": frozenset(("light",)), "volume": PLAYED, "position": MOVED,
    "temperature": frozenset(("climate", "water_heater")), "speed": frozenset(("fan",)),
    "humidity": frozenset(("humidifier",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done: the tool, and its arguments beside those that say what it is for.

    `plain`: the tool is for things of one domain only, which need not be said.
    """

    tool: str
    arguments: Mapping[str, Any]
    plain: bool = True


def job_of(action: str, domain: str, quality: str, value: Value) -> Job | None:
    """The job of an action on things of a domain; None where no tool does it."""
    if action in POWER:
        return Job(POWER[action], {}, plain=False)
    if action in PLAYER:
        return Job(PLAYER[action], {})
    if (domain, action) in ROBOT:
        return Job(ROBOT[domain, action], {})
    if action == "set":
        return setting(quality, value)
    return None


def stepping(quality: str, up: bool, by: float | None) -> Job | None:
    """A step from the present value by a tool that takes steps; None where it must be reckoned."""
    signed = None if by is None else round(by) if up else -round(by)
    if quality == "volume":
        return Job("HassSetVolumeRelative", {"volume_step": ("up" if up else "down") if signed is None else signed})
    if quality in STEPPED:
        return Job(STEPPED[quality], {"step": signed if signed is not None else 20 if up else -20})
    return None


def setting(quality: str, value: Value) -> Job | None:
    if value.color or value.kelvin is not None:
        shade = {"color": value.color} if value.color else {"temperature": value.kelvin}
        return Job("HassLightSet", shade if value.number is None else {**shade, "brightness": value.number})
    if quality not in SETTERS or value.number is None or value.relative:
        return None
    if (quality == "temperature") != value.unit.startswith("deg") and value.unit:
        return None  # "to the maximum" is no temperature, and 21 degrees are no brightness
    if quality == "speed" and not value.unit and value.number < FEW:
        return None  # the second speed of how many?
    tool, argument, low, high = SETTERS[quality]
    return Job(tool, {argument: value.number}) if low <= value.number <= high else None


def calls(job: Job, target: Target, house: House, box: Toolbox) -> list[ToolCall] | None:
    """The calls that do a job for a target; None where the declared tools cannot say exactly that."""
    if job.tool not in box and takes_services(box):
        call = (
            service_call(job.tool, job.arguments, members(target, house), box)
            if not (target.floor or target.strict)
            else None
        )
        return [call] if call else None
    wheres = list(places(job, target, house))
    made = [box.call(job.tool, {**job.arguments, **needed}, helpful) for needed, helpful in wheres]
    whole = [call for call in made if call is not None]
    return whole if whole and len(whole) == len(wheres) <= MOST else None


Where = tuple[dict[str, Any], dict[str, Any]]  # what must be said, and what may be


def places(job: Job, target: Target, house: House) -> Iterable[Where]:
    if target.entities:
        return [named(each, house) for each in target.entities]
    kind_said = target.noun.kind if target.noun else ""
    helpful = {"device_class": list(CLASSES.get(kind_said, (kind_said,)))} if kind_said else {}
    domains = switched(target, house) if target.every else [target.noun.domain] if target.noun else []
    kind = {"domain": domains} if domains else {}
    where = {"area": target.area} if target.area else {"floor": target.floor} if target.floor else {}
    if not where and not target.whole:
        return [({}, kind | helpful)]
    if target.whole and job.plain and job.tool != "HassLightSet":
        found = house.register.of_domain(domains)
        return [named(each, house) for each in found]
    say = kind if not job.plain or target.whole else {}
    say |= helpful if target.strict else {}
    return [({**where, **say}, helpful | kind)]


def named(entity: Entity, house: House) -> Where:
    """By its name; where another one has the same, by its room or kind too."""
    same = [each for each in house.register.bearers(entity.name) if each is not entity]
    needed: dict[str, Any] = {"name": entity.name}
    if any(each.area != entity.area for each in same) and entity.area:
        needed["area"] = entity.area
    if any(each.area == entity.area and each.domain != entity.domain for each in same):
        needed["domain"] = [entity.domain]
    return needed, {"domain": [entity.domain]}


def switched(target: Target, house: House) -> list[str]:
    """The domains of what can be switched there: those that are there, where the house is known."""
    there = [each for each in house.register.entities if not target.area or each.area == target.area]
    known = {each.domain for each in there}
    return [domain for domain in SWITCHED if domain in known] if known else list(SWITCHED[:4])


def without(found: Sequence[Target], left_out: Sequence[Target], house: House) -> list[Target] | Doubt:
    """The targets as single things, without those that are left out."""
    floor = next((each.floor for each in [*found, *left_out] if each.floor), "")
    if floor:
        return Doubt("floor", floor)  # which things are on a floor no client tells
    excluded = [each for target in left_out for each in members(target, house)]
    kept = [each for target in found for each in members(target, house) if each not in excluded]
    if not excluded or not kept:
        return Doubt("what")
    return [Target((each,), said=each.name) for each in kept]


def members(target: Target, house: House) -> list[Entity]:
    """The things that a target stands for."""
    if target.entities:
        return list(target.entities)
    domains = switched(target, house) if target.every else [target.noun.domain] if target.noun else []
    found = house.register.of_domain(domains)
    found = [each for each in found if not target.area or each.area == target.area]
    narrow = target.noun if target.noun and target.noun.kind and not target.every else None
    # of all covers only those that are called blinds: what has no such word in its name may be a garage door
    return [each for each in found if narrow is None or named_so(each, narrow)]
