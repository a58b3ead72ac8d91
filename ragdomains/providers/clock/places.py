"""Which place, and so which time zone, is meant."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from ragdomains.types import Lookup, ProviderError
from ragdomains.zones import listed, plain, zone_of, zones_named

LONGEST = 4  # words of a name
BEFORE = {
    "in",
    "at",
    "for",
    "to",
    "between",
    "and",
    "than",
    "with",
    "from",
    "of",
    "is",
    "into",
    "versus",
    "zwischen",
    "zu",
    "und",
    "nach",
}
AFTER = {"time", "timezone", "current", "standard"}


@dataclass(frozen=True, slots=True)
class Where:
    """A place and its zone. `name` is "" at home."""

    name: str
    zone: tzinfo


def home(lookup: Lookup) -> Where:
    spot = lookup.spot
    zone = zone_of(spot.zone) if spot and spot.home else None
    return Where("", zone or lookup.now.tzinfo or UTC)


def where(lookup: Lookup) -> Where:
    """The place asked about; raises ProviderError (missing) where its zone is unknown or it has several."""
    spot = lookup.spot
    if spot is None or spot.home:
        return next(iter(mentioned(lookup)), home(lookup))
    if zone := zone_of(spot.zone):
        return Where(spot.name, zone)
    return named(spot.name if not spot.country else f"{spot.name}, {spot.country}", lookup.now)


def named(name: str, now: datetime) -> Where:
    zones = zones_named(name, now)
    title = titled(name)
    if not zones:
        text = f"I do not know the time zone of {title[:60]}. Which bigger city has the same time?"
        raise ProviderError(text, "missing")
    if len(zones) > 1:
        raise ProviderError(f"{title} has several time zones. Which city there do you mean?", "missing")
    return Where(title, zones[0])


def mentioned(lookup: Lookup) -> list[Where]:
    """The places and zones of the question's text, in order; raises ProviderError where one has several zones."""
    text = lookup.text.casefold().replace("’s", "").replace("'s", "")
    words = [word.strip(".-") for word in re.findall(r"[\w.-]+", text)]
    found: list[Where] = []
    place = 0
    while place < len(words):
        if size := length_of_name(words, place):
            size += length_of_region(words[place + size :])
            found.append(named(" ".join(words[place : place + size]), lookup.now))
        place += size or 1
    return found


def length_of_region(words: list[str]) -> int:
    """How many words a state or country takes that follows its city at once: "Paris Texas"."""
    return next((size for size in (2, 1) if len(words) >= size and listed(" ".join(words[:size]))), 0)


def length_of_name(words: list[str], place: int) -> int:
    """How many words from here are a place, 0 for none: it must follow a word like "in" or stand before "time"."""
    before = [word for word in words[max(0, place - 2) : place] if word != "the"][-1:]
    for size in range(min(LONGEST, len(words) - place), 0, -1):
        after = words[place + size : place + size + 1]
        if not (place == 0 or BEFORE.intersection(before) or AFTER.intersection(after)):
            continue
        if listed(plain(" ".join(words[place : place + size]))):
            return size
    return 0


SMALL = {"of", "the", "and", "de", "la"}
CAPITALS = {
    "usa",
    "us",
    "uk",
    "uae",
    "utc",
    "gmt",
    "est",
    "cst",
    "mst",
    "pst",
    "cet",
    "cest",
    "ist",
    "jst",
    "nyc",
    "dc",
}
ZONES = {"eastern", "central", "mountain", "pacific", "atlantic"}


def titled(name: str) -> str:
    """A place as it is written: "new york" as New York, "usa" as the USA, "eastern" as Eastern Time."""
    if name != name.casefold():
        return name
    if name.removeprefix("the ") in ZONES:
        return f"{name.removeprefix('the ').title()} Time"
    return " ".join(capital(word, place) for place, word in enumerate(name.split()))


def capital(word: str, place: int) -> str:
    if word in CAPITALS:
        return word.upper()
    return word if word in SMALL and place else word[:1].upper() + word[1:]
