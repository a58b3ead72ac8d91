"""Which airport's weather is asked about, now or later, and what of it."""

import re

from ragdomains.airports import Airport, airport_of, by_icao, unknown, unnamed
from ragdomains.types import Lookup
from ragdomains.weather.times import When

# The sentence that answers, by the words that ask for it.
TOPICS = {
    "visibility": "visibility", "sicht": "visibility", "fog": "visibility", "ceiling": "ceiling", "cloud": "ceiling",
    "wolken": "ceiling", "wind": "wind", "altimeter": "pressure", "pressure": "pressure", "luftdruck": "pressure",
}  # fmt: skip
LATER = ("forecast", "taf", "later", "going to", "will ", "vorhersage", "später")
WORDS = (*TOPICS, *LATER, *(code.lower() for code in by_icao()))


def airport_asked(lookup: Lookup) -> Airport:
    """By the slot, else by an ICAO code in the text. Raises ProviderError (missing) for none and for an unknown one."""
    code = lookup.slots.get("airport", "").strip()
    said = (by_icao().get(word.upper()) for word in re.findall(r"\b[a-z]{4}\b", lookup.text.casefold()))
    if found := airport_of(code) or next((airport for airport in said if airport), None):
        return found
    if code:
        raise unknown(code)
    raise unnamed(lookup)


def topic(lookup: Lookup) -> str:
    text = lookup.text.casefold()
    return next((name for word, name in TOPICS.items() if re.search(rf"\b{word}(?!ow)", text)), "now")


def wants_forecast(lookup: Lookup, asked: When) -> bool:
    """A day or a part of it that is not now, or a word that says later."""
    text = f"{lookup.text.casefold()} "
    later = any(re.search(rf"\b{word}", text) for word in LATER)
    starts_later = asked.start is not None and asked.start > asked.now.replace(tzinfo=None)
    return later or starts_later or asked.first > asked.now.date()
