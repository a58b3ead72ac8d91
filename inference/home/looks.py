"""Questions about the states of a house: which things are asked about, and what of them."""

import re
from collections.abc import Mapping, Sequence

from inference.home.aims import Doubt, Target, fits
from inference.home.context import House
from inference.home.entities import Entity
from inference.home.lexicon import Noun
from inference.home.line import Line
from inference.home.plans import Look, Plan, Step
from inference.home.scopes import is_storey
from inference.home.tools import Toolbox
from inference.home.wordings import wishes
from intents.actions import Action
from intents.order_words import grammar

LIVE = "GetLiveContext"
LOCKS = Noun("lock")
ELSEWHERE = frozenset(("weather", "calendar", "todo"))  # domains whose questions are another's to answer
READINGS = frozenset(("temperature", "humidity", "battery", "brightness", "volume", "position"))
SHAPES: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": tuple((name, re.compile(shape)) for name, shape in (
        ("many", r"how many\b"),
        ("which", r"(?:which|what|are there|is there|any|is any|are any)\b(?! is the| are the)"),
        ("all", r"(?:are|is) (?:all|every|each|both)\b"), ("value", r"(?:what|how)\b"), ("is", r""),
    )),
    "de": tuple((name, re.compile(shape)) for name, shape in (
        ("many", r"wie viele\b"),
        ("which", r"(?:welche[rsn]?|was)\b(?! ist)|(?:ist|sind) (?:hier |da |dort )?(?:irgend\w*|noch|eine?)\b"),
        ("all", r"sind alle\b"), ("value", r"(?:auf )?(?:was|wie|wieviel|worauf)\b"), ("is", r""),
    )),
}  # fmt: skip
# what is asked for by a word for how it feels, or by what a thing is set to
HOW: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": tuple((name, re.compile(shape)) for name, shape in (
        ("temperature", r"(?:how|is it(?: too| very| so)?) (?:warm|hot|cold|cool)\b"),
        ("humidity", r"(?:how|is it(?: too| very| so)?) (?:humid|damp|muggy|dry)\b"),
        ("brightness", r"how (?:bright|dim)\b"), ("volume", r"how (?:loud|quiet)\b"),
        ("position", r"how (?:far )?(?:open|closed)\b"), ("battery", r"how (?:much )?(?:charge|charged|full)\b"),
        ("speed", r"how fast\b"),
        ("set", r"what percent|how many percent|what .*(?:\bset (?:to|at)$|\b(?:target|set) temperature\b)"),
    )),
    "de": tuple((name, re.compile(shape)) for name, shape in (
        ("temperature", r"wie (?:warm|kalt|heiß|kühl)\b|ist es (?:\w+ )*?(?:warm|kalt|heiß|kühl)\b"),
        ("humidity", r"wie (?:feucht|schwül|trocken)\b|ist es (?:\w+ )*?(?:feucht|schwül|trocken)\b"),
        ("brightness", r"wie (?:hell|dunkel)\b"), ("volume", r"wie (?:laut|leise)\b"),
        ("position", r"wie weit\b"), ("battery", r"wie (?:voll|geladen)\b"), ("speed", r"wie schnell\b"),
        ("set", r"(?:auf was|worauf|wie) .*\b(?:eingestellt|gestellt)$|(?:auf wie ?viel|wie ?viel prozent)\b"
        r"|.*\b(?:soll|ziel)temperatur\b"),
    )),
}  # fmt: skip
SENSORS = frozenset(("sensor", "binary_sensor"))
PLAYING = Noun("media_player")
MOST_NAMED = 4  # things whose names hold a word of the question


def look_plan(said: Line, asked: bool, action: Action | None, box: Toolbox) -> Plan | None:
    """The plan of a question about states; None where it is none, or where nobody can look."""
    opens = grammar(said.language).begins("ask", said.words) > 0 and not (action and action.orders and wishes(said))
    text = " ".join(said.words)
    if (
        not (opens or asked or (action and action.asks))
        or not said.house.known
        or LIVE not in box
        or advice(text, said)
    ):
        return None
    form = next(name for name, shape in SHAPES.get(said.language, SHAPES["en"]) if shape.match(text))
    quality = asked_for(text, said)
    state = state_of(said, action)
    floor = next((each for each in said.of("floor", "area") if each.kind == "floor" or is_storey(each, said)), None)
    if floor and not said.of("name") and (quality in READINGS or state):
        return Plan("ask", doubt=Doubt("floor", said.said(floor)))  # no client tells what is on one
    state = "playing" if state == "on" and not said.lexicon.group("heard").isdisjoint(said.words) else state
    found = meant(said, form, state, quality)
    if not found:
        return None
    form = "value" if quality and (not state or form == "value") and form != "many" else form
    form = "which" if found[0].every and form in {"is", "value"} else form
    look = Look(found, state, quality, form, sure=not set(said.unexplained()) - asking(said))
    made = box.call(LIVE, {}, narrowed(found, quality))
    return Plan("look", (Step(made, "look"),), look=look) if made else None


def asked_for(text: str, said: Line) -> str:
    """The quality that is asked for; "" where it is a state."""
    shapes = HOW.get(said.language, HOW["en"])
    told = next((name for name, shape in shapes if shape.match(text)), "")
    return told or next((each.value for each in said.of("property")), "")


def state_of(said: Line, action: Action | None) -> str:
    """The state that is asked for; of "did I leave the stove on" the one that was left."""
    if action and action.state:
        return action.state
    states = grammar(said.language).states
    found = [states[word][0] for word in said.words if word in states] if action is None or action.asks else []
    return found[-1] if found else ""


def advice(text: str, said: Line) -> bool:
    """ "How do I dim the lamp", "should I leave it on": no state answers that."""
    return any(text.startswith(f"{each} ") for each in said.lexicon.advice)


def meant(said: Line, form: str, state: str, quality: str) -> tuple[Target, ...]:
    register = said.house.register
    named = [register.entities[owner] for each in said.of("name") for owner in each.owners[:1]]
    named = [each for each in named if each.domain not in ELSEWHERE]
    named = named or (called(said, quality) if quality or state else measured(said) if form == "value" else [])
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
    if not nouns and state and (everything := every(said, areas, form)):
        return everything
    here = areas or ([said.house.room] if said.of("place") and said.house.room else [])
    return (Target(area=here[0], said=here[0]),) if here and quality in READINGS else ()


def called(said: Line, quality: str) -> list[Entity]:
    """The things that the words mean which nothing else explains: of the Tesla its battery, if that is asked for."""
    strange = [said.stems[at] for at in said.unexplained() if at not in asking(said)]
    register = said.house.register
    if not strange or said.of("noun", "area", "every"):
        return []
    numbers = set.intersection(*(set(register.by_word.get(word, ())) for word in strange))
    found = [register.entities[number] for number in sorted(numbers)]
    about = [each for each in found if quality in " ".join(each.names).casefold()] if quality else []
    return about or (found if len(found) <= MOST_NAMED else [])


def measured(said: Line) -> list[Entity]:
    """The sensors that are called by what is asked for, in the room that is said: "how is the CO2 in the office"."""
    strange = [said.stems[at] for at in said.unexplained() if at not in asking(said)]
    register, rooms = said.house.register, {each.value for each in said.of("area")}
    if not strange or said.of("noun", "every"):
        return []
    numbers = set.intersection(*(set(register.by_word.get(word, ())) for word in strange))
    found = [register.entities[number] for number in sorted(numbers)]
    found = [each for each in found if each.domain in SENSORS and (not rooms or each.area in rooms)]
    return found if len(found) <= MOST_NAMED else []


def every(said: Line, areas: Sequence[str], form: str) -> tuple[Target, ...]:
    """ "Is anything on in the kitchen", "what's on in here": what can be switched there; of "playing" what plays."""
    house, places = said.house, {each.value for each in said.of("place")}
    whole = "whole" in places
    room = areas[0] if areas else house.room if "here" in places else ""
    heard = not said.lexicon.group("heard").isdisjoint(said.words)
    if heard and not (room or whole):
        room = own_room(PLAYING, said, "is")
        whole = not room
    open_ended = form == "which" or said.of("every") or not said.lexicon.group("anything").isdisjoint(said.words)
    if not open_ended or not (room or whole) or set(said.unexplained()) - asking(said):
        return ()
    if heard:
        return (Target(noun=PLAYING, area=room, whole=whole, said=room),)
    return (Target(area=room, whole=whole, every=True, said=room),)


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
