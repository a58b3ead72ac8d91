"""What of a big house a model is told: the things and tools that matter for a question, and no more."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inference.history import SYSTEM
from inference.home.aims import fits
from inference.home.context import FIELD, HEADING, ITEM, KEYED, TOLD, House, is_head
from inference.home.entities import Entity, plain, stems
from inference.home.line import Line, line_of
from inference.messages import Message, plain_text
from inference.reply import function

MOST_THINGS = 40
MOST_TOOLS = 16
ALWAYS = ("HassTurnOn", "HassTurnOff", "GetLiveContext", "GetDateTime", "execute_services")
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
NOTE = "Only the things that may be meant are listed here."


def matter(text: str, house: House, language: str) -> tuple[Entity, ...]:
    """The things that a question may mean, at most MOST_THINGS, in the order of the house."""
    entities = house.register.entities
    if len(entities) <= MOST_THINGS:
        return entities
    said = line_of(text, house, language)
    scores = {number: score for number, each in enumerate(entities) if (score := weight(each, said)) > 0}
    best = sorted(scores, key=lambda number: (-scores[number], number))[:MOST_THINGS]
    return tuple(entities[number] for number in sorted(best))


def weight(entity: Entity, said: Line) -> float:
    """How much speaks for a thing: its names, its kind, its room, and the room that is spoken in."""
    words = set(said.stems)
    named = max(
        (len(words & set(name)) / len(name) for name in map(stems, map(plain, entity.names)) if name), default=0
    )
    kind = any(fits(entity, each.noun) for each in said.of("noun"))
    room = any(entity.area == each.value for each in said.of("area"))
    here = bool(entity.area) and entity.area == said.house.room
    return 4 * named + 2 * kind + 2 * room + here


def shown(messages: Sequence[Message], text: str, house: House, language: str) -> tuple[Message, ...]:
    """The client's messages, with a long list of things cut down to those that matter."""
    if len(house.register.entities) <= MOST_THINGS:
        return tuple(messages)
    kept = matter(text, house, language)
    return tuple(
        {**message, "content": trimmed(plain_text(message.get("content")), kept)}
        if message.get("role") in SYSTEM
        else message
        for message in messages
    )


def trimmed(prompt: str, kept: Iterable[Entity]) -> str:
    """The prompt with another list in the place of its own."""
    lines = prompt.splitlines()
    listed = [number for number, line in enumerate(lines) if belongs(line)]
    table = next((number for number, line in enumerate(lines) if is_head(line)), None)
    if table is not None:
        end = next(
            (n for n in range(table, len(lines)) if not lines[n].strip() or lines[n].startswith("```")), len(lines)
        )
        listed = list(range(table, end))
    if not listed:
        return prompt
    gone = set(listed)
    before = [line for number, line in enumerate(lines) if number < listed[0]]
    after = [line for number, line in enumerate(lines) if number > listed[0] and number not in gone]
    return "\n".join([*before, NOTE, *map(told, kept), *after])


def belongs(line: str) -> bool:
    """Whether a line is one of a list of things."""
    heads = HEADING.fullmatch(line) and "Area" in line
    return any(shape.match(line) for shape in (ITEM, KEYED, TOLD, FIELD)) or bool(heads)


def told(entity: Entity) -> str:
    fields = {"domain": entity.domain, "areas": ", ".join(entity.areas), "entity_id": entity.id, "state": entity.state}
    return "\n".join([f"- names: {', '.join(entity.names)}", *(f"  {k}: {v}" for k, v in fields.items() if v)])


Tool = Mapping[str, Any]


def offered(tools: Sequence[Tool], text: str, kept: Sequence[Entity]) -> tuple[Tool, ...]:
    """The tools that may be of use, at most MOST_TOOLS, in the client's order."""
    if len(tools) <= MOST_TOOLS:
        return tuple(tools)
    words = set(stems(plain(text)))
    domains = {each.domain for each in kept}
    scores = [usefulness(function(tool), words, domains) for tool in tools]
    best = sorted(range(len(tools)), key=lambda number: (-scores[number], number))[:MOST_TOOLS]
    return tuple(tools[number] for number in sorted(best))


def usefulness(tool: Tool, words: set[str], domains: set[str]) -> float:
    name = str(tool.get("name", ""))
    prefix, _, bare = name.rpartition("__")
    own = set(stems(part.lower() for part in PARTS.findall(bare))) - {"hass", "get", "set"}
    described = set(stems(plain(str(tool.get("description", ""))[:300])))
    return 5 * (bare in ALWAYS) + 2 * len(own & words) + (prefix in domains) + 0.2 * len(described & words)
