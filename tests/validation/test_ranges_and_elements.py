"""What lies beyond all that can be, and what an answer must name."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from ragdomains.types import Evidence, Fact
from tests.validation.drafts import ask, draft
from validation.checks.plausible_ranges import Range, shipped

FORECAST = Evidence((Fact("temperature_high", 12, "degC", "Oslo", date(2026, 11, 22)),), source="Open-Meteo")
WARM = "It will be warm, with a high of 12 degrees."


@pytest.mark.parametrize(
    "sentence",
    [
        "It is 95 degrees Celsius outside.",
        "It is minus 150 degrees Fahrenheit outside.",
        "The humidity is 130 percent.",
        "There is a 150% chance of rain.",
        "The wind blows at 600 km/h.",
        "The wind blows at 300 knots.",
        "The battery is at 120 percent.",
        "He is 230 years old.",
        "The UV index is 40.",
        "The speed limit is 900 mph.",
        "There are 30 hours of daylight.",
    ],
)
async def test_what_cannot_be_is_found(sentence: str) -> None:
    assert await ask("plausible_ranges", draft(sentence, None))


@pytest.mark.parametrize(
    "sentence",
    [
        "It is 40 degrees Celsius outside.",
        "It is 95 degrees outside.",  # of which scale is not said
        "Bake it in the oven at 230 degrees Celsius, not outside.",
        "On Venus it is 465 degrees Celsius outside.",
        "The humidity rose by 130 percent.",
        "The humidity is 100 percent.",
        "It can't be 130 percent humidity.",
        "The wind blows at 90 mph.",
        "The house is 230 years old, and he lives there.",
        "He is 90 years old.",
        "Sales volume is at 130 percent.",
        "Yes.",
        "72.",
    ],
)
async def test_what_can_be_passes(sentence: str) -> None:
    assert await ask("plausible_ranges", draft(sentence, None)) == []


async def test_degrees_are_those_of_the_facts() -> None:
    assert await ask("plausible_ranges", draft("It is 95 degrees outside.", FORECAST))


async def test_a_number_of_the_question_is_no_claim() -> None:
    asked = draft("A humidity of 130 percent is more than there is.", None, question="Is 130 percent humidity a lot?")
    assert await ask("plausible_ranges", asked) == []


async def test_a_row_says_what_is_looked_at_and_where() -> None:
    about = draft("The tank holds 900 litres.", None)
    row = {"quantity": "tank", "unit": "l", "lowest": 0, "highest": 500}
    assert await ask("plausible_ranges", about) == []
    assert await ask("plausible_ranges", about, ranges=[row])
    for kept in ({"beside": "drum"}, {"about": "car, lorry"}, {"unless": "tank"}, {"highest": 1000}, {"unit": "kg"}):
        assert await ask("plausible_ranges", about, ranges=[row | kept]) == []
    assert await ask("plausible_ranges", about, ranges=[row | {"lowest": 950, "highest": 990}])


@pytest.mark.parametrize(
    "wrong", [{"lowest": 9, "highest": 1}, {"unit": "smoots"}, {"unit": "", "beside": ""}, {"more": 1}]
)
def test_a_row_that_can_never_be_met_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Range.model_validate({"quantity": "x", "unit": "m", "lowest": 0, "highest": 1} | wrong)


def test_the_shipped_ranges_are_sound() -> None:
    assert {row.quantity for row in shipped()} >= {
        "outdoor temperature",
        "wind speed",
        "humidity",
        "probability",
        "age",
    }


async def elements(sentence: str, *names: str, **fields: Any) -> list[str]:
    found = await ask("required_elements", draft(sentence, FORECAST, **fields), elements=list(names))
    return [objection.fixed for objection in found]


async def test_what_is_missing_is_put_before_it() -> None:
    assert await elements(WARM, "place", "day") == [f"For Oslo, Sunday: {WARM}"]
    assert await elements(WARM, "place", "day", slots={"day": "tomorrow"}) == [f"For Oslo, tomorrow: {WARM}"]
    german = {"language": "de", "slots": {"place": "Wien", "day": "morgen"}}
    assert await elements("Es wird richtig warm, bis 12 Grad.", "place", "day", **german) == [
        "Für Wien, morgen: Es wird richtig warm, bis 12 Grad."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "On Sunday it will be warm in Oslo.",
        "Tomorrow it will be warm here.",
        "Yes.",
        "12 degrees.",
        "I do not know what it will be like.",
    ],
)
async def test_what_names_them_passes(sentence: str) -> None:
    assert await elements(sentence, "place", "day") == []


async def test_only_the_first_sentence_that_says_anything_is_looked_at() -> None:
    assert await elements(WARM, "day", before="In Oslo it will be sunny. ") == []
    assert await elements(WARM, "day", before="Let me see. ")


@pytest.mark.parametrize(
    ("name", "without", "with_it"),
    [
        ("number", "It will be warm in Oslo.", "It will be 12 degrees in Oslo."),
        ("time", "The sun will rise early.", "The sun will rise at 7:32."),
        ("source", "It will be warm in Oslo.", "Open-Meteo expects a warm day."),
        ("team", "They have won the game.", "The Lions won their game."),
    ],
)
async def test_each_element_is_looked_for(name: str, without: str, with_it: str) -> None:
    assert await elements(without, name, slots={"team": "Detroit Lions"})
    assert await elements(with_it, name, slots={"team": "Detroit Lions"}) == []


async def test_a_slot_may_be_said_as_the_facts_call_it() -> None:
    apple = Evidence((Fact("name", "Apple Inc."), Fact("price", 338.31, "USD")))
    about = draft("Apple is at 338.31 dollars.", apple, slots={"symbol": "AAPL"})
    assert await ask("required_elements", about, elements=["symbol"]) == []


async def test_of_several_days_none_is_put_before_it() -> None:
    days = Evidence(tuple(Fact("temperature_high", 12, "degC", "Oslo", date(2026, 11, day)) for day in (22, 23)))
    [found] = await ask("required_elements", draft(WARM, days), elements=["day"])
    assert found.fixed == ""


async def test_without_elements_nothing_is_asked_for_and_short_sentences_pass() -> None:
    assert await elements(WARM) == []
    assert await ask("required_elements", draft(WARM, FORECAST), elements=["day"], min_words=20) == []
