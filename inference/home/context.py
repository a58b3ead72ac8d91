"""Reads what a client's system prompt tells of its house: the exposed entities, the room, timers, the date."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inference.history import system_text
from inference.home.entities import Entity, Register
from inference.messages import Message

MOST = 5000  # entities that are read of one prompt
LONGEST = 2_000_000  # characters of a prompt that are looked at
KEPT = 32  # prompts that are kept read: a house has a handful of satellites

ROOM = re.compile(r"You are in area (.{1,80}?)(?: \(floor (.{1,80}?)\))? and all generic commands")
NO_TIMERS = re.compile(r"device is not able to start timers")
MOMENT = re.compile(r"(?:Current time is|The current time and date is) (.{4,80}?)(?:\.?$|\n)", re.MULTILINE)
ITEM = re.compile(r"[ \t]*- (?:names?|entity_id): ?(.*)")
FIELD = re.compile(r"[ \t]+([a-z_]+): ?(.*)")
KEYED = re.compile(r"(?:[ \t]*- )?([a-z_]+\.[a-z0-9_]+):[ \t]*$")
TOLD = re.compile(r"([a-z_]+\.[a-z0-9_]+) '(.*?)'(?: = ([^;]*)(?:;(.*))?)?")  # home-llm: light.lamp 'Lamp' = on;80%
SHARE = re.compile(r"(?:^|;)(\d{1,3}%)(?:;|$)")
LEVELS = ("brightness", "temperature", "volume_level", "current_position", "percentage")
HEADING = re.compile(r"#+ (?:Area: )?(.{1,80})")


EMPTY = Register()


@dataclass(frozen=True, slots=True)
class House:
    """What a prompt tells. `room` and `floor` are the satellite's own, "" where it stands in none."""

    register: Register = EMPTY
    room: str = ""
    floor: str = ""
    timers: bool = True
    moment: str = ""

    @property
    def known(self) -> bool:
        """Whether the prompt told of any entity."""
        return bool(self.register.entities)


def house_of(messages: Sequence[Message]) -> House:
    """The house that a client's own prompt describes; an empty one where it tells nothing."""
    return told(system_text(messages)[:LONGEST])


def room_in(messages: Sequence[Message]) -> str:
    """The room that the client's prompt says it stands in; the rest of the prompt is not read for that."""
    found = ROOM.search(system_text(messages)[:LONGEST])
    return found[1].strip() if found else ""


@lru_cache(maxsize=KEPT)  # a prompt is the same from question to question, or differs in its time only
def told(prompt: str) -> House:
    room = ROOM.search(prompt)
    moment = MOMENT.search(prompt)
    register = listed("\n".join(inside(prompt.splitlines())))
    return House(
        register=register,
        room=register.area_called(room[1].strip()) if room else "",
        floor=(room[2] or "").strip() if room else "",
        timers=NO_TIMERS.search(prompt) is None,
        moment=moment[1].strip() if moment else "",
    )


def inside(lines: Iterable[str]) -> Iterator[str]:
    """The lines that may belong to a list of entities: the rest of a prompt changes with the minute."""
    table = False
    for line in lines:
        table = is_head(line) or (table and bool(line.strip()) and not line.startswith("```"))
        if table or line[:1] in {" ", "-", "\t", "#"} or KEYED.match(line) or TOLD.match(line):
            yield line


def is_head(line: str) -> bool:
    """Whether a table of entities begins here: "entity_id,name,state,aliases"."""
    return line.startswith("entity_id,")


@lru_cache(maxsize=KEPT)
def listed(block: str) -> Register:
    """The register of a YAML list, a CSV table or lines under headings of areas, whichever it is."""
    lines = block.splitlines()
    head = next((number for number, line in enumerate(lines) if is_head(line)), None)
    found = from_table(lines[head:]) if head is not None else from_lines(lines)
    return Register([entity for entity, _ in zip(found, range(MOST), strict=False)])


def from_table(lines: Sequence[str]) -> Iterator[Entity]:
    for row in csv.DictReader(lines):
        fields = {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
        aliases = [alias.strip() for alias in fields.get("aliases", "").split("/")]
        area = fields.get("area") or fields.get("area_name") or fields.get("areas") or ""
        known = {**fields, "names": ", ".join(filter(None, [fields.get("name", ""), *aliases])), "areas": area}
        yield from made(known)


def from_lines(lines: Iterable[str]) -> Iterator[Entity]:
    for fields in records(lines):
        yield from made(fields)


def records(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """What stands of each thing in a list; its attributes stand beside the rest."""
    fields: dict[str, str] = {}
    area = ""
    for line in lines:
        if item := ITEM.match(line) or KEYED.match(line):
            yield fields
            keyed = item.re is KEYED or "entity_id" in line[: item.start(1)]
            fields = {"entity_id" if keyed else "names": unquoted(item[1])}
        elif one := TOLD.match(line):
            yield fields
            fields = {}
            dimmed = SHARE.search(one[4] or "") if one[1].startswith("light.") else None
            shared = {"brightness": dimmed[1]} if dimmed else {}
            yield {"entity_id": one[1], "names": one[2], "areas": area, "state": one[3] or "", **shared}
        elif heading := HEADING.match(line):
            area = heading[1].strip()
        elif (field := FIELD.match(line)) and fields:
            fields.setdefault(field[1], unquoted(field[2]))
    yield fields


def made(fields: Mapping[str, str]) -> Iterator[Entity]:
    """The entity of these fields; none without a name or a domain."""
    entity_id = fields.get("entity_id", "")
    domain = fields.get("domain", "") or entity_id.split(".")[0]
    names = listed_names(fields.get("names", "") or fields.get("name", ""))
    if names and domain:
        areas = listed_names(fields.get("areas", "") or fields.get("area", ""))
        levels = tuple((name, fields[name]) for name in LEVELS if fields.get(name))
        yield Entity(names, domain, areas, entity_id, fields.get("state", ""), levels)


def listed_names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(", ") if name.strip()))


def unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1].replace('\\"', '"')
    return text
