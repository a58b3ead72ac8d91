"""What keeps the house shut: locks, alarms, garage doors and gates, by their kind and by the words for them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference.home.entities import Entity, plain
from inference.home.lexicon import Noun
from inference.home.line import Line

GUARDED = frozenset(("lock", "alarm_control_panel"))
# they may do anything, so that their names tell: a switch that opens the garage, a script that disarms
NAMED = frozenset((
    "cover", "switch", "button", "input_button", "input_boolean", "script", "scene", "automation", "group", "remote",
))  # fmt: skip
DOORS = frozenset((
    "garage", "door", "doors", "gate", "gates", "garagentor", "tor", "tore", "hoftor", "gartentor", "tür", "türen",
    "haustür", "wohnungstür", "hintertür", "kellertür", "terrassentür", "balkontür",
))  # fmt: skip
ALARMS = frozenset((
    "lock", "locks", "unlock", "alarm", "disarm", "security", "schloss", "türschloss", "alarmanlage", "aufschließen",
    "aufsperren", "entriegeln", "unscharf", "entschärfen",
))  # fmt: skip
SHUTTING = DOORS | ALARMS
TELLING = ("conversation_command", "domain", "device_class")  # arguments that say what is moved, beside its name


def is_wary(noun: Noun | None) -> bool:
    """Whether a kind of thing keeps the house shut."""
    return noun is not None and (noun.domain in GUARDED or noun.kind in {"garage", "door", "gate"})


def guards(entity: Entity) -> bool:
    """Whether a thing keeps the house shut: a lock, an alarm, a garage or a gate, or what is called so and moves."""
    if entity.domain in GUARDED:
        return True
    words = {word for name in entity.names for word in plain(name)}
    return entity.domain in NAMED and not words.isdisjoint(DOORS if entity.domain == "cover" else SHUTTING)


def moves_shut(said: Line) -> bool:
    """Whether an order names, or means by its kind, what keeps the house shut."""
    owners = [said.house.register.entities[owner] for each in said.of("name") for owner in each.owners]
    return any(map(guards, owners)) or any(is_wary(each.noun) for each in said.of("noun"))


def unsaid(tool: str, arguments: Mapping[str, Any], said: Line) -> str:
    """The word for what keeps the house shut that a call holds, though the user said none such; "" where none."""
    words = (word for text in spoken(tool, arguments, said.house.known) for word in plain(text.replace("_", " ")))
    return next((word for word in words if word in SHUTTING and word not in said.words), "")


def held_shut(tool: str, arguments: Any) -> str:
    """The word for what keeps the house shut anywhere in a call, for those who may never move it; "" where none."""
    words = (word for text in (tool, *texts(arguments)) for word in plain(re.sub(r"[_.]", " ", text)))
    return next((word for word in words if word in SHUTTING), "")


def texts(value: Any) -> Iterator[str]:
    """All words in the arguments of a call, however deep they stand."""
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def spoken(tool: str, arguments: Mapping[str, Any], known: bool) -> Iterator[str]:
    """What a call says in words: the name of a script of the house, what is told beside; the name of a thing only
    where the house is not `known`, which would tell what it is."""
    own = tool.startswith("Hass")
    if not own:
        yield tool
    named = () if tool.startswith("HassList") or (own and known) else ("name",)
    for name in (*TELLING, *named):
        yield from listed(arguments.get(name))


def listed(value: Any) -> list[str]:
    """One or several words of an argument."""
    return [str(each) for each in (value if isinstance(value, list) else [value] if value else [])]
