"""Resolves a piece of an order: by the names in it, by a room, or by the room that it is said in."""

from collections.abc import Sequence

from inference.home.aims import MOST_OPTIONS, Aim, Doubt, Segment, Target, choice, fits, named_so, several, spelled
from inference.home.entities import Entity, plain, stems
from inference.home.lexicon import Noun
from inference.home.line import Line, Mention

Resolved = list[Target] | Doubt
TOGETHER = frozenset(("light", "fan", "switch"))  # "the light" of a room is all of its lights


def by_words(segment: Segment, line: Line, aim: Aim, doubt: Doubt) -> Resolved:
    """The things whose names hold the words that nothing else explains, and fit what else is said of them."""
    register = line.house.register
    said = [at for each in segment.names for at in range(each.start, each.end)]
    sets = [register.by_word.get(line.stems[at], set()) for at in (*segment.strange, *said)]
    return fitting(set.intersection(*map(set, sets)), segment, line, aim) or doubt


def by_place(area: Mention, segment: Segment, line: Line, aim: Aim) -> Resolved:
    """A room that the house does not have may stand in a name: the speakers outside are the Outdoor Speakers."""
    register = line.house.register
    words = [phrase.split() for phrase, value in line.lexicon.same_area.items() if value == area.value]
    sets = [set.intersection(*(register.by_word.get(word, set()) for word in said)) for said in words]
    return fitting(set().union(*sets), segment, line, aim) or Doubt("area", line.said(area))


def fitting(numbers: set[int], segment: Segment, line: Line, aim: Aim) -> Resolved:
    """Which of these are meant; none where nothing fits."""
    areas = {each.value for each in segment.areas if each.known}
    found = [line.house.register.entities[number] for number in sorted(numbers)]
    found = [each for each in found if aim.fits(each) and (not areas or each.area in areas)]
    found = [each for each in found if all(fits(each, noun.noun) for noun in segment.nouns)]
    here = [each for each in found if line.house.room and each.area == line.house.room]
    if len(found) > 1 and len(here) == 1 and not several(segment, line):
        found = here
    if len(found) < 2 or (several(segment, line) and len(found) <= MOST_OPTIONS):
        return [named(each) for each in found]
    return choice(found)


def named(entity: Entity) -> Target:
    return Target((entity,), said=entity.name)


def by_name(segment: Segment, line: Line, aim: Aim) -> Resolved:
    """Each name that is said; a kind and a room beside it tell which of several it is."""
    done: list[Target] = []
    for mention in segment.names:
        bearers = [line.house.register.entities[number] for number in mention.owners]
        found = [each for each in bearers if aim.fits(each)] or bearers
        found = [each for each in found if all(fits(each, noun.noun) for noun in segment.nouns)]
        areas = [each for each in segment.areas if each.kind == "area"]
        if not found:
            return Doubt("unknown", " ".join(line.said(each) for each in (mention, *segment.nouns)))
        if any(not each.known for each in areas):
            return Doubt("area", line.said(next(each for each in areas if not each.known)))
        inside = [each for each in found if not areas or each.area in {area.value for area in areas} or not each.area]
        if not inside:
            return Doubt("none", f"{line.said(mention)}", (areas[0].value,))
        one = only(inside, line)
        if one is None:
            return choice(inside)
        done.append(named(one))
    return done


def only(found: Sequence[Entity], line: Line) -> Entity | None:
    """The one that is meant; of several the one in this room."""
    here = [each for each in found if line.house.room and each.area == line.house.room]
    return found[0] if len(found) == 1 else here[0] if len(here) == 1 else None


def by_area(segment: Segment, line: Line, aim: Aim) -> Resolved:
    """The kind of thing in each room that is said: "kitchen and hall lights"."""
    kind = kind_of(segment, line, aim)
    areas = [each for each in segment.areas if each.kind == "area"] or segment.areas
    if kind is None and not segment.every:
        return Doubt("what")
    done: list[Target] = []
    for area in areas:
        found = on_floor(area, kind, line) if area.kind == "floor" else inside(area.value, kind, segment, line, aim)
        if isinstance(found, Doubt):
            return found
        done += found
    return done


Kind = tuple[Noun, str]


def kind_of(segment: Segment, line: Line, aim: Aim) -> Kind | None:
    """The kind of thing that is said, with its words; else the one that the order itself means."""
    said = [(each.noun, line.said(each)) for each in segment.nouns if each.noun]
    if not said:
        return (aim.noun, aim.noun.domain) if aim.noun and not segment.every else None
    return next((each for each in reversed(said) if each[0].domain), said[-1])


def on_floor(area: Mention, kind: Kind | None, line: Line) -> Resolved:
    said = line.said(area)
    own = line.house.floor
    floor = own if own and bare(own) == bare(said) else said
    return [Target(noun=kind[0] if kind else None, floor=floor, every=kind is None, said=kind[1] if kind else "")]


def bare(floor: str) -> str:
    """ "Ground" and "ground floor" are the same."""
    return floor.casefold().removesuffix(" floor").strip()


def inside(area: str, kind: Kind | None, segment: Segment, line: Line, aim: Aim) -> Resolved:
    """The things of a kind in one room."""
    if kind is None:
        return [Target(area=area, every=True)]
    noun, said = kind
    if not line.house.known:
        return [Target(noun=noun, area=area, said=said)] if noun.domain else Doubt("what")
    register = line.house.register
    here = [register.entities[number] for number in register.by_area.get(area, ())]
    found = [each for each in here if of_nouns(each, noun, segment) and aim.fits(each)]
    if not found:
        return Doubt("none", said, (area,))
    return of_kind(found, noun, segment, line, Target(noun=noun, area=area, said=said))


def of_nouns(entity: Entity, noun: Noun, segment: Segment) -> bool:
    """Whether it is all that is said of it: "the light on the desk" is a light, and of the desk."""
    return all(fits(entity, each) for each in [noun, *(mention.noun for mention in segment.nouns)])


def of_kind(found: Sequence[Entity], noun: Noun, segment: Segment, line: Line, scope: Target) -> Resolved:
    """All of them as the room's, or those by name that are said more closely than by their domain."""
    by_domain = [each for each in found if noun.domain and each.domain == noun.domain]
    so_named = [each for each in found if named_so(each, noun)]
    if not several(segment, line) and (one := by_said(found, scope.said, noun)):
        return [named(one)]
    closer = bool(so_named) and (noun.kind or not by_domain) and len(so_named) < len(by_domain or [None] * 99)
    if closer:
        found = so_named
    if len(found) == 1:
        return [named(found[0])]
    if not several(segment, line) and noun.domain not in TOGETHER:
        default = [each for each in found if is_default(each, noun, scope.area)]
        return [named(default[0])] if len(default) == 1 else choice(found)
    return [named(each) for each in found] if closer else [scope]


def by_said(found: Sequence[Entity], said: str, noun: Noun) -> Entity | None:
    """ "The lamp" is the one thing of the room that is called a lamp, where its other lights are not."""
    words = stems(plain(said))
    called = [each for each in found if any(set(words) <= set(name) for name in spelled(each.names))]
    return called[0] if len(called) == 1 and words != stems((noun.domain,)) else None


def is_default(entity: Entity, noun: Noun, area: str) -> bool:
    """ "Front Yard Valve" is the one of the front yard: its name says its room and kind, and no more."""
    allowed = {*stems(plain(area)), *(word for words in noun.words for word in words), noun.domain}
    return any(set(said) <= allowed for said in spelled(entity.names))


def by_room(segment: Segment, line: Line, aim: Aim) -> Resolved:
    """Where no room is said: this one, or the whole house where that is said, or the only one that there is."""
    kind = kind_of(segment, line, aim)
    places = {each.value for each in segment.places}
    if "whole" in places:
        return in_house(kind, segment)
    if segment.every and kind is None:
        return [Target(area=line.house.room, every=True)] if "here" in places and line.house.room else Doubt("where")
    return nearest(kind, "here" in places, segment, line, aim) if kind else Doubt("what")


def in_house(kind: Kind | None, segment: Segment) -> Resolved:
    if kind is None:
        return [Target(whole=True, every=True)] if segment.every else Doubt("what")
    return [Target(noun=kind[0], whole=True, said=kind[1])] if kind[0].domain else Doubt("what")


def nearest(kind: Kind, here: bool, segment: Segment, line: Line, aim: Aim) -> Resolved:
    """The things of this room; where it has none, the only one of the house."""
    room, (noun, said) = line.house.room, kind
    if room:
        found = inside(room, kind, segment, line, aim)
        if here or not isinstance(found, Doubt) or found.kind != "none":
            return found
    if not line.house.known:
        return Doubt("where", said)
    everywhere = [each for each in line.house.register.entities if of_nouns(each, noun, segment) and aim.fits(each)]
    closer = [each for each in everywhere if named_so(each, noun)]
    found_all = closer if noun.kind and closer else everywhere
    if not several(segment, line) and (one := by_said(found_all, said, noun)):
        return [named(one)]
    if len(found_all) == 1:
        return [named(found_all[0])]
    if not found_all:
        return Doubt("none", said)
    if several(segment, line) and not aim.careful and aim.domains == {"lock"}:
        return [Target(noun=noun, whole=True, said=said)]
    if len(found_all) <= MOST_OPTIONS and not several(segment, line):
        return choice(found_all)
    return Doubt("where", said)
