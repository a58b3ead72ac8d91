"""Places of the world are told from rooms, days and common words."""

import pytest

from intents.places import is_here, room_of, spot_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in Boston", "Boston"),
        ("flights from Boston", "Boston"),
        ("near new york", "new york"),
        ("||||||||| in Boston", "Boston"),
        ("in the netherlands", "netherlands"),
        ("weather in são paulo", "são paulo"),
        ("how cold is Denver", "Denver"),
        ("How hot will Phoenix be", "Phoenix"),
        ("Is China hot", "China"),
        ("is New York really cold right now", "New York"),
        ("weather for 90210", "90210"),
        ("we are driving out to cape cod on saturday", "cape cod"),
        ("hot enough for ya in phoenix", "phoenix"),
        ("flood warnings round tewkesbury", "tewkesbury"),
    ],
)
def test_a_place_is_found(text: str, name: str) -> None:
    spot = spot_in(text)
    assert spot is not None
    assert spot.name == name


@pytest.mark.parametrize(
    "text",
    [
        "is It cold",
        "how cold is the pool",
        "is Saturday sunny",
        "Is Today hot",
        "in the morning",
        "from monday",
        "for dinner",
        "to bed",
        "in ||||||",
        "",
        "from me",
        "in action",
        "in theaters",
        "driving to work",
        "we are flying to see my mother",
    ],
)
def test_no_place_is_found(text: str) -> None:
    assert spot_in(text) is None


@pytest.mark.parametrize(
    ("text", "strict", "name"), [("charge for bags", True, ""), ("news for Boston", True, "Boston")]
)
def test_where_places_are_rare_only_a_capital_makes_one_behind_for(text: str, strict: bool, name: str) -> None:
    spot = spot_in(text, strict)
    assert (spot.name if spot else "") == name


def test_a_room_stands_where_it_is_said() -> None:
    assert room_of("the light in the living room") == ("living room", 17, 28)
    assert room_of("in the city") is None


@pytest.mark.parametrize(
    ("text", "here"), [("is it cold here", True), ("sunset at home", True), ("where is it", False)]
)
def test_here_is_told(text: str, here: bool) -> None:
    assert is_here(text) is here


def test_a_language_without_a_table_is_read_as_english() -> None:
    assert spot_in("in Boston", language="xx") == spot_in("in Boston")
