"""The things of a kind: all of a room's, or those that are called more closely so."""

from collections.abc import Sequence
from dataclasses import replace

from inference.home.aims import (
    MOST_OPTIONS,
    Ask,
    Doubt,
    Resolved,
    Segment,
    Target,
    choice,
    fits,
    named,
    named_so,
    several,
    spelled,
)
from inference.home.compounds import heads
from inference.home.entities import Entity, plain, stems
from inference.home.lexicon import Noun
from inference.home.line import Line
from inference.home.shutting import is_wary

Kind = tuple[Noun, str]  # a kind of thing, and the words that said it
LOCKS = Noun("lock")
EVERYWHERE = frozenset(("window", "door"))  # kinds that any room may have, whatever their names
GAS = "gas"
PLAYER = "media_player"
HANGING = frozenset(("blind", "shutter", "curtain", "awning"))  # before a window or a door
TOGETHER = frozenset(("light", "fan", "switch"))  # "the light" of a room is all of its lights


def kind_of(ask: Ask) -> Kind | None:
    """The kind of thing that is said, with its words; else the one that the order itself means."""
    said = [(each.noun, ask.line.said(each)) for each in ask.segment.nouns if each.noun]
    if not said:
        if ask.segment.every:
            return everything(ask)
        return (ask.aim.noun, ask.aim.noun.domain) if ask.aim.noun else None
    kind = next((each for each in reversed(said) if each[0].domain), said[-1])
    # the doors that are locked are locks: a client would open those that are covers
    return (LOCKS, kind[1]) if ask.aim.domains == {"lock"} and kind[0].kind == "door" else kind


def everything(ask: Ask) -> Kind | None:
    """What "everything" means for an order that is for one kind only; None: whatever can be switched."""
    domains = ask.aim.domains & {"cover"} or ask.aim.domains
    only = next(iter(domains)) if len(domains) == 1 else ""
    return (Noun(only), only) if only else None


def of_nouns(entity: Entity, noun: Noun, segment: Segment) -> bool:
    """Whether it is all that is said of it: "the light on the desk" is a light, and of the desk."""
    return all(fits(entity, each) for each in [noun, *(mention.noun for mention in segment.nouns)])


def of_kind(found: Sequence[Entity], scope: Target, ask: Ask) -> Resolved:
    """All of them as the room's, or those by name that are said more closely than by their domain."""
    noun = scope.noun
    assert noun is not None
    alone = not several(ask.segment, ask.line)
    if noun.apart and not alone:
        return [named(each) for each in found]  # "the bedside lamps" are not all lights of the room
    if alone and (one := by_said(found, scope.said, noun) or by_default(found, scope)):
        return [named(one)]
    if alone and (lamps := lamps_called(found, scope.said, noun, ask.line)):
        return one_of(lamps)
    if noun.kind == "water":  # whatever a valve lets through, but gas
        return [named(each) for each in found if not any(GAS in name for name in spelled(each.names))] or choice(found)
    played = len(found) == 1 and ask.aim.domains == {"media_player"}
    if noun.kind and not played and not any(named_so(each, noun) for each in found):
        return asked_first(found, scope, ask) if is_wary(noun) else [replace(scope, strict=True)]
    closer = called_so(found, noun)
    found = closer or found
    if len(found) == 1:
        return [named(found[0])]
    playing = ask.aim.noun is not None and noun.domain == PLAYER and not noun.kind
    if alone and noun.domain not in TOGETHER and not playing:  # whichever plays there is known to the client
        return choice(found)
    return [named(each) for each in found] if closer else [plain_scope(found, scope)]


def may_be(entity: Entity, noun: Noun, line: Line) -> bool:
    """Whether a thing that nothing but its domain tells may be of this kind; people call blinds what are curtains."""
    if not noun.kind:
        return True
    if noun.kind in HANGING and {each.kind for each in kinds_called(entity, noun, line)} <= HANGING | {""}:
        return True
    other = is_another(entity, noun, line) and not named_so(entity, noun)
    return not other and not hangs_before(entity, noun, line)


def hangs_before(entity: Entity, noun: Noun, line: Line) -> bool:
    """Whether it is a blind or a curtain of a window or a door, not that itself: "Bay Window Curtains"."""
    return noun.kind in EVERYWHERE and not HANGING.isdisjoint(each.kind for each in kinds_called(entity, noun, line))


def plain_scope(found: Sequence[Entity], scope: Target) -> Target:
    """All of a domain in a room, where all are called by the word for the kind: which class each has is not known."""
    noun = scope.noun
    if noun is None or not noun.kind or is_wary(noun) or not all(named_so(each, noun) for each in found):
        return scope
    return replace(scope, noun=replace(noun, kind=""))


def asked_first(found: Sequence[Entity], scope: Target, ask: Ask) -> Doubt:
    """A door that no name tells is not opened by its class: it is asked whether one of what may be one is meant."""
    assert scope.noun is not None
    possible = [each for each in found if not is_another(each, scope.noun, ask.line)]
    if len(possible) == 1:
        return Doubt("heard", scope.said, (possible[0].name,))
    return choice(possible) if possible else Doubt("none", scope.said, (scope.area,) if scope.area else ())


def is_another(entity: Entity, noun: Noun, line: Line) -> bool:
    """Whether a word in its name says that it is of another kind: a cover that is called a curtain."""
    return any(each.kind not in {"", noun.kind} for each in kinds_called(entity, noun, line))


def kinds_called(entity: Entity, noun: Noun, line: Line) -> list[Noun]:
    """The kinds of the noun's domain that the thing's names speak of."""
    names = spelled(entity.names)
    called = [word.noun for name in names for _, _, word in line.lexicon.find(" ".join(name))]
    called += [each for name in names for word in name for each in heads(word, line.lexicon)] if noun.ends else []
    return [each for each in called if each is not None and each.domain == noun.domain]


def called_so(found: Sequence[Entity], noun: Noun) -> list[Entity]:
    """Those that are called by a word for the kind, where its domain alone would say too much, or nothing."""
    by_domain = [each for each in found if noun.domain and each.domain == noun.domain]
    so_named = [each for each in found if named_so(each, noun)]
    if not by_domain:
        return so_named
    return so_named if noun.kind and len(so_named) < len(by_domain) else []


def by_said(found: Sequence[Entity], said: str, noun: Noun) -> Entity | None:
    """ "The lamp" is the one thing of the room that is called a lamp, where its other lights are not."""
    words = stems(plain(said))
    called = [each for each in found if any(set(words) <= set(name) for name in spelled(each.names))]
    return called[0] if len(called) == 1 and words != stems((noun.domain,)) else None


def one_of(found: Sequence[Entity]) -> Resolved:
    """The only one; of several it is asked which."""
    if len(found) == 1:
        return [named(found[0])]
    return choice(found) if len(found) <= MOST_OPTIONS else Doubt("many")


def lamps_called(found: Sequence[Entity], said: str, noun: Noun, line: Line) -> list[Entity]:
    """ "The lamp" is one thing, where several lights of the room are called lamps; "the light" is all that shines."""
    words = stems(plain(said))
    if noun.domain != "light" or len(words) != 1 or not line.lexicon.group("shining").isdisjoint(plain(said)):
        return []
    ends = words[0] if noun.ends else ""
    spellings = ((each, {word for name in spelled(each.names) for word in name}) for each in found)
    return [each for each, own in spellings if words[0] in own or (ends and any(word.endswith(ends) for word in own))]


def by_default(found: Sequence[Entity], scope: Target) -> Entity | None:
    """ "Front Yard Valve" is the one of the front yard: its name says its room and kind, and no more."""
    noun = scope.noun
    if noun is None or noun.domain in TOGETHER or noun.kind in EVERYWHERE:
        return None
    allowed = {*stems(plain(scope.area)), *(word for words in noun.words for word in words), noun.domain}
    default = [each for each in found if any(set(said) <= allowed for said in spelled(each.names))]
    return default[0] if len(default) == 1 else None


def by_own_name(kind: Kind, ask: Ask) -> Entity | None:
    """ "The gate": the only thing in the house that is called so, where nothing in this room is."""
    noun, said = kind
    if noun.domain in TOGETHER or noun.kind in EVERYWHERE or not ask.segment.nouns:
        return None
    words = set(stems(plain(said)))
    every = ask.line.house.register.entities
    called = [each for each in every if ask.aim.fits(each) and any(words <= set(name) for name in spelled(each.names))]
    one = called[0] if len(called) == 1 and called[0].area != ask.line.house.room else None
    # whatever is of the domain is of the kind: one that is called after its own room is only that room's
    of_its_room = one is not None and not noun.kind and set(stems(plain(one.area))) & {*stems(plain(one.name))}
    return None if of_its_room else one
