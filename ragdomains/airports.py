"""The airports that are known: codes, time zone and how each is spoken of."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ragdomains.types import Lookup, ProviderError
from ragdomains.zones import zone_of

TABLE = Path(__file__).parent / "data" / "airports.tsv"
# Words between which no name of an airport goes on.
SMALL = "(?:at|an?|in|the|of|from|to|my|our|this|that|any|which|what|there|and|or|heute|morgen|jetzt|gerade|los)"
# The name in "delays at Logan airport", "Verspätungen am Flughafen Logan".
CALLED = re.compile(
    rf"\b(?:at|from|into?|to|out of|of|for|is|are) (?P<name>(?:(?!{SMALL}\b)[\w.'-]+ ){{1,3}})airport\b"
    rf"|\bflughafen (?!{SMALL}\b)(?P<german>[\w.'-]+)",
    re.IGNORECASE,
)
# https://www.icao.int, Doc 7910: K is the contiguous US; Alaska, Hawaii and the territories have prefixes of their own.
AMERICAN = ("K", "PA", "PF", "PG", "PH", "PO", "PP", "TI", "TJ")


@dataclass(frozen=True, slots=True)
class Airport:
    """One airport: its IATA code, its ICAO code ("" where it is not known), its IANA time zone and its spoken name."""

    code: str
    icao: str = ""
    zone: str = ""
    name: str = ""

    @property
    def american(self) -> bool:
        return self.icao.startswith(AMERICAN)

    @property
    def title(self) -> str:
        return self.name or self.code


@cache
def airports() -> dict[str, Airport]:
    """By IATA code."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {row[0]: Airport(*row) for row in rows}


@cache
def by_icao() -> dict[str, Airport]:
    return {airport.icao: airport for airport in airports().values()}


def airport_of(code: str) -> Airport | None:
    """By its IATA or its ICAO code, in capitals or not."""
    code = code.strip().upper()
    return airports().get(code) or by_icao().get(code)


def unknown(code: str) -> ProviderError:
    """What is said of a code that nothing is known of, with the nearest American one where there is any."""
    american = [each for each, airport in airports().items() if airport.american and each[0] == code[:1].upper()]
    near = get_close_matches(code.upper(), american, 1, 0.6)
    offer = f" Did you mean {near[0]}, {airports()[near[0]].name}?" if near else ""
    return ProviderError(f"I do not know an airport with the code {code[:10]}.{offer}", "missing")


def called(lookup: Lookup) -> str:
    """The name of the airport as it was said; "" where a slot has it, or none is named."""
    found = None if lookup.slots.get("airport") else CALLED.search(lookup.text)
    return (found["name"] or found["german"]).strip() if found else ""


def unnamed(lookup: Lookup) -> ProviderError:
    """For a question in which no known airport stands: says which name is not known, with the likest, or asks."""
    name = called(lookup)
    if not name:
        return ProviderError("Which airport do you mean?", "missing")
    near = likest(name)
    offer = f"Did you mean {near}?" if near else "Which airport do you mean?"
    return ProviderError(f"I do not know an airport called {name[:60]}. {offer}", "missing")


def likest(name: str) -> str:
    """The name of the airport that is written most like it: all of it, or one of its words."""
    titles = {word.casefold(): each.name for each in airports().values() for word in (*each.name.split(), each.name)}
    near = get_close_matches(name.casefold(), titles, 1, 0.75)
    return titles[near[0]] if near else ""


def zone_at(airport: Airport, lookup: Lookup) -> tzinfo | None:
    """The airport's time zone, else that of the question."""
    return zone_of(airport.zone) or lookup.now.tzinfo
