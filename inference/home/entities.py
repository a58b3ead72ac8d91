"""The exposed entities of a house, and an index by which their names and areas are found in a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from intents.words import Phrases, clean, fold, plain_line, stem


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the client exposes. The first of its names and areas is its own, the others are aliases.

    `levels` are those of its attributes that say how far it is set, where the client tells them.
    """

    names: tuple[str, ...]
    domain: str
    areas: tuple[str, ...] = ()
    id: str = ""
    state: str = ""
    levels: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def area(self) -> str:
        return self.areas[0] if self.areas else ""


def plain(text: str) -> tuple[str, ...]:
    """A name as a sentence is read: in lower case, without punctuation and contractions."""
    return tuple(plain_line(fold(clean(text))).split())


def stems(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in said)


class Register:
    """The entities with what finds them. Immutable; made once for each list that clients send."""

    __slots__ = (
        "_area_names", "_areas", "_bearers", "_heard", "_names", "behind", "by_area", "by_word", "entities", "rooms",
    )  # fmt: skip

    def __init__(self, entities: Sequence[Entity] = ()) -> None:
        self.entities = tuple(entities)
        owners = [(number, plain(name)) for number, each in enumerate(self.entities) for name in each.names]
        self._heard = tuple((number, said) for number, said in owners if said)
        self._names = Phrases(" ".join(stems(said)) for _, said in self._heard)
        self.by_word: Mapping[str, set[int]] = defaultdict(set)
        self.by_area: Mapping[str, list[int]] = defaultdict(list)
        self._bearers: Mapping[str, list[Entity]] = defaultdict(list)
        aliases: dict[str, str] = {}
        for number, said in self._heard:
            for word in stems(said):
                self.by_word[word].add(number)
        for number, each in enumerate(self.entities):
            self.by_area[each.area].append(number)
            for name in each.names:
                self._bearers[name].append(each)
        self.behind: Mapping[str, set[str]] = defaultdict(set)  # the stems that follow another in names and rooms
        for said in self.spoken:
            for before, after in pairwise(stems(said)):
                self.behind[before].add(after)
        self.rooms = frozenset(" ".join(plain(area)) for area in self.by_area)
        for areas in dict.fromkeys(each.areas for each in self.entities):
            aliases |= {" ".join(stems(plain(name))): areas[0] for name in areas}
        self._area_names = tuple(aliases.values())
        self._areas = Phrases(aliases)

    def names_in(self, stemmed: str) -> Iterator[tuple[int, int, list[tuple[int, tuple[str, ...]]]]]:
        """Where names stand in a text of stems, each with the entities that bear it and how they spell it."""
        for start, end, owners in self._names.find(stemmed):
            yield start, end, [self._heard[owner] for owner in owners]

    def areas_in(self, stemmed: str) -> Iterator[tuple[int, int, str]]:
        """Where areas stand in a text of stems, by their own names."""
        for start, end, owners in self._areas.find(stemmed):
            yield start, end, self._area_names[owners[0]]

    def area_called(self, name: str) -> str:
        """The area's own name where this is an alias of it; else the name as it is."""
        return name if name in self.by_area else next((each.area for each in self.entities if name in each.areas), name)

    @property
    def spoken(self) -> Iterator[tuple[str, ...]]:
        """The words of all names and areas, as they are said."""
        yield from (said for _, said in self._heard)
        yield from (plain(area) for area in self.areas)

    def bearers(self, name: str) -> Sequence[Entity]:
        """The entities that have exactly this name."""
        return self._bearers.get(name, ())

    @property
    def areas(self) -> tuple[str, ...]:
        return tuple(area for area in self.by_area if area)

    def of_domain(self, domains: Iterable[str]) -> list[Entity]:
        wanted = frozenset(domains)
        return [each for each in self.entities if each.domain in wanted]
