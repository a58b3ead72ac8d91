"""Finds the names that the world knows: teams, companies, airports, titles, artists, devices, rooms."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from intents.compounds import compounds
from intents.tables import Row, rows
from intents.words import Phrases

NAMES = ("teams", "companies", "airlines", "titles", "artists")  # the same in every language
WORDS = ("devices", "genres")  # a file for each language
LONGEST = 4000  # characters that are looked at


class Mention(NamedTuple):
    """A name in a text: where it stands, what it is, and its canonical value. `ambiguous`: it may be a common word.

    `extra` is a team's league, a league's sport, a company's symbol, an airline's or airport's code, a device's group.
    """

    start: int
    end: int
    kind: str
    value: str
    ambiguous: bool
    extra: str = ""


class Gazetteer:
    """One table of names. Immutable; one instance serves all questions at once."""

    __slots__ = ("_entries", "_phrases")

    def __init__(self, table: Iterable[Row]) -> None:
        said: list[str] = []
        entries: list[tuple[Row, bool]] = []
        for row in table:
            said += [*row.words, *row.loose]
            entries += [(row, False)] * len(row.words) + [(row, True)] * len(row.loose)
        self._entries = tuple(entries)
        self._phrases = Phrases(said)

    def find(self, folded: str) -> list[Mention]:
        """Every name that stands in the text, overlapping ones too."""
        return [
            Mention(start, end, row.kind, row.value, loose, row.extra)
            for start, end, owners in self._phrases.find(folded)
            for row, loose in map(self._entries.__getitem__, owners)
        ]


@cache
def of_the_world() -> Gazetteer:
    return Gazetteer(joined_alike(row) for name in NAMES for row in rows(name))


def joined_alike(row: Row) -> Row:
    """A name that holds "and" is heard with "und" in German: "Simon und Garfunkel"."""
    alike = tuple(word.replace(" and ", " und ") for word in row.words if " and " in word)
    return replace(row, words=(*row.words, *alike)) if alike else row


@cache
def extras() -> dict[tuple[str, str], str]:
    return {(row.kind, row.value): row.extra for name in NAMES for row in rows(name) if row.extra}


def known_of(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What the tables know of canonical values, given as (kind, value): a team's league, a company's symbol."""
    table = extras()
    return {pair[1]: table[pair] for pair in named if pair in table}


@cache
def of_language(language: str) -> Gazetteer:
    return Gazetteer(row for name in WORDS for row in rows(name, language))


OF_CITY = re.compile(r" airport$|^flughafen ")


@cache
def airports_by_city() -> dict[str, str]:
    """The code of the busiest airport of a city, by the city's name in lower case: "boston" is BOS, "münchen" MUC."""
    found: dict[str, str] = {}
    for row in rows("airlines"):
        for word in (*row.words, *row.loose):
            if row.kind == "airport" and (city := OF_CITY.sub("", word)) != word:
                found.setdefault(city, row.extra)
    return found


@cache
def cities_in_german() -> frozenset[str]:
    """Those of them that only German names so."""
    said = {word for row in rows("airlines") if row.kind == "airport" for word in (*row.words, *row.loose)}
    return frozenset(city for city in airports_by_city() if f"{city} airport" not in said)


@cache
def airports_of() -> dict[str, tuple[str, ...]]:
    """All airports of the cities that have several, the busiest first, by the city's name in lower case."""
    return {row.value: row.words for row in rows("cities")}


@cache
def cities() -> Phrases:
    return Phrases(airports_by_city())


def city_airports(folded: str) -> list[Mention]:
    """The cities that have an airport, as mentions of it; only where the question is about flights."""
    codes = list(airports_by_city().values())
    return [
        Mention(start, end, "airport", codes[owners[0]], True, codes[owners[0]])
        for start, end, owners in cities().longest(folded[:LONGEST])
    ]


@cache
def towns(language: str) -> frozenset[str]:
    """The towns that everybody knows, in lower case: those with an airport, and those of the language's own table."""
    return (frozenset(airports_by_city()) - cities_in_german()) | {
        word for row in rows("towns", language) for word in row.words
    }


@cache
def town_phrases(language: str) -> Phrases:
    return Phrases(sorted(towns(language)))


def towns_in(folded: str, language: str) -> list[Mention]:
    """The towns that everybody knows, where they stand in a text; only where the question is about a place."""
    text = folded[:LONGEST]
    return [
        Mention(start, end, "town", text[start:end], True) for start, end, _ in town_phrases(language).longest(text)
    ]


def mentions(folded: str, language: str = "en", kinds: Collection[str] = ()) -> list[Mention]:
    """The names in a folded text, in order; of these kinds only, where some are given. Of two that overlap the longer
    one stands, but a name that may be a common word never hides a sure one; the same words may mean several things."""
    text = folded[:LONGEST]
    found = of_the_world().find(text) + of_language(language).find(text) + list(parts_of_words(text, language))
    found = [each for each in found if not kinds or each.kind in kinds]
    sure = longest([each for each in found if not each.ambiguous], len(text))
    loose = longest([each for each in found if each.ambiguous], len(text))
    taken, spans = covered(sure, len(text)), {each[:2] for each in sure}
    kept = [each for each in loose if each[:2] in spans or not all(taken[each.start : each.end])]
    return sorted(sure + kept, key=lambda each: each[:2])


def parts_of_words(text: str, language: str) -> Iterator[Mention]:
    """The rooms and the devices of words that are both."""
    for each in compounds(text, language):
        yield Mention(each.start, each.room_end, each.room.kind, each.room.value, False, each.room.extra)
        yield Mention(each.device_start, each.end, each.device.kind, each.device.value, False, each.device.extra)


def longest(found: Sequence[Mention], size: int) -> list[Mention]:
    """Those that do not overlap a longer one."""
    chosen: list[Mention] = []
    taken = bytearray(size)
    spans: set[tuple[int, int]] = set()
    for each in sorted(found, key=by_length):
        span = (each.start, each.end)
        if span not in spans and any(taken[each.start : each.end]):
            continue
        spans.add(span)
        taken[each.start : each.end] = b"\x01" * (each.end - each.start)
        chosen.append(each)
    return sorted(chosen, key=lambda each: each[:2])


def by_length(each: Mention) -> tuple[int, int]:
    return each.start - each.end, each.start


def covered(found: Sequence[Mention], size: int) -> bytearray:
    taken = bytearray(size)
    for each in found:
        taken[each.start : each.end] = b"\x01" * (each.end - each.start)
    return taken
