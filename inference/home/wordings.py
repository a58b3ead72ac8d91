"""Orders without a verb of their own: "bedroom a bit warmer", "I need the garage door open"."""

import re
from collections.abc import Sequence

from inference.home.extents import INTO, without_amount
from inference.home.line import Line
from inference.home.values import value_of
from intents.actions import Action
from intents.order_words import grammar

# how a thing is to become, and the action that makes it so
ACTIONS = {
    "brighter": "brighten", "dimmer": "dim", "darker": "dim", "warmer": "increase", "hotter": "increase",
    "cooler": "decrease", "colder": "decrease", "louder": "increase", "quieter": "decrease", "softer": "decrease",
    "faster": "increase", "slower": "decrease", "heller": "brighten", "dunkler": "dim", "wärmer": "increase",
    "kälter": "decrease", "kühler": "decrease", "lauter": "increase", "leiser": "decrease", "schneller": "increase",
    "langsamer": "decrease", "higher": "increase", "lower": "decrease", "höher": "increase", "niedriger": "decrease",
}  # fmt: skip
# what is said in two words
ONE = {
    "less bright": "dimmer", "less light": "dimmer", "more light": "brighter", "more bright": "brighter",
    "back on": "on", "back off": "off", "weniger hell": "dunkler", "weniger licht": "dunkler", "mehr licht": "heller",
}  # fmt: skip
AS_ONE = re.compile(rf"\b(?:{'|'.join(ONE)})\b")
SPEAKING = frozenset((
    "is", "are", "was", "were", "am", "be", "been", "being", "get", "gets", "got", "than", "seems", "feels", "looks",
    "ist", "sind", "war", "als", "wird",
))  # fmt: skip
WISHES = (
    ("i", "want"), ("i", "need"), ("i", "would", "like"), ("let", "us", "have"), ("can", "i", "have"),
    ("ich", "will"), ("ich", "möchte"), ("ich", "hätte"),
)  # fmt: skip


def as_one(words: Sequence[str]) -> str:
    """The words as a text, with what is said in two as one."""
    return AS_ONE.sub(lambda found: ONE[found[0]], " ".join(words))


def bare(said: Line, asked: bool) -> Action | None:
    """What is to be done, where nothing is said but what is meant and how it is to become."""
    table = grammar(said.language)
    speaks = table.begins("ask", said.words) and not wishes(said.words)
    if asked or speaks or not SPEAKING.isdisjoint(said.words) or table.ones["not"].intersection(said.words):
        return None
    name = becoming(said)
    strange = set(said.unexplained()) - value_of(said).words
    left = [said.words[at] for at in sorted(strange) if said.words[at] not in {*ACTIONS, *table.states, "less", "more"}]
    return None if without_amount(left, said.language) or not name else Action(name)


def becoming(said: Line) -> str:
    """The action that makes it so; "" where none is told for certain."""
    named = [ACTIONS[word] for word in as_one(said.words).split() if word in ACTIONS]
    if named:
        return named[0] if len(named) == 1 else ""
    value, last = value_of(said), said.words[-1]
    first = min(value.words, default=0)
    into = first and said.words[first - 1] in INTO.get(said.language, INTO["en"])
    if value.number is not None and into and said.of("name", "noun", "property"):
        return "set"
    states = grammar(said.language).states
    return states[last][1] if last in states and wishes(said.words) and said.of("name", "noun") else ""


def wishes(words: Sequence[str]) -> bool:
    return any(tuple(words[: len(each)]) == each for each in WISHES)
