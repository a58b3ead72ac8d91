"""Which airport is asked about, and what of an airport is not known here."""

import re

from ragdomains.airports import Airport, airport_of, unnamed
from ragdomains.types import Lookup, ProviderError

# Questions about airports that are none about delays, by the words that they begin with.
ELSEWHERE = (
    "parking", "car park", "park my", "long stay", "long term", "short term", "tsa", "security", "customs", "passport",
    "immigration", "wait", "checkpoint", "lounge", "restaurant", "eat", "food", "wifi", "wi-fi", "charge", "sleep",
    "shower", "hotel", "taxi", "train", "tube", "shuttle", "terminal", "concourse", "gate", "layout", "map",
    "pharmacy", "toilet", "restroom", "luggage", "baggage", "locker", "lost and found", "duty free", "swimming", "smok",
    "check in", "how many", "elevation", "how far", "how early", "how do i get", "how much", "busy", "busiest",
    "oldest", "phone", "who runs", "hub", "curfew", "crowded", "packed", "queue", "evacuat", "police", "rental",
    "drop off", "drop someone", "mask", "pet ", "nearest", "closest", "parkplatz", "parken", "sicherheitskontrolle",
    "warte", "zoll", "schlange",
)  # fmt: skip
ALL = ("airports", "airport status", "anywhere", "nationwide", "flughäfen")  # all of the country are meant
NAMED = ("what airport is", "which airport is", "welcher flughafen ist", "code", "kürzel")
WORDS = (*ELSEWHERE, *ALL, *NAMED)


def code_asked(lookup: Lookup) -> Airport | None:
    """The airport, where its name or its code is asked for and not how it is there."""
    text = lookup.text.casefold()
    asked = any(re.search(rf"\b{word}", text) for word in NAMED)
    return airport_of(lookup.slots.get("airport", "")) if asked else None


def refuse(lookup: Lookup) -> None:
    """Raises ProviderError (missing) for what the FAA's report says nothing about."""
    text = lookup.text.casefold()
    if any(re.search(rf"\b{re.escape(word)}", text) for word in ELSEWHERE):
        raise ProviderError(
            "Of airports I know delays and closures, but not waiting times, parking or what there is.", "missing"
        )
    today = lookup.now.date()
    if lookup.days and not lookup.days.first <= today <= lookup.days.last:
        raise ProviderError("I only know the delays of right now, not those of another day.", "missing")


def airport_asked(lookup: Lookup) -> str:
    """Its IATA code; "" for the airports of the country. Raises ProviderError where none is named, and for a foreign
    one. A code that is not known here may be in the report all the same."""
    code = lookup.slots.get("airport", "").strip().upper()
    airport = airport_of(code) if code else None
    if airport and not airport.american:
        raise ProviderError(
            f"Delays are known for airports in the United States only, not for {airport.title}.", "missing"
        )
    if not code and not any(word in lookup.text.casefold() for word in ALL):
        raise unnamed(lookup)
    return airport.code if airport else code
