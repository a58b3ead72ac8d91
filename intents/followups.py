"""Understands a question that leans on what was said before: "and tomorrow?", "turn them off", "the first one"."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from intents.alike import alike, town
from intents.classifier import Classifier
from intents.corrections import corrected
from intents.english_leads import ENGLISH
from intents.fragments import WORLD, completed, fragment, kept_of
from intents.further_orders import ordered
from intents.gazetteer import towns_in
from intents.german_leads import GERMAN
from intents.leads import Leads
from intents.phrases import narrowed, phrase_added, phrase_changed
from intents.reading import Moment, Past, Reader, Understood, carried, merged
from intents.replies import replied
from intents.slots import Names, Slots
from intents.subjects import attribute_of, is_order, next_of, referred, subject_of
from intents.sums_on import calculated_on, converted_on, in_money
from intents.words import fold, normalise
from ragdomains.sentences import spoken_day
from ragdomains.types import Days, Spot

__all__ = ["BACK", "Turn", "Understood", "resolve"]

BACK = 8  # earlier questions that are looked at
LONGEST = 400  # characters of a question that can lean on another
BOOKED = ("schedule", "dining", "airports")  # the categories of what can be called off
CANCELS: Mapping[str, "re.Pattern[str]"] = {
    "en": re.compile(r"(?:(?:no|ok|okay|and|now|please|actually|wait) )*(?:cancel|delete) (?:it|that|them)(?: \w+)?"),
    "de": re.compile(
        r"(?:(?:nein|ok|okay|und|jetzt|bitte|doch) )*"
        r"(?:(?:storniere?|lösche?) (?:ihn|sie|es|das)"
        r"|(?:brich|sage?) (?:ihn|sie|es|das)(?: \w+)? ab)"
    ),
}
LEADS: Mapping[str, Leads] = {"en": ENGLISH, "de": GERMAN}


class Turn(NamedTuple):
    """What the user said, and the question of the assistant that stood open before it ("": none)."""

    text: str
    asked: str = ""


def leads(language: str) -> Leads:
    """The words of a language ("de", "de-AT"); the English ones where it has none of its own."""
    return LEADS.get(language.lower().split("-")[0].split("_")[0], ENGLISH)


def resolve(
    text: str,
    earlier: Sequence[str | Turn],
    classifier: Classifier,
    names: Names,
    now: datetime,
    home: Spot | None,
    *,
    asked: str = "",
    language: str = "en",
    categories: Mapping[str, str] | None = None,
    asides: Collection[str] = (),
) -> Understood:
    """The question, with what it leaves out taken from what the user said before.

    `asked` is the assistant's question that stood open when it was said. Nothing else of the assistant's words is used.
    `categories` names what each intent is about: more slots are looked for where that is known. `asides` are intents
    that change no topic: "how do you know that?" is not what "and tomorrow?" leans on.
    """
    reader = Reader(classifier, names, now, home, leads(language), language, categories or {})
    turns = [turn if isinstance(turn, Turn) else Turn(turn) for turn in earlier[-BACK:]]
    return Talk(reader, (*turns, Turn(text, asked)), asides).read(len(turns))


class Talk:
    """A conversation that is read from its end; a turn that others lean on is read once."""

    __slots__ = ("_asides", "_reader", "_readings", "_turns")

    def __init__(self, reader: Reader, turns: Sequence[Turn], asides: Collection[str] = ()) -> None:
        self._reader = reader
        self._asides = asides
        self._turns = turns
        self._readings: dict[int, Understood] = {}

    def read(self, number: int) -> Understood:
        if number not in self._readings:
            self._readings[number] = self._understood(number)
        return self._readings[number]

    def _understood(self, number: int) -> Understood:
        text, asked = self._turns[number]
        alone = self._reader.alone(text)
        if len(text) > LONGEST:
            return alone
        steps = STEPS if number or asked else FIRST
        moment = Moment(text, asked, self._reader, Past(self._reader, self._before(number)), alone)
        return next((found for step in steps if (found := step(moment))), alone)

    def _before(self, number: int) -> Iterator[Understood]:
        """The questions before this one, newest first, without small talk; "never mind" ends what was talked about."""
        words = self._reader.words
        for earlier in range(number - 1, -1, -1):
            line = normalise(self._turns[earlier].text)
            if words.replies.drop.fullmatch(line):
                return
            if not line or (words.fragments.small_talk.fullmatch(line) and not self._turns[earlier].asked):
                continue
            reading = self.read(earlier)
            if reading.match.intent not in self._asides:
                yield reading


def dropped(moment: Moment) -> Understood | None:
    """ "Never mind" leans on nothing, and drops what was asked."""
    return moment.alone if moment.words.replies.drop.fullmatch(moment.line) else None


def called_off(moment: Moment) -> Understood | None:
    """ "Cancel it": the timer that was set, the table that was booked, as far as anybody can."""
    if not CANCELS.get(moment.reader.language, CANCELS["en"]).fullmatch(moment.line):
        return None
    base = moment.past.topic()
    booked = base is not None and moment.reader.categories.get(base.match.intent) in BOOKED
    if base is None or not booked or not is_order(base.text, moment.words):
        return None
    match = replace(base.match, reason=f"carried over: {base.match.reason}")
    return Understood(moment.text, match, carried(moment.alone.slots, moment.alone.slots, "intent"))


def day_after(moment: Moment) -> Understood | None:
    """ "And the day after?": the last question about the day behind the one that it spoke of, or today."""
    found = moment.words.fragments.day_after.fullmatch(moment.line)
    base = moment.past.topic() if found else None
    if found is None or base is None:
        return None
    days, step = base.slots.days, timedelta(days=-1 if found["before"] else 1)
    day = ((days.first if found["before"] else days.last) if days else moment.reader.now.date()) + step
    said = spoken_day(day, moment.reader.now.date(), moment.reader.language)
    return completed(moment, base, Slots(days=Days(day, day, "", said)))


def lacking(moment: Moment) -> Understood | None:
    """ "By whom?", "when?": the last question, asked by this word."""
    words = moment.words.fragments
    found = words.lacking.fullmatch(moment.line)
    base = moment.past.last() if found else None
    if found is None or base is None:
        return None
    asks = words.asks.match(base.text)
    rest = base.text.strip(" ?!.")
    if asks:
        text = f"{found[1]} {words.full + ' ' if asks['short'] else ''}{rest[asks.end() :].strip()}"
    else:
        text = f"{found[1]} {rest}" if words.own.match(rest) and not words.who.match(rest) else f"{rest} {found[1]}"
    match = moment.reader.best(base.match, text)
    slots = merged(base.slots, moment.reader.slots(text, match))
    return Understood(text, match, carried(moment.alone.slots, replace(slots, days=None), kept_of(base)))


def lent(moment: Moment) -> Understood | None:
    """A question of its own about the same place, or by "and" about the same days too: "what time is it there"."""
    words = moment.words.fragments
    there, lead = words.there.search(moment.text), words.lead.match(moment.typed)
    beside = words.compares.search(moment.text)
    base = moment.past.topic() if there or lead or beside else None
    if base is None:
        return None
    own = moment.alone
    if beside and not (there or lead):
        related = moment.reader.classifier.related(base.match.intent, own.match.intent)
        return own._replace(slots=lent_slots(base.slots, own.slots, False)) if related else None
    if there and (found := located(moment, base)):
        return found
    same = lead is not None and moment.reader.classifier.related(base.match.intent, own.match.intent)
    if lead and not same and not words.placed.isdisjoint(fold(moment.text).split()):
        there = lead  # "weather in Oslo", "and the time"
    return own._replace(slots=lent_slots(base.slots, own.slots, same)) if same or there else None


def located(moment: Moment, base: Understood) -> Understood | None:
    """A question with the name of the thing where it says "there": "how many people live there", "is it raining there"
    after a question about a country."""
    words = moment.words
    subject = None if base.slots.spot else subject_of(base, words)
    told = subject is not None and subject.kind in ("airport", "topic")
    towns = towns_in(fold(base.text), moment.reader.language)
    named = base.slots.spot.name if base.slots.spot else subject.said if subject and told else ""
    named = named or (towns[-1].value if towns else "")
    if not named:
        return None
    place = words.fragments.at_place.format(words.pronouns.attribute.sub("", named))
    whole = moment.reader.alone(words.fragments.there.sub(lambda _: place, moment.text, count=1))
    world = moment.reader.categories.get(whole.match.intent) == WORLD
    placed = whole.slots.spot or "airport" in whole.slots.values
    if not (world or (base.slots.spot is None and placed and whole.match.intent)):
        return None
    return whole._replace(slots=carried(moment.alone.slots, whole.slots))


def lent_slots(old: Slots, own: Slots, days_too: bool) -> Slots:
    """A question's own slots, with the place (and the days) of the earlier one where it names none."""
    days = own.days or (old.days if days_too else None)
    return carried(own, replace(own, spot=own.spot or old.spot, days=days))


STEPS = (
    dropped,
    replied,
    corrected,
    calculated_on,
    converted_on,
    called_off,
    ordered,
    day_after,
    alike,
    phrase_changed,
    fragment,
    phrase_added,
    narrowed,
    lacking,
    next_of,
    attribute_of,
    referred,
    lent,
    town,
    in_money,
)
FIRST = (town, in_money)  # what needs no question before it
