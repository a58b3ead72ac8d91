"""What of a big house a model is told: the things and tools that matter for a question, and no more."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from inference.history import SYSTEM
from inference.home.aims import fits, spelled
from inference.home.context import FIELD, HEADING, ITEM, KEYED, TOLD, House, is_head
from inference.home.entities import Entity, plain, stems
from inference.home.line import Line, line_of
from inference.messages import Message, plain_text
from inference.reply import function

MOST_THINGS = 40
MOST_TOOLS = 16
SHORTEST = 5  # letters of a word that may be a slip, or a part of a name's
ALIKE = 78  # of 100: how alike two words must be for one to be a slip of the other
ALWAYS = ("HassTurnOn", "HassTurnOff", "GetLiveContext", "GetDateTime", "execute_services")
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
NOTE = "Only the things that may be meant are listed here."


def matter(text: str, house: House, language: str) -> tuple[Entity, ...]:
    """The things that a question may mean, at most MOST_THINGS, in the order of the house.

    Where its words speak for fewer, what the house has little of comes with them: its scenes, its robot.
    """
    entities = house.register.entities
    if len(entities) <= MOST_THINGS:
        return entities
    said = line_of(text, house, language)
    near = frozenset((*said.stems, *alike(said)))
    scores = [weight(each, said, near) for each in entities]
    many = Counter(each.domain for each in entities)
    order = sorted(range(len(entities)), key=lambda n: (-scores[n], not scores[n] and many[entities[n].domain], n))
    return tuple(entities[number] for number in sorted(order[:MOST_THINGS]))


def weight(entity: Entity, said: Line, near: frozenset[str]) -> float:
    """How much speaks for a thing: its names, its kind, its room, and the room that is spoken in."""
    named = max((sum(map(near.__contains__, name)) / len(name) for name in spelled(entity.names) if name), default=0)
    kind = any(fits(entity, each.noun) for each in said.of("noun"))
    room = any(entity.area == each.value for each in said.of("area"))
    here = bool(entity.area) and entity.area == said.house.room
    return 4 * named + 2 * kind + 2 * room + here


def alike(said: Line) -> Iterator[str]:
    """The words of names that a word may be a slip of, or a part: "Schreibtisch" of the "Schreibtischlampe"."""
    words = list(said.house.register.by_word)
    for each in said.stems:
        if len(each) < SHORTEST or each in said.house.register.by_word:
            continue
        yield from (word for word in words if len(word) > len(each) and each in word)
        yield from (
            word for word, _, _ in process.extract(each, list(words), scorer=ratio, score_cutoff=ALIKE, limit=5)
        )


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
