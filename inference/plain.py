"""Values as every database takes them: no NUL, no lone surrogate, no NaN, bounded."""

from functools import lru_cache
from itertools import islice
from math import isfinite

MOST = 200  # entries of one list
LONGEST = 4_000  # characters of one text


def clean(text: str) -> str:
    """Text that every database takes: NUL and lone surrogates would be refused by PostgreSQL."""
    if text.isascii() and "\x00" not in text:  # nearly all of it
        return text
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def thousandths(ms: float) -> float:
    """Milliseconds to a microsecond; round() to decimals writes the number out and reads it again."""
    return round(ms * 1000) / 1000


class Settled(list[object]):
    """A list that is plain already, as plain() makes it: for a detail that is told again and again."""


def settled(value: object) -> Settled:
    """A list as plain() makes it, which is not gone through once more."""
    found = plain(value)
    return Settled(found) if isinstance(found, list) else Settled()


def plain(value: object) -> object:
    """A span's detail as JSON that every database takes: no NaN, no NUL, bounded."""
    kind = type(value)
    if kind in AS_THEY_ARE:
        return value
    if isinstance(value, str):
        return value if len(value) <= LONGEST and value.isascii() and "\x00" not in value else clean(value)[:LONGEST]
    return _rarer(value)


def _rarer(value: object) -> object:
    if isinstance(value, dict):
        return {_key(str(key)): plain(item) for key, item in islice(value.items(), MOST)}
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return round(value, 4) if isfinite(value) else str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in islice(value, MOST)]
    return clean(str(value))[:LONGEST]


AS_THEY_ARE = frozenset({Settled, bool, int, type(None)})


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    """The same few keys come with every question."""
    return clean(text)[:100]
