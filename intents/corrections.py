"""Understands a correction: "no, I meant the kitchen", "not Boston, Denver", "actually Friday"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from intents.fragments import (
    AMOUNTS,
    amount_changed,
    completed,
    exchanged,
    in_room,
    kept_of,
    object_changed,
    orders,
    remainder,
    subject_changed,
    takes,
)
from intents.gazetteer import mentions
from intents.quantities import every_number
from intents.reading import Moment, Understood, carried, with_values, without_kinds
from intents.slots import Slots
from intents.subjects import about, subject_of
from intents.words import fold, normalise
from ragdomains.types import Spot

WITHIN = re.compile(r"^([^\W\d]+(?: [^\W\d]+)?) in ((?!the\b|der\b)[^\W\d]+(?: [^\W\d]+)?)$")  # "Boston in England"
VALUES = {"color", "genre", "outlet", "service"}  # kinds of names that are no thing to be asked about or switched
MOST_WORDS = 8  # of what is said instead


def corrected(moment: Moment) -> Understood | None:
    """The last question with what is right in the stead of what was wrong; None where this corrects nothing."""
    words = moment.words.corrections
    typed = moment.typed
    if whole := in_contrast(moment):
        return whole
    lead, tail = words.lead.match(typed), words.tail.search(typed)
    if not lead and not tail:
        return None
    said = typed[lead.end() if lead else 0 : tail.start() if tail else None].strip(" ,")
    if not said or len(said.split()) > MOST_WORDS or orders(said, moment):
        return None
    if moment.words.fragments.own.match(normalise(said)):
        return None
    base = moment.past.last()
    if base is None:
        return None
    bare = moment.words.fragments.within.sub("", said)
    if is_number(bare, moment) and (found := amount_changed(moment, bare)):
        return found
    said = with_hour(said, base, moment)
    return set_to(moment, base, said) if lead and lead["sets"] else exchanged_in(moment, base, said)


def with_hour(said: str, base: Understood, moment: Moment) -> str:
    """ "No, half past": the hour is that of the time before."""
    time = base.slots.values.get("time", "") if moment.words.corrections.minutes.fullmatch(said) else ""
    return f"{said} {(int(time[:2]) - 1) % 12 + 1}" if time else said


def set_to(moment: Moment, base: Understood, said: str) -> Understood | None:
    """ "Make it Friday", "make that 50": another day, or another value of what was said; else it is an order."""
    new = moment.reader.slots(said)
    if is_number(said, moment) or (new.values and new.values.keys() <= AMOUNTS):
        return amount_changed(moment, said) or valued_at(moment, base, said)
    if (
        remainder(said, new, moment)
        or not (new.days or new.values)
        or not new.values.keys() <= base.slots.values.keys()
    ):
        return None
    return completed(moment, base, new)


def valued_at(moment: Moment, base: Understood, said: str) -> Understood | None:
    """ "Turn on the heating", "make it 19": the device gets the value, where the order had none."""
    subject = subject_of(base, moment.words) if not every_number(fold(base.text), moment.reader.language) else None
    if subject is None or subject.kind != "device":
        return None
    orders_ = moment.words.orders
    return about(moment, subject, orders_.sets.format(orders_.value.format(subject.said, said)))


def is_number(said: str, moment: Moment) -> bool:
    return any((each.start, each.end) == (0, len(said)) for each in every_number(fold(said), moment.reader.language))


def in_contrast(moment: Moment) -> Understood | None:
    """ "Not Boston, Denver", "Denver and not Boston", "not Boston Denver"."""
    words = moment.words.corrections
    contrast = next((each for shape in words.contrasts if (each := shape.match(moment.typed))), None)
    if contrast and (whole := contrasted(moment, contrast["old"].strip(), contrast["new"].strip())):
        return whole
    bare = words.bare.match(moment.typed)
    return contrasted_anywhere(moment, bare["rest"].split()) if bare else None


def contrasted_anywhere(moment: Moment, words: Sequence[str]) -> Understood | None:
    """ "Not the kitchen the bedroom", as it is heard: what was wrong is as much of it as was said before."""
    article = moment.words.pronouns.article
    last = len(words) - 1 if len(words) <= MOST_WORDS else 0
    cuts = [cut for cut in range(last, 0, -1) if article.sub("", f"{' '.join(words[:cut])} ").strip()]
    found = (contrasted(moment, " ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)
    return next((each for each in found if each), None)


def contrasted(moment: Moment, old: str, new: str) -> Understood | None:
    """Of "not Boston, Denver": the first goes where it was said, the second comes."""
    clause = moment.words.fragments.own.match(new) or moment.words.corrections.clause.search(new)
    base = None if clause else moment.past.last()
    bare = moment.words.pronouns.article.sub("", old)
    if base is None or not re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", base.text, re.IGNORECASE):
        return None
    text = exchanged(base.text, bare, moment.words.pronouns.article.sub("", new), "")
    match = moment.reader.best(base.match, text)
    whole = moment.reader.slots(text, match)
    gone = bare.casefold()
    wrong = [name for name, value in base.slots.values.items() if gone in (value.casefold(), said_as(base, name))]
    kept = without_kinds(base.slots, *wrong).values
    spot = whole.spot or (base.slots.spot if base.slots.spot and base.slots.spot.name.casefold() != gone else None)
    slots = Slots(spot, whole.days or base.slots.days, {**kept, **whole.values})
    return Understood(text, match, carried(new_slots(moment, new, whole), slots, kept_of(base)))


def said_as(base: Understood, name: str) -> str:
    return base.slots.said.get(name, "").casefold()


def new_slots(moment: Moment, new: str, whole: Slots) -> Slots:
    """What the correction itself says, in the slots that it fills in the whole question."""
    own = moment.reader.slots(new)
    spot = whole.spot if whole.spot and whole.spot.name.casefold() in new.casefold() else own.spot
    said = {
        name: value for name, value in whole.values.items() if whole.said.get(name, value).casefold() in new.casefold()
    }
    return replace(own, spot=spot, values={**own.values, **said})


def about_place(base: Understood, moment: Moment) -> bool:
    """Whether a lone name can be another place: one was named, or what was asked is asked of places."""
    return base.slots.spot is not None or bool(set(fold(base.text).split()) & moment.words.fragments.placed)


def of_its_kind(moment: Moment, base: Understood, said: str) -> Understood | None:
    """The earlier question with this name where it said another of its kind: "make it blue", "no, red"."""
    low = fold(said)
    whole = [each for each in mentions(low, moment.reader.language) if each[:2] == (0, len(low))]
    kind = next((each.kind for each in whole if each.kind in VALUES & base.slots.values.keys()), "")
    if not kind:
        return None
    old = base.slots.said.get(kind, base.slots.values[kind])
    text = exchanged(base.text, old, said, "{}")
    match = moment.reader.best(base.match, text)
    slots = moment.reader.slots(text, match)
    if slots.values.get(kind, base.slots.values[kind]) == base.slots.values[kind]:
        return None
    own = with_values(moment.alone.slots, {kind: slots.values[kind]})
    return Understood(text, match, carried(own, with_values(slots, base.slots.values), kept_of(base)))


def exchanged_in(moment: Moment, base: Understood, said: str) -> Understood | None:
    """The earlier question with this place, time, room, device or name."""
    said_bare = moment.words.fragments.within.sub("", said)
    if about_place(base, moment) and (inner := WITHIN.match(said_bare)):
        said = said_bare = f"{inner[1]} {inner[2]}"
    new = in_room(said_bare, moment.reader.slots(said), moment)
    left = remainder(said, new, moment)
    if not left and new.values and new.values.keys() <= AMOUNTS and not new.days:
        return amount_changed(moment, said)
    if not left and (new.spot or new.days or new.values):
        return completed(moment, base, new) if all(takes(base, name, moment) for name in new.values) else None
    if moment.words.corrections.clause.search(said):
        return None
    if changed := of_its_kind(moment, base, said):
        return changed
    if changed := object_changed(moment, said, True) or subject_changed(moment, said, base):
        return changed
    place = moment.words.fragments.place.match(left)
    if (
        not about_place(base, moment)
        or place is None
        or place["the"]
        or place["name"].lower() in moment.words.fragments.generic
    ):
        return None
    return completed(moment, base, replace(new, spot=Spot(place["name"])))
