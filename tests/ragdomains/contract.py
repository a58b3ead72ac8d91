"""What every kind that asks a service must keep to, whatever the service answers."""

import importlib
import uuid
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from django.core.cache.backends.locmem import LocMemCache

from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers import Search, providers
from ragdomains.types import Lookup, Passage, Spot
from tests.answering import Answering
from tests.stand_ins import local_http

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
OSLO = Spot("Oslo", 59.91, 10.75, "Europe/Oslo", "Norway", home=True)
MUTATIONS = 150  # wrong values that are tried for one body
WRONG_VALUES: tuple[Any, ...] = (None, "text", -1, True, [], {}, [None], {"a": 1}, 1e308, "", "2026-13-45T99:00")


@dataclass(frozen=True, slots=True)
class Contract:
    """One question to a kind, and what the service answers it with: {path: name of a fixture}.

    `options` are those beside the addresses: every option whose name ends in `url` is set to the stand-in's. A text
    in them may hold `{url}`. `secret` is the key, where the kind needs one.
    """

    lookup: Lookup
    answers: Mapping[str, str | bytes]
    options: Mapping[str, Any] = field(default_factory=dict)
    secret: str = ""


def contract(kind: str) -> Contract:
    """What the kind's own test module declares as CONTRACT."""
    module = importlib.import_module(f"tests.ragdomains.test_{kind}")
    found = module.CONTRACT
    assert isinstance(found, Contract)
    return found


def domain(kind: str, server: Answering, options: Mapping[str, Any], **fields: Any) -> Domain:
    """A row that asks the stand-in."""
    names = [name for name in providers[kind].options.model_fields if name.endswith("url")]
    filled = orjson.loads(orjson.dumps(options).replace(b"{url}", server.url.encode()))
    row = {"pk": 3, "name": kind, "title": "the source", "kind": kind, "timeout": 2, "fresh_for": 60, "stale_for": 600}
    return Domain(**{**row, "options": {**dict.fromkeys(names, server.url), **filled}, **fields})


def no_index(_domain: int) -> Search:
    async def search(text: str, limit: int, *_: object) -> list[Passage]:
        return []

    return search


def lookups(clock: Any = None) -> Lookups:
    """With a cache of its own and nothing learned of any source."""
    cache = LocMemCache(uuid.uuid4().hex, {})
    return Lookups(local_http(), cache, no_index, *([clock] if clock else []))


def spoiled(body: bytes) -> Iterator[bytes]:
    """The body with one value after another of a wrong type; what is no JSON is cut off instead."""
    try:
        whole = orjson.loads(body)
    except orjson.JSONDecodeError:
        yield from (body[: len(body) * part // 12] for part in range(1, 12))
        return
    places = list(leaves(whole))
    step = max(1, len(places) * len(WRONG_VALUES) // MUTATIONS)
    pairs = [(place, value) for place in places for value in WRONG_VALUES]
    for place, value in pairs[::step]:
        yield orjson.dumps(put(whole, place, value))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value, containers included; of a long list its first three."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
    for key, each in inner:
        yield from leaves(each, (*path, key))


def put(whole: Any, path: tuple[Any, ...], value: Any) -> Any:
    copy = deepcopy(whole)
    at = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return copy
