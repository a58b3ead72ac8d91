"""Numbers as written and said, and units."""

import pytest

from validation.claims import find_claims
from validation.numbers import numeral, readings, step_of
from validation.tokens import tokenize
from validation.units import canonical, convert, hinted, span


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("twenty-three", 23, 1),
        ("three hundred and five", 305, 1),
        ("two million five hundred thousand", 2_500_000, 1000),
        ("three point five", 3.5, 0.1),
        ("twenty twenty-six", 2026, 1),
        ("a hundred", 100, 1),
        ("two dozen", 24, 1),
        ("twenty-fourth", 24, 1),
        ("1.2 million", 1_200_000, 100_000),
        ("3/4", 0.75, 0.001),
        ("1'234", 1234, 1),
    ],
)
def test_reads_value_and_step(text: str, value: float, step: float) -> None:
    found = numeral(tokenize(text), 0)
    assert found is not None
    assert found.value == value
    assert found.step == pytest.approx(step)


@pytest.mark.parametrize("text", ["an hour", "million", "1.5.2", "7" * 41, "point five", ""])
def test_reads_no_number_where_there_is_none(text: str) -> None:
    assert numeral(tokenize(text), 0) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.234", [1.234, 1234]),
        ("1,234", [1234, 1.234]),
        ("12,5", [12.5]),
        ("1,234,567", [1_234_567]),
        ("1.23", [1.23]),
    ],
)
def test_digits_can_be_read_in_two_ways(text: str, values: list[float]) -> None:
    assert [value for value, _ in readings(text)] == values


@pytest.mark.parametrize(("value", "step"), [(1200, 100), (20, 2), (340, 10), (15, 1), (0, 1), (3, 1)])
def test_a_hedged_number_is_as_coarse_as_its_zeros(value: float, step: float) -> None:
    assert step_of(value, 1) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        (20, "degC", "degF", 68),
        (14, "degF", "degC", -10),
        (36, "km/h", "m/s", 10),
        (10, "mi", "km", 16.09344),
        (1, "in", "mm", 25.4),
        (90, "min", "h", 1.5),
        (18, "degC", "deg", 18),
        (5, "USD", "dollar", 5),
        (18, "%", "deg", None),
        (5, "EUR", "dollar", None),
        (5, "unheard", "km", None),
    ],
)
def test_converts_within_a_dimension_only(value: float, unit: str, wanted: str, expected: float | None) -> None:
    assert convert(value, unit, wanted) == (expected if expected is None else pytest.approx(expected))


def test_a_difference_converts_without_the_offset() -> None:
    assert span(5, "degC", "degF") == pytest.approx(9)


def test_reads_units_as_sources_write_them() -> None:
    assert [canonical(unit) for unit in ("°C", "kph", "km/h", "percent", "widgets")] == [
        "degC",
        "km/h",
        "km/h",
        "%",
        "widgets",
    ]


def test_a_label_names_its_unit() -> None:
    assert [hinted(tuple(label.split("_"))) for label in ("wind_mph", "delay_minutes", "price_usd", "title")] == [
        "mph",
        "min",
        "USD",
        "",
    ]


def test_what_the_next_line_begins_with_is_no_cents() -> None:
    claims = find_claims("3 April 2025: pump, 412 euros\n27 March 2026: nothing found, 135 euros\n1 May 2026: 20 euros")
    assert [claim.value for claim in claims if claim.kind == "date"] == ["2025-04-03", "2026-03-27", "2026-05-01"]
    assert [claim.value for claim in claims if claim.unit == "EUR"] == [412, 135, 20]
