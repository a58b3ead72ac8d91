"""Things of a client that tells of no house: what its tools allow as names, else the thing in the words for it."""

from collections.abc import Sequence

from inference.home.aims import Aim, Segment, Target, holds, named
from inference.home.entities import Entity, plain, stems
from inference.home.line import Line
from inference.home.shutting import SHUTTING, is_wary
from inference.home.targets import segments
from inference.home.tools import Toolbox, choices

SWITCHED = "switch"  # what a thing is that no domain has: a coffee machine


def unlisted(said: Line, aim: Aim, box: Toolbox) -> list[Target]:
    """What an order is for, by name; [] where one of its things is no single one, or keeps the house shut."""
    if said.house.known or not SHUTTING.isdisjoint(said.words):
        return []
    if allowed := allowed_names(box):
        return among(allowed, said, aim)
    pieces = segments(said, aim)
    by_name = not any(box.takes(tool, "area") for tool in box.names())
    found = [worded(each, said, aim) for each in pieces if by_name or is_apart(each)]
    return [named(each) for each in found if each] if len(found) == len(pieces) and all(found) else []


def allowed_names(box: Toolbox) -> list[str]:
    """The names that the tools' schemas list."""
    return sorted({str(name) for tool in box.names() for name in choices(box.schema(tool), "name")})


def among(allowed: Sequence[str], said: Line, aim: Aim) -> list[Target]:
    """Those of the names that are said, where they and small words are all that is."""
    spelled = {name: stems(plain(name)) for name in allowed}
    found = [name for name, words in spelled.items() if words and holds(said.stems, words)]
    found = [name for name in found if not any(is_part(spelled[name], spelled[other]) for other in found)]
    covered = {word for name in found for word in spelled[name]}
    strange = [at for at in said.unexplained() if at not in aim.takes and said.stems[at] not in covered]
    others = said.of("area", "floor", "every", "place", "noun")
    beside = any(said.stems[at] not in covered for each in others for at in range(each.start, each.end))
    return [] if strange or beside else [named(Entity((name,), "")) for name in found]


def is_part(words: Sequence[str], longer: Sequence[str]) -> bool:
    return len(words) < len(longer) and holds(longer, words)


def is_apart(segment: Segment) -> bool:
    """Whether the word for it tells it from others of its kind: a floor lamp."""
    return not segment.areas and any(each.noun and each.noun.apart for each in segment.nouns)


def worded(segment: Segment, said: Line, aim: Aim) -> Entity | None:
    """The thing of one piece as it is called: "kitchen lamp", "espresso machine"; None where it is not one for sure."""
    noun = segment.nouns[-1].noun if segment.nouns else None
    if noun is None or is_wary(noun) or segment.places or segment.every or len(segment.areas) > 1:
        return None
    if aim.domains and (noun.domain or SWITCHED) not in aim.domains:
        return None
    end = start = segment.nouns[-1].end
    telling = set(segment.strange) | {
        at for each in (*segment.nouns, *segment.areas) for at in range(each.start, each.end)
    }
    while start - 1 in telling:
        start -= 1
    room = next((said.said(each) for each in segment.areas if not start <= each.start < end), "")
    every = not said.lexicon.all.isdisjoint(said.words[segment.start : segment.end])
    if every or any(at not in range(start, end) for at in segment.strange):
        return None
    return Entity((" ".join(filter(None, [room, *said.words[start:end]])),), noun.domain)
