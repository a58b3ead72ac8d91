"""Resolves a piece of an order: by the names in it, by a room, or by the room that it is said in."""

from collections.abc import Sequence
from dataclasses import replace

from inference.home.aims import (
    MOST_OPTIONS,
    Ask,
    Doubt,
    Resolved,
    Target,
    choice,
    fits,
    named,
    named_so,
    several,
    spelled,
)
from inference.home.entities import Entity, plain, stems
from inference.home.kinds import (
    EVERYWHERE,
    LOCKS,
    Kind,
    asked_first,
    by_own_name,
    by_said,
    hangs_before,
    is_another,
    kind_of,
    may_be,
    of_kind,
    of_nouns,
)
from inference.home.lexicon import Noun
from inference.home.line import Line, Mention
from inference.home.outdoors import fit_all, outdoors
from inference.home.shutting import is_wary

PLAYED = "media_player"
OUTSIDE = "outside"
MOVED = frozenset(("cover", "valve"))  # what is closed; what is opened may be a lock too
MOVING = MOVED | {"lock"}


def by_words(ask: Ask, doubt: Doubt) -> Resolved:
    """The things whose names hold the words that nothing else explains, and fit what else is said of them."""
    register = ask.line.house.register
    said = [at for each in ask.segment.names for at in range(each.start, each.end)]
    strange = [ask.line.stems[at] for at in ask.segment.strange]
    sets = [register.by_word.get(word, set()) for word in strange]
    of_names = [register.by_word.get(ask.line.stems[at], set()) for at in said]
    if said and not set.intersection(*map(set, [*sets, *of_names])):  # "emma's night light": of her room
        called = set.intersection(*map(set, of_names))
        placed = {number for number in called if set(strange) <= room_words(register.entities[number])}
        return fitting(placed, ask) or doubt
    return fitting(set.intersection(*map(set, [*sets, *of_names])), ask) or doubt


def by_kinds(ask: Ask) -> Resolved:
    """ "The shutter at the terrace door", where one is called Shutter Terrace Door; none where nothing is called so."""
    said = [at for each in ask.segment.nouns for at in range(each.start, each.end)]
    sets = [ask.line.house.register.by_word.get(ask.line.stems[at], set()) for at in said]
    return fitting(set.intersection(*map(set, sets)), ask)


def room_words(entity: Entity) -> set[str]:
    return {word for area in entity.areas for word in stems(plain(area))}


def by_place(area: Mention, ask: Ask) -> Resolved:
    """A room that the house does not have may stand in a name: the speakers outside are the Outdoor Speakers."""
    register = ask.line.house.register
    words = [phrase.split() for phrase, value in ask.line.lexicon.same_area.items() if value == area.value]
    sets = [set.intersection(*(register.by_word.get(word, set()) for word in said)) for said in words]
    so_called = fitting(set().union(*sets), ask)
    kind = kind_of(ask) if area.value == OUTSIDE and not so_called and several(ask.segment, ask.line) else None
    if kind is not None and (rooms := outdoors(ask.line)):
        out = {number for room in rooms for number in register.by_area[room]}
        return fit_all(out, ask) or Doubt("none", kind[1], (ask.line.said(area),))
    if is_storey(area, ask.line) and not so_called:
        return by_area(ask._replace(segment=replace(ask.segment, areas=[replace(area, kind="floor")])))
    return so_called or Doubt("area", ask.line.said(area))


def is_storey(area: Mention, line: Line) -> bool:
    """Whether it is no room of this house, but a word for a whole storey: the basement."""
    return not area.known and area.value in line.lexicon.group("storey")


def fitting(numbers: set[int], ask: Ask) -> Resolved:
    """Which of these are meant; none where nothing fits."""
    areas = {each.value for each in ask.segment.areas if each.known}
    found = [ask.line.house.register.entities[number] for number in sorted(numbers)]
    found = [each for each in found if ask.aim.fits(each) and (not areas or each.area in areas)]
    found = [each for each in found if all(fits(each, noun.noun) for noun in ask.segment.nouns)]
    here = [each for each in found if ask.line.house.room and each.area == ask.line.house.room]
    if len(found) > 1 and len(here) == 1 and not several(ask.segment, ask.line):
        found = here
    if len(found) < 2 or (several(ask.segment, ask.line) and len(found) <= MOST_OPTIONS):
        return [named(each) for each in found]
    return choice(found)


def by_name(ask: Ask) -> Resolved:
    """Each name that is said; a kind and a room beside it tell which of several it is."""
    done: list[Target] = []
    for mention in ask.segment.names:
        bearers = [ask.line.house.register.entities[number] for number in mention.owners]
        found = [each for each in bearers if ask.aim.fits(each)]
        if bearers and not found:
            in_room = by_same_room(mention, ask)
            if isinstance(in_room, Doubt):
                return Doubt("cannot", bearers[0].name)
            done += in_room
            continue
        found = [each for each in found if all(fits(each, noun.noun) for noun in ask.segment.nouns)]
        areas = [each for each in ask.segment.areas if each.kind == "area" and not is_storey(each, ask.line)]
        if not found:
            unknown = Doubt("unknown", " ".join(ask.line.said(each) for each in (mention, *ask.segment.nouns)))
            return by_words(ask, unknown)  # "Noah's fan", where Noah himself is a name too
        if any(not each.known for each in areas):
            return Doubt("area", ask.line.said(next(each for each in areas if not each.known)))
        inside = [each for each in found if not areas or each.area in {area.value for area in areas} or not each.area]
        if not inside:  # "the extractor in the bathroom" is the Bathroom Extractor, not that of the kitchen
            return there(mention, ask) or Doubt("none", ask.line.said(mention), (areas[0].value,))
        one = only(inside, ask.line)
        if one is None:
            return choice(inside)
        done.append(named(one))
    return done


def by_same_room(mention: Mention, ask: Ask) -> Resolved:
    """ "Set the bedroom to 19 degrees", where a lamp is called Bedroom: what the order can be for in that room."""
    said = mention.value.split()
    room = next((area for area in ask.line.house.register.areas if list(stems(plain(area))) == said), "")
    if not room:
        return Doubt("cannot")
    area = replace(mention, kind="area", value=room, known=True)
    return by_area(ask._replace(segment=replace(ask.segment, names=[], areas=[area])))


def there(mention: Mention, ask: Ask) -> Resolved:
    """The things of the rooms that are said whose names hold the words of a name."""
    sets = [ask.line.house.register.by_word.get(word, set()) for word in mention.value.split()]
    return fitting(set.intersection(*map(set, sets)) if sets else set(), ask)


def only(found: Sequence[Entity], line: Line) -> Entity | None:
    """The one that is meant; of several the one in this room."""
    here = [each for each in found if line.house.room and each.area == line.house.room]
    return found[0] if len(found) == 1 else here[0] if len(here) == 1 else None


def by_area(ask: Ask) -> Resolved:
    """The kind of thing in each room that is said: "kitchen and hall lights"."""
    kind = kind_of(ask)
    areas = [each for each in ask.segment.areas if each.kind == "area"] or ask.segment.areas
    if kind is None and not ask.segment.every:
        return by_room_name(areas[0], ask)
    done: list[Target] = []
    for area in areas:
        found = on_floor(area, kind, ask) if area.kind == "floor" else inside(area.value, kind, ask)
        if isinstance(found, Doubt):
            return found
        done += found
    return done


def by_room_name(area: Mention, ask: Ask) -> Resolved:
    """ "Open the garage": what moves and bears the room's name, if it is one thing. "Nook off": the only thing
    there that can be switched, where that is a light."""
    if not ask.aim.domains or not ask.aim.domains <= MOVING:
        numbers = ask.line.house.register.by_area.get(area.value, ())
        found = [each for each in map(ask.line.house.register.entities.__getitem__, numbers) if ask.aim.fits(each)]
        return [named(found[0])] if len(found) == 1 and found[0].domain == "light" else Doubt("what")
    words = stems(plain(area.value))
    sets = [ask.line.house.register.by_word.get(word, set()) for word in words]
    return fitting(set.intersection(*map(set, sets)), ask) or Doubt("what")


def on_floor(area: Mention, kind: Kind | None, ask: Ask) -> Resolved:
    line, said = ask.line, ask.line.said(area)
    if kind and unfit(kind, ask):
        return Doubt("cannot", kind[1])
    if kind and kind[0].apart:
        return Doubt(
            "floor", said
        )  # no client tells which things are on a floor, and not all lights are ceiling lights
    own = line.house.floor
    floor = own if own and bare(own) == bare(said) else said
    return [Target(noun=kind[0] if kind else None, floor=floor, every=kind is None, said=kind[1] if kind else "")]


def bare(floor: str) -> str:
    """ "Ground" and "ground floor" are the same."""
    return floor.casefold().removesuffix(" floor").strip()


def inside(area: str, kind: Kind | None, ask: Ask) -> Resolved:
    """The things of a kind in one room."""
    if kind is None:
        return [Target(area=area, every=True)]
    noun, said = kind
    if not ask.line.house.known:
        return [Target(noun=noun, area=area, said=said)] if noun.domain else Doubt("what")
    register = ask.line.house.register
    here = [register.entities[number] for number in register.by_area.get(area, ())]
    found = [each for each in here if of_nouns(each, noun, ask.segment) and ask.aim.fits(each)]
    found = [each for each in found if not hangs_before(each, noun, ask.line)]
    if not found:
        return Doubt("none", said, (area,))
    if noun.kind and not ask.segment.areas and all(is_other(each, noun, ask.line) for each in found):
        others = [each for each in register.entities if named_so(each, noun) and ask.aim.fits(each)]
        if others:  # "the tv", where only a speaker is here and other rooms have one
            if pair := both(others, noun, ask) or doors_called(others, noun, ask):
                return pair
            return Doubt("where", said) if several(ask.segment, ask.line) else choice(others)
    return of_kind(found, Target(noun=noun, area=area, said=said), ask)


def both(found: Sequence[Entity], noun: Noun, ask: Ask) -> list[Target]:
    """ "Close both shades", where the house has two: no room need be said."""
    line = ask.line
    paired = len(found) == 2 and not is_wary(noun) and not line.lexicon.group("both").isdisjoint(line.words)
    return [named(each) for each in found] if paired else []


def doors_called(found: Sequence[Entity], noun: Noun, ask: Ask) -> Resolved:
    """ "Close the garage doors" is for all that are called so; of those that are to be opened it is asked which."""
    if not (noun.kind and is_wary(noun) and 1 < len(found) <= MOST_OPTIONS and several(ask.segment, ask.line)):
        return []
    return [named(each) for each in found] if ask.aim.domains == MOVED else choice(found)


def is_other(entity: Entity, noun: Noun, line: Line) -> bool:
    """Whether a thing is surely none of this kind: a player without the word for it, a cover that is called a curtain
    where blinds are meant."""
    if noun.kind in EVERYWHERE:
        return False
    if named_so(entity, noun) or noun.domain == PLAYED:
        return not named_so(entity, noun)
    return is_another(entity, noun, line)


def by_room(ask: Ask) -> Resolved:
    """Where no room is said: this one, or the whole house where that is said, or the only one that there is."""
    kind = kind_of(ask)
    places = {each.value for each in ask.segment.places}
    if "whole" in places:
        return in_house(kind, ask)
    if ask.segment.every and kind is None:
        return (
            [Target(area=ask.line.house.room, every=True)]
            if "here" in places and ask.line.house.room
            else Doubt("where")
        )
    return nearest(kind, "here" in places, ask) if kind else Doubt("what")


def unfit(kind: Kind, ask: Ask) -> bool:
    """Whether the order is none for things of this kind: lights are not locked, and not all locks opened at once."""
    domain = kind[0].domain
    return bool(domain and ask.aim.domains) and (domain not in ask.aim.domains or ask.aim.careful)


def in_house(kind: Kind | None, ask: Ask) -> Resolved:
    if kind is None:
        return [Target(whole=True, every=True)] if ask.segment.every else Doubt("what")
    if unfit(kind, ask):
        return Doubt("what") if ask.aim.careful else Doubt("cannot", kind[1])
    if kind[0].apart and ask.line.house.known:  # all lights would be more than all ceiling lights
        every = ask.line.house.register.entities
        found = [each for each in every if of_nouns(each, kind[0], ask.segment) and ask.aim.fits(each)]
        return [named(each) for each in found] or Doubt("none", kind[1])
    return [Target(noun=kind[0], whole=True, said=kind[1])] if kind[0].domain else Doubt("what")


def called_by(found: Sequence[Entity], said: str, joins: bool) -> list[Entity]:
    """Those that are called by just the words that were said, "fairy lights", where others have another word for it; in
    a language that `joins` words a name may end with the one that was said."""
    words = stems(plain(said))
    if joins and len(words) == 1:
        joined = [each for each in found if any(word.endswith(words) for name in spelled(each.names) for word in name)]
        return joined or list(found)
    so_called = [each for each in found if any({*words} <= set(name) for name in spelled(each.names))]
    return so_called if len(words) > 1 and so_called else list(found)


def holding(kind: Kind, ask: Ask) -> list[Entity]:
    """ "Haustür" for the locks whose names hold it, as "Haustürschloss" does, in a language that joins words. Locking
    needs no more certainty; unlocking does."""
    noun, said = kind
    if noun != LOCKS or ask.aim.careful or not ask.line.lexicon.compounds:
        return []
    locks = ask.line.house.register.of_domain({"lock"})
    return [each for each in locks if any(said in part for name in each.names for part in plain(name))]


def nearest(kind: Kind, here: bool, ask: Ask) -> Resolved:
    """The things of this room; where it has none, the only one of the house."""
    house = ask.line.house
    if house.room:
        found = inside(house.room, kind, ask)
        elsewhere = None if here else by_own_name(kind, ask)
        if elsewhere:
            return [named(elsewhere)]
        if here or not isinstance(found, Doubt) or found.kind != "none":
            return found
    return anywhere(kind, ask) if house.known else Doubt("where", kind[1])


def anywhere(kind: Kind, ask: Ask) -> Resolved:
    """The only thing of the kind in the house; all of its locks where they are to be locked."""
    if own := holding(kind, ask):
        return [named(own[0])] if len(own) == 1 else choice(own)
    return of_house(kind, ask)


def of_house(kind: Kind, ask: Ask) -> Resolved:
    """The same, by what the kind alone tells."""
    noun, said = kind
    entities = ask.line.house.register.entities
    everywhere = [each for each in entities if of_nouns(each, noun, ask.segment) and ask.aim.fits(each)]
    if noun == LOCKS and not everywhere and not ask.aim.careful:  # "Haustür" holds no word of its own for a door
        everywhere = [each for each in entities if ask.aim.fits(each)]
    everywhere = [each for each in everywhere if may_be(each, noun, ask.line)]
    closer = [each for each in everywhere if named_so(each, noun)]
    if noun.kind and (is_wary(noun) or noun.kind in EVERYWHERE) and everywhere and not closer:
        return asked_first(everywhere, Target(noun=noun, said=said), ask)
    found = called_by(closer if noun.kind and closer else everywhere, said, bool(noun.ends))
    plural = several(ask.segment, ask.line)
    one = found[0] if len(found) == 1 else None if plural else by_said(found, said, noun)
    if one:
        return [named(one)]
    if not found:
        there = any(of_nouns(each, noun, ask.segment) and may_be(each, noun, ask.line) for each in entities)
        return Doubt("cannot" if there else "none", said)
    if pair := both(found, noun, ask) or doors_called(found, noun, ask):
        return pair
    if plural and noun.apart and len({each.area for each in found}) == 1 and len(found) <= MOST_OPTIONS:
        return [named(each) for each in found]
    if plural and not ask.aim.careful and ask.aim.domains == {"lock"}:
        return [Target(noun=LOCKS, whole=True, said=said)]
    return Doubt("where", said) if plural or len(found) > MOST_OPTIONS else choice(found)
