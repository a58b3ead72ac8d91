"""Whether two assertions say different things of the same: the same thing, attribute and time, another value."""

from collections import Counter

from validation.assertions import Assertion, moments, unsaid
from validation.numbers import step_of
from validation.types import Claim
from validation.units import LOOSE, convert
from validation.wording import wording

HEDGED = 7  # minutes: "about half past two"


def contradicts(first: Assertion, second: Assertion, between: str = "") -> bool:
    """`between` is what is said after the first one's sentence and before the second one's."""
    if not same(first, second) or agree(first, second):
        return False
    if first.sentence == second.sentence:
        return bool(first.attribute)  # what stands in a row there is rather a list
    rest = f"{between} {second.sentence}"
    if not first.explicit:
        return not unsaid(rest, first.sentence)
    return bool(first.when) or not moments(rest) - moments(first.sentence)


def same(first: Assertion, second: Assertion) -> bool:
    """Is the same attribute of the same thing meant, at the same time?"""
    if first.claim.kind != second.claim.kind or not (first.attribute or first.explicit):
        return False
    return first.attribute == second.attribute and first.about == second.about and first.when == second.when


def agree(first: Assertion, second: Assertion) -> bool:
    """Are the values equal as far as both were said, in whatever unit? So are those that cannot be compared."""
    one, other = first.claim, second.claim
    if one.kind == "time":
        return _close_times(first, second)
    if isinstance(one.value, str) or isinstance(other.value, str):
        return not (one.unit == other.unit == "score") or _parts(one) == _parts(other)
    if bool(one.unit) != bool(other.unit):
        return True
    return close((one.value, one.unit, exactness(first)), (other.value, other.unit, exactness(second)))


Value = tuple[float, str, float]  # with its unit, and the step to which it was said


def close(one: Value, other: Value) -> bool:
    """Are two values the same beyond rounding? "54 degrees" beside 12 degrees Celsius may be those of Fahrenheit."""
    if one[1] == other[1]:
        return _near(one, other)
    ways = [(mine, theirs) for mine in LOOSE.get(one[1], (one[1],)) for theirs in LOOSE.get(other[1], (other[1],))]
    return any(_near((one[0], mine, one[2]), (other[0], theirs, other[2])) for mine, theirs in ways)


def _near(one: Value, other: Value) -> bool:
    """So are those that cannot be compared."""
    value, step = (convert(each, other[1], one[1]) for each in (other[0], other[0] + other[2]))
    if value is None or step is None:
        return True
    slack = (one[2] + abs(step - value)) / 2
    return abs(one[0] - value) <= slack + 1e-9 * max(1.0, abs(value))


def exactness(said: Assertion) -> float:
    """How exactly the number was said: its step, a coarser one where it is only about so much."""
    value, step = float(said.claim.value), said.claim.step or 1.0
    return step_of(value, step) if wording(said.sentence, said.claim).hedged else step


def _parts(score: Claim) -> Counter[str]:
    return Counter(str(score.value).split("-"))


def _close_times(first: Assertion, second: Assertion) -> bool:
    minutes = [int(str(each.claim.value)[:2]) * 60 + int(str(each.claim.value)[3:]) for each in (first, second)]
    cycle = 720 if "12h" in {first.claim.unit, second.claim.unit} else 1440
    hedged = any(wording(each.sentence, each.claim).hedged for each in (first, second))
    gap = (minutes[0] - minutes[1]) % cycle
    return min(gap, cycle - gap) <= (HEDGED if hedged else 0)
