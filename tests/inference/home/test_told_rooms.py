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
