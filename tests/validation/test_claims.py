"""What find_claims reads in a text."""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.claims import find_claims


def read(text: str) -> list[tuple[str | float, str]]:
    return [(claim.value, claim.unit) for claim in find_claims(text) if claim.kind in {"number", "date", "time"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 18 °C.", [(18, "degC")]),
        ("It is twenty-three degrees.", [(23, "deg")]),
        ("minus 5 degrees Fahrenheit", [(-5, "degF")]),
        ("5 degrees below zero", [(-5, "deg")]),
        ("It is one below zero.", [(-1, "")]),
        ("It is minus one.", [(-1, "")]),
        ("−5 °C", [(-5, "degC")]),
        ("20km/h", [(20, "km/h")]),
        ("twenty kilometres per hour", [(20, "km/h")]),
        ("12,5 percent", [(12.5, "%")]),
        ("1,234.5 kWh", [(1234.5, "kWh")]),
        ("1.234,56 €", [(1234.56, "EUR")]),
        ("three point five inches", [(3.5, "in")]),
        ("1½ cups", [(1.5, "cup")]),
        ("1 1/2 cups", [(1.5, "cup")]),
        ("$57 million", [(57e6, "dollar")]),
        ("$57M", [(57e6, "dollar")]),
        ("5 euros and 20 cents", [(5.2, "EUR")]),
        ("2 hours and 30 minutes", [(2.5, "h")]),
        ("2h 30m", [(2.5, "h")]),
        ("half an hour", [(0.5, "h")]),
        ("two and a half hours", [(2.5, "h")]),
        ("a 5-minute walk", [(5, "min")]),
        ("two thousand and five", [(2005, "")]),
        ("nineteen eighty-four", [(1984, "")]),
        ("the 3rd place", [(3, "")]),
    ],
)
def test_reads_a_quantity_with_its_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 to 18 degrees", [(15, "deg"), (18, "deg")]),
        ("15-18 °C", [(15, "degC"), (18, "degC")]),
        ("between $5 and $7", [(5, "dollar"), (7, "dollar")]),
        ("5 to 7 million people", [(5e6, ""), (7e6, "")]),
        ("one to three minutes", [(1, "min"), (3, "min")]),
        ("They won 3-1.", [("3-1", "score")]),
        ("They won 46–32.", [("46-32", "score")]),
        ("5 to 7 pm", [("05:00", "12h"), ("19:00", "24h")]),
    ],
)
def test_reads_both_ends_of_a_range_and_a_score(text: str, expected: list[tuple[str | float, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05", ("14:05", "24h")),
        ("at nine to two", ("01:51", "12h")),
        ("2:05 pm", ("14:05", "24h")),
        ("2 p.m.", ("14:00", "24h")),
        ("12:00 am", ("00:00", "24h")),
        ("half past two", ("02:30", "12h")),
        ("half past two in the afternoon", ("14:30", "24h")),
        ("quarter to six", ("05:45", "12h")),
        ("twenty-five to six", ("05:35", "12h")),
        ("two o'clock", ("02:00", "12h")),
        ("at two thirty", ("02:30", "12h")),
        ("two oh five pm", ("14:05", "24h")),
        ("noon", ("12:00", "24h")),
    ],
)
def test_reads_a_clock_time(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-24", ("2026-12-24", "")),
        ("24 December", ("--12-24", "")),
        ("the 24th of December 2026", ("2026-12-24", "")),
        ("December 24th, 2026", ("2026-12-24", "")),
        ("December twenty-fourth", ("--12-24", "")),
        ("Dec. 24", ("--12-24", "")),
        ("12/24", ("--12-24", "")),
        ("24/12/2026", ("2026-12-24", "")),
        ("24.12.2026", ("2026-12-24", "")),
        ("5/6", ("--05-06", "numeric")),
        ("December 2026", ("2026-12", "")),
        ("in May", ("--05", "")),
        ("on Friday", ("friday", "weekday")),
        ("See you Sun, okay", ("sunday", "weekday")),
    ],
)
def test_reads_a_date(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Take Route 66.",
        "It needs Windows 11.",
        "Your WH-1000XM4 is charged.",
        "The 49ers play on 5G and in 4K.",
        "1. Preheat the oven\n2) Bake it",
        "Call +49 30 1234567 or 555-123-4567.",
        "One of them is open, one can see.",
        "We watched Ocean's Eleven.",
        "It is open 24/7.",
        "The May family may come on Black Friday.",
        "Version 1.5.2 of the COVID-19 app at 192.168.1.20",
    ],
)
def test_a_number_that_counts_nothing_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_finds_urls_names_and_codes() -> None:
    found = [
        (c.kind, c.value, c.unit) for c in find_claims("We met Maria Lopez at gate E37 or see https://x.org/a?b=1.")
    ]
    assert ("name", "Maria Lopez", "") in found
    assert ("name", "E37", "code") in found
    assert ("url", "https://x.org/a?b=1", "") in found


def test_a_label_of_the_next_line_is_no_unit() -> None:
    assert read("amount million: 95\nday: Friday")[0] == (95, "")


@given(st.text(alphabet=st.sampled_from("0123456789.,:-/ °C%$abpm\n'½五٣"), max_size=200))
def test_claims_are_in_order_and_cover_their_own_text(text: str) -> None:
    last = 0
    for claim in find_claims(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.start >= last or claim.kind == "time"  # an ISO moment is a date and a time
        last = claim.start


@pytest.mark.parametrize(
    "worst",
    [
        "0 ",
        "1",
        "1.",
        "+1",
        "0123 ",
        "a'",
        "(123) ",
        "+1 (((((",
        "2026-01-01 ",
        "twenty ",
        "one hundred and ",
        "1/2 ",
        "1-",
        "A ",
        "http://",
        "12:",
        "a1",
        "three point five ",
        "half past ",
        "5 to ",
        "$",
        "5 h ",
        "3-1:",
        "Dec ",
    ],
)
def test_a_long_text_costs_as_much_a_character_as_a_shorter_one(worst: str) -> None:
    """Four times as much where each character costs the same; sixteen times where each is compared with all."""
    most = 9 * max(cost(worst * (10_240 // len(worst))), 0.1)  # what costs next to nothing is measured too coarsely
    assert any(cost(worst * (40_960 // len(worst))) < most for _ in range(2))


def cost(text: str) -> float:
    """Processor seconds, without those of a sweep through all that the tests hold in memory."""
    gc.disable()
    try:
        started = time.thread_time()
        find_claims(text)
        return time.thread_time() - started
    finally:
        gc.enable()
