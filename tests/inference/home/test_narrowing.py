"""Orders for some of a kind: which lamp, which blinds, the doors of a garage, the rooms of a storey."""

from typing import Any

import pytest

from inference.home.aims import Target
from inference.home.context import House, told
from inference.home.lexicon import Noun
from inference.home.plans import Look
from inference.home.states import told as answer
from tests.inference.home.houses import calls, plan


def house(*things: tuple[str, str, str], room: str) -> House:
    """A house of these names, domains and rooms, spoken to in one of them."""
    listed = "".join(f"- names: {name}\n  domain: {domain}\n  areas: {area}\n" for name, domain, area in things)
    return told(f"{listed}\nYou are in area {room} and all generic commands should target it.\n")


HOME = house(
    ("Sofa Lamp", "light", "Den"),
    ("Arc Lamp", "light", "Den"),
    ("Picture Lights", "light", "Den"),
    ("Bay Blinds", "cover", "Den"),
    ("Dining Blinds", "cover", "Dining Room"),
    ("Tom's Blinds", "cover", "Tom's Room"),
    ("Tom's Lamp", "light", "Tom's Room"),
    ("Left Garage Door", "cover", "Garage"),
    ("Right Garage Door", "cover", "Garage"),
    ("Skylight", "cover", "Attic"),
    ("Workbench Light", "light", "Workshop"),
    room="Den",
)
WOHNUNG = house(
    ("Deckenlampe", "light", "Wohnzimmer"),
    ("Leselampe", "light", "Wohnzimmer"),
    ("Rollladen Schlafzimmer", "cover", "Schlafzimmer"),
    ("Rollladen Kinderzimmer", "cover", "Kinderzimmer"),
    ("Spiegellampe", "light", "Bad"),
    ("Badlicht", "light", "Bad"),
    ("Garagentor", "cover", "Garage"),
    ("Markise", "cover", "Terrasse"),
    room="Wohnzimmer",
)


def asked(text: str, at: House, language: str = "en") -> tuple[str, tuple[str, ...]]:
    found = plan(text, at, language)
    assert found and found.kind == "ask" and found.doubt, found
    return found.doubt.kind, found.doubt.options


def names(text: str, at: House, language: str = "en") -> tuple[set[str], set[str]]:
    """The tools that are called, and the names of the things that they are called for."""
    made = calls(text, at, language)
    return {tool for tool, _ in made}, {str(arguments.get("name")) for _, arguments in made}


def test_one_lamp_of_several_is_asked_for() -> None:
    assert asked("turn on the lamp", HOME) == ("several", ("Sofa Lamp", "Arc Lamp"))
    assert asked("mach die lampe an", WOHNUNG, "de") == ("several", ("Deckenlampe", "Leselampe"))


def test_the_only_lamp_of_a_room_is_not_its_other_light() -> None:
    assert names("lampe im bad an", WOHNUNG, "de") == ({"HassTurnOn"}, {"Spiegellampe"})


@pytest.mark.parametrize("text", ["turn on the light", "turn on the lamps", "turn on all the lights"])
def test_the_light_is_all_that_shines_in_the_room(text: str) -> None:
    assert calls(text, HOME) == [("HassTurnOn", {"area": "Den", "domain": ["light"]})]


@pytest.mark.parametrize(
    "text",
    [
        "close all blinds except Tom's",
        "close all the blinds in the house but Tom's",
        "close all blinds except those in Tom's Room",
    ],
)
def test_what_is_left_out_is_of_the_same_kind(text: str) -> None:
    assert names(text, HOME) == ({"HassTurnOff"}, {"Bay Blinds", "Dining Blinds"})


def test_of_all_but_one_nothing_of_another_kind_moves() -> None:
    said = "alle rollläden zu außer im kinderzimmer"
    assert names(said, WOHNUNG, "de") == ({"HassTurnOff"}, {"Rollladen Schlafzimmer"})


def test_garage_doors_are_closed_together_and_opened_one_by_one() -> None:
    both = {"Left Garage Door", "Right Garage Door"}
    assert names("close the garage doors", HOME) == ({"HassTurnOff"}, both)
    assert asked("open the garage doors", HOME) == ("several", ("Left Garage Door", "Right Garage Door"))
    assert asked("close the garage door", HOME) == ("several", ("Left Garage Door", "Right Garage Door"))


LIGHT = {"domain": ["light"]}
STOREYS: list[tuple[str, House, str, tuple[str, dict[str, Any]]]] = [
    ("turn on all the lights in the basement", HOME, "en", ("HassTurnOn", {"floor": "basement", "domain": ["light"]})),
    (
        "workbench light in the basement on",
        HOME,
        "en",
        ("HassTurnOn", {"name": "Workbench Light", "domain": ["light"]}),
    ),
    ("alle lichter im keller aus", WOHNUNG, "de", ("HassTurnOff", {"floor": "keller", **LIGHT})),
]


@pytest.mark.parametrize(("text", "at", "language", "call"), STOREYS, ids=[each[0] for each in STOREYS])
def test_a_basement_that_is_no_room_is_a_storey(text: str, at: House, language: str, call: tuple[str, Any]) -> None:
    assert calls(text, at, language) == [call]


@pytest.mark.parametrize("text", ["what is on in the basement", "how many lights are on in the basement"])
def test_what_is_on_a_storey_no_client_tells(text: str) -> None:
    assert asked(text, HOME)[0] == "floor"


LIVE = """Live Context: An overview of the areas and the devices in this smart home:
- names: Bay Blinds
  domain: cover
  state: 'open'
- names: Porch Screen
  domain: cover
  state: 'closed'
  attributes:
    device_class: 'shade'
- names: Left Garage Door
  domain: cover
  state: 'open'
  attributes:
    device_class: 'garage'
"""


def test_no_garage_door_is_among_the_blinds() -> None:
    blinds = Target(noun=Noun("cover", "blind", frozenset({("blind",)})), whole=True, said="blinds")
    look = Look((blinds,), "open", form="which")
    assert answer(look, LIVE, "en") == "Bay Blinds is open."
