"""Reads one question of a conversation, and lends it what the questions before it named."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from intents.classifier import Classifier, Match
from intents.leads import Leads
from intents.slots import Names, Slots, fill
from intents.words import clean, normalise, with_apostrophes
from ragdomains.types import Spot

LIKENESS = {"examples", "words", "vectors"}  # the tiers that know no word for certain


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
    words: Leads
    language: str = "en"
    categories: Mapping[str, str] = field(default_factory=dict)

    def alone(self, text: str) -> Understood:
        match = self.match(text)
        return Understood(text, match, self.slots(text, match))

    def match(self, text: str) -> Match:
        return self.classifier.classify(text, self.language)

    def slots(self, text: str, match: Match | None = None) -> Slots:
        """The slots of a text; more of them where it is known what it is about."""
        category = self.categories.get(match.intent, "") if match else ""
        return fill(text, self.names, self.now, self.home, category, self.language)

    def best(self, base: Match, text: str) -> Match:
        """What a completed question is: the intent it leans on, or one that is near to it (now -> forecast)."""
        again = self.match(text)
        if not base.intent or (again.sure and self.classifier.related(base.intent, again.intent)):
            return again
        return replace(base, reason=f"carried over: {base.reason}")


class Past:
    """The questions before one, read newest first and no further than is needed."""

    __slots__ = ("_more", "_read", "_reader")

    def __init__(self, reader: Reader, readings: Iterator[Understood]) -> None:
        self._reader = reader
        self._more = readings
        self._read: list[Understood] = []

    def __iter__(self) -> Iterator[Understood]:
        yield from self._read
        for each in self._more:
            self._read.append(each)
            yield each

    def find(self, wanted: Callable[[Understood], bool]) -> Understood | None:
        return next((each for each in self if wanted(each)), None)

    def topic(self) -> Understood | None:
        """The last question that had an intent."""
        return self.find(lambda each: bool(each.match.intent))

    def last(self) -> Understood | None:
        """The last question, with an intent or none; a word that says nothing is no question."""
        own = self._reader.words.fragments.own
        return self.find(lambda each: bool(each.match.intent or own.match(each.text) or len(each.text.split()) > 2))


@dataclass(frozen=True, slots=True)
class Moment:
    """A question where it stands: what was asked before it, and the assistant's own question that it may answer."""

    text: str
    asked: str
    reader: Reader
    past: Past
    alone: Understood

    @property
    def typed(self) -> str:
        return with_apostrophes(clean(self.text)).strip(" ?!.,")

    @property
    def line(self) -> str:
        return normalise(self.text)

    @property
    def words(self) -> Leads:
        return self.reader.words


def by_pattern(match: Match) -> bool:
    return any(score.tier == "patterns" and score.intent == match.intent for score in match.scores)


def certain(match: Match) -> bool:
    """Whether more than likeness says so."""
    return match.sure and (match.tier not in LIKENESS or by_pattern(match))


def carried(own: Slots, whole: Slots, *first: str) -> Slots:
    """The slots of the whole question, with the names of those that the question itself does not name."""
    names = [*first]
    names += ["place"] if whole.spot and whole.spot != own.spot else []
    names += ["days"] if whole.days and whole.days != own.days else []
    names += [name for name, value in whole.values.items() if own.values.get(name) != value]
    return replace(whole, carried=tuple(names))


def with_values(slots: Slots, more: Mapping[str, str]) -> Slots:
    """The slots with values for what they lack."""
    return replace(slots, values={**more, **slots.values})


def merged(old: Slots, new: Slots) -> Slots:
    """The old slots with what the new ones name in their stead."""
    kept = without_kinds(old, *new.values)
    return Slots(
        new.spot or old.spot,
        new.days or old.days,
        {**kept.values, **new.values},
        (),
        {**kept.many, **new.many},
        {**kept.said, **new.said},
        {**kept.choices, **new.choices},
    )


def without_kinds(slots: Slots, *kinds: str) -> Slots:
    """The slots without these kinds."""
    return replace(
        slots,
        values={name: value for name, value in slots.values.items() if name not in kinds},
        many={name: values for name, values in slots.many.items() if name not in kinds},
        said={name: words for name, words in slots.said.items() if name not in kinds},
        choices={name: meanings for name, meanings in slots.choices.items() if name not in kinds},
    )
