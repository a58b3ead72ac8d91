"""Questions about the states of a house: which things are asked about, and what of them."""

import re
from collections.abc import Mapping, Sequence

from inference.home.aims import Target, fits
from inference.home.context import House
from inference.home.entities import Entity
from inference.home.lexicon import Noun
from inference.home.line import Line
from inference.home.plans import Look, Plan, Step
from inference.home.tools import Toolbox
from intents.actions import Action
from intents.order_words import grammar

LIVE = "GetLiveContext"
LOCKS = Noun("lock")
ELSEWHERE = frozenset(("weather", "calendar", "todo"))  # domains whose questions are another's to answer
READINGS = frozenset(("temperature", "humidity", "battery", "brightness", "volume", "position"))
SHAPES: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": tuple((name, re.compile(shape)) for name, shape in (
        ("many", r"how many\b"), ("which", r"(?:which|what|are there any|any|is any|are any)\b(?! is the| are the)"),
        ("all", r"(?:are|is) (?:all|every|each|both)\b"), ("value", r"(?:what|how)\b"), ("is", r""),
    )),
    "de": tuple((name, re.compile(shape)) for name, shape in (
        ("many", r"wie viele\b"), ("which", r"(?:welche[rsn]?|was)\b(?! ist)|(?:ist|sind) (?:irgend\w*|noch)\b"),
        ("all", r"sind alle\b"), ("value", r"(?:was|wie)\b"), ("is", r""),
    )),
}  # fmt: skip
WARM = {"en": re.compile(r"how (?:warm|hot|cold)\b"), "de": re.compile(r"wie (?:warm|kalt|heiß)\b")}


def look_plan(said: Line, asked: bool, action: Action | None, box: Toolbox) -> Plan | None:
    """The plan of a question about states; None where it is none, or where nobody can look."""
    opens = grammar(said.language).begins("ask", said.words) > 0
    text = " ".join(said.words)
    if (
        not (opens or asked or (action and action.asks))
        or not said.house.known
        or LIVE not in box
        or advice(text, said)
    ):
        return None
    form = next(name for name, shape in SHAPES.get(said.language, SHAPES["en"]) if shape.match(text))
    warm = WARM.get(said.language, WARM["en"]).match(text) is not None
    quality = "temperature" if warm else next((each.value for each in said.of("property")), "")
    state = action.state if action else ""
    found = meant(said, form, state, quality)
    if not found:
        return None
    form = "value" if quality and not state and form in {"which", "is"} else form
    look = Look(found, state, quality, form, sure=not set(said.unexplained()) - asking(said))
    made = box.call(LIVE, {}, narrowed(found, quality))
    return Plan("look", (Step(made, "look"),), look=look) if made else None


def advice(text: str, said: Line) -> bool:
    """ "How do I dim the lamp", "should I leave it on": no state answers that."""
    return any(text.startswith(f"{each} ") for each in said.lexicon.advice)


def meant(said: Line, form: str, state: str, quality: str) -> tuple[Target, ...]:
    register = said.house.register
    named = [register.entities[owner] for each in said.of("name") for owner in each.owners[:1]]
    named = [each for each in named if each.domain not in ELSEWHERE]
    if named:
        return tuple(Target((each,), said=each.name) for each in named)
    areas = [each.value for each in said.of("area") if each.known]
    if any(not each.known for each in said.of("area")):
        return ()
    nouns = [(watched(each.noun, state), said.said(each)) for each in said.of("noun") if each.noun]
    nouns = [(noun, words) for noun, words in nouns if known(noun, said.house)]
    if nouns and (state or form in {"many", "which", "all"} or quality):
        area = areas[0] if areas else own_room(nouns[0][0], said, form)
        return (Target(noun=nouns[0][0], area=area, whole=not area, said=nouns[0][1]),)
    if areas and state in {"open", "closed"} and (doors := shutting(areas[0], register.entities)):
        return tuple(Target((each,), said=each.name) for each in doors)  # "is the garage shut" means its door
    here = areas or ([said.house.room] if said.of("place") and said.house.room else [])
    return (Target(area=here[0], said=here[0]),) if here and quality in READINGS else ()


def shutting(area: str, entities: Sequence[Entity]) -> list[Entity]:
    """What shuts a room and is called after it."""
    room = area.casefold()
    return [each for each in entities if each.domain == "cover" and each.name.casefold().startswith(f"{room} ")]


def watched(noun: Noun, state: str) -> Noun:
    """What is locked is a lock, also where a door is spoken of."""
    return LOCKS if state in {"locked", "unlocked"} else noun


def asking(said: Line) -> set[int]:
    """The words that make it a question, and those of the state that is asked for."""
    table = grammar(said.language)
    opening = {word for phrases in table.phrases["ask"].values() for phrase in phrases for word in phrase}
    words = opening | set(table.states) | said.lexicon.questions
    return {at for at, word in enumerate(said.words) if word in words}


def known(noun: Noun, house: House) -> bool:
    """Whether the house has anything of the kind."""
    return any(fits(each, noun) for each in house.register.entities)


def own_room(noun: Noun, said: Line, form: str) -> str:
    """ "Are the lights on?" means those of the room; "which lights are on?" all of the house."""
    room = said.house.room
    whole = form in {"many", "which"} or any(each.value == "whole" for each in said.of("place"))
    if whole or not room:
        return ""
    here: list[Entity] = [said.house.register.entities[number] for number in said.house.register.by_area.get(room, ())]
    return room if any(fits(each, noun) for each in here) else ""


def narrowed(found: tuple[Target, ...], quality: str) -> dict[str, object]:
    """What the look can be limited to: a name, or a room and a domain; too much does no harm, too little would."""
    one = found[0]
    if one.entities:
        return {"name": one.entities[0].name} if len(found) == 1 else {}
    where: dict[str, object] = {"area": one.area} if one.area else {}
    narrow = one.noun and one.noun.domain and not quality and not one.noun.kind and one.noun.domain != "lock"
    return {**where, "domain": [one.noun.domain]} if narrow and one.noun else where
