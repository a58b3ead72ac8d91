"""Asks the last question again with another phrase of it: "and of Germany?", "and in a mango?", "and in 2014?"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from intents.fragments import kept_of, rest_of
from intents.reading import Moment, Understood, by_pattern, carried, certain, merged
from intents.subjects import is_order

BROWSED = {"dining", "events", "recipes", "streaming"}  # categories of what is chosen from many
NARROWS: Mapping[str, "re.Pattern[str]"] = {
    "en": re.compile(r"(?:(?:and|but|is there|are there) )*(?:anything|something) (?!else\b|more\b)\S+(?: \S+){0,3}"),
    "de": re.compile(r"(?:(?:und|aber|gibt es|ist da) )*(?:(?:irgend)?etwas|irgendwas) (?!anderes\b)\S+(?: \S+){0,3}"),
}


def phrase_changed(moment: Moment) -> Understood | None:
    """A preposition and what stands behind it take the place of the last phrase with the same preposition. Where a
    place was asked of, only what leads to none: "and in Rome" is a place."""
    rest, by = phrase_of(moment)
    base = moment.past.last() if by else None
    if base is None or (base.slots.spot and by not in moment.words.fragments.bound):
        return None
    text = base.text.strip(" ?!.")
    starts = [each.start() for each in re.finditer(rf"(?<!\w){by} ", text, re.IGNORECASE) if each.start()]
    return asked_again(moment, base, f"{text[: starts[-1]]}{rest}") if starts else None


def phrase_added(moment: Moment) -> Understood | None:
    """The same, where the last question had no such phrase: "who won the cup", "and in 2014"; "is anything on", "for
    kids"."""
    rest, by = phrase_of(moment)
    leads = rest_of(moment.typed, moment.words.fragments)[1]
    leans = leads or not certain(moment.alone.match)
    base = moment.past.last() if by and leans and by not in moment.words.fragments.bound else None
    return asked_again(moment, base, f"{base.text.strip(' ?!.')} {rest}") if base else None


def narrowed(moment: Moment) -> Understood | None:
    """ "Anything funny?", where things of a kind were asked for: the same question, for such of them."""
    language = moment.reader.language
    found = NARROWS.get(language, NARROWS["en"]).fullmatch(moment.line)
    base = moment.past.topic() if found and not certain(moment.alone.match) else None
    if base is None or moment.reader.categories.get(base.match.intent) not in BROWSED:
        return None
    return asked_again(moment, base, f"{base.text.strip(' ?!.')} {moment.typed}")


def phrase_of(moment: Moment) -> tuple[str, str]:
    """What is said, and its preposition; "" where it is no such phrase."""
    words = moment.words.fragments
    rest, leads = rest_of(moment.typed, words)
    found = words.phrase.fullmatch(rest)
    if found is None or words.own.match(rest.partition(" ")[2]) or (not leads and by_pattern(moment.alone.match)):
        return rest, ""
    return rest, found["by"].lower()


def asked_again(moment: Moment, base: Understood, text: str) -> Understood | None:
    """The question in its new words; what it had taken over from earlier ones it keeps."""
    if is_order(base.text, moment.words):
        return None
    match = moment.reader.best(base.match, text)
    kept = {name: value for name, value in base.slots.values.items() if name in base.slots.carried}
    slots = merged(replace(base.slots, values=kept), moment.reader.slots(text, match))
    return Understood(text, match, carried(moment.alone.slots, slots, kept_of(base)))
