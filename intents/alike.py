"""Reads a name that stands alone: by the question before it ("Amazon?", "and the Bears?"), or as a town ("Boston?")."""

from intents.fragments import completed, remainder, rest_of
from intents.places import is_town
from intents.reading import Moment, Understood, certain

MOST_WORDS = 4  # of a name that stands alone
KINDS = {"team", "league", "company", "index", "asset", "currency", "airport", "airline", "artist", "service", "outlet"}


def alike(moment: Moment) -> Understood | None:
    """The last question, where nothing is said but a name that fills a slot of it. What "Amazon" or "the Bears" are is
    told by the question that they follow, not by what they would be alone."""
    rest, _ = rest_of(moment.typed, moment.words.fragments)
    if len(rest.split()) > MOST_WORDS or moment.words.fragments.own.match(rest):
        return None
    base = moment.past.topic()
    if base is None or KINDS.isdisjoint(base.slots.values):
        return None
    new = moment.reader.slots(rest, base.match)
    if KINDS.isdisjoint(new.values.keys() & base.slots.values.keys()) or remainder(rest, new, moment):
        return None
    return completed(moment, base, new)


def town(moment: Moment) -> Understood | None:
    """A town alone asks for its weather, unless a row says what it asks for: likeness to examples that hold a town
    says nothing about it."""
    own = moment.alone.match
    if not is_town(moment.typed, moment.reader.language):
        return None
    if certain(own):
        return None
    asked = moment.reader.alone(moment.words.fragments.town.format(moment.typed))
    return asked if asked.match.sure else None
