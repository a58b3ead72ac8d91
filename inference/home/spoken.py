"""Says values as people do: colors in their words, lengths of time, the name of a list."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from inference.home.sentences import Speech, listed
from intents.tables import rows

DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
UNITS = ("hours", "minutes", "seconds")
LISTS = ("list", "liste", "zettel")  # how a name ends that says itself that it is a list


@cache
def colors(language: str) -> Mapping[str, str]:
    """The word for each color, by the name that tools take."""
    return {
        row.value.replace(" ", ""): row.words[0]
        for row in rows("devices", language)
        if row.kind == "color" and row.words
    }


def figure(text: str, say: Speech) -> str:
    """Numbers with the decimal sign that a language has: 21,5."""
    return DECIMAL.sub(say.point, text)


def worded(value: str, say: Speech, language: str) -> str:
    """ "Warm white, 40 percent" in the words of a language."""
    pieces = []
    for piece in value.split(", "):
        color = colors(language).get(piece.replace(" ", ""))
        pieces.append(color or " ".join(say.values.get(word, word) for word in piece.split()))
    return figure(", ".join(pieces), say)


def lasting(arguments: Mapping[str, Any], say: Speech) -> str:
    """How long, from hours, minutes and seconds: "one hour and 20 minutes"."""
    parts = []
    for unit in UNITS:
        count = arguments.get(unit, 0)
        if isinstance(count, int) and count > 0:
            parts.append(say.timers[f"{unit}1"] if count == 1 else say.timers[unit].format(count))
    return listed(parts, say)


def of_list(action: str, name: str, say: Speech) -> str:
    """The list by its name: "the Shopping List", "Groceries"."""
    key = action if name.casefold().endswith(LISTS) else f"{action}_named"
    return say.lists[key].format(name)
