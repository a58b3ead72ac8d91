"""Things that a word tells apart, doors that no name tells, and rooms whose things are called after them."""

from typing import Any

import pytest

from inference.home.context import told
from inference.home.tools import Toolbox
from tests.inference.home.houses import TOOLS, calls, doubt

MANSION = told(
    """- names: Left Bedside Lamp
  domain: light
  areas: Main Bedroom
- names: Right Bedside Lamp
  domain: light
  areas: Main Bedroom
- names: Wardrobe Strip
  domain: light
  areas: Main Bedroom
- names: Study
  domain: light
  areas: Study
- names: Study Heater
  domain: climate
  areas: Study
- names: Lawn Valve
  domain: valve
  areas: Garden
- names: Gas Valve
  domain: valve
  areas: Garden
- names: Mowgli
  domain: lawn_mower
  areas: Garden
- names: Left Panel
  domain: cover
  areas: Porch Room
- names: Roller Blind
  domain: cover
  areas: Porch Room
- names: Sun Curtain
  domain: cover
  areas: Loft

You are in area Main Bedroom and all generic commands like 'turn on the lights' should target this area.
"""
)
WOHNUNG = told(
    """- names: Nachttischlampe links
  domain: light
  areas: Schlafzimmer
- names: Nachttischlampe rechts
  domain: light
  areas: Schlafzimmer
- names: Deckenlicht
  domain: light
  areas: Schlafzimmer
- names: Balkontür
  domain: cover
  areas: Wohnzimmer
- names: Fensterrollo
  domain: cover
  areas: Küche
- names: Robbi
  domain: vacuum
  areas: Wohnzimmer

You are in area Schlafzimmer and all generic commands like 'turn on the lights' should target this area.
"""
)
STRING = {"type": "string"}
MOWER = {"name": "lawn_mower__HassLawnMowerStartMowing", "parameters": {"properties": {"name": STRING}}}
MOWING = Toolbox([*TOOLS, {"type": "function", "function": MOWER}])
BEDSIDE = ["Left Bedside Lamp", "Right Bedside Lamp"]


def names(found: list[tuple[str, dict[str, Any]]]) -> list[str]:
    return [arguments["name"] for _, arguments in found]


@pytest.mark.parametrize("text", ["turn off both bedside lamps", "bedside lamps to warm white", "bedside lights off"])
def test_what_a_word_tells_apart_is_not_all_of_the_room(text: str) -> None:
    assert names(calls(text, MANSION)) == BEDSIDE


@pytest.mark.parametrize("text", ["mach beide Nachttischlampen aus", "Nachttischlampen auf warmweiß"])
def test_a_german_plural_means_all_that_are_called_so(text: str) -> None:
    assert names(calls(text, WOHNUNG, "de")) == ["Nachttischlampe links", "Nachttischlampe rechts"]


def test_a_kind_may_end_a_german_name() -> None:
    assert names(calls("mach das Rollo in der Küche runter", WOHNUNG, "de")) == ["Fensterrollo"]
    assert names(calls("mach die Tür auf", WOHNUNG, "de")) == ["Balkontür"]


def test_a_door_that_no_name_tells_is_asked_for() -> None:
    asked = doubt("open the door in the porch room", MANSION)
    assert (asked.kind, asked.options) == ("heard", ("Left Panel",))
    assert doubt("open the door in the loft", MANSION).kind == "none"


def test_a_name_that_is_a_room_too_means_the_room_where_the_thing_cannot_do_it() -> None:
    assert names(calls("set the study to 19 degrees", MANSION)) == ["Study Heater"]
    assert names(calls("turn on the study", MANSION)) == ["Study"]


def test_the_water_of_a_garden_is_all_of_its_valves_but_gas() -> None:
    assert names(calls("water off in the garden", MANSION)) == ["Lawn Valve"]


@pytest.mark.parametrize("text", ["get Mowgli to mow the lawn", "Mowgli, cut the grass", "tell Mowgli to mow"])
def test_a_mower_mows(text: str) -> None:
    assert calls(text, MANSION, box=MOWING) == [("HassLawnMowerStartMowing", {"name": "Mowgli"})]


def test_a_robot_goes_to_what_charges_it() -> None:
    assert calls("schick Robbi zur Ladestation", WOHNUNG, "de") == [("HassVacuumReturnToBase", {"name": "Robbi"})]


def test_an_amount_may_be_rough() -> None:
    ((_, arguments),) = calls("dim the wardrobe strip to about 30 percent", MANSION)
    assert (arguments["name"], arguments["brightness"]) == ("Wardrobe Strip", 30)


@pytest.mark.parametrize("text", ["turn off the bedroom lights", "turn off the lights in the bedroom"])
def test_the_only_room_of_its_kind_is_meant_by_its_kind(text: str) -> None:
    assert calls(text, MANSION) == [("HassTurnOff", {"area": "Main Bedroom", "domain": ["light"]})]


@pytest.mark.parametrize(
    "text",
    ["turn off the lights in the downstairs bedroom", "turn off the lights in the bedroom upstairs",
     "turn off the guest bedroom lights", "turn off the second bedroom lights"],
)  # fmt: skip
def test_another_room_of_that_kind_is_not(text: str) -> None:
    assert doubt(text, MANSION).kind in {"area", "unknown"}


def test_a_room_is_known_by_its_alias() -> None:
    house = told("- names: Lamp\n  domain: light\n  areas: Den, Snug\n\nYou are in area Snug and all generic commands")
    assert house.room == "Den"


def test_shades_and_blinds_may_be_of_either_class() -> None:
    asked = told("- names: Left Side\n  domain: cover\n  areas: Den\n")
    ((_, arguments),) = calls("close the blinds in the den", asked)
    assert arguments["device_class"] == ["blind", "shade"]
    called = told(
        "- names: East Shade\n  domain: cover\n  areas: Den\n- names: West Shade\n  domain: cover\n  areas: Den\n"
    )
    assert calls("close the shades in the den", called) == [("HassTurnOff", {"area": "Den", "domain": ["cover"]})]


FACADE = told(
    """- names: Bay Window Curtains
  domain: cover
  areas: Parlor
- names: Roof Hatch
  domain: cover
  areas: Attic
- names: Front Garage
  domain: cover
  areas: Yard
"""
)


def test_what_hangs_before_a_window_is_none() -> None:
    asked = doubt("open the window", FACADE)
    assert (asked.kind, asked.options) == ("heard", ("Roof Hatch",))
    assert names(calls("close the curtains", FACADE)) == ["Bay Window Curtains"]


def test_nothing_of_another_kind_is_opened_for_want_of_the_right_one() -> None:
    hall = told("- names: Garagentor\n  domain: cover\n- names: Rollladen Süd\n  domain: cover\n")
    assert doubt("mach das Fenster auf", hall, "de").kind == "none"


def test_a_german_word_for_a_thing_that_is_not_there_is_asked_back() -> None:
    assert doubt("Nachtlicht an", WOHNUNG, "de").kind == "none"


@pytest.mark.parametrize(
    "text",
    ["left bedside lamp red, wardrobe strip blue", "make the left bedside lamp red, the wardrobe strip blue"],
)
def test_two_values_go_to_their_own_things_without_a_word_between(text: str) -> None:
    assert [(made["name"], made["color"]) for _, made in calls(text, MANSION)] == [
        ("Left Bedside Lamp", "red"),
        ("Wardrobe Strip", "blue"),
    ]


def test_everything_in_a_room_is_no_thing_that_is_called_so() -> None:
    house = told("- names: Attic\n  domain: light\n  areas: Attic\n- names: Heater\n  domain: switch\n  areas: Attic\n")
    assert calls("everything off in the attic", house) == [
        ("HassTurnOff", {"area": "Attic", "domain": ["light", "switch"]})
    ]


def test_the_last_of_two_colors_is_meant_and_kelvin_may_be_short() -> None:
    assert calls("make the wardrobe strip a warm orange", MANSION)[0][1]["color"] == "orange"
    assert calls("wardrobe strip to 3000k", MANSION)[0][1]["temperature"] == 3000


@pytest.mark.parametrize(
    "text",
    ["study to 40 percent and wardrobe strip off", "wardrobe strip off and study to 40 percent"],
)
def test_a_value_and_a_state_go_to_their_own_things(text: str) -> None:
    assert sorted(tool for tool, _ in calls(text, MANSION)) == ["HassLightSet", "HassTurnOff"]


def test_a_german_request_may_end_in_a_question_mark() -> None:
    assert names(calls("kannst du das Deckenlicht ausschalten?", WOHNUNG, "de")) == ["Deckenlicht"]
    assert calls("kannst du mir sagen, ob das Deckenlicht an ist?", WOHNUNG, "de") == []
