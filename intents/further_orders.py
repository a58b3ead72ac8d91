"""Completes an order that goes on from an order: "louder", "a bit more", "off again", "the other one too"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from intents.fragments import kept_of, remainder
from intents.leads import OrderWords
from intents.quantities import every_number, level
from intents.reading import Moment, Understood, carried, with_values, without_kinds
from intents.subjects import Subject, about, is_order, subject_of
from intents.words import fold


def ordered(moment: Moment) -> Understood | None:
    """The order in full; None where this goes on from nothing, or from no order."""
    words = moment.words.orders
    steps = (
        (words.again, repeated),
        (words.degree, by_degree),
        (words.complaint, by_degree),
        (words.position, into_position),
        (words.valued, valued),
        (words.more, more),
        (words.less, less),
        (words.other, other),
    )
    line = moment.line
    found = next(((match, step) for shape, step in steps if (match := shape.fullmatch(line))), None)
    if named := words.other_one.search(moment.typed):
        found = (named, other)
    base = moment.past.last() if found else None
    return found[1](moment, base, found[0]) if found and base else None


def going_on(base: Understood, moment: Moment) -> bool:
    """Whether it is an order, also one without a verb ("lamp on"), or went on from one."""
    values = base.slots.values
    named = {"action", "device"} <= values.keys() and "state" not in values
    return (
        named or is_order(base.text, moment.words) or moment.words.orders.degree.fullmatch(fold(base.text)) is not None
    )


def repeated(moment: Moment, base: Understood, _: "re.Match[str]") -> Understood:
    """The last question again, as it was."""
    match = replace(base.match, reason=f"asked again: {base.match.reason}")
    return Understood(base.text, match, carried(moment.alone.slots, base.slots, kept_of(base)))


def by_degree(moment: Moment, base: Understood, found: "re.Match[str]") -> Understood | None:
    """ "Louder", or "too bright": the device of the last order, and what is to be changed of it."""
    if not going_on(base, moment):
        return None
    words = moment.words.orders
    degree = words.complaints.get(found[1], found[1]) if found.re is words.complaint else found[1]
    subject = subject_of(base, moment.words)
    if subject is None or subject.kind != "device":
        return beside(moment, base, degree)
    return of_device(moment, base, subject, words.made.format(subject.said, f"{size_of(found, words)}{degree}"))


def size_of(found: "re.Match[str]", words: OrderWords) -> str:
    """ "A bit " of "a bit louder", as it was said before the degree; "" where nothing was, or of a complaint."""
    before = found.string[found.start() : found.start(1)] if found.re is words.degree else ""
    much = words.much.search(before)
    return f"{much[0]} " if much else ""


def beside(moment: Moment, base: Understood, text: str) -> Understood:
    """An order without a device (music, the volume): it is of the kind of the last one where it says none itself."""
    alone = moment.reader.alone(text)
    keeps = alone.match.intent and alone.match.sure
    match = alone.match if keeps else moment.reader.best(base.match, text)
    first = [] if keeps or not base.match.intent else ["intent"]
    lent = {name: value for name, value in base.slots.values.items() if name in ("device", "area", "room")}
    return Understood(text, match, carried(moment.alone.slots, with_values(alone.slots, lent), *first))


def of_device(moment: Moment, base: Understood, subject: Subject, text: str) -> Understood:
    """A new order to the same device."""
    whole = about(moment, subject, text)
    if whole.match.intent:
        return whole
    match = replace(base.match, reason=f"carried over: {base.match.reason}")
    return whole._replace(match=match)


def into_position(moment: Moment, base: Understood, found: "re.Match[str]") -> Understood | None:
    """ "Off again", "off at ten": the order that brings the same device there."""
    subject = subject_of(base, moment.words)
    when = found["when"] or ""
    if subject is None or subject.kind != "device" or not (is_time(when, moment) or not when):
        return None
    order = moment.words.orders.positions[found["to"]]
    return of_device(moment, base, subject, order.format(f"{subject.said} {when}".strip()))


def is_time(said: str, moment: Moment) -> bool:
    """Whether nothing is said but when: "at ten", "in five minutes"."""
    slots = moment.reader.slots(said)
    timed = slots.days is not None or "duration" in slots.values
    return timed and not remainder(said, slots, moment)


def valued(moment: Moment, base: Understood, found: "re.Match[str]") -> Understood | None:
    """ "The heating to 21", after what was to be done with something else."""
    said, language = found["x"], moment.reader.language
    if not (going_on(base, moment) and (every_number(said, language) or level(said, language))):
        return None
    text = moment.words.orders.sets.format(said)
    match = moment.reader.best(base.match, text)
    return Understood(text, match, carried(moment.alone.slots, moment.reader.slots(text, match), kept_of(base)))


def more(moment: Moment, base: Understood, found: "re.Match[str]") -> Understood | None:
    """ "A bit more": the last order once more; or more of what was asked about."""
    if going_on(base, moment):
        told = directed(base.text, moment.words.orders.opposites) is not None
        return once_more(moment, base, base.text, found[0], told)
    subject = subject_of(base, moment.words)
    if subject is None or subject.kind == "device":
        return None
    return about(moment, subject, moment.words.orders.more_about.format(subject.said))


def less(moment: Moment, base: Understood, found: "re.Match[str]") -> Understood | None:
    """ "A bit less": the other way."""
    if not going_on(base, moment):
        return None
    back = directed(base.text, moment.words.orders.opposites)
    return once_more(moment, base, back or base.text, found[0], back is not None)


def once_more(moment: Moment, base: Understood, text: str, said: str, sure: bool) -> Understood:
    """Without a direction in the last order ("turn on the lamp", "a bit more") it is not sure what is meant."""
    degree = moment.words.orders.degree
    text = text if degree.search(fold(text)) or text.endswith(said) else f"{text} {said}"
    match = moment.reader.best(base.match, text)
    slots = with_values(moment.reader.slots(text, match), turned(base, sure))
    return Understood(text, replace(match, sure=match.sure and sure), carried(moment.alone.slots, slots, kept_of(base)))


def turned(base: Understood, sure: bool) -> Mapping[str, str]:
    """What the last order said, but for the action where it is now another one."""
    return without_kinds(base.slots, "action").values if sure else base.slots.values


def directed(text: str, opposites: Mapping[str, str]) -> str | None:
    """The order the other way; None where it has no direction."""
    found = re.search(rf"\b(?:{'|'.join(opposites)})\b", fold(text))
    if found is None:
        return None
    return f"{text[: found.start()]}{opposites[found[0]]}{text[found.end() :]}"


def other(moment: Moment, base: Understood, said: "re.Match[str]") -> Understood | None:
    """ "The other one too", "turn the other one off": which one that is, the house knows; so the match is not sure."""
    found = moment.words.orders.object.search(base.text) if going_on(base, moment) else None
    if found is None:
        return None
    name = moment.words.orders.other_of.format(moment.words.pronouns.article.sub("", found["x"]))
    if is_order(moment.text, moment.words):
        text = f"{moment.typed[: said.start()]}{name}{moment.typed[said.end() :]}"
    else:
        text = f"{base.text[: found.start('x')]}{name}{base.text[found.end('x') :]}"
    match = replace(moment.reader.best(base.match, text), sure=False)
    own = without_kinds(moment.reader.slots(text, match), "device")
    old = without_kinds(base.slots, "device", *(["action"] if is_order(moment.text, moment.words) else []))
    slots = with_values(own, {**old.values, "which": name})
    return Understood(text, match, carried(moment.alone.slots, slots, kept_of(base)))
