"""The steps by which a question's slots are found, in the order in which `slots.fill` takes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from intents.actions import Action
from intents.days import find_days
from intents.flights import find_airports, find_flight, find_symbols
from intents.gazetteer import Mention, city_airports, mentions, towns_in
from intents.kinds import HOUSE, SPORTS, STOCKS, either, expressions, meant
from intents.order_words import grammar
from intents.place_words import place_words
from intents.places import COMMON, is_here, is_town, room_of, spot_in
from intents.quantities import Amount, amounts, duration, level, plain_number, spoken_number
from intents.sheet import Sheet
from intents.topics import find_topics
from ragdomains.types import Days, Spot

ACTS = ("", "control", "streaming", "music", "tv", "lists", "schedule")  # where something can be done
PLACED = ("", "weather", "sports", "airports", "flights", "events", "news", "dining", "schedule", "other")
PLACE_FIRST = ("news", "schedule")  # there a topic ends where the place begins
MEASURED = ("", "weather", "control", "general", "recipes")
LASTS = ("", "control", "schedule", "recipes")
TIMELESS = ("lists",)
FLYING = ("airports", "flights")
PROPERTIES = ("brightness", "volume", "temperature", "humidity")
LIGHTS = ("dim", "brighten", "set", "turn_on")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a question is read in: when, where, what it is about, and in which language."""

    now: datetime
    home: Spot | None
    category: str
    language: str


def put_exception(sheet: Sheet, setting: Setting) -> None:
    """ "Everything except the hall light": what is left out must not be acted on."""
    match = exception(setting.language).search(sheet.low) if setting.category in ("", "control") else None
    if match:
        sheet.take("except", sheet.free[match.end() :].strip(" .,!?|"), (match.start(), len(sheet.free)))


@cache
def exception(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{either(grammar(language).ones['except'])} ")


def put_names(sheet: Sheet, action: Action | None, setting: Setting) -> frozenset[str]:
    """The names of the world; the groups of the devices among them."""
    low = sheet.low
    kinds = SPORTS if setting.category == "sports" else ()  # "the Eagles" are no band there
    named = not_days(mentions(low, setting.language, kinds), low, setting)
    found = meant(named, low, setting.category, setting.language)
    if not setting.category and action is None:
        found = [
            each
            for each in found
            if each.kind != "device" and (each.kind != "area" or is_inside(each, low, setting.language))
        ]
    found = told_apart(found, low, action, setting.language)
    if setting.category == "stocks":
        find_symbols(sheet, setting.language)
    if setting.category in (*FLYING, ""):
        find_flight(sheet, found, setting.category in FLYING, setting.language)
    leagues = {each.value for each in found if each.kind == "league"}
    for span in dict.fromkeys(each[:2] for each in found):
        put_name(sheet, [each for each in found if each[:2] == span], leagues)
    if setting.category in FLYING:
        find_airports(sheet, every=setting.category == "airports")
    return frozenset(each.extra for each in found if each.kind == "device")


def not_days(found: list[Mention], low: str, setting: Setting) -> list[Mention]:
    """Without common words that belong to a day: "next week" is not the company Next."""
    if not any(each.ambiguous for each in found) or setting.category in TIMELESS:
        return found
    days = find_days(low, setting.now, setting.language)
    if days is None:
        return found
    return [each for each in found if not each.ambiguous or each.end <= days.start or days.end <= each.start]


def told_apart(found: Sequence[Mention], low: str, action: Action | None, language: str) -> list[Mention]:
    """Of words that name a device and a room ("the garage"), what is meant; colors only where something gets one."""
    kept = []
    things = any(each.kind == "device" and each.value not in PROPERTIES for each in found)
    doubled = {each[:2] for each in found if each.kind == "area"} & {
        each[:2] for each in found if each.kind == "device"
    }
    for each in found:
        if each[:2] in doubled:
            inside = is_inside(each, low, language)
            moves = action is not None and action.name in ("open", "close", "lock", "unlock", "start", "stop")
            if (each.kind == "device") != (moves and not inside):
                continue
        if each.kind == "color" and not (action and action.orders and action.name in LIGHTS):
            continue
        if things and each.value in PROPERTIES:
            continue  # "the brightness of the lamp"
        if not is_verb(each, low, language):
            kept.append(each)
    return kept


def is_inside(mention: Mention, low: str, language: str) -> bool:
    """Whether "in the" stands before it."""
    before = expressions(language, "area")["before"]
    return before.search(low[max(0, mention.start - 24) : mention.start]) is not None


def is_verb(mention: Mention, low: str, language: str) -> bool:
    """ "Switch the tv off", "please lock the door": a verb that is a device's name too."""
    table = grammar(language)
    before = low[: mention.start].split()
    leads = not before or any(before[-1] in table.ones[kind] for kind in ("lead", "subject", "joins", "drop"))
    determined = bool(before) and before[-1] in table.ones["noun_follows"]
    return low[mention.start : mention.end] in table.verbs and leads and not determined


def put_name(sheet: Sheet, same: Sequence[Mention], leagues: set[str]) -> None:
    """One name; of several that it may be, those of a league that is named too, else the first, and all as choices."""
    kind = same[0].kind
    span = same[0][:2]
    fitting = [each for each in same if each.extra in leagues] if kind == "team" else []
    word = sheet.low[span[0] : span[1]]
    values = dict.fromkeys(each.value for each in fitting or same if each.kind == kind)
    names = sorted(values, key=lambda value: not value.lower().endswith(f" {word}"))  # "hawks": Atlanta before Seattle
    if len(names) > 1:
        sheet.choices.setdefault(kind, tuple(names))
    for each in same:
        if each.value != names[0] and each.kind == kind:
            continue
        sheet.take(each.kind, each.extra if each.kind in ("airport", "currency") else each.value, span)
        if each.kind in STOCKS and each.kind != "currency":
            sheet.note("symbol", each.extra, span[0])


def put_days(sheet: Sheet, setting: Setting) -> Days | None:
    """The days, and the times of day that are said with them."""
    found = find_days(sheet.low, setting.now, setting.language) if setting.category not in TIMELESS else None
    if found is None:
        return None
    for place, time in enumerate(found.times):
        sheet.note("time", time, found.start + place)
    sheet.blank([(found.start, found.end)])
    said = sheet.text[found.start : found.end].strip(" ,")
    return Days(found.days.first, found.days.last, found.days.part, said)


def put_amounts(sheet: Sheet, groups: frozenset[str], setting: Setting) -> None:
    """How long, how warm, how bright, how much."""
    lasts = duration(sheet.low, setting.language) if setting.category in LASTS else None
    if lasts:
        sheet.take("duration", lasts.number, (lasts.start, lasts.end))
    if setting.category == "dining" and (people := spoken_number(sheet.low, setting.language)):
        sheet.take("number", people.number, (people.start, people.end))
    if setting.category not in MEASURED:
        return
    for amount in amounts(sheet.low, setting.language)[:4]:
        put_amount(sheet, amount, groups, setting)
    if setting.category == "control":
        put_bare_amount(sheet, groups, setting)


def put_amount(sheet: Sheet, amount: Amount, groups: frozenset[str], setting: Setting) -> None:
    span = (amount.start, amount.end)
    if amount.unit.startswith("deg") and setting.category in ("control", "weather", ""):
        sheet.take("temperature", amount.number, span)
        sheet.note("unit", amount.unit if len(amount.unit) > 3 else "", span[0])
    elif amount.unit == "%" and setting.category == "control" and groups <= {"light"}:
        sheet.take("brightness", amount.number, span)
    else:
        sheet.take("number", amount.number, span)
        sheet.note("unit", amount.unit, span[0])


def put_bare_amount(sheet: Sheet, groups: frozenset[str], setting: Setting) -> None:
    """A number or a level without a unit, by the device that it is said of: "set the heating to twenty"."""
    if sheet.has("number") or sheet.has("brightness") or sheet.has("temperature"):
        return
    plain = plain_number(sheet.low) or spoken_number(sheet.low, setting.language)
    lit = "light" in groups
    amount = plain or (level(sheet.low, setting.language) if lit else None)
    if amount:
        kind = "brightness" if lit else "temperature" if "climate" in groups else "number"
        sheet.take(kind, amount.number, (amount.start, amount.end))


def put_action(sheet: Sheet, action: Action | None, setting: Setting) -> None:
    """What is to be done, or the state that is asked about; an action that is asked about or forbidden is none."""
    named = any(sheet.has(kind) for kind in HOUSE)
    if action is None or setting.category not in ACTS or not (setting.category or named):
        return
    if action.orders:
        sheet.note("action", action.name)
    elif action.state and (named or setting.category == "control"):
        sheet.note("state", action.state)


def place_and_topic(sheet: Sheet, setting: Setting) -> Spot | None:
    """The place of the world and the free part, in the order that tells them apart in this category."""
    if setting.category not in PLACE_FIRST:
        find_topics(sheet, setting.category, setting.language)
    spot = place(sheet, setting)
    if setting.category in PLACE_FIRST:
        find_topics(sheet, setting.category, setting.language)
    return spot


def city_in(low: str, setting: Setting) -> Mention | None:
    """A city that everybody knows, without a word that leads to it: "flights Denver", "what's Boston like tomorrow"."""
    if setting.category not in (*FLYING, "weather"):
        return None
    words = place_words(setting.language)
    common = COMMON | words.not_before | words.no_place if setting.category == "weather" else frozenset[str]()
    named = towns_in(low, setting.language) if setting.category == "weather" else city_airports(low)
    return next((each for each in named if low[each.start : each.end] not in common), None)


def place(sheet: Sheet, setting: Setting) -> Spot | None:
    if is_here(sheet.free, setting.language):
        return setting.home
    if setting.category not in PLACED:
        return None
    room = room_of(sheet.low, setting.language)
    if room:
        if not setting.category:
            sheet.take("area", room[0], room[1:])
        else:
            sheet.blank([room[1:]])
    spot = spot_in(sheet.free, setting.category not in ("", "weather"), setting.language)
    city = city_in(sheet.low, setting) if not spot else None
    if city:
        spot = Spot(sheet.text[city.start : city.end])
    if spot and setting.category == "other" and not (spot.name[0].isupper() or is_town(spot.name, setting.language)):
        return None  # "in my inbox"
    at = sheet.low.find(spot.name.lower()) if spot else -1
    if spot and at >= 0:
        sheet.blank([(at, at + len(spot.name))])
    return spot
