"""Tells where one order to the house ends and another begins, by what the house knows of orders: "kill the lights and
lock the door", "licht aus und rollos runter"."""

from collections.abc import Sequence
from functools import cache

from intents.actions import action_in, line_of
from intents.clauses import begins
from intents.english_leads import ENGLISH
from intents.gazetteer import mentions
from intents.german_leads import GERMAN
from intents.grammar import ASKING, BENEATH, TELLS, table
from intents.order_words import grammar
from intents.quantities import every_number, level

BE = table("is are")  # "did I close the gate and lock the door" asks for both
LONGEST = 24  # words of a clause that is looked at


def two_orders(kind: str, left: Sequence[str], right: Sequence[str], language: str) -> bool:
    """Whether each clause beside a gap orders something of a device that it names, or the second asks: "put the kettle
    on and tell me the time". `kind` as of a gap; where nothing stands between them, only behind a particle: "lights off
    | blinds down"."""
    if kind not in "ncb" or (kind == "b" and left[-1] not in particles(language)):
        return False
    if max(len(left), len(right)) > LONGEST or not BENEATH.isdisjoint(left):
        return False
    if kind != "b" and is_valued(right, language):
        return is_order(left, language)
    asked = kind != "b" and (is_told(right) or (right[0] in ASKING and begins(right)))
    if kind != "b" and left[0] in BE and begins(right) and asks_state(" ".join(left), language):
        return is_order(right, language)  # "are the blinds closed and turn the lights off"
    return (asked or is_order(right, language)) and is_order(left, language)


def is_valued(clause: Sequence[str], language: str) -> bool:
    """Whether a device gets a value of its own, without a verb: "[set the lights to 50 and] the heating to 21"."""
    said = " ".join(clause)
    if not any(words.orders.valued.fullmatch(said) for words in (ENGLISH, GERMAN)):
        return False
    named = mentions(said, language)
    return any(each.kind == "device" for each in named) and bool(every_number(said, language) or level(said, language))


def is_told(clause: Sequence[str]) -> bool:
    return len(clause) > 2 and clause[0] in TELLS and clause[1] in {"me", "us"}


@cache
def particles(language: str) -> frozenset[str]:
    """What an order may end with: off, down, zu."""
    return frozenset(form.words[0] for form in grammar(language).trailing if len(form.words) == 1)


def asks_state(question: str, language: str) -> bool:
    """Whether it asks how a device is."""
    action = action_in(line_of(question, language))
    return action is not None and action.asks and bool(action.state)


def is_order(clause: Sequence[str], language: str) -> bool:
    """Whether it says what is to be done, and to which device."""
    said = " ".join(clause)
    if not any(each.kind == "device" for each in mentions(said, language)):
        return False
    action = action_in(line_of(said, language))
    return action is not None and action.orders
