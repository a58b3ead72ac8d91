"""What a system prompt tells of its house, in all the shapes that clients use."""

import pytest

from benchmarks.home_fixture import prompt
from inference.home.context import told
from inference.home.entities import Entity

YAML = """Be brief.

Static Context: An overview of the areas and the devices in this smart home:
- names: 'Lamp: left, Reading Light'
  domain: light
  areas: Living Room, Lounge
- names: Porch
  domain: switch

You are in area Kitchen (floor Ground) and all generic commands like 'turn on the lights' should target this area.
This device is not able to start timers.
Current time is 16:55:02. Today's date is 2026-12-06.
"""
CSV = """An overview of the devices:
```csv
entity_id,name,state,aliases
light.kitchen,Kitchen Light,on,Lamp/Big one
lock.front,"Door, front",locked,
```
"""
HEADED = """## Area: Bedroom

light.bedroom_lamp 'Bedroom Lamp' = off;

## Area: Hall
lock.front 'Front Door' = locked;80%
"""
KEYED = """An overview:
light.kitchen:
  names: Kitchen Light
  state: 'on'
  areas: Kitchen
"""


def test_a_list_in_yaml_with_room_floor_timers_and_moment() -> None:
    house = told(YAML)
    lamp, porch = house.register.entities
    assert lamp.names == ("Lamp: left", "Reading Light") and lamp.areas == ("Living Room", "Lounge")
    assert (porch.name, porch.domain, porch.area) == ("Porch", "switch", "")
    assert (house.room, house.floor, house.timers) == ("Kitchen", "Ground", False)
    assert house.moment == "16:55:02. Today's date is 2026-12-06"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (CSV, Entity(("Kitchen Light", "Lamp", "Big one"), "light", (), "light.kitchen", "on")),
        (HEADED, Entity(("Bedroom Lamp",), "light", ("Bedroom",), "light.bedroom_lamp", "off")),
        (KEYED, Entity(("Kitchen Light",), "light", ("Kitchen",), "light.kitchen", "on")),
    ],
)
def test_the_other_shapes(text: str, first: Entity) -> None:
    assert told(text).register.entities[0] == first


@pytest.mark.parametrize(
    "text", ["", "You are a pirate.", "- names:\n  domain: light", "entity_id,name\n", "- names: x"]
)
def test_without_a_list_nothing_is_known(text: str) -> None:
    house = told(text)
    assert not house.known and house.timers and not house.room


def test_the_same_prompt_is_read_once_and_the_same_list_too() -> None:
    text = prompt(200)
    assert told(text) is told(text)
    assert told(f"{text}\nCurrent time is 10:00:00.").register is told(f"{text}\nCurrent time is 10:00:01.").register


def test_a_list_has_a_bound() -> None:
    text = "".join(f"- names: Probe {n}\n  domain: sensor\n" for n in range(6000))
    assert len(told(text).register.entities) == 5000
