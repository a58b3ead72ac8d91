"""Reads what a service answered: a value that is missing, or of another type, is None or empty, never an exception."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from athena_project.http import Http
from ragdomains.types import ProviderError

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Service:
    """A service at its address. `seconds` is the deadline of one call; `title` is how it is spoken of."""

    http: Http
    url: str
    seconds: float
    title: str = ""

    async def ask(
        self,
        path: str,
        params: Mapping[str, str | int | float] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> object:
        """The decoded JSON; raises HttpError."""
        address = f"{self.url.rstrip('/')}{path}"
        return await self.http.get_json(address, params=params, headers=headers, seconds=self.seconds)

    def senseless(self) -> ProviderError:
        """The error for an answer of another shape."""
        return ProviderError(f"{self.title or 'The source'} gave an answer that makes no sense.", "broken")


def mapping(value: object) -> Body:
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Body]:
    """The objects of a list; what is none is left out."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def within(value: object, *path: str | int) -> object:
    """What stands deeper inside, by names and places; None where the way ends."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and -len(value) <= step < len(value) else None
        else:
            value = mapping(value).get(step)
    return value


def finite(value: object) -> float | None:
    """The value as a number, or None; true and false are no numbers here."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) else None


def number(block: Body, key: str) -> float | None:
    return finite(block.get(key))


def numeral(value: object) -> float | None:
    """A number, also one that is written as text ("3.75", "1,204")."""
    if not isinstance(value, str):
        return finite(value)
    try:
        return finite(float(value.replace(",", "").strip()))
    except ValueError:
        return None


def words(block: Body, key: str) -> str:
    value = block.get(key)
    return value.strip() if isinstance(value, str) else ""


def moment(value: object) -> datetime | None:
    """An ISO 8601 time as it is written, with its zone or without."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
