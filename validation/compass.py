"""Where the wind comes from: a direction that is said must be near one that is known."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ragdomains.types import Evidence
from validation.records import Record
from validation.structure import rows_of

NEAR = 30.0  # degrees: "south" may stand for south-southeast, not for southeast
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_WIND = re.compile(r"\b(?:wind\w*|breez\w*|gust\w*|blow\w*|blew|böe\w*|weht)\b", re.IGNORECASE)
_POINTS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315, "nord": 0, "norden": 0, "nordost": 45, "nordosten": 45, "ost": 90, "osten": 90, "südost": 135,
    "südosten": 135, "süd": 180, "süden": 180, "südwest": 225, "südwesten": 225, "westen": 270, "nordwest": 315,
    "nordwesten": 315,
}  # fmt: skip
_ROSE = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW"
_SHORT = {name: place * 22.5 for place, name in enumerate(re.findall("[A-Z]+", _ROSE))} | {
    "NO": 45.0,
    "O": 90.0,
    "SO": 135.0,
}
_SAID = re.compile(
    r"\b((?:north|south)[ -]?(?:east|west)?|east|west|(?:nord|süd)(?:ost|west)?(?:en)?|osten|westen)"
    r"(?:er(?:ly|n))?(?:wind\w*)?\b(?!\s+(?:of|von)\b)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b[NESWO]{1,3}\b")


def wrong_winds(sentence: str, meant: Sequence[Record], evidence: Sequence[Evidence]) -> Iterator[tuple[int, int, str]]:
    """(start, end, where it comes from) for a direction of the wind that no source gives."""
    if not _WIND.search(sentence) or not (said := list(_SAID.finditer(sentence))):
        return
    known = {degrees for record in meant for degrees in _of_record(record)}
    known |= {degrees for each in evidence for passage in each.passages for degrees in _of_text(passage.text)}
    for found in said if known else ():
        own = _degrees(found[1])
        if own is not None and all(abs((own - each + 180) % 360 - 180) > NEAR for each in known):
            yield found.start(), found.end(), ", ".join(f"{each:.0f}°" for each in sorted(known))


def _degrees(word: str) -> float | None:
    return _POINTS.get(re.sub(r"[ -]", "", word.lower()))


@lru_cache(maxsize=256)
def _of_record(record: Record) -> tuple[float, ...]:
    """The directions in the fields of the wind; a number of such a field is one in degrees."""
    return tuple(
        degrees for field in record.fields if _WIND.match(field.name) for degrees in _of_field(field.name, field.text)
    )


def _of_field(name: str, text: str) -> Iterator[float]:
    low = name.lower()
    yield from _read(text)
    if ("dir" in low or "bearing" in low or low.endswith(("deg", "degrees"))) and re.fullmatch(
        r"\d{1,3}(?:\.\d+)?", text
    ):
        yield float(text) % 360


@lru_cache(maxsize=256)
def _of_text(text: str) -> tuple[float, ...]:
    """Those of the sentences of running text that speak of the wind."""
    told = () if rows_of(text) else (each for each in _ENDS.split(text[:20_000]) if _WIND.search(each))
    return tuple(degrees for each in told for degrees in _read(each))


def _read(text: str) -> Iterator[float]:
    yield from (degrees for found in _SAID.finditer(text) if (degrees := _degrees(found[1])) is not None)
    yield from (_SHORT[found.group()] for found in _CAPITALS.finditer(text) if found.group() in _SHORT)
