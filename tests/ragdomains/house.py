"""A source of weather, a clock that a test moves on, and the look-ups between them."""

import asyncio
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache

from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers import Search
from ragdomains.types import Evidence, Lookup, Passage, Spot
from tests.stand_ins import OpenMeteo

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
HOME = Spot("Oslo", 59.91, 10.75, "Europe/Oslo", "Norway", home=True)


@dataclass
class Clock:
    """Seconds since 1970 that a test moves on."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


def no_index(_domain: int) -> Search:
    async def search(text: str, limit: int, *_: object) -> list[Passage]:
        return []

    return search


def memory() -> BaseCache:
    return LocMemCache(uuid.uuid4().hex, {})


def weather(server: OpenMeteo, **changes: Any) -> Domain:
    fields: dict[str, Any] = {"pk": 3, "name": "weather", "title": "the weather", "kind": "open_meteo", "timeout": 5}
    return Domain(**(fields | {"options": server.options} | changes))


def ask(text: str = "how is the weather", **changes: Any) -> Lookup:
    return replace(Lookup("now", text, NOW, HOME), **changes)


@dataclass
class House:
    """A source, a clock and the look-ups between them."""

    server: OpenMeteo
    clock: Clock
    lookups: Lookups
    domain: Domain = field(init=False)

    def __post_init__(self) -> None:
        self.domain = weather(self.server, fresh_for=600, stale_for=3600)

    async def look_up(self, lookup: Lookup | None = None, **changes: Any) -> Evidence:
        return await self.lookups.look_up(self.domain, lookup or ask(), **changes)

    async def settle(self) -> None:
        """Waits for what is renewed behind an answer."""
        while self.lookups._tasks:
            await asyncio.wait(set(self.lookups._tasks))
