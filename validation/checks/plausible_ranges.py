"""A quantity must lie where such a thing can lie at all: no day of 95 degrees, no humidity of 130 percent."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from validation.checks import Objection, checks
from validation.comparing import NOT
from validation.cues import beside
from validation.same import Same
from validation.subjects import plain
from validation.types import Claim, Draft
from validation.units import LOOSE, UNITS, canonical, dimension
from validation.wording import APART, DOWN, UP, wording

MOST = 5  # objections of one sentence
_CHANGED = (APART | UP | DOWN) - {"left", "remaining", "high", "low"}  # a change may be greater than what changes


class Range(BaseModel):
    """Where a quantity may lie. Words are told apart by commas."""

    model_config = ConfigDict(extra="forbid")

    quantity: str = Field(min_length=1, max_length=40, title="Quantity", description="As the finding calls it.")
    unit: str = Field("", max_length=20, title="Unit", description="degC, %, m/s, year ...; empty: a plain number.")
    lowest: float = Field(title="Lowest")
    highest: float = Field(title="Highest")
    beside: str = Field(
        "", max_length=200, title="Beside it", description="One of these stands beside the number; empty: any may."
    )
    about: str = Field(
        "", max_length=300, title="About", description="The question, sentence, intent or domain holds one; empty: any."
    )
    unless: str = Field("", max_length=300, title="Unless", description="It does not hold where one of these is said.")

    @model_validator(mode="after")
    def _can_be_met(self) -> "Range":
        if self.lowest > self.highest:
            raise ValueError("The lowest value is above the highest.")
        if self.unit and canonical(self.unit) not in UNITS:
            raise ValueError(f"The unit {self.unit} is not known.")
        if not (self.unit or self.beside):
            raise ValueError("A plain number needs words beside it.")
        return self


_BEYOND = "planet, venus, mercury, mars, jupiter, moon, sun, star, space, solar"
_HOT = "oven, bake, roast, grill, boil, fry, cook, stove, pan, sauna, kiln, fire, melt, engine, core, sensor, indoors"
_LIVING = "he, she, who, you, person, grandmother, grandfather, mother, father, actor, singer, president"
_LASTING = (
    "building, house, tree, church, castle, city, town, bridge, company, turtle, tortoise, shark, wine, fossil, ago"
)
_ROWS: tuple[tuple[str, str, float, float, str, str, str], ...] = (
    ("outdoor temperature", "degC", -95, 60, "", "weather, forecast, outside, outdoors", f"{_HOT}, {_BEYOND}"),
    ("body temperature", "degC", 13, 47, "fever, body temperature", "", ""),
    ("wind speed", "m/s", 0, 120, "wind, winds, gust, gusts", "", f"tornado, tunnel, {_BEYOND}"),
    ("humidity", "%", 0, 100, "humidity, humid", "", ""),
    ("probability", "%", 0, 100, "chance, probability, likelihood, odds", "", ""),
    ("battery", "%", 0, 100, "battery", "", "health"),
    ("level", "%", 0, 100, "brightness, volume, dimmed", "", "sales, trading, shares"),
    ("air pressure", "hPa", 300, 1_100, "air pressure, barometer", "", _BEYOND),
    ("rain", "mm", 0, 2_000, "rain, rainfall, precipitation", "", "year, annual, annually, yearly, month, season"),
    ("UV index", "", 0, 25, "uv index", "", ""),
    ("age", "year", 0, 130, "old, aged", _LIVING, _LASTING),
    ("speed limit", "km/h", 1, 250, "speed limit", "", ""),
    ("speed", "km/h", 0, 1_080_000_000, "speed, fast", "", ""),
    ("daylight", "h", 0, 24, "daylight, sunshine", "", "week, month, year"),
)


def shipped() -> list[Range]:
    """What holds on earth: the records of the World Meteorological Organization with some room, and arithmetic."""
    return [Range.model_validate(dict(zip(Range.model_fields, row, strict=True))) for row in _ROWS]


class Options(BaseModel):
    """Quantities lie where they can lie: temperature, wind, humidity, age"""

    model_config = ConfigDict(extra="forbid")

    ranges: list[Range] = Field(
        default_factory=shipped, max_length=100, title="Ranges", description="A row for each quantity."
    )


@checks.register("plausible_ranges", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    numbers = [claim for claim in claims if claim.kind == "number" and isinstance(claim.value, float)]
    return list(islice(_objections(draft, numbers, options), MOST)) if numbers else ()


def _objections(draft: Draft, numbers: Sequence[Claim], options: Options) -> Iterator[Objection]:
    """Most numbers lie within every range of their kind, and need no look at the words around them."""
    rows = _measuring(Same(options))
    for claim in numbers:
        found = rows.get(dimension(claim.unit) or claim.unit, ())
        spans = _spans(claim, draft) if found else []
        for row, lowest, highest in found:
            beyond = all(high < lowest or low > highest for low, high in spans)
            if beyond and _meant(claim, row, draft, numbers):
                told = f"{row.lowest:g} to {row.highest:g} {row.unit}".strip()
                yield Objection(f"“{claim.text}” is no {row.quantity} that can be.", claim, evidence=told)


class _Bounds(NamedTuple):
    """A row, and between which values of its dimension's first unit it lies."""

    row: Range
    lowest: float
    highest: float


@lru_cache(maxsize=64)
def _measuring(options: Same) -> dict[str, list[_Bounds]]:
    """The rows by what their unit measures."""
    rows = defaultdict(list)
    for row in options.held.ranges:
        unit = canonical(row.unit)
        bounds = _Bounds(row, _in_first(row.lowest, unit), _in_first(row.highest, unit))
        rows[dimension(unit) if row.unit else ""].append(bounds)
    return dict(rows)


def _in_first(value: float, unit: str) -> float:
    """In the unit of its dimension that the others are told in."""
    known = UNITS.get(unit)
    return value * known.factor + known.offset if known else value


def _meant(claim: Claim, row: Range, draft: Draft, numbers: Sequence[Claim]) -> bool:
    """Do the words say that the number is of this quantity, and plainly so: no change, no denial, no echo?"""
    said = wording(draft.sentence, claim)
    denied = any(word in NOT or word.endswith(("n't", "n’t")) for word in said.before)
    if denied or said.near(_CHANGED, 3) or claim.text.lower() in draft.question.lower():
        return False
    if row.beside and not _any(row.beside, _spaced(" ".join(beside(draft.sentence, claim, numbers)))):
        return False
    return _holds(row, _spaced(f"{draft.question} {draft.sentence} {draft.intent} {draft.domain}"))


def _holds(row: Range, around: str) -> bool:
    return (not row.about or _any(row.about, around)) and not _any(row.unless, around)


def _any(phrases: str, text: str) -> bool:
    return any(f" {each} " in text for each in _listed(phrases))


@lru_cache(maxsize=512)
def _listed(phrases: str) -> tuple[str, ...]:
    return tuple(filter(None, map(plain, phrases.split(","))))


def _spaced(text: str) -> str:
    return f" {plain(text)} "


def _spans(claim: Claim, draft: Draft) -> list[tuple[float, float]]:
    """Where the number lies in every unit that may be meant, as far as it may have been rounded."""
    value = float(claim.value)
    if not claim.unit:
        return [(value, value)]
    slack = (claim.step or 1.0) / 2
    return [(_in_first(value - slack, unit), _in_first(value + slack, unit)) for unit in _units(claim.unit, draft)]


def _units(unit: str, draft: Draft) -> Sequence[str]:
    """ "95 degrees" are those of the facts, where these are all of one scale."""
    loose = LOOSE.get(unit)
    if loose is None:
        return (unit,)
    known = {canonical(fact.unit) for each in draft.evidence for fact in each.facts} & set(loose)
    return tuple(known) or loose
