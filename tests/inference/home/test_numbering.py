"""Numbers and colors in names tell which thing is meant; they are neither lost nor taken for values."""

from typing import Any

import pytest

from inference.home.context import told
from tests.inference.home.houses import calls, kind

HOUSE = told(
    "".join(
        f"- names: {name}\n  domain: {domain}\n  areas: {area}\n"
        for domain, name, area in (
            ("light", "Reading Light 1", "Den"),
            ("light", "Reading Light 2", "Den"),
            ("light", "Reading Light 3", "Loft"),
            ("light", "Coral", "Den"),
            ("light", "Ivory", "Loft"),
            ("switch", "Outlet 9", "Den"),
            ("light", "Sconce", "Loft 2"),
            ("light", "Mantle Lamp", "Loft 2"),
        )
    )
    + "\nYou are in area Den and all generic commands like 'turn on the lights' should target this area.\n"
)
ONE, TWO, THREE = ({"name": f"Reading Light {n}", "domain": ["light"]} for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("reading light two off", [TWO]),
        ("turn off reading lights 1 and 2", [ONE, TWO]),
        ("turn off reading lights one, two and three", [ONE, TWO, THREE]),
        ("turn off the lights in loft two", [{"area": "Loft 2", "domain": ["light"]}]),
    ],
)
def test_a_number_is_part_of_the_name_that_has_it(text: str, arguments: list[dict[str, Any]]) -> None:
    assert calls(text, HOUSE) == [("HassTurnOff", each) for each in arguments]


@pytest.mark.parametrize("text", ["turn off light 4", "light four off", "dim light 4", "turn off light 9"])
def test_a_number_that_nothing_here_has_is_never_all_of_the_kind(text: str) -> None:
    assert kind(text, HOUSE) != "act"


def test_a_number_with_its_unit_is_still_how_far() -> None:
    set_to = ("HassLightSet", {**TWO, "brightness": 3})
    assert calls("set reading light 2 to 3 percent", HOUSE) == [set_to]
    assert calls("reading light two to three percent", HOUSE) == [set_to]


def test_a_color_right_behind_a_light_is_no_light_of_that_name() -> None:
    assert calls("make Ivory coral", HOUSE) == [
        ("HassLightSet", {"color": "coral", "name": "Ivory", "domain": ["light"]})
    ]
    assert calls("turn coral off", HOUSE) == [("HassTurnOff", {"name": "Coral", "domain": ["light"]})]


BAYS = told("".join(f"- names: Bay {n}\n  domain: cover\n  areas: Garage\n" for n in (1, 2, 3)))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("close bays 1 and 2", "12"),
        ("close bays one, two and three", "123"),
        ("close bays 1 to 3", "123"),
        ("open bay three", "3"),
    ],
)
def test_several_of_one_name_in_the_plural(text: str, numbers: str) -> None:
    made = calls(text, BAYS)
    assert [each["name"] for _, each in made] == [f"Bay {n}" for n in numbers]
    assert {tool for tool, _ in made} <= {"HassTurnOn", "HassTurnOff"}


def test_a_number_that_no_thing_has_is_no_position_of_the_one_before() -> None:
    assert calls("close bays 3 and 4", BAYS) == []
