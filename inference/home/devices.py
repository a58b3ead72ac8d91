"""Orders for devices: which action, on what, to what value; certain only if every word is accounted for."""

from collections.abc import Sequence
from dataclasses import replace

from inference.home.aims import Aim, Doubt, Resolved, Target
from inference.home.calls import MOVED, PLAYED, QUALITIES, without
from inference.home.extents import DOWN, PLAIN, UP, extent_of, multiplied
from inference.home.lexicon import Noun
from inference.home.line import Line, line
from inference.home.plans import UNSURE, Plan
from inference.home.shutting import is_wary
from inference.home.steps import STEPWISE, Order, stepped
from inference.home.targets import targets
from inference.home.tools import Toolbox
from inference.home.unlisted import unlisted
from inference.home.values import NOTHING, Value, tells_which, value_of
from intents.actions import Action
from intents.order_words import grammar

SWITCHABLE = frozenset((
    "light", "switch", "fan", "media_player", "climate", "humidifier", "input_boolean", "automation", "script", "scene",
    "group", "siren", "remote", "water_heater", "camera", "vacuum", "lawn_mower", "valve", "button", "input_button",
))  # fmt: skip
ROBOTS = frozenset(("vacuum", "lawn_mower"))
RUN = frozenset(("script", "scene", "automation", "switch", "button", "input_button", "input_boolean"))
OPENED = MOVED | {"lock"}
DOMAINS = {
    "turn_on": SWITCHABLE, "turn_off": SWITCHABLE - {"scene", "button", "input_button"}, "toggle": SWITCHABLE,
    "open": OPENED, "close": MOVED, "lock": frozenset(("lock",)), "unlock": frozenset(("lock",)),
    "start": ROBOTS | RUN | PLAYED | {"valve"}, "dock": ROBOTS,
    "stop": PLAYED | {"cover", "script", "switch", "automation", "valve"},
    "clean": frozenset(("vacuum",)), "pause": PLAYED, "resume": PLAYED, "next": PLAYED, "previous": PLAYED,
    "mute": PLAYED, "unmute": PLAYED, "dim": frozenset(("light",)), "brighten": frozenset(("light",)),
}  # fmt: skip
MEANT = {
    "brightness": "light", "color": "light", "volume": "media_player", "position": "cover", "temperature": "climate",
    "speed": "fan", "humidity": "humidifier",
}  # fmt: skip
TRANSPORT = frozenset(("pause", "resume", "next", "previous", "mute", "unmute"))
OWN_WORDS = {"start": "mowing", "dock": "docking"}  # words that say nothing more beside such an order
TURNED = frozenset(("increase", "decrease"))
SETTING = TURNED | {"set"}
VALUELESS = frozenset(("turn_off", "toggle", "lock", "unlock"))
STRONG = frozenset(("turn_on", "turn_off", "toggle", "open", "close", "lock", "unlock", "dim", "brighten"))


def device_plan(said: Line, action: Action, box: Toolbox) -> Plan | None:
    """The plan of an order; None where it is none for a device."""
    main, left_out = parted(said)
    order = order_of(main, action.name)
    named = main.of("name", "noun", "area", "floor", "place", "every", "property")
    if order.quality == "color" and not named and grammar(said.language).verbs.keys().isdisjoint(said.words):
        return None  # "this chocolate": a color alone is no order
    found = unlisted(main, aim_of(main, order), box) or meant(main, order, bool(named))
    if found is None:
        order, found = replace(order, quality="volume"), [nearby(main)]
    if isinstance(found, Doubt):
        return doubted(found, action.name, bool(named or order.quality), main)
    if left_out is not None:
        excepted = left(left_out, main)
        found = excepted if isinstance(excepted, Doubt) else without(found, excepted, said.house)
        if isinstance(found, Doubt):
            return Plan("ask", doubt=found)
    plan = stepped(list(found), order, main, box)
    # "make it brighter" may mean what was spoken of before: only words that name their thing are certain alone
    return plan if named else replace(plan, steps=tuple(replace(step, said="") for step in plan.steps))


def order_of(said: Line, action: str) -> Order:
    """What is to be done, and how far."""
    if action in SETTING and (times := multiplied(said)):
        return Order("increase" if (times[1].factor or 0) > 1 else "decrease", times[0], NOTHING, times[1])
    value = value_of(said)
    if tells_which(value, said, action in VALUELESS):
        value = NOTHING
    action = "pause" if action == "stop" and is_music(said) else action
    if action in STEPWISE and value.number is None:
        value = NOTHING  # "too cold" is no color of a light
    extent = extent_of(said, value) if action in STEPWISE | UP | DOWN else PLAIN
    return Order(action, quality_of(said, action, value), value, extent)


def is_music(said: Line) -> bool:
    """Whether nothing is named but what plays: "stop the music"."""
    nouns = [each.noun for each in said.of("noun") if each.noun]
    return bool(nouns) and not said.of("name") and all(each.domain in PLAYED and not each.kind for each in nouns)


def meant(said: Line, order: Order, named: bool) -> Resolved | None:
    """What the order is for; None: the volume of whatever plays, as in "turn it up"."""
    aim = aim_of(said, order)
    found = targets(said, aim)
    if not isinstance(found, Doubt) or set(said.unexplained()) - aim.takes:
        return found
    if order.action in TRANSPORT or order.quality == "volume":
        of_players = all(each.noun and each.noun.domain in PLAYED for each in said.of("noun"))
        return [nearby(said)] if of_players and not said.of("name", "area", "floor", "place") else found
    plays = any(each.domain in PLAYED for each in said.house.register.entities)
    return None if plays and not named and not order.quality and order.action in TURNED else found


def parted(said: Line) -> tuple[Line, Line | None]:
    """What is meant, and what is left out of it: "all lights except the hall"."""
    text = " ".join(said.words)
    bare = () if said.lexicon.all.isdisjoint(said.words) else said.lexicon.group("but")
    for phrase in sorted({*said.lexicon.exceptions, *bare}, key=len, reverse=True):
        before, found, after = text.partition(f" {phrase} ")
        if found and after.strip():
            house = said.house
            left_out = line(kept_out(after.split(), said), house, said.language)
            main = line(before.split(), house, said.language)
            whole = not main.of("area", "floor", "place") and elsewhere(left_out)
            here = not whole and main.of("every") and not main.of("noun", "name", "area", "floor", "place")
            place = said.lexicon.everywhere if whole else said.lexicon.here if here and house.room else ()
            return line([*before.split(), *place], house, said.language), left_out
    return said, None


def left(left_out: Line, main: Line) -> Resolved:
    """What is left out: things, or everything in a room: "all but the bedroom"."""
    rooms = [each for each in left_out.of("area") if each.known]
    if main.of("every") and rooms and not main.of("name", "noun") and not left_out.of("name", "noun"):
        return [Target(area=each.value, every=True) for each in rooms]
    noun = next((each.noun for each in main.of("noun") if each.noun and each.noun.domain), None)
    if noun is None:
        return targets(left_out, Aim())
    alike = targets(left_out, Aim(frozenset((noun.domain,)), noun))  # of "all blinds but Tom's" no lamp is left out
    return targets(left_out, Aim(noun=noun)) if isinstance(alike, Doubt) else alike


def elsewhere(left_out: Line) -> bool:
    """Whether something of another room is left out, so that more than this room must be meant."""
    house = left_out.house
    numbers = [number for each in left_out.of("name") for number in each.owners]
    if strange := [left_out.stems[at] for at in left_out.unexplained()]:  # "but Tom's": whatever is called so
        numbers += set.intersection(*(set(house.register.by_word.get(word, ())) for word in strange))
    owners = [house.register.entities[number] for number in numbers]
    rooms = {each.value for each in left_out.of("area")} | {each.area for each in owners if each.area}
    return bool(rooms - {house.room}) if house.room else bool(rooms)


def kept_out(words: Sequence[str], said: Line) -> Sequence[str]:
    """What is left out without the state that it keeps and without "the one": "leave the one in the office on"."""
    end = len(words) - (words[-1] in grammar(said.language).states)
    return [word for word in words[:end] if word not in said.lexicon.pronouns]


def quality_of(said: Line, action: str, value: Value) -> str:
    """What of a thing is set: said, or told by the unit."""
    if value.color or value.kelvin is not None:
        return "color"
    if action in SETTING and said.lexicon.loud.intersection(said.words):
        return "volume"
    if action in SETTING and said.lexicon.warm.intersection(said.words):
        return "temperature"
    for each in said.of("property"):
        if each.value in QUALITIES:
            return each.value
    if value.unit.startswith("deg"):
        return "temperature"
    if action in {"dim", "brighten"}:
        return "brightness"
    return ""


def aim_of(said: Line, order: Order) -> Aim:
    action, value = order.action, order.value
    takes = set(value.words) | order.extent.words
    takes |= {at for at, word in enumerate(said.words) if word in said.lexicon.units}
    if action in TRANSPORT:
        takes |= {at for at, word in enumerate(said.words) if word in said.lexicon.played}
    takes |= {at for at, word in enumerate(said.words) if word in said.lexicon.group(OWN_WORDS.get(action, ""))}
    if value and action in SETTING | STRONG:
        takes |= {at for each in said.of("level") for at in range(each.start, each.end)}
    domains = QUALITIES.get(order.quality) or DOMAINS.get(action, frozenset())
    noun = implied(said, action, order.quality, value)
    return Aim(domains, noun, frozenset(takes), careful=action == "unlock")


def implied(said: Line, action: str, quality: str, value: Value) -> Noun | None:
    """The kind of thing that is meant where none is said."""
    if quality:
        return Noun(MEANT[quality])
    if action in TRANSPORT:
        return Noun("media_player")
    if action in {"clean", "dock"}:
        return Noun("vacuum")
    lit = said.lexicon.lighting.intersection(said.words)
    return Noun("light") if lit or (action == "set" and value.unit == "%") else None


def nearby(said: Line) -> Target:
    """ "Pause" means what plays: in this room if something can play there, else whatever does."""
    house = said.house
    here = house.register.by_area.get(house.room, ()) if house.room else ()
    plays = any(house.register.entities[number].domain == "media_player" for number in here)
    return Target(area=house.room if plays else "")


def doubted(doubt: Doubt, action: str, named: bool, said: Line) -> Plan | None:
    if not named and action not in STRONG:
        return None
    if not said.house.known and not said.house.room:
        # nobody told what there is: a model may find it among the tools
        return Plan("unsure", doubt=doubt if doubt.kind == "where" else None)
    if doubt.kind == "unknown" and not any(letter.isalpha() for letter in doubt.said):
        return UNSURE
    wary = action in {"lock", "unlock", "arm", "disarm"} or any(is_wary(each.noun) for each in said.of("noun"))
    return Plan("ask", doubt=doubt, wary=wary)
