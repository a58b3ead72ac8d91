"""What is meant outside, where no room is called so."""

from tests.inference.home.houses import calls


def test_the_lights_outside_are_those_of_the_outdoor_rooms() -> None:
    found = [arguments["name"] for _, arguments in calls("turn off all the lights outside")]
    assert found == ["Porch Light", "Backyard Light", "Patio String"]


def test_a_thing_that_is_called_so_is_meant_alone() -> None:
    assert [arguments["name"] for _, arguments in calls("turn on the speakers outside")] == ["Outdoor Speakers"]
