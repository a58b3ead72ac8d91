"""What is only said to be needed, where the sentence is surely about a list."""

import pytest

from inference.home.context import House
from inference.home.results import parsed
from inference.home.shopping import needed
from tests.inference.home.houses import BOX, GERMAN, HOUSE


def items(text: str, house: House = HOUSE, language: str = "en") -> list[str]:
    found = needed(text, house, BOX, language)
    return [parsed(step.call.arguments)["item"] for step in found.steps] if found else []


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("we need bread and cheese", ["bread", "cheese"]),
        ("we're out of milk", ["milk"]),
        ("we have almost run out of dishwasher tablets", ["dishwasher tablets"]),
        ("the coffee is nearly gone", ["coffee"]),
        ("don't forget to buy apples, pears and some flour", ["apples", "pears", "flour"]),
    ],
)
def test_what_is_needed_goes_on_the_shopping_list(text: str, things: list[str]) -> None:
    assert items(text) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [("wir brauchen Brot und Käse", ["Brot", "Käse"]), ("Butter ist alle", ["Butter"]),
     ("wir haben keine Milch mehr", ["Milch"])],
)  # fmt: skip
def test_in_german_too(text: str, things: list[str]) -> None:
    assert items(text, GERMAN, "de") == things


@pytest.mark.parametrize("text", ["do we need bread?", "we need the floor lamp", "bread is good", "we need it"])
def test_what_is_asked_or_names_the_house_does_not(text: str) -> None:
    assert items(text) == []


def test_without_a_shopping_list_nothing_is_written() -> None:
    assert items("we need bread", House()) == []
