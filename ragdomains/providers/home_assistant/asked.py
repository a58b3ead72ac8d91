"""What is asked about the house: which things, which state, which value; read from the words of the question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ragdomains.providers.home_assistant import words as known
from ragdomains.providers.home_assistant.house import Entity
from ragdomains.providers.home_assistant.kinds import GROUPS, OPPOSITE, Group
from ragdomains.types import Lookup

WORD = re.compile(r"[^\W_]+")
NAMELESS = known.EMPTY | known.INSIDE | known.NOT | known.ALL | known.WANTED.keys() | known.MEASURES.keys()
COMPOUND = 7  # letters from which on a German word may end in a kind of thing: "haustür"


@dataclass(frozen=True, slots=True)
class Asked:
    """`content` are the words that name something, `device` what they are called elsewhere, `areas` rooms of the house.

    `measure` is a value (temperature), `wanted` a state (locked); `scope` is one, some or all of a kind; `about` is
    things, people, or low batteries. `target` asks what something is set to.
    """

    content: tuple[str, ...] = ()
    device: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    group: Group | None = None
    wanted: str = ""
    measure: str = ""
    scope: str = "one"
    since: bool = False
    target: bool = False
    yes_or_no: bool = False
    about: str = "things"


def tokens(text: str) -> tuple[str, ...]:
    """The words in lower case: "Anna's" is anna."""
    return tuple(WORD.findall(re.sub(r"['’]s\b", "", text.casefold())))


def read(lookup: Lookup, house: Sequence[Entity]) -> Asked:
    said = tokens(lookup.text)
    group = group_of(said, lookup)
    areas, inside = areas_of(said, lookup, house)
    measure = next((known.MEASURES[word] for word in said if word in known.MEASURES), "")
    named = [word for word in dict.fromkeys(said) if word not in inside and not is_empty(word, group, measure)]
    content = tuple(word for word in named if measure != "battery" or word not in known.LOW)
    low = measure == "battery" and not content
    return Asked(
        content=content,
        device=tokens(lookup.slots.get("device", "")),
        areas=areas,
        group=None if measure else group,
        wanted="" if measure else wanted_of(said, lookup) or (group.usual if group else ""),
        measure=measure,
        scope=scope_of(said, group, areas),
        since=bool(known.SINCE.search(" ".join(said))),
        target=bool(known.TARGET & {*said}),
        yes_or_no=bool(said) and said[0] in known.VERBS,
        about="batteries" if low else about_of(said, house),
    )


def is_empty(word: str, group: Group | None, measure: str) -> bool:
    """Whether a word names no thing and no room."""
    if word in NAMELESS or word.isdigit():
        return True
    if measure == "battery" or group is None:  # "the battery of the vacuum" is one thing's
        return bool(measure) and word in known.TARGET
    return word in known.TARGET or word in calls(group)


def calls(group: Group) -> tuple[str, ...]:
    return (*group.called, *group.several)


def group_of(said: Sequence[str], lookup: Lookup) -> Group | None:
    """The kind of thing that is named, alone or at the end of a word ("küchenfenster")."""
    every = [(word, each) for each in GROUPS for word in calls(each)]
    for token in reversed(said):
        if exact := next((each for word, each in every if word == token), None):
            return exact
    for token in said:
        long = len(token) >= COMPOUND and token not in NAMELESS
        if ending := next((each for word, each in every if long and len(word) > 2 and token.endswith(word)), None):
            return ending
    device = lookup.slots.get("device", "").casefold()
    return next((each for each in GROUPS if device in each.called), None)


def areas_of(said: Sequence[str], lookup: Lookup, house: Iterable[Entity]) -> tuple[tuple[str, ...], set[str]]:
    """The rooms that are named, and the words that name them. A room may be said in another word than its own."""
    areas = {entity.area: tokens(entity.area) for entity in house if entity.area}
    text = f" {' '.join(said)} "
    found = [area for area, name in areas.items() if name and f" {' '.join(name)} " in text]
    if found:
        return tuple(found), {word for area in found for word in areas[area]}
    slot = tokens(lookup.slots.get("area", ""))
    found = [area for area, name in areas.items() if slot and name == slot]
    return tuple(found), {*said} & known.AREA_WORDS if found else set()


def wanted_of(said: Sequence[str], lookup: Lookup) -> str:
    """The state that is asked for; the last word of the sentence that names one decides."""
    if not said:
        return ""
    names = [word for word in said if word in known.WANTED and (word not in known.PARTICLES or word == said[-1])]
    early = [
        word for word in said if word in known.PARTICLES and (said[0] in known.ASK_WHAT or before_room(word, said))
    ]
    state = known.WANTED[names[-1]] if names else lookup.slots.get("state", "")
    if not state and early:
        state = known.WANTED[early[0]]
    negated = bool(known.NOT & {*said[1:]})
    return OPPOSITE.get(state, state) if negated else state


def before_room(word: str, said: Sequence[str]) -> bool:
    """Whether it ends what is asked, and only where follows: "is the light on in the kitchen"."""
    at = said.index(word)
    return 1 < at < len(said) - 1 and said[at + 1] in {"in", "im", "at", "right", "now", "upstairs", "downstairs"}


def scope_of(said: Sequence[str], group: Group | None, areas: Sequence[str]) -> str:
    """Whether one thing is meant, whichever there are, or all of them."""
    words = {*said}
    if group is not None and group.usual:
        return "some"
    several = group is not None and bool({*group.several} & words)
    open_list = {"any", "irgendwelche", "noch"} & words
    if known.ALL & words or ((several or group) and said[0] in {"are", "sind"} and not open_list):
        return "all"
    return "some" if several or known.SOME & words or (areas and group) else "one"


def about_of(said: Sequence[str], house: Iterable[Entity]) -> str:
    words = {*said}
    named = any({*tokens(entity.name)} <= words for entity in house if entity.kind == "person" and tokens(entity.name))
    at_home = bool(known.AT_HOME & words)
    return "people" if (at_home and known.ANYONE & words) or (named and (at_home or known.WHERE & words)) else "things"
