"""Does a claim follow from what is known? Equal, rounded, converted, counted, or a sum or difference."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from functools import lru_cache
from itertools import combinations, islice, product
from typing import NamedTuple

from validation.grounds import Grounds, Known
from validation.known_dates import is_known, names_weekday
from validation.moments import stated
from validation.numbers import NUMBER_WORDS, readings, step_of
from validation.tokens import tokenize, words
from validation.types import Claim
from validation.units import convert, dimension, span
from validation.wording import APART, AT, COMPARED, ITEMS, LASTING, LISTED, MOVED, TOTAL, Wording
from validation.zones import named

MOST = 24  # known numbers that are combined; beyond that nearly any number is some difference
EARLIER = words("before earlier vor früher vorher")
MILLION = 1e6
BEYOND = 10.0  # how far beyond a bound a value may lie
OVER = words("over above exceeds exceed beyond exceeding über mindestens")
UNDER = words("under below unter höchstens")
CHANGES = words("change changed delta difference diff gain loss trend")
MEASURED = frozenset({"temperature", "speed", "share", "pressure"})  # what a question cannot make true
_CENTURIES = frozenset({"century", "jahrhundert"})
_SCORE = re.compile(
    rf"(?i)\b(?:won|wins?|lost|loses?|beat|gewann|gewinnt|verlor|schlug)\b[^.;]*\b(?:\d+|{'|'.join(NUMBER_WORDS)})\s+"
    r"(?:to|zu)\s+$"
)
SHORTLY = 12  # minutes: "just before six"
HEDGE_MINUTES = 7  # "about half past two"


@dataclass(frozen=True, slots=True)
class Limits:
    """What besides equality counts as following. `tolerance` is a share."""

    derive: bool = True
    counts: bool = True
    tolerance: float = 0.0


class Spoken(NamedTuple):
    """A number as it was said; `step` is how exactly."""

    value: float
    unit: str
    step: float


def number(claim: Claim, said: Wording, known: Grounds, limits: Limits) -> bool:
    if isinstance(claim.value, str):
        parts = Counter(map(float, claim.value.split("-")))
        if known.scores and tuple(sorted(parts.elements())) not in known.scores:
            known = replace(known, numbers=[entry for entry in known.numbers if entry.name != "score"])
        return all(_times(value, known) >= count for value, count in parts.items())
    heard = _heard(claim, said)
    for spoken in heard:
        for entry in known.numbers:
            if _matches(spoken, entry, said, limits) and (not entry.asked or _may_repeat(entry, said, known)):
                return True
    if _beyond(claim, said, known) or _scale(claim, said, known) or _base(claim, known):
        return True
    if (
        _century(claim, said, known)
        or _as_moment(claim, said, known)
        or (limits.counts and _counted(claim, said, known))
    ):
        return True
    return limits.derive and any(_close(heard[0], entry, limits) for entry in _derived(said, known))


def bound(said: Wording) -> int:
    """1 where the number is a lower bound ("over 20", "at least 20"), -1 for an upper one, 0 for none."""
    near = said.before[:2]
    if said.before[2:3] in {("no",), ("not",)} and near in {("than", "more"), ("than", "less"), ("than", "fewer")}:
        return -1 if near[1] == "more" else 1  # "no more than five"
    if (near[:1] and near[0] in OVER) or near in {
        ("than", "more"),
        ("than", "higher"),
        ("than", "greater"),
        ("least", "at"),
        ("als", "mehr"),
    }:
        return 1
    under = near[:1] and near[0] in UNDER
    return (
        -1
        if under or near in {("than", "less"), ("than", "lower"), ("than", "fewer"), ("most", "at"), ("als", "weniger")}
        else 0
    )


def comparable(entry: Known, unit: str) -> bool:
    """Could this known number be said in that unit at all?"""
    return _in_unit(entry, unit) is not None


def derivable(claim: Claim, said: Wording, fields: Iterable[Grounds]) -> bool:
    """Is the number a sum or a difference of some fields, where the sentence speaks of one?"""
    known = Grounds()
    for each in fields:
        known.numbers.extend(each.numbers)
        known.times |= each.times
        known.spans.extend(each.spans)
    heard = _heard(claim, said) if not isinstance(claim.value, str) else []
    return any(_close(heard[0], entry, Limits()) for entry in _derived(said, known)) if heard else False


def _beyond(claim: Claim, said: Wording, known: Grounds) -> bool:
    """Over 20 degrees is so at 25, and says too little to be so at 90."""
    side = bound(said) if claim.unit else 0
    if not side:
        return False
    value = float(claim.value)
    targets = [
        target for entry in known.numbers if not entry.asked and (target := _in_unit(entry, claim.unit)) is not None
    ]
    return any(0 <= side * (target - value) <= max(BEYOND, abs(value) / 2) for target in targets)


def _scale(claim: Claim, said: Wording, known: Grounds) -> bool:
    """ "8.1 of 10": what a known mark is out of."""
    if claim.unit or claim.value not in {5.0, 10.0, 100.0} or said.before[:1] not in {("of",), ("von",)}:
        return False
    marks = (entry for entry in known.numbers if "rating" in entry.name or "score" in entry.name)
    return any(0 <= entry.value <= float(claim.value) for entry in marks)


def _base(claim: Claim, known: Grounds) -> bool:
    """ "One euro is 11.42 kroner": what a known rate is for."""
    money = claim.value == 1 and dimension(claim.unit).startswith("money")
    return money and any("rate" in entry.name.split() for entry in known.numbers)


def _times(value: float, known: Grounds) -> int:
    """How often a number is known: a draw of 2-2 needs it twice."""
    return sum(abs(entry.value - value) < 1e-9 for entry in known.numbers)


def _may_repeat(asked: Known, said: Wording, known: Grounds) -> bool:
    """May a number of the question be said? Not as the measurement itself: "Is it 25 degrees?" does not make it so."""
    kind = dimension(asked.unit)
    if kind not in MEASURED or said.near(COMPARED, 4):
        return True
    return not any(dimension(entry.unit) == kind or kind in entry.kinds for entry in known.numbers if not entry.asked)


@lru_cache(maxsize=512)
def _heard(claim: Claim, said: Wording) -> Sequence[Spoken]:
    """Each reading of what was said: 1.234 is 1234 where points group thousands."""
    value, step = float(claim.value), claim.step or 1.0
    found = [Spoken(value, claim.unit, step_of(value, step) if said.hedged else step)]
    digits = next((token.text for token in tokenize(claim.text) if token.kind == "number"), "")
    ways = readings(digits) if len(digits) > 4 else []
    if len(ways) > 1 and ways[0][0]:
        (first, first_step), (second, second_step) = ways[:2]
        found.append(Spoken(value * second / first, claim.unit, step * second_step / first_step))
    return found


def _matches(spoken: Spoken, entry: Known, said: Wording, limits: Limits) -> bool:
    signed = entry.value < 0 and dimension(entry.unit) != "temperature"  # "down to five" is no minus
    if spoken.value > 0 and (signed or _changes(entry.name)) and said.direction:
        return _close(spoken._replace(value=spoken.value * said.direction), entry, limits)
    return _close(spoken, entry, limits)


@lru_cache(maxsize=1024)
def _changes(name: str) -> bool:
    """Is a number so called one of a change?"""
    return not CHANGES.isdisjoint(name.split())


def _close(spoken: Spoken, entry: Known, limits: Limits) -> bool:
    target = _in_unit(entry, spoken.unit)
    if target is None:
        return False
    slack = spoken.step / 2 + limits.tolerance * abs(target)
    return abs(spoken.value - target) <= slack + 1e-9 * max(1.0, abs(target))


def _in_unit(entry: Known, unit: str) -> float | None:
    """The known value in the unit that was said; None where the two measure different things."""
    if not unit or entry.free:
        return entry.value
    if entry.unit:
        return (span if entry.gap else convert)(entry.value, entry.unit, unit)
    return entry.value if dimension(unit).partition(" ")[0] in entry.kinds else None


def _century(claim: Claim, said: Wording, known: Grounds) -> bool:
    """ "In the nineteenth century" of 1887."""
    if not said.after or said.after[0] not in _CENTURIES:
        return False
    years = {int(entry.value) for entry in known.numbers if not entry.unit and 100 <= entry.value <= 2999}
    return any((year - 1) // 100 + 1 == claim.value for year in {*years, *(first.year for first, _ in known.spans)})


def _as_moment(claim: Claim, said: Wording, known: Grounds) -> bool:
    """A bare number that names a year, an hour ("at 8") or a day of the month ("the 24th")."""
    value = float(claim.value)
    if claim.unit or value != int(value):
        return False
    whole = int(value)
    if 1000 <= whole <= 2999 and claim.step == 1 and _known_year(whole, known):
        return True
    if claim.text[-2:].lower() in {"st", "nd", "rd", "th"} and any(first.day == whole for first, _ in known.spans):
        return True
    at_hour = 0 <= whole <= 24 and said.before[:1] and said.before[0] in AT
    if not at_hour:
        return False
    afternoon = any(
        not entry.unit and entry.value == whole + 12 for entry in known.numbers
    )  # "9 to 18" said as nine to six
    return afternoon or any((minutes - whole * 60) % 720 == 0 for minutes in (*known.times, *known.loose_times))


def _known_year(year: int, known: Grounds) -> bool:
    return any(first.year <= year <= last.year for first, last in known.spans) or any(
        value.startswith(f"{year}-") for value in known.dates
    )


def _counted(claim: Claim, said: Wording, known: Grounds) -> bool:
    value = float(claim.value)
    if _SCORE.search(said.sentence[: claim.start]):
        return False  # "won four to one"
    if claim.unit not in {"", "day"} or claim.step != 1 or value != int(value) or not 0 <= value <= 100:
        return False
    listed = (said.after[:1] and said.after[0] in ITEMS) or (said.before[:1] and said.before[0] in LISTED)
    return int(value) in known.counts or (bool(listed) and known.prose and value <= 12)


def _derived(said: Wording, known: Grounds) -> Iterator[Known]:
    """Sums and differences of known numbers of one unit, where the sentence speaks of one."""
    total, apart, lasting = said.near(TOTAL), said.near(APART, 7), said.near(LASTING)
    if total or apart:
        for first, second in combinations(known.numbers[:MOST], 2):
            other = _alike(first, second)
            if other is not None and apart:
                yield first._replace(value=abs(first.value - other), gap=True)
            if other is not None and total:
                yield first._replace(value=first.value + other)
        if total:
            yield from _sums(known.numbers)
    if lasting or apart:
        yield from _durations(known)
    yield from _exchanged(known)


def _exchanged(known: Grounds) -> Iterator[Known]:
    """A known rate times a sum that was asked about: 100 euros in dollars."""
    rates = [entry for entry in known.numbers if "rate" in entry.name.split() and not entry.asked]
    for rate, asked in product(rates[:4], [entry for entry in known.numbers if entry.asked][:4]):
        if dimension(asked.unit).startswith("money") and rate.value:
            yield rate._replace(value=asked.value * rate.value, free=True)
            yield rate._replace(value=asked.value / rate.value, free=True)


def _alike(first: Known, second: Known) -> float | None:
    """The second number in the first one's unit, if the two may be added at all."""
    if not first.unit and not second.unit:
        return second.value
    if _sum_of_money(first, second) or _sum_of_money(second, first):
        return second.value
    return convert(second.value, second.unit, first.unit) if first.unit and second.unit else None


def _sum_of_money(plain: Known, money: Known) -> bool:
    """ "1,480 million euros, up from 1,200 million": so much without a unit, beside money, is money."""
    return not plain.unit and min(plain.value, money.value) >= MILLION and dimension(money.unit).startswith("money")


def _sums(numbers: Iterable[Known]) -> Iterator[Known]:
    """The sum over all facts of one name: the rain of three days."""
    names: dict[tuple[str, str], float] = {}
    for entry in numbers:
        if entry.fact:
            names[entry.name, entry.unit] = names.get((entry.name, entry.unit), 0.0) + entry.value
    return (Known(value, unit, name) for (name, unit), value in names.items())


def _durations(known: Grounds) -> Iterator[Known]:
    """How far two known times or days are apart."""
    times = sorted(known.times | known.loose_times)
    for first, last in islice(combinations(times, 2), 200):
        yield Known(float(last - first), "min")
        yield Known(float(first + 1440 - last), "min")
    days = sorted({day for pair in known.spans for day in pair} | set(_days(known.dates)))
    for before, after in islice(combinations(days, 2), 200):
        yield Known(float((after - before).days), "day")
    years = sorted(
        {entry.value for entry in known.numbers[:MOST] if _is_year(entry)} | {float(each.year) for each in days}
    )
    yield from (Known(after - before, "year") for before, after in islice(combinations(years, 2), 200))


def _is_year(entry: Known) -> bool:
    return not entry.unit and 1000 <= entry.value <= 2999 and entry.value == int(entry.value)


def _days(dates: Iterable[str]) -> Iterator[date]:
    """Days without a year, in one that has no 29 February."""
    for value in dates:
        if value.startswith("--") and (day := stated(f"2001-{value[2:]}")) is not None:
            yield day


def clock(claim: Claim, said: Wording, known: Grounds, limits: Limits) -> bool:
    minutes = int(str(claim.value)[:2]) * 60 + int(str(claim.value)[3:])
    slack = HEDGE_MINUTES if said.hedged and minutes % 5 == 0 else 0
    if (zones := named(said.after)) and (known.universal or known.instants):
        return in_zones(claim, zones, known, slack)
    if said.shortly and any(0 < said.shortly * (other - minutes) <= SHORTLY for other in known.times):
        return True
    if any(_apart(minutes, other, 720) <= slack for other in known.loose_times):
        return True
    cycle = 720 if claim.unit == "12h" else 1440
    if any(_apart(minutes, other, cycle) <= slack for other in known.times):
        return True
    if _plain_hour(minutes, known):
        return True
    return (
        limits.derive
        and said.near(MOVED | EARLIER, 12)
        and any(_apart(minutes, other, cycle) < 1 for other in _moved(said, known))
    )


def in_zones(claim: Claim, zones: Iterable[tzinfo], known: Grounds, slack: int = 0) -> bool:
    """Is it a known time by the clocks of one of these zones?"""
    minutes, cycle = int(str(claim.value)[:2]) * 60 + int(str(claim.value)[3:]), 720 if claim.unit == "12h" else 1440
    return any(_apart(minutes, other, cycle) <= slack for zone in zones for other in known.clocks(zone))


def _plain_hour(minutes: int, known: Grounds) -> bool:
    """ "Locked at eight": a running text mostly leaves it at the number."""
    hours = {minutes // 60, minutes // 60 % 12 or 12}
    return minutes % 60 == 0 and any(
        entry.value in hours and not (entry.unit or entry.fact or entry.asked) for entry in known.numbers
    )


def _apart(first: float, second: float, cycle: int) -> float:
    gap = (first - second) % cycle
    return min(gap, cycle - gap)


def _moved(said: Wording, known: Grounds) -> Iterator[float]:
    """A known time and a known duration after it, or before: 14:25 and a delay of 40 minutes."""
    lengths = {
        convert(entry.value, entry.unit, "min") for entry in known.numbers[:MOST] if dimension(entry.unit) == "time"
    }
    for length in lengths - {None}:
        for time in islice(known.times, MOST):
            yield time + (length or 0.0)
            if said.near(EARLIER, 12):
                yield time - (length or 0.0)


def day(claim: Claim, known: Grounds) -> bool:
    value = str(claim.value)
    if claim.unit == "weekday":
        return value in known.weekdays or any(names_weekday(first, last, value) for first, last in known.spans)
    if claim.unit == "numeric" and is_known(f"{value[:-5]}{value[-2:]}-{value[-5:-3]}", known):
        return True
    if is_known(value, known):
        return True
    parts = claim.text.split("/")  # 8/10 is a mark out of ten more often than the tenth of August
    return len(parts) == 2 and all(part.isdecimal() and _times(float(part), known) for part in parts)
