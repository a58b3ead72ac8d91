"""JSON from clients, poison included, and JSON for them."""

import json
from collections.abc import Iterable
from typing import Any

import orjson

from inference.messages import sound

DEPTH = 100  # levels; the deepest request of a real Home Assistant has 10


class BadJson(ValueError):
    """Bytes that are no JSON, or JSON that nests too deep."""


def loads(body: bytes) -> Any:
    """Parses a request. Lone surrogates, NUL, raw control characters and NaN are mended instead of refused."""
    try:
        value = orjson.loads(body)
        poisoned = b"\\u0000" in body
    except orjson.JSONDecodeError:
        value, poisoned = _lenient(body), True
    return mended(value) if poisoned else _checked(value, body)


def _lenient(body: bytes) -> Any:
    try:
        return json.loads(body, strict=False, parse_constant=lambda _name: None)
    except (ValueError, RecursionError):
        raise BadJson("no JSON") from None


def _checked(value: Any, body: bytes) -> Any:
    """The value, unless it nests too deep; only a body with that many brackets can."""
    if body.count(b"[") + body.count(b"{") <= DEPTH:
        return value
    level = [value]
    for _ in range(DEPTH):
        level = [item for node in level for item in _inside(node) if isinstance(item, dict | list)]
    if level:
        raise BadJson("too deep")
    return value


def _inside(node: Any) -> Iterable[Any]:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()


def mended(value: Any, left: int = DEPTH) -> Any:
    """The same JSON with every string clean."""
    if left == 0:
        raise BadJson("too deep")
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, list):
        return [mended(item, left - 1) for item in value]
    if isinstance(value, dict):
        return {sound(key): mended(item, left - 1) for key, item in value.items()}
    return value


def dumps(value: Any) -> bytes:
    """JSON as UTF-8, also where a string holds a lone surrogate."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return orjson.dumps(mended(value))
