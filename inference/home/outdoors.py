"""The things outside: those of a house's garden, terrace and drive, where no room is called outside."""

from collections.abc import Sequence

from inference.home.aims import Ask, Target, fits, named
from inference.home.entities import plain, stems
from inference.home.line import Line


def outdoors(line: Line) -> list[str]:
    """The rooms of the house that lie outside: its garden, its terrace, its drive."""
    table = line.lexicon
    ways = ((room, stems(plain(room))) for room in line.house.register.areas)
    return [
        room for room, said in ways if any({rest, table.same_area.get(rest)} & table.outdoors for rest in endings(said))
    ]


def endings(said: Sequence[str]) -> list[str]:
    return [" ".join(said[at:]) for at in range(len(said))]


def fit_all(numbers: set[int], ask: Ask) -> list[Target]:
    """All of these that the order can be for."""
    found = (ask.line.house.register.entities[number] for number in sorted(numbers))
    kinds = ask.segment.nouns
    return [named(each) for each in found if ask.aim.fits(each) and all(fits(each, noun.noun) for noun in kinds)]
