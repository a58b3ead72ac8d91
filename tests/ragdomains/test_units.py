"""Conversions: what is converted into what, what is refused, and how results are said."""

from datetime import UTC, datetime
from typing import Any

import pytest

from athena_project.http import Http
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.sentences import say
from ragdomains.sums.units import NAMES
from ragdomains.types import Evidence, Lookup, Passage, ProviderError

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
UNITS = Domain(pk=1, name="units", title="the units", kind="units")


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def asked(text: str, **options: Any) -> Evidence:
    plugin = providers["units"]
    chosen = plugin.options.model_validate(options)
    return await plugin.run(Lookup("convert", text, NOW), chosen, Reach(Http(lambda: ()), no_search))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how many ounces in 2 kg", "2 kilograms is about 70.55 ounces."),
        ("convert 70 F to celsius", "70 degrees Fahrenheit is about 21.11 degrees Celsius."),
        ("72°F in °C", "72 degrees Fahrenheit is about 22.22 degrees Celsius."),
        ("minus 40 degrees celsius in fahrenheit", "-40 degrees Celsius is -40 degrees Fahrenheit."),
        ("how many ml's are in a gallon", "1 gallon is about 3785.41 millilitres."),
        ("what are four inches in centimeters", "4 inches is 10.16 centimetres."),
        ("5 feet 11 inches in cm", "5 feet 11 inches is 180.34 centimetres."),
        ("6 foot 2 in centimeters", "6 feet 2 inches is 187.96 centimetres."),
        ("12 in to cm", "12 inches is 30.48 centimetres."),
        ("convert inches to centimeters", "1 inch is 2.54 centimetres."),
        ("how many teaspoons in one tablespoon", "1 tablespoon is 3 teaspoons."),
        ("how many ounces in a cup", "1 cup is 8 fluid ounces."),
        ("100 km/h in mph", "100 kilometres per hour is about 62.14 miles per hour."),
        ("how many seconds are in a day", "1 day is 86,400 seconds."),
        ("how many minutes in two and a half hours", "2.5 hours is 150 minutes."),
        ("half a mile in meters", "0.5 miles is about 804.67 metres."),
        ("2 gb in mb", "2 gigabytes is 2000 megabytes."),
        ("how many feet in a mile", "1 mile is 5280 feet."),
        ("1.5 liters to cups", "1.5 litres is about 6.34 cups."),
        ("500 square feet in square meters", "500 square feet is about 46.45 square metres."),
        ("2 bar in psi", "2 bars is about 29.01 pounds per square inch."),
        ("how many cups in a litre", "1 litre is about 4.23 cups."),
        ("20 miles in km", "20 miles is about 32.19 kilometres."),
        ("180 C in F", "180 degrees Celsius is 356 degrees Fahrenheit."),
    ],
)
async def test_units_are_converted(text: str, said: str) -> None:
    assert say(UNITS, await asked(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("convert 5 kg to miles", "Kilograms cannot be converted into miles."),
        ("-500 celsius to kelvin", "That is below absolute zero."),
        ("convert 100 dollars to euros", "I did not make out the currencies. Please say it like: 50 dollars in euros."),
        ("convert 5 to miles", "I could not make out what to convert into what."),
        ("convert this", "I could not make out what to convert into what."),
    ],
)
async def test_what_cannot_be_converted_is_refused_plainly(text: str, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(text)
    assert str(caught.value).startswith(said)
    assert caught.value.kind == "missing"


async def test_a_sum_that_was_taken_for_a_conversion_is_still_calculated() -> None:
    assert (await asked("what is 5 plus 3")).facts[0].value == 8


async def test_a_question_may_be_only_so_long() -> None:
    assert (await asked("12 in to cm", max_length=12)).facts[0].value == 30.48
    with pytest.raises(ProviderError, match="too long"):
        await asked("12 inches to cm", max_length=12)


def test_no_name_of_a_unit_is_ambiguous_but_the_ounce_and_the_k_of_a_run() -> None:
    assert {name for name, units in NAMES.items() if len(units) > 1} == {"oz", "ounce", "ounces", "k"}
