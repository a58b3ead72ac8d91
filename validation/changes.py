"""By how many percent something changed: worked out from what it is now and what it was before."""

from itertools import product

from validation.grounds import Grounds, Known
from validation.tokens import words
from validation.types import Claim
from validation.wording import Wording

_BEFORE = words("previous prior yesterday vorher vortag last")
_NOW = words("price close now current value last kurs today")
FEW = 4  # of each that are compared


def changed(claim: Claim, said: Wording, known: Grounds) -> bool:
    """ "Up 2.3 percent" where the price and the one before it say so."""
    if claim.unit != "%" or not said.direction or not isinstance(claim.value, float):
        return False
    before = [entry for entry in known.numbers if _called(entry, _BEFORE)][:FEW]
    now = [entry for entry in known.numbers if _called(entry, _NOW) and not _called(entry, _BEFORE)][:FEW]
    slack = claim.step / 2 + 1e-9
    changes = (100 * (new.value - old.value) / old.value for new, old in product(now, before) if old.value)
    return any(abs(said.direction * claim.value - change) <= slack for change in changes)


def _called(entry: Known, names: frozenset[str]) -> bool:
    return entry.fact and not names.isdisjoint(entry.name.split())
