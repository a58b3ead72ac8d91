"""What an order can be for and what it turned out to be for, as values; and whether a thing is of a kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from inference.home.entities import Entity, plain, stems
from inference.home.lexicon import Noun
from inference.home.line import Line, Mention

MOST_OPTIONS = 4  # things that a question back names


@dataclass(frozen=True, slots=True)
class Target:
    """What is meant: `entities` by name, or else all of a `noun` in an area, on a floor or in the whole house.

    `every` is everything that can be switched there; `strict`: only the noun's class, which the client knows. `said` is
    how it was put.
    """

    entities: tuple[Entity, ...] = ()
    noun: Noun | None = None
    area: str = ""
    floor: str = ""
    whole: bool = False
    every: bool = False
    strict: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not certain what is meant: unknown (words), area (no such room), none (nothing of the kind there),
    several (of which the options are named), where (no room was said), what (no thing was)."""

    kind: str
    said: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What an order may be for: things of these domains, `noun` where it names no kind itself ("bedroom to 50%").

    `takes` are the words that say how much, not what. `careful`: one thing said is never two.
    """

    domains: frozenset[str] = frozenset()
    noun: Noun | None = None
    takes: frozenset[int] = frozenset()
    careful: bool = False

    def fits(self, entity: Entity) -> bool:
        return not self.domains or entity.domain in self.domains


@dataclass(slots=True)
class Segment:
    """A piece of an order between two "and"s, while it is resolved."""

    start: int
    end: int
    names: list[Mention] = field(default_factory=list)
    nouns: list[Mention] = field(default_factory=list)
    areas: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    every: list[Mention] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)

    def filled(self) -> set[str]:
        """Which kinds of mention it holds."""
        kinds = ("names", "nouns", "areas", "places", "every", "strange")
        return {kind for kind in kinds if getattr(self, kind)}


Resolved = list[Target] | Doubt


class Ask(NamedTuple):
    """A piece of an order, in its sentence, and what the order may be for."""

    segment: Segment
    line: Line
    aim: Aim


def named(entity: Entity) -> Target:
    return Target((entity,), said=entity.name)


def fits(entity: Entity, noun: Noun | None) -> bool:
    """Whether a thing is of this kind, by its domain or by its name."""
    if noun is None:
        return True
    if noun.apart:
        alike = not noun.domain or entity.domain == noun.domain
        called = any(noun.apart <= set(said) for said in spelled(entity.names))
        return (alike and called) or named_so(entity, noun)
    return (bool(noun.domain) and entity.domain == noun.domain) or named_so(entity, noun)


def named_so(entity: Entity, noun: Noun) -> bool:
    """Whether one of the thing's names holds a word for the kind."""
    names = spelled(entity.names)
    if any(holds(said, words) for said in names for words in noun.words):
        return True
    return bool(noun.ends) and any(word.endswith(noun.ends) for said in names for word in said)


@lru_cache(maxsize=20_000)  # names of exposed entities
def spelled(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(stems(plain(name)) for name in names)


def holds(said: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(said[at : at + len(words)]) == tuple(words) for at in range(len(said) - len(words) + 1))


def several(segment: Segment, line: Line) -> bool:
    """Whether more than one is meant: "all", or a word for it in the plural."""
    if any(word in line.lexicon.all for word in line.words[segment.start : segment.end]):
        return True
    return any(plural(line.words[each.end - 1], line.language) for each in segment.nouns)


PLURALS = {"en": ("s",), "de": ("en", "er", "läden", "s")}


def plural(word: str, language: str) -> bool:
    return len(word) > 3 and word.endswith(PLURALS.get(language, ("s",))) and not word.endswith("ss")


def choice(fitting: Sequence[Entity]) -> Doubt:
    """Which of these is meant? Things of the same name are told apart by their rooms."""
    names = [each.name for each in fitting]
    told = [f"{each.name} ({each.area})" if names.count(each.name) > 1 and each.area else each.name for each in fitting]
    return Doubt("several", options=tuple(dict.fromkeys(told)))
