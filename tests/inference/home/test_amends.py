"""What is taken back in the same breath."""

from typing import Any

import pytest

from tests.inference.home.houses import GERMAN, calls

LAMP = {"name": "Floor Lamp", "domain": ["light"]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("turn on the overhead light, no, the floor lamp", LAMP),
        ("turn on the overhead light no i mean the floor lamp", LAMP),
        ("turn on the tv, sorry, turn on the floor lamp", LAMP),
        ("turn on the lights in the kitchen, no, the basement", {"name": "Basement Light", "domain": ["light"]}),
        ("set the floor lamp to 30, sorry, 50 percent", {"brightness": 50, **LAMP}),
        ("set the floor lamp to 30 percent, no, make that 50", {"brightness": 50, **LAMP}),
    ],
)
def test_the_right_one_stands_for_the_wrong_one(text: str, wanted: dict[str, Any]) -> None:
    assert [arguments for _, arguments in calls(text)] == [wanted]


def test_a_german_correction() -> None:
    found = calls("mach das Wohnzimmerlicht an, nein, die Stehlampe", GERMAN, "de")
    assert found == [("HassTurnOn", {"name": "Stehlampe", "domain": ["light"]})]


def test_a_no_in_a_title_or_an_item_takes_nothing_back() -> None:
    assert calls("add no sugar to the shopping list")[0][1]["item"] == "no sugar"
    assert calls("play no woman no cry")[0][1]["search_query"] == "no woman no cry"


def test_what_is_not_understood_instead_stops_all() -> None:
    assert calls("turn on the floor lamp, no, the whatsit") == []
