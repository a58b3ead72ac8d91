"""Orders without a verb of their own: "bedroom a bit warmer", "I need the garage door open"."""

from collections.abc import Mapping, Sequence

from inference.home.entities import plain
from inference.home.extents import amount_words, multiplied, without_amount
from inference.home.line import Line
from inference.home.values import value_of
from intents.actions import Action
from intents.order_words import grammar


def as_one(words: Sequence[str], shorter: Mapping[str, str]) -> str:
    """The words as a text, with what is said in two as one: "less bright" is "dimmer"."""
    text = f" {' '.join(words)} "
    for said, one in shorter.items():
        text = text.replace(f" {said} ", f" {one} ")
    return text.strip()


def bare(said: Line, asked: bool) -> Action | None:
    """What is to be done, where nothing is said but what is meant and how it is to become."""
    table = grammar(said.language)
    speaks = table.begins("ask", said.words) and not wishes(said)
    if (
        asked
        or speaks
        or not said.lexicon.speaking.isdisjoint(said.words[wishes(said) :])
        or table.ones["not"].intersection(said.words)
    ):
        return None
    name = becoming(said)
    strange = set(said.unexplained()) - value_of(said).words - amount_words(" ".join(said.words), said.language)
    strange -= set(range(wishes(said)))
    strange -= times[1].words if (times := multiplied(said)) else set()
    explained = {*said.lexicon.becomes, *said.lexicon.compared, *table.states}
    left = [said.words[at] for at in sorted(strange) if said.words[at] not in explained]
    return None if without_amount(left, said.language) or not name else Action(name)


def becoming(said: Line) -> str:
    """The action that makes it so; "" where none is told for certain."""
    becomes = said.lexicon.becomes
    inside = {at for each in said.of("name") for at in range(each.start, each.end)}  # "towel warmer"
    words = [word for at, word in enumerate(said.words) if at not in inside]
    named = [becomes[word] for word in as_one(words, said.lexicon.shorter).split() if word in becomes]
    if named:
        return named[0] if len(named) == 1 else ""
    if multiplied(said) and said.of("name", "noun"):
        return "set"  # "tv twice as loud"
    value, last = value_of(said), said.words[-1] if said.words else ""
    first = min(value.words, default=0)
    into = first and (said.words[first - 1] in said.lexicon.into or first in {each.end for each in said.of("property")})
    leveled = any(each.start == first for each in said.of("level"))
    if value.number is not None and (into or leveled) and said.of("name", "noun", "property"):
        return "set"
    states = grammar(said.language).states
    return states[last][1] if last in states and wishes(said) and said.of("name", "noun") else ""


def bids_light(said: Line, text: str) -> bool:
    """ "Light in the hall please": nothing but a light is named, and it is asked for."""
    if said.lexicon.group("bidding").isdisjoint(plain(text)) or said.unexplained() or value_of(said):
        return False
    owners = [said.house.register.entities[number] for each in said.of("name") for number in each.owners]
    domains = {each.domain for each in owners} | {each.noun.domain for each in said.of("noun") if each.noun}
    named = any(not each.start for each in said.of("name", "noun"))  # "light" is a verb too
    acts = not named and said.words[0] in grammar(said.language).verbs
    return domains == {"light"} and not acts and grammar(said.language).states.keys().isdisjoint(said.words)


def bids_value(said: Line, text: str) -> bool:
    """ "22 degrees in the bathroom please": a value with its unit and what it is for, and it is asked for."""
    value = value_of(said)
    if said.lexicon.group("bidding").isdisjoint(plain(text)) or not value.unit or set(said.unexplained()) - value.words:
        return False
    tells = not said.lexicon.speaking.isdisjoint(said.words) or grammar(said.language).begins("ask", said.words)
    return not tells and bool(said.of("name", "noun", "area"))


def wishes(said: Line) -> int:
    """How many words it opens with that only say that something is wanted."""
    return max((len(each) for each in said.lexicon.wishing if said.words[: len(each)] == each), default=0)
