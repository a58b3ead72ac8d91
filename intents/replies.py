"""Understands the reply to a question of the assistant: yes, no, "the second one", "San Francisco"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from intents.fragments import completed, exchanged, in_room, kept_of, only_area, remainder, says_topic, takes
from intents.leads import Leads
from intents.reading import Moment, Understood, carried, with_values, without_kinds
from intents.subjects import referred
from intents.words import clean, fold, normalise
from ragdomains.types import Spot

MOST_WORDS = 6  # of a reply that is no whole question
MOST_OPTIONS = 8
LAST = 400  # characters of the assistant's words that are looked at
SENTENCES = re.compile(r"(?<=[a-z0-9\"')*]{2}[.!?])\s+")  # no end behind "St."


def open_question(said: str) -> str:
    """The question that the assistant's words end with; "" where they end with none."""
    tail = clean(said[-LAST:]).rstrip(" \"'*_)")
    return SENTENCES.split(tail)[-1].lstrip(" \"'*_(") if tail.endswith("?") else ""


def replied(moment: Moment) -> Understood | None:
    """The question that the reply makes whole; None where nothing was asked, or this is no reply to it."""
    if not moment.asked:
        return None
    words = moment.words.replies
    options = options_of(moment.asked, moment.words)
    base = moment.past.last()
    option = choice(moment, options)
    if option and base:
        return filled(moment, base, option)
    if words.yes.fullmatch(moment.line):
        return agreed(moment, base, options)
    if words.no.fullmatch(moment.line):
        return declined(moment)
    return supplied(moment, base) if base and not options and not words.idle.search(moment.asked) else None


def agreed(moment: Moment, base: Understood | None, options: Sequence[str]) -> Understood | None:
    """A yes: to what was offered, or to the one thing that was named. To a choice of two it says nothing: ask again."""
    offer = moment.words.replies.offer.search(moment.asked)
    if offer and not options:
        return offered(moment, offer["x"])
    if base is None or not options:
        return None
    if len(options) == 1:
        return filled(moment, base, options[0])
    match = replace(base.match, reason=f"still open: {moment.asked}")
    return Understood(base.text, match, carried(moment.alone.slots, base.slots, "question"))


def offered(moment: Moment, text: str) -> Understood:
    """What the assistant offered to do, as if the user had said it."""
    said = replace(moment, text=text, asked="", alone=moment.reader.alone(text))
    whole = referred(said) or said.alone
    return whole._replace(slots=carried(moment.alone.slots, whole.slots, "question"))


def declined(moment: Moment) -> Understood | None:
    """A no: as if it had been "never mind", where the configuration knows what to say to that."""
    match = moment.reader.match(moment.words.replies.dropped)
    if not match.intent:
        return None
    return moment.alone._replace(match=replace(match, reason=f"no to: {moment.asked}"))


def options_of(asked: str, words: Leads) -> tuple[str, ...]:
    """The things to choose from: "Do you mean Rome in Italy or Georgia?" names two, "Is it Rome?" one."""
    replies = words.replies
    text = asked.rstrip(" ?!.")
    meaning = replies.meaning.match(text)
    listed = text[meaning.end() :] if meaning else text
    pieces = [each for each in listed_in(listed, words) if each]
    offers = replies.offer.search(asked) or replies.idle.search(asked)
    if not pieces or (len(pieces) < 2 and not meaning) or (offers and not meaning) or len(pieces) > MOST_OPTIONS:
        return ()
    return tuple(in_full(pieces, words)) if all(len(each.split()) <= MOST_WORDS for each in pieces) else ()


def listed_in(listed: str, words: Leads) -> list[str]:
    """The items of a list; a comma belongs to a name where every item has one: "Paris, Texas or Paris, France"."""
    halves = words.replies.joined.split(listed)
    if len(halves) == 1:
        return [listed.strip(" ,")]
    commas = [each.count(",") for each in halves]
    if all(commas) and len(set(commas)) == 1:
        return [each.strip(" ,") for each in halves]
    return [part.strip(" ,") for each in halves for part in each.split(",")]


def in_full(pieces: Sequence[str], words: Leads) -> list[str]:
    """Each with the words that they share: "the Giants of New York", "San Francisco" -> "San Francisco Giants"."""
    first = words.replies.shared.match(pieces[0])
    if first and len(pieces) > 1 and not any(words.replies.shared.match(each) for each in pieces[1:]):
        before = first["link"].casefold() in words.replies.links
        shape = "{x} {noun}" if before else "{noun}, {x}"
        names = (first["x"], *pieces[1:])
        return [shape.replace("{noun}", first["noun"]).replace("{x}", name) for name in names]
    return [words.pronouns.article.sub("", each) for each in pieces]


def choice(moment: Moment, options: Sequence[str]) -> str | None:
    """The one that the reply names by its place in the list or by its words."""
    words = moment.words.replies
    line = normalise(words.lead.sub("", moment.typed))
    said = line.split()
    if not options or not said:
        return None
    numbered = [word for word in said if word in words.order]
    if numbered and all(word in words.order or word in words.numbering for word in said):
        place = words.order[next((word for word in numbered if word != "one"), numbered[0])]
        return options[place] if place < len(options) and len(options) > 1 else None
    fitting = [each for each in options if alike(said, normalise(each).split(), moment)]
    return fitting[0] if len(fitting) == 1 else None


def alike(said: Sequence[str], option: Sequence[str], moment: Moment) -> bool:
    small = moment.words.replies.numbering
    one, other = {each for each in said if each not in small}, {each for each in option if each not in small}
    return bool(one and other) and (one <= other or (other <= one and len(said) <= len(option) + 3))


def filled(moment: Moment, base: Understood, option: str) -> Understood:
    """The earlier question with what was chosen: in the stead of the words it shares with it, or beside them."""
    new = in_room(option, moment.reader.slots(option), moment)
    shared = shared_words(option, base.text, moment)
    if not shared and (new.spot or new.days or new.values) and all(takes(base, name, moment) for name in new.values):
        return completed(moment, base, new)
    text = exchanged(base.text, shared, option, "{}")
    match = moment.reader.best(base.match, text)
    whole = moment.reader.slots(text, match)
    gone = fold(shared)
    wrong = [
        name for name, value in base.slots.values.items() if gone and gone in fold(base.slots.said.get(name, value))
    ]
    kept = without_kinds(base.slots, *wrong).values
    told = [*whole.values.values(), *([whole.spot.name] if whole.spot else [])]
    chosen = {} if any(fold(option) in fold(value) for value in told) else {"choice": option}
    slots = replace(whole, spot=whole.spot or base.slots.spot, days=whole.days or base.slots.days)
    slots = with_values(slots, {**kept, **chosen})
    own = with_values(moment.reader.slots(moment.text), chosen)
    return Understood(text, match, carried(own, slots, kept_of(base)))


def shared_words(option: str, text: str, moment: Moment) -> str:
    """The longest words in a row of the option that stand in the text, and say something."""
    said = option.replace(",", " ").split()
    runs = [said[start:end] for start in range(len(said)) for end in range(start + 1, len(said) + 1)]
    for run in sorted(runs, key=len, reverse=True):
        joined = r"[\s,]+".join(map(re.escape, run))
        found = re.search(rf"(?<!\w){joined}(?!\w)", text, re.IGNORECASE)
        if found and any(fold(word) not in moment.words.fragments.generic for word in run):
            return found[0]
    return ""


def related(moment: Moment, one: str, other: str) -> bool:
    return bool(one) and moment.reader.classifier.related(one, other)


def supplied(moment: Moment, base: Understood) -> Understood | None:
    """What was missing: "Which room?" - "the kitchen", "For how long?" - "ten minutes"."""
    said, words = moment.typed, moment.words
    rest = words.replies.lead.sub("", said) or said
    if not words.replies.open.search(moment.asked) or len(rest.split()) > MOST_WORDS or words.fragments.own.match(rest):
        return None
    own = moment.alone.match
    if says_topic(own) and own.intent != base.match.intent and not related(moment, base.match.intent, own.intent):
        return None
    if says_topic(own) and len(rest.split()) > 2 and own.tier != "vectors":
        return None  # "is it raining there": a question, however near it is to the one before
    new = in_room(rest, moment.reader.slots(rest), moment)
    name = words.fragments.place.match(rest)
    if words.replies.where.search(moment.asked) and name and not new.spot and not new.days:
        return completed(moment, base, replace(new, spot=Spot(name["name"])))
    if (new.spot or new.days or only_area(new)) and not remainder(rest, new, moment):
        return completed(moment, base, new)
    text = f"{base.text} {rest}"  # no whole sentence: its likeness to others says less than what it was asked about
    match = replace(base.match, reason=f"carried over: {base.match.reason}")
    match = match if base.match.sure else moment.reader.best(base.match, text)
    slots = with_values(moment.reader.slots(text, match), base.slots.values)
    return Understood(text, match, carried(new, slots, kept_of(base)))
