"""Asks the last question again with another phrase of it: "and of Germany?", "and in a mango?", "and in 2014?"."""

import re
from dataclasses import replace

from intents.fragments import kept_of, rest_of
from intents.leads import FragmentWords
from intents.reading import Moment, Understood, by_pattern, carried, merged
from intents.subjects import is_order


def phrase_changed(moment: Moment) -> Understood | None:
    """A preposition and what stands behind it take the place of the phrase with the same preposition; where there is
    none, they are added."""
    words = moment.words.fragments
    rest, leads = rest_of(moment.typed, words)
    found = words.phrase.fullmatch(rest)
    if found is None or words.own.match(rest.partition(" ")[2]) or (not leads and by_pattern(moment.alone.match)):
        return None
    base = moment.past.last()
    if base is None or is_order(base.text, moment.words):
        return None
    text = exchanged_phrase(base.text.strip(" ?!."), found["by"].lower(), rest, words)
    if not text or (not leads and text.startswith(base.text.strip(" ?!."))):
        return None
    match = moment.reader.best(base.match, text)
    new = moment.reader.slots(text, match)
    slots = merged(replace(base.slots, values={}), new)
    return Understood(text, match, carried(moment.alone.slots, slots, kept_of(base)))


def exchanged_phrase(text: str, by: str, rest: str, words: FragmentWords) -> str:
    """The question with the phrase; "" where it has none that such a preposition could stand for."""
    starts = [each.start() for each in re.finditer(rf"(?<!\w){by} ", text, re.IGNORECASE) if each.start()]
    if starts:
        return f"{text[: starts[-1]]}{rest}"
    return "" if by in words.bound else f"{text} {rest}"
