"""Reads the bank's XML: <Cube time="2026-11-27"><Cube currency="USD" rate="1.0921"/>...</Cube>, one block for each day.

The rates are what one euro is worth. The standard library's expat reads the text with every door shut: a document type
ends the reading before any entity could be declared, so that nothing is expanded and nothing else is ever fetched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from ragdomains.bodies import numeral
from ragdomains.types import ProviderError

Rates = Mapping[str, float]
Table = Mapping[date, Rates]
SENSELESS = "The source of exchange rates gave an answer that makes no sense."
LARGEST = 1e9  # units for one euro; no currency of the bank's is worth less


class Forbidden(Exception):
    """The text declares a document type or an entity."""


@dataclass(slots=True)
class Reader:
    """What was read so far. A rate that is no number is left out."""

    table: dict[date, dict[str, float]] = field(default_factory=dict)
    day: date | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in attributes:
            self.day = day_of(attributes["time"])
        rate = numeral(attributes.get("rate"))
        code = attributes.get("currency", "")
        if self.day and len(code) == 3 and rate is not None and 0 < rate < LARGEST:
            self.table.setdefault(self.day, {"EUR": 1.0})[code] = rate


def read(body: bytes) -> Table:
    """The rates by day; raises ProviderError (broken) where there are none, or where the text is not to be trusted."""
    reader = Reader()
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = forbid
    parser.StartElementHandler = reader.start
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, Forbidden, LookupError, ValueError) as error:  # LookupError: an unknown encoding
        raise ProviderError(SENSELESS, "broken") from error
    if not reader.table:
        raise ProviderError(SENSELESS, "broken")
    return reader.table


def forbid(*_declaration: object) -> int:
    raise Forbidden


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
