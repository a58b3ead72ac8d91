"""The name of a team that nobody knows, by the place in a question where a team's name stands."""

import re

from ragdomains.types import Lookup

ARTICLE = r"(?:(?:the|die|der|das|den|dem) )?"
DOES = r"(?:do|does|did|are|is|have|has|will|were|was|can)"
PLAYS = (
    r"(?:play\w*|won?n?|wins?|winning|lose|losing|lost|do|doing|done|get on|draw|drew|up against|on|next$|in action)"
)
PLACES = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b{DOES} {ARTICLE}(?P<x>.+?) {PLAYS}\b",
        rf"\b(?:score|result|game|match|schedule|record|fixtures?|games) (?:of|for|by|in) {ARTICLE}(?P<x>.+)$",
        rf"\b(?:when is|what time is|who won|how was) {ARTICLE}(?:next )?(?P<x>.+?) (?:game|match)\b",
        rf"\b(?:spielt|spielen) {ARTICLE}(?P<x>.+)$",
        rf"\b(?:hat|haben|wird|werden) {ARTICLE}(?P<x>.+?) (?:gespielt|gewonnen|verloren|spielen)\b",
    )
)
CONTRACTED = re.compile(r"\b(when|who|how|what time)'s\b", re.IGNORECASE)
# Behind the name: when, and how.
TAIL = re.compile(
    r" (?:games?$|match(?:es)?$"
    r"|(?:the )?(?:next|last|latest|again|today|tonight|tomorrow|yesterday|now|right|ever|also|please|this|at|on|als"
    r"|am|im|heute|morgen|gestern|jetzt|wieder|das nächste mal|nächste[ns]?|denn|eigentlich|gegen|against|vs?)\b.*)$",
    re.IGNORECASE,
)
# What stands there and names nobody.
NOBODY = re.compile(
    r"^(?:(?:my|our|your|their|his|her|meine?|unsere?|there|any|some|an?|the|ein|eine|which|what|welche\w*)\b.*"
    r"|anyone|anybody|someone|somebody|jemand|niemand|we|they|it|he|she|i|you|who|wer|sie|es|er|wir|man|that|this|those"
    r"|these|next|teams?|games?|match(?:es)?|score|heute|morgen|gestern|today|tonight|tomorrow|yesterday)$",
    re.IGNORECASE,
)
LONGEST = 4  # words of a team's name


def named(lookup: Lookup) -> str:
    """The name as it was said; "" where a team or league is known, or none stands in such a place."""
    if {"team", "league"} & (lookup.slots.keys() | lookup.many.keys() | lookup.choices.keys()):
        return ""
    text = CONTRACTED.sub(r"\1 is", " ".join(lookup.text.replace("’", "'").split()).strip(" .?!,"))
    if lookup.days and lookup.days.said:
        text = re.sub(rf" ?\b{re.escape(lookup.days.said)}\b", "", text, flags=re.IGNORECASE)
    found = next((match for place in PLACES if (match := place.search(text))), None)
    name = TAIL.sub("", found["x"]).strip(" ,") if found else ""
    return "" if NOBODY.match(name) or len(name.split()) > LONGEST else name
