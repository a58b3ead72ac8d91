"""Judges the calls for a household sentence by plain means of its own: which things, rooms and values it names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.home_fixture import FLOORS, ROOM, THINGS, Thing, things

Call = tuple[str, Mapping[str, Any]]  # the tool's bare name, its arguments

QUESTIONS = ("HassGet", "Question:", "HassClimateGet", "HassRespond", "HassNevermind")
LOOKS = frozenset(("GetLiveContext", "GetDateTime", "HassTimerStatus"))
ON = r"\b(?:on|open|opens|lock|start|activate|raise|unmute)\b"
OFF = r"\b(?:off|close|closes|unlock|stop|deactivate|out)\b"
# what a family of sentences may call; where it names no intent, the words decide between on and off
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "Assist:lights": ("HassTurnOn", "HassTurnOff", "HassLightSet"),
    "Assist:fan": ("HassTurnOn", "HassTurnOff", "HassFanSetSpeed"),
    "Assist:smart-lock": ("HassTurnOn", "HassTurnOff"), "Assist:cover-garage": ("HassTurnOn", "HassTurnOff"),
    "Assist:water-valve": ("HassTurnOn", "HassTurnOff", "HassSetPosition"),
    "Assist:cover-curtain": ("HassTurnOn", "HassTurnOff", "HassSetPosition"),
    "Assist:todo": ("HassListAddItem", "HassListCompleteItem", "HassShoppingListAddItem"),
    "Assist:vacuum": ("HassVacuumStart", "HassVacuumReturnToBase"),
    "Assist:media-player": (
        "HassTurnOn", "HassTurnOff", "HassMediaPause", "HassMediaUnpause", "HassMediaNext", "HassMediaPrevious",
        "HassSetVolume", "HassMediaPlayerMute", "HassMediaPlayerUnmute",
    ),
    "HassShoppingListAddItem": ("HassListAddItem", "HassShoppingListAddItem"),
    "HassShoppingListCompleteItem": ("HassListCompleteItem", "HassShoppingListCompleteItem"),
}  # fmt: skip
EVERYWHERE = re.compile(
    r"\b(?:everywhere|(?:the|my|our|entire|whole) (?:house|home|apartment)|house"
    r"|(?:each|every|all(?: the)?) (?:room|area)s?)\b"
)
HERE = re.compile(r"\b(?:here|(?:this|the|our|my) room)\b")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORDS = {"twenty point five": 20.5, "twenty": 20.0, "fifty": 50.0}
COLORS = re.compile(r"\b(?:red|green|blue|yellow|purple|orange|white|pink)\b")
MOST, LEAST = re.compile(r"\b(?:max\w*|highest|full|brightest)\b"), re.compile(r"\b(?:min\w*|lowest|dimmest)\b")
VALUES = ("brightness", "position", "temperature", "volume_level", "percentage")
UNITS = {"hour": 3600, "minute": 60, "second": 1}
# words for a kind of thing: that one stands in a sentence does not mean every thing that is called so
KINDS = frozenset(("light", "lamp", "fan", "plug", "ceiling", "door", "window", "lock", "thermostat", "valve", "blind"))
WITHOUT_ROOM = ("Timer", "List", "Broadcast", "Media", "Volume")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right about the calls for one sentence; `widened`: they reach what nobody spoke of."""

    tool: bool
    target: bool
    value: bool
    widened: bool = False

    @property
    def right(self) -> bool:
        return self.tool and self.target and self.value and not self.widened


def asks(intent: str) -> bool:
    return intent.startswith(QUESTIONS)


def judge(text: str, intent: str, calls: Sequence[Call]) -> Verdict:
    low = plain(text)
    acting = [call for call in calls if call[0] not in LOOKS or intent == "HassTimerStatus"]
    if asks(intent):
        return Verdict(not acting, True, True)
    touched = [thing for call in acting for thing in reached(call)]
    wide = any(not spoken_of(thing, low) for thing in touched)
    tool = bool(acting) and all(fits_tool(name, intent, low) for name, _ in acting)
    return Verdict(tool, bool(acting) and all_reached(low, acting, touched), right_value(low, acting), wide)


def plain(text: str) -> str:
    return " ".join(re.findall(r"[\w.%°/]+", text.lower().replace("'s", "").rstrip(".!?")))


def fits_tool(name: str, intent: str, low: str) -> bool:
    allowed = FAMILIES.get(intent, (intent,))
    if name not in allowed:
        return False
    if name in {"HassTurnOn", "HassTurnOff"} and intent in FAMILIES and " and " not in low and " then " not in low:
        off = re.search(OFF, low) is not None
        return off == (name == "HassTurnOff")
    return True


def reached(call: Call) -> list[Thing]:
    """The things of the house that a call is for."""
    arguments = call[1]
    domains = set(arguments.get("domain", ())) | domain_of(call[0])
    found = [thing for thing in things() if not domains or thing.domain in domains]
    if arguments.get("name"):
        return [thing for thing in found if thing.name == arguments["name"]]
    if arguments.get("area"):
        return [thing for thing in found if thing.area == arguments["area"]]
    if arguments.get("floor"):
        return [thing for thing in found if thing.floor == arguments["floor"].lower()]
    return [] if any(part in call[0] for part in WITHOUT_ROOM) else found


def domain_of(tool: str) -> set[str]:
    kinds = {
        "Light": "light",
        "Climate": "climate",
        "Media": "media_player",
        "Volume": "media_player",
        "Vacuum": "vacuum",
    }
    return {domain for part, domain in kinds.items() if part in tool}


def names(low: str) -> list[Thing]:
    """The things whose whole names stand in the sentence, the longest first, each word used once."""
    found = []
    for thing in sorted(things(), key=lambda each: -len(each.name)):
        shape = rf"\b{re.escape(plain(thing.name))}s?\b"
        if re.search(shape, low):
            found.append(thing)
            low = re.sub(shape, " ", low)
    return found


def rooms(low: str) -> list[str]:
    found = []
    for room in sorted(filter(None, THINGS), key=len, reverse=True):
        if re.search(rf"\b{room.lower()}\b", low):
            found.append(room)
            low = re.sub(rf"\b{room.lower()}\b", " ", low)
    return found


def floors(low: str) -> list[str]:
    return [floor for floor in FLOORS if re.search(rf"\b{floor}\b", low)]


def spoken_of(thing: Thing, low: str) -> bool:
    """Whether the sentence names the thing, its room or floor, this room, or the whole house; or it is the only one."""
    if any(thing == each for each in names(low)) or EVERYWHERE.search(low) or thing.area in rooms(low):
        return True
    if thing.floor in floors(low) or thing.domain in {"scene", "todo"}:
        return True
    if rooms(low) or floors(low):
        return set(plain(thing.name).split()) <= set(low.split())
    alone = sum(each.domain == thing.domain for each in things()) == 1
    part = [word for word in plain(thing.name).split() if word in low.split() and word not in KINDS]
    return thing.area == ROOM or alone or bool(part)


def all_reached(low: str, calls: Sequence[Call], touched: Sequence[Thing]) -> bool:
    """Whether everything that is named is reached: each thing, each room, each floor."""
    if all("Timer" in name for name, _ in calls):
        return all(str(arguments.get("area", "")).lower() in low for _, arguments in calls)
    wanted = [thing for thing in names(low) if thing.domain != "todo"]
    if wanted:
        return all(thing in touched for thing in wanted)
    for room in rooms(low):
        if not any(thing.area == room for thing in touched) and not any(a.get("area") == room for _, a in calls):
            return False
    return all(any(thing.floor == floor for thing in touched) for floor in floors(low) if not rooms(low)) or bool(
        [a for _, a in calls if a.get("floor")]
    )


def right_value(low: str, calls: Sequence[Call]) -> bool:
    name, arguments = calls[0] if calls else ("", {})
    if "Timer" in name:
        return timed(low, name, arguments)
    if "item" in arguments:
        return all(str(each.get("item", "")).lower() in low for _, each in calls)
    if arguments.get("search_query"):
        return plain(arguments["search_query"]) in low
    color = COLORS.search(low)
    if "color" in arguments or (color and name == "HassLightSet"):
        return color is not None and arguments.get("color") == color[0]
    given = next((float(arguments[each]) for each in VALUES if each in arguments), None)
    return given is None or wanted_value(low, given)


def wanted_value(low: str, given: float) -> bool:
    for said, number in WORDS.items():
        if re.search(rf"\b{said}\b", low):
            return given == number
    numbers = [float(each) for each in NUMBER.findall(re.sub(r"\bbedroom 1\b", "", low))]
    if numbers:
        return given in numbers
    return (given == 100 and bool(MOST.search(low))) or (given <= 10 and bool(LEAST.search(low)))


def timed(low: str, name: str, arguments: Mapping[str, Any]) -> bool:
    """Whether the lengths that are said are those of the call, whichever way they are put into hours and minutes."""
    if "conversation_command" in arguments:
        return arguments["conversation_command"].split()[0] in low
    given = sum(
        arguments.get(f"{prefix}{unit}s", 0) * size for prefix in ("", "start_") for unit, size in UNITS.items()
    )
    return "All" in name or given == sum(seconds(low))


def seconds(low: str) -> list[float]:
    """Each length that is said: "1 and a half hours" is 5400."""
    low = re.sub(r"\b1/2\b", "half", low)
    low = re.sub(r"(\d+) and (?:a )?half (hour|minute)s?", r"\1.5 \2", re.sub(r"and a half", "and half", low))
    low = re.sub(
        r"\bhalf (?:an?|of an) (hour|minute)", r"0.5 \1", re.sub(r"\b(?:a|an|one) (hour|minute)\b", r"1 \1", low)
    )
    return [float(n) * UNITS[unit] for n, unit in re.findall(r"(\d+(?:\.\d+)?)[ -](hour|minute|second)", low)]
