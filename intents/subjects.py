"""Finds what a question is about, and puts it where a later question says "it", "they" or "their"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from intents.classifier import Match
from intents.days import find_days
from intents.leads import Leads
from intents.reading import Moment, Understood, certain, with_values
from intents.words import clean, fold, normalise, with_apostrophes

# Slots that can be what a question is about, the likeliest first, and those that go with them.
KINDS: Mapping[str, tuple[str, ...]] = {
    "team": ("league", "sport"),
    "player": ("team", "league"),
    "person": (),
    "artist": (),
    "title": ("artist",),
    "company": ("symbol",),
    "symbol": ("company",),
    "flight": ("airport",),
    "airport": (),
    "device": ("area", "room", "floor"),
    "topic": (),
}
BELONGS: Mapping[str, str] = {
    "team": "sports", "player": "sports", "title": "streaming", "company": "stocks", "symbol": "stocks",
    "flight": "airports", "airport": "airports",
}  # fmt: skip
NO_PERSON = frozenset({"team", "league", "company", "symbol", "airport", "flight", "device"})
GROUPS = frozenset({"team", "artist", "device"})
NO_THING = frozenset({"person", "player"})
MOST_WORDS = 7  # of what a question is about
MOST_BARE = 4  # words of a thing that is named without a question
MOST_NAMED = 3  # words between "which" and the pronoun: "which football team does he play for"


class Subject(NamedTuple):
    """What a question is about: the slot it fills, how it is said in the question, and the values that go with it."""

    kind: str
    said: str
    values: Mapping[str, str]
    match: Match


def subject_of(base: Understood, words: Leads) -> Subject | None:
    """The device of an order, a name that fills a slot, or what the words of the question show."""
    if is_switching(base.text, words) and (found := words.orders.object.search(clean(base.text))):
        known = {name: base.slots.values[name] for name in ("device", *KINDS["device"]) if name in base.slots.values}
        bare = words.pronouns.article.sub("", found["x"])
        return Subject("device", found["x"] + (found["where"] or ""), {"device": bare, **known}, base.match)
    values = base.slots.values
    for kind, others in KINDS.items():
        if kind in values and nameable(values[kind], words):
            known = {name: values[name] for name in (kind, *others) if name in values}
            said = as_said(base.slots.said.get(kind, values[kind]), base.text) or values[kind]
            if kind == "topic":
                known[kind], said = (words.pronouns.last_verb.sub("", each) for each in (values[kind], said))
            return Subject(kind, said, known, base.match)
    said = topic_of(base, words)
    return Subject("topic", said, {"topic": words.pronouns.article.sub("", said)}, base.match) if said else None


def is_switching(text: str, words: Leads) -> bool:
    """Whether it is an order to a device."""
    return first_of(text, words) in words.orders.switching


def first_of(text: str, words: Leads) -> str:
    """The first word behind "and then"."""
    said = words.orders.before.sub("", normalise(text)).split(maxsplit=1)
    return said[0] if said else ""


def as_said(words_: str, text: str) -> str:
    """The words of a name as they stand in the text, with their article or the room that is one word with them
    ("Küchenlicht"); "" where they do not."""
    said = re.escape(words_)
    found = re.search(rf"(?:\bthe )?(?<!\w){said}(?!\w)", text, re.IGNORECASE)
    found = found or re.search(rf"(?<!\w)[\w-]+{said}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else ""


def topic_of(base: Understood, words: Leads) -> str:
    """What a question without such a slot is about: "how tall is the tower" -> the tower; "" where nothing shows it."""
    text = without_days(with_apostrophes(clean(base.text)), base).strip(" ?!.,")
    found = (shape.search(text) for shape in words.pronouns.topics)
    said = [words.pronouns.ends_topic.sub("", each["x"]) for each in found if each]
    said += sorted(words.pronouns.names.findall(text), key=len, reverse=True)
    said += [text] if is_bare_name(text, base, words) else []
    return next((each for each in said if tells(each, base, words)), "")


def is_bare_name(text: str, base: Understood, words: Leads) -> bool:
    """Whether it is a thing with a known name in it and no more: "f1 race"."""
    return bool(base.slots.values) and len(text.split()) <= MOST_BARE and not words.fragments.own.match(text)


def without_days(text: str, base: Understood) -> str:
    return text.replace(base.slots.days.said, "").replace("  ", " ") if base.slots.days else text


def nameable(said: str, words: Leads) -> bool:
    """Whether these words can be a name: no clause, no pronoun, and not only small words."""
    low = fold(said).split()
    pronouns = words.pronouns
    unfit = pronouns.never | pronouns.persons | pronouns.things
    return 0 < len(low) <= MOST_WORDS and not unfit & set(low) and not pronouns.small >= set(low)


def tells(said: str, base: Understood, words: Leads) -> bool:
    """Whether it names something: not only small words, what is asked of a place, or the place itself."""
    spot = base.slots.spot
    low = [word.strip(",.'\"") for word in fold(said).split()]
    telling = [word for word in low if word not in words.pronouns.small and word not in words.fragments.placed]
    return (
        nameable(said, words)
        and bool(telling)
        and not low[0].isdigit()
        and not (spot and fold(spot.name) == " ".join(low))
        and not (set(low) & words.fragments.placed)
    )


def referred(moment: Moment) -> Understood | None:
    """The question with what its pronoun stands for: "who do they play next" -> "who do the Giants play next"."""
    moment = time_last(moment)
    lead = moment.words.fragments.lead.match(moment.typed)
    typed = moment.words.orders.before.sub("", moment.typed[lead.end() :] if lead else moment.typed)
    found = next(pronouns(typed, moment), None)
    if found is None:
        return None
    form, match = found
    subject = meant(match["p"].lower(), moment)
    if subject is None or people_there(match["p"].lower(), subject, moment):
        return None
    start, end = match.span("p")
    if form == "object":
        end = match.end()
    said = subject.said if form != "owner" else owner(owned(match["p"].lower(), subject.said, moment), moment.words)
    return about(moment, subject, f"{typed[:start]}{said}{typed[end:]}")


def time_last(moment: Moment) -> Moment:
    """ "At nine turn it off" as "turn it off at nine"."""
    words = moment.words.orders.before.sub("", moment.typed).split()
    verb = next((at for at, word in enumerate(words) if word.lower() in moment.words.orders.switching), 0)
    when = " ".join(words[:verb]).rstrip(",")
    span = find_days(fold(when), moment.reader.now, moment.reader.language)
    whole = span is not None and (span.start, span.end) == (0, len(when))
    return replace(moment, text=f"{' '.join(words[verb:])} {when}") if whole else moment


def owned(pronoun: str, said: str, moment: Moment) -> str:
    """Whose it is: "its capital" after the population of Peru is that of Peru."""
    words = moment.words.pronouns
    return said if pronoun in words.persons else words.attribute.sub("", said)


def next_of(moment: Moment) -> Understood | None:
    """ "When's the next one?": the next episode of the series, the next game of the team that was spoken of."""
    words = moment.words.pronouns
    base = moment.past.topic() if words.next_one.fullmatch(moment.line) else None
    subject = subject_of(base, moment.words) if base else None
    if subject is None or subject.kind not in words.next_of:
        return None
    return about(moment, subject, words.next_of[subject.kind].replace("{}", bare_name(subject.said, moment.words)))


def attribute_of(moment: Moment) -> Understood | None:
    """ "Who's the architect?": of the thing that was spoken of."""
    words = moment.words.pronouns
    base = moment.past.last() if words.lone_attribute.fullmatch(moment.typed) else None
    subject = subject_of(base, moment.words) if base else None
    if subject is None or subject.kind == "device":
        return None
    lead = moment.words.fragments.lead.match(moment.typed)
    return about(moment, subject, words.of_it.format(moment.typed[lead.end() if lead else 0 :], subject.said))


def bare_name(said: str, words: Leads) -> str:
    return words.pronouns.article.sub("", said)


def asks_state(moment: Moment) -> bool:
    """Whether it may ask for the state of a device: "is it still on", "are they locked"."""
    words = moment.words.orders
    return bool(set(fold(moment.typed).split()[-1:]) & {*words.positions, *words.complaints})


def people_there(pronoun: str, subject: Subject, moment: Moment) -> bool:
    """Whether "they" are the people of a place that the question names: "what do they eat in Spain"."""
    words = moment.words.pronouns
    there = moment.words.fragments.there.search(moment.text)
    named = (moment.alone.slots.spot is not None or there is not None) and subject.kind not in GROUPS
    return named and pronoun not in words.persons | words.things


def pronouns(text: str, moment: Moment) -> Iterator[tuple[str, "re.Match[str]"]]:
    """The pronouns that stand for something said before: nothing before them in the question can be meant."""
    words = moment.words.pronouns
    for form, shape in words.forms:
        for match in shape.finditer(text):
            nothing = form == "subject" and stands_for_nothing(match["p"].lower(), text, moment)
            if stands_alone(text[: match.start("p")], form, moment.words) and not nothing:
                yield form, match


def stands_alone(before: str, form: str, words: Leads) -> bool:
    """Whether the words before a pronoun name nothing that it could stand for: "how tall" and a verb do not."""
    low = fold(before).replace("'s", " ").replace("'re", " ").split()
    named = [word for word in low if word.strip(",.'") not in words.pronouns.small]
    if form == "subject":
        return len(named) <= (MOST_NAMED if words.pronouns.choosing & set(low) else 0)
    return not named or named == low[-1:]


def stands_for_nothing(pronoun: str, text: str, moment: Moment) -> bool:
    """ "How long does it take to ...", "is it raining", "what weather are they having"."""
    words = moment.words.pronouns
    expletive = pronoun in words.things and words.expletive.search(text) is not None
    return expletive or (pronoun not in words.persons and weathery(text, moment))


def weathery(text: str, moment: Moment) -> bool:
    """Whether "it" is the weather or the time: "is it raining", "is it Friday"."""
    low = fold(text)
    span = find_days(low, moment.reader.now, moment.reader.language)
    left = (low[: span.start] + low[span.end :] if span else low).replace("'s", " ").split()
    fragments = moment.words.fragments
    return bool(set(left) & fragments.weather) or (span is not None and all(word in fragments.generic for word in left))


def meant(pronoun: str, moment: Moment) -> Subject | None:
    """The nearest thing of the earlier questions that the pronoun can stand for."""
    words = moment.words
    order, state = is_switching(moment.text, words), asks_state(moment)
    unfit = NO_PERSON if pronoun in words.pronouns.persons else NO_THING if pronoun in words.pronouns.things else set()
    for base in moment.past:
        subject = subject_of(base, words)
        if order and is_order(base.text, words):
            return subject if subject and subject.kind == "device" else None
        if pronoun not in words.pronouns.things and (named := by_deed(base, words)):
            return named
        if subject and subject.kind not in unfit and (state or (subject.kind == "device") is order):
            return occasion(subject, base, words) if pronoun in words.pronouns.things else subject
    return None


def occasion(subject: Subject, base: Understood, words: Leads) -> Subject:
    """What "it" is after "when is the next Lakers game": the game, not the team."""
    said = topic_of(base, words) if subject.kind == "team" else ""
    bare = fold(words.pronouns.article.sub("", subject.said))
    return subject._replace(said=said) if bare in fold(said) else subject


def by_deed(base: Understood, words: Leads) -> Subject | None:
    """Who was asked for by what they did: after "who wrote Hamlet" "he" is the author of it, not Hamlet."""
    found = words.pronouns.doer.match(clean(base.text).strip(" ?!."))
    said = {name: each for name, each in found.groupdict().items() if each} if found else {}
    shape = words.pronouns.doers.get(fold(said.get("did") or said.get("active", "")))
    thing = words.pronouns.ends_topic.sub("", said.get("x") or said.get("y", ""))
    if shape is None or not nameable(thing, words):
        return None
    named = shape.format(thing)
    return Subject("person", named, {"topic": words.pronouns.article.sub("", named)}, base.match)


def is_order(text: str, words: Leads) -> bool:
    return first_of(text, words) in words.orders.verbs


def owner(said: str, words: Leads) -> str:
    return words.pronouns.owner[said.endswith("s")].format(said)


def suits(match: Match, subject: Subject, moment: Moment) -> bool:
    """Whether a question is about what such a subject belongs to: a team to sports, a title to streaming."""
    return subject.kind in BELONGS and moment.reader.categories.get(match.intent) == BELONGS[subject.kind]


def goes_on(match: Match, subject: Subject, moment: Moment) -> bool:
    """Whether the whole question is for certain what it is, or about the same as the one before."""
    categories = moment.reader.categories
    same = match.intent == subject.match.intent or (
        match.intent in categories and categories[match.intent] == categories.get(subject.match.intent)
    )
    return certain(match) or (match.sure and same)


def about(moment: Moment, subject: Subject, text: str) -> Understood:
    """The question about the subject. What it is stays, where it was sure; else its whole wording decides, and so it
    does where only this is about what the subject belongs to: "where are they in the table" books none."""
    whole, own = moment.reader.alone(text), moment.alone
    match = own.match if own.match.intent and (own.match.sure or not whole.match.intent) else whole.match
    if goes_on(whole.match, subject, moment) and not certain(own.match):
        match = whole.match
    if suits(whole.match, subject, moment) and not suits(own.match, subject, moment):
        match = whole.match
    first = []
    if not match.intent and subject.kind == "device":
        match, first = replace(subject.match, reason=f"carried over: {subject.match.reason}"), ["intent"]
    slots = with_values(moment.reader.slots(text, match), subject.values)
    names = [name for name in subject.values if own.slots.values.get(name) != slots.values[name]]
    return Understood(text, match, replace(slots, carried=(*first, *names)))
