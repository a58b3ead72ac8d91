"""Which warnings are asked about, and which questions about storms cannot be answered from them."""

import re

from ragdomains.types import Lookup, ProviderError, Spot
from ragdomains.zones import listed

# What is said, and how the service's names of events hold it.
KINDS = {
    "tornado": "tornado", "hurricane": "hurricane|tropical", "tropical": "hurricane|tropical", "flood": "flood",
    "tsunami": "tsunami", "heat": "heat", "blizzard": "blizzard", "avalanche": "avalanche", "wildfire": "fire|red flag",
    "fire": "fire|red flag", "red flag": "red flag", "thunderstorm": "thunderstorm", "hail": "thunderstorm",
    "winter": "winter|ice|snow|blizzard", "ice ": "ice|freezing|winter", "snow": "snow|blizzard|winter",
    "gale": "gale", "wind": "wind|gale", "fog": "fog", "freeze": "freeze|frost", "frost": "frost|freeze",
    "dust": "dust", "rip current": "rip current|beach", "surge": "surge", "small craft": "small craft", "surf": "surf",
    "cold": "cold|chill", "hochwasser": "flood", "hitze": "heat", "sturm": "storm|wind", "gewitter": "thunderstorm",
    "schnee": "snow|blizzard|winter", "glätte": "ice|freezing|winter", "nebel": "fog",
}  # fmt: skip
MEANING = ("mean", "difference", "what is a ", "what category", "bedeutet")
TRACKS = ("where is the", "where did", "how far", "track", "landfall", "storm name", "spaghetti", "make its way")
ORDERS = ("notif", "set a", "wake me", "let me know", "tell me when", "alert me")
ABROAD_WORDS = ("thames barrier", "met office")
WORDS = (*KINDS, *MEANING, *TRACKS, *ORDERS, *ABROAD_WORDS)
TERRITORIES = {"America/Puerto_Rico", "America/St_Thomas", "Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago"}
COUNTRY = {"united states", "usa", "us", "united states of america", "puerto rico", "guam", "american samoa",
           "u.s. virgin islands", "northern mariana islands", "vereinigte staaten"}  # fmt: skip


def kind_asked(lookup: Lookup) -> tuple[str, str]:
    """The kind of warning that is asked about, and the pattern of its events; both "" where any is meant.

    Words that begin with it count too ("snowfall"), windows do not.
    """
    text = f"{lookup.text.casefold()} "
    return next(((said.strip(), sign) for said, sign in KINDS.items() if re.search(rf"\b{said}(?!ow)", text)), ("", ""))


def refuse(lookup: Lookup) -> None:
    """Raises ProviderError (missing) for what a list of warnings does not answer."""
    text = lookup.text.casefold()
    if any(word in text for word in ORDERS):
        raise ProviderError("I cannot watch for warnings, but you can ask me which are in force.", "missing")
    if any(word in text for word in MEANING):
        raise ProviderError("I know which warnings are in force, but not what they mean.", "missing")
    if any(word in text for word in TRACKS):
        raise ProviderError("I know which warnings are in force at a place, but not where a storm is.", "missing")
    if any(word in text for word in ABROAD_WORDS):
        raise ProviderError("Weather warnings are known for the United States only.", "missing")


def refuse_abroad(place: Spot) -> None:
    """Raises ProviderError (missing) for a place that is known to lie outside of the United States."""
    zones = set(listed("us")) | TERRITORIES
    country = place.country.casefold()
    if country and country not in COUNTRY and place.zone not in TERRITORIES:
        raise abroad(place)
    if not country and place.zone and place.zone not in zones:
        raise abroad(place)


def abroad(place: Spot) -> ProviderError:
    where = "" if place.home else f", not for {place.name}"
    return ProviderError(f"Weather warnings are known for the United States only{where}.", "missing")
