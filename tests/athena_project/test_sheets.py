"""No cell of an exported table is a formula, and numbers stay numbers."""

import csv
import io

import pytest

from athena_project.sheets import as_csv


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\uff1d1", "=cmd|' /C calc'!A0"],
)
def test_a_text_that_could_calculate_gets_an_apostrophe(text: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv([[text]]), newline=""))) == [f"'{text}"]


@pytest.mark.parametrize("text", ["1+1=2", "a, b", 'say "hi"', "", "what = love", "line\nbreak", "0"])
def test_any_other_stays_as_it_is(text: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv([["x", text]]), newline=""))) == ["x", text]


def test_numbers_are_numbers() -> None:
    assert as_csv([["a", -3, 0.5]]) == "a,-3,0.5\r\n"
