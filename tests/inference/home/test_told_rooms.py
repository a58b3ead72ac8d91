"""Where no room need be said: the only thing of a room, the two that there are, and words that name nothing here."""

from typing import Any

import pytest

from inference.home.context import told
from tests.inference.home.houses import calls, doubt

HOUSE = told(
    "".join(
        f"- names: {name}\n  domain: {domain}\n  areas: {area}\n"
        for domain, name, area in (
            ("light", "Pantry Bulb", "Pantry"),
            ("climate", "Stove", "Steam Room"),
            ("light", "Steam Light", "Steam Room"),
            ("cover", "East Shade", "Study"),
            ("cover", "West Shade", "Attic"),
            ("cover", "Long Drape", "Lounge"),
            ("script", "Wind Down Routine", "Lounge"),
        )
    )
    + "\nYou are in area Lounge and all generic commands like 'turn on the lights' should target this area.\n"
)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("pantry off", [("HassTurnOff", {"name": "Pantry Bulb", "domain": ["light"]})]),
        (
            "close both shades",
            [("HassTurnOff", {"name": f"{each} Shade", "domain": ["cover"]}) for each in ("East", "West")],
        ),
        ("set a 15 minute steam room timer", [("HassStartTimer", {"minutes": 15, "name": "steam room"})]),
        (
            "I'm going to bed, start the wind down routine",
            [("HassTurnOn", {"name": "Wind Down Routine", "domain": ["script"]})],
        ),
    ],
)
def test_what_a_person_would_know_is_not_asked(text: str, made: list[tuple[str, dict[str, Any]]]) -> None:
    assert calls(text, HOUSE) == made


def test_a_room_of_several_things_is_asked_back() -> None:
    assert doubt("steam room off", HOUSE).kind == "what"
    assert doubt("close the shades", HOUSE).kind == "where"


CHILDREN = told(
    "".join(
        f"- names: {name}\n  domain: {domain}\n  areas: {area}\n"
        for name, domain, area in (
            ("Star Light", "light", "Mia's Room"),
            ("Shelf Lamp", "light", "Mia's Room"),
            ("Pirate Lamp", "light", "Tom's Room"),
            ("Bath Lamp", "light", "Family Bathroom"),
        )
    )
)
KINDER = told(
    "".join(
        f"- names: {name}\n  domain: {domain}\n  areas: {area}\n"
        for name, domain, area in (
            ("Sternenlicht", "light", "Mias Zimmer"),
            ("Schreibtischlampe", "light", "Mias Zimmer"),
            ("Dachrollo", "cover", "Jonas' Zimmer"),
            ("Leselampe", "light", "Büro"),
        )
    )
)


def test_a_room_by_whose_it_is() -> None:
    assert calls("lights on at Mia's", CHILDREN) == [("HassTurnOn", {"area": "Mia's Room", "domain": ["light"]})]
    assert calls("Licht bei Mia an", KINDER, "de") == [("HassTurnOn", {"area": "Mias Zimmer", "domain": ["light"]})]
    assert calls("mach das Rollo bei Jonas zu", KINDER, "de")[0][1]["name"] == "Dachrollo"


def test_a_name_that_no_room_bears_is_no_room() -> None:
    assert calls("lights on at Emma's", CHILDREN) == []
