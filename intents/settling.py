"""Takes apart a question and the order that hangs on its answer: "is the door locked, if not lock it"."""

import re
from collections.abc import Mapping

from intents.actions import action_of
from intents.gazetteer import mentions
from intents.order_words import grammar
from intents.words import fold

# What was asked is not so, or is so; and what may stand before the order.
HANGS: Mapping[str, "re.Pattern[str]"] = {
    "en": re.compile(
        r"[\s,;?.]+(?:(?:and|but|or) )?if "
        r"(?:(?P<no>not|(?:it|they)(?: is| are|['’]s|['’]re) not|(?:it|they) (?:is|are)n['’]?t)"
        r"|so|yes|(?:it|they) (?:is|are))\b[\s,]+(?:(?:then|please|can you|could you)\b[\s,]*)*",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"[\s,;?.]+(?:(?:und|aber) )?(?:wenn|falls) (?:(?P<no>nicht|nein)|ja|doch)\b[\s,]+(?:(?:dann|bitte)\b[\s,]*)*",
        re.IGNORECASE,
    ),
}
# where blinds are, as the state that an order brings them to
HEIGHTS: Mapping[str, Mapping[str, str]] = {
    "en": {"down": "closed", "up": "open"},
    "de": {"unten": "zu", "runter": "zu", "oben": "offen", "hoch": "offen"},
}
PRONOUNS: Mapping[str, tuple["re.Pattern[str]", str]] = {
    "en": (re.compile(r"\b(?:it|them|that)\b", re.IGNORECASE), "the"),
    "de": (re.compile(r"\b(?:es|sie|ihn|das)\b", re.IGNORECASE), "das"),
}
LONGEST = 400  # characters that are said in one breath
OPPOSITES = {"turn_on": "turn_off", "open": "close", "lock": "unlock", "arm": "disarm", "mute": "unmute"}
OPPOSITES |= {other: name for name, other in OPPOSITES.items()}


def settled(text: str, language: str) -> tuple[str, ...]:
    """The question, and the order without its condition, where that changes nothing: to lock what is locked already
    does no harm. () for any other, such as "is the door locked, if not turn on the light"."""
    found = HANGS.get(language, HANGS["en"]).search(text) if len(text) <= LONGEST else None
    if found is None:
        return ()
    question, order = text[: found.start()], text[found.end() :]
    asked = action_of(in_state(question, language), language)
    bidden = action_of(of_what(order, question, language), language)
    if asked is None or bidden is None or not asked.state or not bidden.orders:
        return ()
    wanted = asked.name if found["no"] else OPPOSITES.get(asked.name)
    same = devices(order, language) <= devices(question, language)
    same = same and told_apart(order, language) <= told_apart(question, language)
    return (question.strip(), order.strip()) if bidden.name == wanted and same else ()


def in_state(question: str, language: str) -> str:
    """The question with the state in the stead of the height: "are the blinds down" asks whether they are closed."""
    before, _, last = question.rstrip(" ?").rpartition(" ")
    state = HEIGHTS.get(language, HEIGHTS["en"]).get(last.lower())
    covers = any(each.extra == "cover" for each in mentions(fold(before), language))
    return f"{before} {state}" if state and covers else question


def of_what(order: str, question: str, language: str) -> str:
    """The order with the device that was asked about in the stead of "it": what "shut" does depends on it."""
    low = fold(question)
    named = next((low[each.start : each.end] for each in mentions(low, language) if each.kind == "device"), "")
    pronoun, article = PRONOUNS.get(language, PRONOUNS["en"])
    return pronoun.sub(f"{article} {named}", order, count=1) if named else order


def devices(text: str, language: str) -> set[str]:
    """What of the house is named; the first word is a verb where it can be one: "lock it"."""
    low = fold(text)
    found = (each for each in mentions(low, language) if each.kind in ("device", "area"))
    verbs = grammar(language).verbs
    return {each.value for each in found if each.start or low[: each.end] not in verbs}


def told_apart(text: str, language: str) -> set[str]:
    """The words right before the devices that are named: the left door is not the right one."""
    low, table = fold(text), grammar(language)
    before = (low[: each.start].split()[-1:] for each in mentions(low, language) if each.kind == "device")
    small = table.ones["noun_follows"] | table.verbs.keys() | table.ones["prepositions"]
    return {word for words in before for word in words} - small
