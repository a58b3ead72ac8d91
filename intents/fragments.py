"""Completes a question that says only what is new: "and tomorrow?", "what about Denver?", "the kitchen too"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from intents.actions import action_of
from intents.classifier import Match
from intents.days import find_days
from intents.gazetteer import mentions, towns
from intents.leads import FragmentWords
from intents.places import is_town
from intents.quantities import every_number
from intents.reading import LIKENESS, Moment, Understood, by_pattern, carried, merged, with_values, without_kinds
from intents.slots import Slots
from intents.subjects import is_order, owner, subject_of
from intents.words import fold
from ragdomains.types import Spot

MOST_WORDS = 5  # of a fragment that has no lead such as "and"
MOST_OF_NOW = 4  # words of "and at the moment"
LISTS = "lists"  # the category of what is put on a list
WORLD = "general"  # the category of what is asked about the world
THINGS = {WORLD, "documents"}  # of what is asked about any thing, whatever it is called
CONVERTED = {"unit", "currency"}  # beside a number: an amount that is converted
AREAS = ("area", "room", "floor")
AMOUNTS = {"number", "unit"}


def fragment(moment: Moment) -> Understood | None:
    """The last question that had an intent, with the place, the time, the room or the name that this one says."""
    rest, leads = rest_of(moment.typed, moment.words.fragments)
    whole = moment.words.fragments.own.match(moment.words.orders.before.sub("", rest))
    if whole or (not leads and len(rest.split()) > MOST_WORDS):
        return None
    if orders(rest, moment):
        return None
    phrase = moment.words.fragments.phrase.fullmatch(rest)
    bound = phrase is not None and phrase["by"].lower() in moment.words.fragments.bound
    if bound or moment.words.orders.other_one.search(rest):
        return None
    new = in_room(rest, moment.reader.slots(rest), moment) if leads else moment.reader.slots(rest)
    left = remainder(rest, new, moment)
    if found := item_changed(moment, rest, leads):
        return found
    if not left:
        return placed_or_timed(moment, rest, new)
    matches = [moment.alone.match, moment.reader.match(rest)]
    town = is_town(left, moment.reader.language) or (leads and is_next_place(left, moment))
    if any(says_topic(match) for match in matches) and not ((leads or town) and lone_name(left, matches, town)):
        return object_changed(moment, rest, leads) or of_the_world(moment, left, leads and not phrase, matches)
    return named(moment, left, new, leads)


def orders(rest: str, moment: Moment) -> bool:
    """Whether it says itself what is to be done, and with what: "the lamp on" after "the TV off"."""
    language = moment.reader.language
    own = action_of(rest, language)
    return own is not None and own.orders and bool(mentions(fold(rest), language, {"device"}))


def is_next_place(left: str, moment: Moment) -> bool:
    """Whether it is a town after a question about a place, although its name is a word too: "and Reading"."""
    base = moment.past.topic() if fold(left).strip(" ,.") in towns(moment.reader.language) else None
    return base is not None and base.slots.spot is not None


def of_the_world(moment: Moment, left: str, leads: bool, matches: Sequence[Match]) -> Understood | None:
    """The same question about another thing, in small letters: "how tall is Fuji", "and kilimanjaro"; "when is the
    rubbish collected", "and the paper"; "any news about Mars", "and venus"."""
    found = moment.words.fragments.place.match(left) if leads else None
    base = moment.past.last() if found else None
    if base is None or not (moment.reader.categories.get(base.match.intent) in THINGS or "topic" in base.slots.values):
        return None
    others = [match for match in matches if match.sure and match.intent != base.match.intent]
    told = any(match.tier not in LIKENESS or by_pattern(match) for match in others)
    return None if told else subject_changed(moment, left, base)


def rest_of(typed: str, words: FragmentWords) -> tuple[str, bool]:
    """What a fragment says, and whether it says by a word such as "and" or "too" that it leans on something."""
    lead = words.lead.match(typed)
    rest = typed[lead.end() :] if lead else typed
    bare = words.tail.sub("", rest)
    return bare, lead is not None or bare != rest


def in_room(rest: str, slots: Slots, moment: Moment) -> Slots:
    """ "The kitchen" is a room here, as "in the kitchen" is everywhere."""
    bare = moment.words.pronouns.article.sub("", fold(rest))
    if bare not in moment.words.fragments.rooms:
        return slots
    return moment.reader.slots(moment.words.fragments.inside.format(bare))


def says_topic(match: Match) -> bool:
    """Whether the words are a topic of their own: a place's name alone is only like an example that holds it."""
    return match.sure and not (match.tier == "examples" and not by_pattern(match))


def capital(said: str) -> bool:
    """Whether each word of it begins with a capital: "Denver", "NASA"."""
    words = said.strip(" ,.").split()
    return bool(words) and all(word[:1].isupper() for word in words)


def lone_name(left: str, matches: Sequence[Match], town: bool) -> bool:
    """Whether it is a name and no more, by its capitals or as a town that everybody knows, and only examples give it a
    topic: "what about Chicago" is like a question for news of Chicago, "Rome" is one for its weather."""
    known = town or capital(left)
    idle = LIKENESS | {"exact"} if town else LIKENESS
    return known and all(match.tier in idle and not by_pattern(match) for match in matches if match.sure)


def placed_or_timed(moment: Moment, rest: str, new: Slots) -> Understood | None:
    """What is new is a place, a time, a room, or another value of what was asked before."""
    if not (new.spot or new.days or new.values or says_now(moment, rest)):
        return None
    if not new.spot and not new.days and new.values.keys() <= AMOUNTS and new.values:
        return amount_changed(moment, rest)
    base = moment.past.topic()
    if base is None or not all(takes(base, name, moment) for name in new.values):
        return None
    return airport_changed(moment, base, new) or completed(moment, base, new)


def airport_changed(moment: Moment, base: Understood, new: Slots) -> Understood | None:
    """The same question about another airport, where a city stands for its own: "and at Newark?"."""
    if new.spot is None or "airport" not in base.slots.values:
        return None
    said = base.slots.said.get("airport", base.slots.values["airport"])
    text = exchanged(base.text.strip(" ?!."), said, new.spot.name, "at {}")
    match = moment.reader.best(base.match, text)
    whole = moment.reader.slots(text, match)
    if "airport" not in whole.values:
        return None
    slots = replace(whole, days=new.days or base.slots.days)
    return Understood(text, match, carried(new, slots, kept_of(base)))


def says_now(moment: Moment, rest: str) -> bool:
    return len(rest.split()) <= MOST_OF_NOW and moment.words.fragments.now.search(rest) is not None


def amount_changed(moment: Moment, said: str) -> Understood | None:
    """The last order or conversion with another number: "set the lamp to 30 percent", "50 percent"; "how much is 50
    dollars in euros", "and 80"."""
    language = moment.reader.language
    base, new = moment.past.last(), every_number(fold(said), language)
    old = every_number(fold(base.text), language) if base else []
    if base is None or len(new) != 1 or len(old) != 1:
        return None
    if not is_order(base.text, moment.words) and CONVERTED.isdisjoint(base.slots.values):
        return None
    number = new[0].number
    text = f"{base.text[: old[0].start]}{number}{base.text[old[0].end :]}"
    match = moment.reader.best(base.match, text)
    slots = with_values(moment.reader.slots(text, match), base.slots.values)
    own = with_values(moment.alone.slots, {name: v for name, v in slots.values.items() if number in v})
    return Understood(text, match, carried(own, slots, kept_of(base)))


def takes(base: Understood, name: str, moment: Moment) -> bool:
    """Whether the earlier question can be asked with another value of this slot."""
    beside = name in AREAS and any(each in base.slots.values for each in (*AREAS, "device"))
    return name in base.slots.values or beside or is_order(base.text, moment.words)


def only_area(new: Slots) -> bool:
    return bool(new.values) and all(name in AREAS for name in new.values)


def item_changed(moment: Moment, left: str, leads: bool) -> Understood | None:
    """The same list with another thing: "add bananas to the shopping list", "and yoghurt"."""
    found = moment.words.fragments.item.fullmatch(left) if leads else None
    base = moment.past.last() if found else None
    if found is None or base is None or moment.reader.categories.get(base.match.intent) != LISTS:
        return None
    items = base.slots.many.get("item", (base.slots.values.get("item", ""),))
    span = re.search(rf"{re.escape(items[0])}(?:.*{re.escape(items[-1])})?", base.text, re.IGNORECASE)
    if not items[0] or span is None:
        return None
    text = f"{base.text[: span.start()]}{left}{base.text[span.end() :]}"
    match = moment.reader.best(base.match, text)
    slots = moment.reader.slots(text, match)
    return Understood(text, match, carried(with_values(moment.alone.slots, {"item": left}), slots, kept_of(base)))


def object_changed(moment: Moment, rest: str, leads: bool) -> Understood | None:
    """The same order for another device: "and the fan", "the hall lamp too"."""
    base = moment.past.last() if leads else None
    subject = subject_of(base, moment.words) if base else None
    if base is None or subject is None or subject.kind != "device" or not moment.words.pronouns.article.match(rest):
        return None
    found = moment.words.orders.object.search(base.text)
    text = (
        base.text.replace(subject.said, rest)
        if found is None
        else f"{base.text[: found.start('x')]}{rest}{base.text[found.end('x') :]}"
    )
    device = {"device": moment.words.pronouns.article.sub("", rest)}
    match = moment.reader.best(base.match, text)
    slots = moment.reader.slots(text, match)
    slots = with_values(slots, {**without_kinds(base.slots, "device").values, **device})
    return Understood(text, match, carried(with_values(moment.alone.slots, device), slots, kept_of(base)))


def named(moment: Moment, left: str, new: Slots, leads: bool) -> Understood | None:
    """What is new is a name: of a device, of what was asked about before, or of a place."""
    words = moment.words.fragments
    name = words.place.match(left)
    if name is None or new.spot or name["name"].lower() in words.generic:
        return None
    phrase = words.phrase.fullmatch(left) is not None
    if leads and (found := object_changed(moment, left, leads) or (None if phrase else subject_changed(moment, left))):
        return found
    base = moment.past.topic()
    if phrase and base and moment.reader.categories.get(base.match.intent) == WORLD:
        return None  # "and in feet" asks the same in another measure
    if base is None or (not leads and not (base.slots.spot and is_name(left, moment))):
        return None
    if not capital(left) and (name["the"] or any(word in words.rooms for word in fold(left).split())):
        return None
    return completed(moment, base, replace(new, spot=Spot(name["name"])))


def is_name(left: str, moment: Moment) -> bool:
    return capital(left) or is_town(left, moment.reader.language)


def subject_changed(moment: Moment, said: str, base: Understood | None = None) -> Understood | None:
    """The same question about another one: "who wrote Hamlet", "what about Macbeth"."""
    base = base or moment.past.last()
    if base is None or base.slots.spot:
        return None
    if "topic" not in base.slots.values and set(fold(base.text).split()) & moment.words.fragments.placed:
        return None
    subject = subject_of(base, moment.words)
    if subject is None or subject.kind == "device" or subject.said not in base.text:
        return None
    said = of_its_own(said, subject.said, moment)
    article = moment.words.pronouns.article
    bare, name = article.sub("", subject.said), article.sub("", said)
    text = base.text.replace(subject.said if bare == subject.said else bare, said if bare == subject.said else name)
    match = moment.reader.best(base.match, text)
    whole = moment.reader.slots(text, match)
    fresh = {} if subject.kind in whole.values else {subject.kind: name}
    kept = without_kinds(base.slots, *subject.values).values
    slots = replace(whole, days=whole.days or base.slots.days, values={**kept, **fresh, **whole.values})
    own = with_values(moment.alone.slots, {**fresh, **moment.reader.slots(said).values})
    return Understood(text, match, carried(own, slots, kept_of(base)))


def of_its_own(said: str, subject: str, moment: Moment) -> str:
    """ "His wife": that of the king who was asked about."""
    shapes = (shape for form, shape in moment.words.pronouns.forms if form == "owner")
    found = next((each for shape in shapes if (each := shape.match(f"{said} "))), None)
    return f"{owner(subject, moment.words)}{said[found.end('p') :]}" if found else said


def kept_of(base: Understood) -> str:
    """What is carried over of a question that is asked again in other words."""
    return "intent" if base.match.intent else "question"


def completed(moment: Moment, base: Understood, new: Slots) -> Understood:
    """The earlier question with what is new put in; its intent may change within its domain (now -> forecast)."""
    now = moment.words.fragments.now.search(moment.typed)
    back = new.days is None and now is not None
    text = rewritten(base, new, moment, now[0] if back and now else "")
    slots = merged(replace(base.slots, days=None) if back else base.slots, new)
    slots = carried(new, slots, kept_of(base))
    return Understood(text, moment.reader.best(base.match, text), slots)


def remainder(rest: str, slots: Slots, moment: Moment) -> str:
    """What is left of a fragment without its place, its days and small words."""
    left = rest
    span = find_days(fold(left), moment.reader.now, moment.reader.language)
    if span:
        left = f"{left[: span.start]} {left[span.end :]}"
    for said in ([slots.spot.name] if slots.spot else []) + [*slots.said.values(), *slots.values.values()]:
        left = re.sub(rf"\b{re.escape(said)}\b", " ", left, flags=re.IGNORECASE)
    left = moment.words.fragments.now.sub(" ", left)
    kept = [word for word in left.split() if word.strip(",.").lower() not in moment.words.fragments.generic]
    return " ".join(left.split()) if kept else ""


def rewritten(base: Understood, new: Slots, moment: Moment, now: str) -> str:
    """The earlier question in words, with what is new in the stead of what it said."""
    text, old = base.text.strip(" ?!."), base.slots
    words = moment.words.fragments
    if now and old.days:
        text = without(text, old.days.said)
    if new.days and not old.days:
        text = re.sub(rf"\s+{words.now.pattern}$", "", text, flags=re.IGNORECASE)
    for name, value in new.values.items():
        was, said = old.said.get(name, old.values.get(name, "")), new.said.get(name, value)
        text = exchanged(text, was, said, words.inside if name in AREAS else "{}" if name in new.said else "")
    if new.spot:
        text = exchanged(text, old.spot.name if old.spot else "", new.spot.name, "in {}")
    if new.days or now:
        text = exchanged(text, old.days.said if old.days else "", new.days.said if new.days else now, "{}")
    return " ".join(text.split())


def exchanged(text: str, old: str, new: str, added: str) -> str:
    """The text with the new value where the old one stood; else behind it, as `added` says."""
    shape = rf"(?<!\w){re.escape(old)}(?!\w)"
    if old and re.search(shape, text, re.IGNORECASE):
        return re.sub(shape, new.replace("\\", r"\\"), text, count=1, flags=re.IGNORECASE)
    return f"{text} {added.format(new)}"


def without(text: str, said: str) -> str:
    return re.sub(
        rf"(?:\b(?:in|for|at|near|on) (?:the )?)?(?<!\w){re.escape(said)}(?!\w)", "", text, count=1, flags=re.IGNORECASE
    )
