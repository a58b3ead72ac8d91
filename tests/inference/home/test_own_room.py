"""What stands in the room is meant before what is called after another room."""

from inference.home.context import told
from tests.inference.home.houses import plan

ROOMS = told(
    """You are in area Wohnzimmer and all generic commands like 'turn on the lights' should target this area.
- names: Heizkörper Wohnzimmer
  domain: climate
  areas: Wohnzimmer
- names: Heizung Schlafzimmer
  domain: climate
  areas: Schlafzimmer
"""
)


def test_the_heating_is_that_of_this_room_whatever_it_is_called() -> None:
    found = plan("heizung runter", ROOMS, "de")
    assert found and "Heizkörper Wohnzimmer" in found.steps[0].call.arguments


def test_the_heating_of_another_room_is_meant_by_its_name() -> None:
    found = plan("heizung schlafzimmer runter", ROOMS, "de")
    assert found and "Heizung Schlafzimmer" in found.steps[0].call.arguments
