"""Understands a question that leans on an earlier one: "and tomorrow?", "what about Denver?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from intents.classifier import Classifier, Match
from intents.days import find_days
from intents.grammar import ASKS, GENERIC, HELPS, ORDERS, ROOMS
from intents.slots import Names, Slots, fill
from intents.words import clean, fold
from ragdomains.types import Spot

BACK = 8  # earlier questions that are looked at
LEAD = re.compile(
    r"^(?:(?:ok|okay|and|or|but|so|then|now|also|hmm|great|thanks|thank you)\b[\s,]*)*"
    r"(?:(?:what|how) about|what if|what of|same (?:for|in|thing for)|the same (?:for|in)|and|or|but|also)\b[\s,]*"
    r"(?:it (?:is|'s)\s+)?",
    re.IGNORECASE,
)
THERE = re.compile(
    r"\b(?<!is )(?<!are )(?<!was )(?<!will )there\b(?! (?:a|an|any|be|is|are|was|will|some|going)\b)|\bover there\b",
    re.IGNORECASE,
)
NOW = re.compile(r"\b(?:now|right now|at the moment|currently)\b", re.IGNORECASE)
BARE_PLACE = re.compile(
    r"^(?:in |for |at |near )?(?:the )?([^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,3})$", re.UNICODE
)
OWN = re.compile(
    rf"(?:{'|'.join(sorted(ASKS | HELPS | ORDERS))})\b", re.IGNORECASE
)  # a question with a verb of its own
CALCULATES_ON = re.compile(r"^(?:and |then |now )*((?:times|plus|minus|divided by|multiplied by)\b.*\w)", re.IGNORECASE)
MOST_WORDS = 5  # of a fragment that has no lead such as "and"


class Understood(NamedTuple):
    """A question as it is to be answered: its text made whole, its intent and its slots."""

    text: str
    match: Match
    slots: Slots


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one question alone, the way that all questions of a conversation are read."""

    classifier: Classifier
    names: Names
    now: datetime
    home: Spot | None

    def alone(self, text: str) -> Understood:
        return Understood(text, self.classifier.classify(text), fill(text, self.names, self.now, self.home))

    def after(self, base: Understood | None, text: str) -> Understood:
        """The question, completed from the one before where it leans on it."""
        read_alone = self.alone(text)
        if base is None:
            return read_alone
        if (further := CALCULATES_ON.match(clean(text))) and (sum_ := self.calculated_on(base, further[1])):
            return sum_
        rest = self.fragment(text, read_alone, base.slots.spot is not None)
        if rest is not None:
            return self.completed(base, rest, text)
        same_topic = bool(LEAD.match(clean(text))) and self.classifier.related(
            base.match.intent, read_alone.match.intent
        )
        if same_topic or THERE.search(text):
            return read_alone._replace(slots=lent(base.slots, read_alone.slots, same_topic))
        return read_alone

    def fragment(self, text: str, alone: Understood, placed: bool) -> Slots | None:
        """The slots of a question that says nothing but a place or a time; None when it is a question of its own.

        `placed`: the earlier question was about a place, so that a lone name is one too ("Denver?").
        """
        line = clean(text).strip(" ?!.")
        lead = LEAD.match(line)
        rest = line[lead.end() :] if lead else line
        if lead is None and (len(rest.split()) > MOST_WORDS or OWN.match(rest)):
            return None
        slots = fill(rest, self.names, self.now, self.home)
        left = remainder(rest, slots, self.now)
        if not left and not OWN.match(rest):
            return slots if slots.spot or slots.days or slots.values or NOW.search(rest) else None
        if not left or named(alone.match) or named(self.classifier.classify(rest)):
            return None
        place = BARE_PLACE.match(left)
        if (
            place is None
            or slots.spot
            or (lead is None and not (placed and left.istitle()))
            or place[1].lower() in GENERIC
            or (not left.istitle() and any(word in ROOMS for word in left.lower().split()))
        ):
            return None
        return replace(slots, spot=Spot(place[1]))

    def calculated_on(self, base: Understood, further: str) -> Understood | None:
        """ "Times two": the earlier sum in brackets, where that is still a sum."""
        whole = self.alone(f"({base.text.strip(' ?!.')}) {further}")
        return whole if whole.match.sure and whole.match.intent == base.match.intent else None

    def completed(self, base: Understood, new: Slots, text: str) -> Understood:
        """The earlier question with what is new put in; its intent may change within its domain (now -> forecast)."""
        says_now = new.days is None and bool(NOW.search(text))
        spot, days = new.spot or base.slots.spot, new.days or (None if says_now else base.slots.days)
        carried = ["intent"]
        carried += ["place"] if spot and not new.spot else []
        carried += ["days"] if days and not new.days else []
        carried += [name for name in base.slots.values if name not in new.values]
        text = rewritten(base, new, "now" if says_now else "")
        again = self.classifier.classify(text)
        related = again.sure and self.classifier.related(base.match.intent, again.intent)
        match = again if related else replace(base.match, reason=f"carried over: {base.match.reason}")
        slots = Slots(spot, days, {**base.slots.values, **new.values}, tuple(carried))
        return Understood(text, match, slots)


def resolve(
    text: str, earlier: Sequence[str], classifier: Classifier, names: Names, now: datetime, home: Spot | None
) -> Understood:
    """The question, with what it leaves out taken from the last earlier question of the user that had an intent."""
    reader = Reader(classifier, names, now, home)
    alone = reader.alone(text)
    leans = (
        CALCULATES_ON.match(clean(text))
        or THERE.search(text)
        or LEAD.match(clean(text))
        or reader.fragment(text, alone, True) is not None
    )
    if not earlier or not leans:
        return alone
    base: Understood | None = None
    for question in earlier[-BACK:]:
        each = reader.after(base, question)
        base = each if each.match.intent else base
    return reader.after(base, text)


def only_alike(match: Match) -> bool:
    """Whether nothing but its likeness to an example speaks for an intent: no word that is a sign of it."""
    return match.tier == "examples" and not any(
        score.tier == "patterns" and score.intent == match.intent for score in match.scores
    )


def named(match: Match) -> bool:
    """Whether the words are a topic of their own: a place's name alone is only like an example that holds it."""
    return match.sure and not only_alike(match)


def remainder(rest: str, slots: Slots, now: datetime) -> str:
    """What is left of a fragment without its place, its days and small words."""
    left = rest
    span = find_days(fold(left), now)
    if span:
        left = f"{left[: span.start]} {left[span.end :]}"
    for said in ([slots.spot.name] if slots.spot else []) + list(slots.values.values()):
        left = re.sub(rf"\b{re.escape(said)}\b", " ", left, flags=re.IGNORECASE)
    left = NOW.sub(" ", left)
    kept = [word for word in left.split() if word.strip(",.").lower() not in GENERIC]
    return " ".join(left.split()) if kept else ""


def lent(old: Slots, own: Slots, days_too: bool) -> Slots:
    """A question's own slots, with the place (and the days) of the earlier one where it names none."""
    spot, days = own.spot or old.spot, own.days or (old.days if days_too else None)
    carried = [name for name, here, mine in (("place", spot, own.spot), ("days", days, own.days)) if here and not mine]
    return replace(own, spot=spot, days=days, carried=tuple(carried))


def rewritten(base: Understood, new: Slots, now: str) -> str:
    """The earlier question in words, with the new place and day in the stead of the old ones."""
    text = base.text.strip(" ?!.")
    if (new.days or now) and base.slots.days:
        text = without(text, base.slots.days.said)
    if new.days:
        text = re.sub(r"\s+(?:right )?now$", "", text)
    if new.spot and base.slots.spot:
        text = without(text, base.slots.spot.name)
    if new.spot:
        text += f" in {new.spot.name}"
    if new.days or now:
        text += f" {new.days.said if new.days else now}"
    return " ".join(text.split())


def without(text: str, said: str) -> str:
    return re.sub(
        rf"(?:\b(?:in|for|at|near|on) (?:the )?)?\b{re.escape(said)}\b", "", text, count=1, flags=re.IGNORECASE
    )
