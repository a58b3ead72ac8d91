"""By how many percent something changed, or what share of the whole it is: worked out from the fields of a record."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from validation.records import Field, Record
from validation.tokens import words
from validation.types import Claim
from validation.wording import DOWN, UP, Wording

_BEFORE = words("previous prev prior yesterday before old former vorher vortag vorige voriger alt")
_PERIODS = words(
    "day night week month quarter season year close closing session"
)  # the last one; a last price is now's
_NOW = words("price close now current value last kurs today new rate preis neu heute")
_WHOLE = words("total all overall capacity sum gesamt insgesamt summe seats")
_FALLS = DOWN | words(
    "cheaper less fewer below smaller shrank unter billiger günstiger weniger verloren gefallen gesunken"
)
_RISES = UP | words(
    "more above higher bigger larger grew grown dearer über teurer höher mehr gewonnen gestiegen zugelegt"
)
_PARTS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:^|[_\W])((?:19|20)\d\d)$")
REACH = 4  # words beside the number that say which way
FEW = 4  # of each that are compared


def changed(claim: Claim, said: Wording, records: Sequence[Record]) -> bool:
    """ "Up 2.3 percent" where the price and the one before it say so; "75 percent" of a known whole."""
    if claim.unit != "%" or not isinstance(claim.value, float):
        return False
    near = {*said.before[:REACH], *said.after[:REACH]}
    way = (not _RISES.isdisjoint(near)) - (not _FALLS.isdisjoint(near))
    slack, fields = claim.step / 2 + 1e-9, [field for record in records for field in record.fields]
    if not way:
        return any(abs(claim.value - share) <= slack for share in _shares(fields))
    return any(abs(way * claim.value - 100 * (new - old) / old) <= slack for old, new in moves(fields) if old)


def moves(fields: Sequence[Field]) -> Iterator[tuple[float, float]]:
    """(before, now) for each thing of which the fields tell both."""
    named = [(_words(field.name), value) for field in fields if (value := _value(field))]
    before = [value for name, value in named if _earlier(name)][:FEW]
    now = [value for name, value in named if not _NOW.isdisjoint(name) and not _earlier(name)][:FEW]
    yield from ((old, new) for new, old in product(now, before))
    dated = [(dates, field) for field in fields if (dates := _dated(field.name))]
    for ((what, year), field), ((same, later), other) in product(dated[:FEW], repeat=2):
        if what == same and year < later and (old := _value(field)) and (new := _value(other)):
            yield old, new


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    return frozenset(_PARTS.findall(name.lower()))


@lru_cache(maxsize=1024)
def _dated(name: str) -> tuple[str, str] | None:
    """A name that ends in a year, and that one."""
    found = _YEAR.search(name)
    return (name[: found.start()], found[1]) if found else None


def _earlier(name: frozenset[str]) -> bool:
    """Does a name say that its value is of an earlier time?"""
    return not _BEFORE.isdisjoint(name) or ("last" in name and not _PERIODS.isdisjoint(name))


def _shares(fields: Sequence[Field]) -> Iterator[float]:
    """What percentage each number is of a total beside it."""
    values = [(field.name.lower(), value) for field in fields if (value := _value(field))]
    for name, whole in values:
        if not _WHOLE.isdisjoint(_PARTS.findall(name)):
            yield from (100 * part / whole for other, part in values if other != name and 0 < part <= whole)


def _value(field: Field) -> float | None:
    """The number that a field holds, and no share or time."""
    numbers = field.grounds.numbers
    return numbers[-1].value if numbers and numbers[-1].unit not in {"%", "min", "h", "s"} else None
