"""A client that tells of no house: its things are called as they are said, or as its tools allow."""

from collections.abc import Sequence
from typing import Any

import pytest

from inference.home.context import House
from inference.home.tools import Toolbox
from tests.inference.home.houses import BOX, calls, plan

STRING: dict[str, Any] = {"type": "string"}


def box(name: dict[str, Any]) -> Toolbox:
    fields = {
        "HassTurnOn": {"name": name}, "HassTurnOff": {"name": name},
        "HassLightSet": {"name": name, "brightness": {"type": "integer"}},
    }  # fmt: skip
    return Toolbox(
        [{"function": {"name": tool, "parameters": {"properties": taken}}} for tool, taken in fields.items()]
    )


BY_NAME, LISTED = box(STRING), box({**STRING, "enum": ["Floor Lamp", "Lamp", "Dusty Corner"]})
NOWHERE = House()


def named(text: str, tools: Toolbox = BY_NAME) -> Sequence[str]:
    return [arguments["name"] for _, arguments in calls(text, NOWHERE, box=tools)]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("turn on the lamp", ["lamp"]),
        ("turn on the lamp in the kitchen", ["kitchen lamp"]),
        ("set the desk light to 30 percent", ["desk light"]),
        ("turn off the kitchen lamp and the fan", ["kitchen lamp", "fan"]),
        ("turn on the espresso machine", ["espresso machine"]),
    ],
)
def test_a_thing_is_called_as_it_is_said(text: str, things: list[str]) -> None:
    assert named(text) == things


@pytest.mark.parametrize(
    "text",
    [
        "turn off all the lights", "unlock the front door", "open the garage door", "turn on the frobnicator",
        "turn on the lamp everywhere", "is the lamp on?",
    ],
)  # fmt: skip
def test_what_is_no_single_thing_or_shuts_the_house_is_not(text: str) -> None:
    assert named(text) == []


def test_names_that_a_schema_lists_are_meant() -> None:
    assert named("turn on the floor lamp", LISTED) == ["Floor Lamp"]
    assert named("lamp off", LISTED) == ["Lamp"]
    assert named("turn on dusty corner", LISTED) == ["Dusty Corner"]
    assert named("turn on the ceiling lamp", LISTED) == named("turn on the kitchen lamp", LISTED) == []


def test_a_room_is_asked_for_where_tools_take_rooms() -> None:
    found = plan("turn on the lights", NOWHERE, box=BOX)
    assert found and found.kind == "unsure" and found.doubt and found.doubt.kind == "where"
    assert calls("turn on the floor lamp", NOWHERE, box=BOX) == [
        ("HassTurnOn", {"name": "floor lamp", "domain": ["light"]})
    ]
