"""What German writes as one word: a room and a kind, a lock and its door, and the end of a longer name."""

from typing import Any

import pytest

from inference.home.context import told
from tests.inference.home.houses import GERMAN, calls, doubt

HOUSE = told(
    "".join(
        f"- names: {name}\n  domain: {domain}\n  areas: {area}\n"
        for domain, name, area in (
            ("light", "Hängeleuchte", "Küche"),
            ("light", "Spots", "Küche"),
            ("cover", "Jalousie", "Schlafzimmer"),
            ("climate", "Thermostat", "Badezimmer"),
            ("lock", "Haustürschloss", "Flur"),
            ("lock", "Gartentür", "Garten"),
            ("light", "Balkonlichterkette", "Balkon"),
            ("switch", "Weihnachtsbaum", "Wohnzimmer"),
            ("fan", "Badlüfter", "Badezimmer"),
            ("cover", "Tor", "Garage"),
        )
    )
)


@pytest.mark.parametrize(
    ("text", "tool", "arguments"),
    [
        ("Küchenlicht aus", "HassTurnOff", {"area": "Küche", "domain": ["light"]}),
        ("mach das Küchenlicht an", "HassTurnOn", {"area": "Küche", "domain": ["light"]}),
        ("Badheizung auf 21 Grad", "HassClimateSetTemperature", {"temperature": 21, "name": "Thermostat"}),
        ("Lüfter im Bad aus", "HassTurnOff", {"name": "Badlüfter", "domain": ["fan"]}),
        ("im Bad bitte 21 Grad", "HassClimateSetTemperature", {"temperature": 21, "name": "Thermostat"}),
        ("schließ die Haustür ab", "HassTurnOn", {"name": "Haustürschloss", "domain": ["lock"]}),
        ("mach die Lichterkette aus", "HassTurnOff", {"name": "Balkonlichterkette", "domain": ["light"]}),
    ],
)
def test_the_parts_of_a_word_are_understood(text: str, tool: str, arguments: dict[str, Any]) -> None:
    assert calls(text, HOUSE, "de") == [(tool, arguments)]


@pytest.mark.parametrize("text", ["schließ die Tür ab", "schließ die Haustür auf", "mach die Garagentür auf"])
def test_what_keeps_the_house_shut_is_not_told_by_a_part_of_a_word(text: str) -> None:
    assert doubt(text, HOUSE, "de").kind


def test_words_of_a_name_with_small_ones_between() -> None:
    house = told(
        "- names: Rollladen Terrassentür\n  domain: cover\n  areas: Diele\n"
        "- names: Rollladen Fenster\n  domain: cover\n  areas: Diele\n"
    )
    assert [made["name"] for _, made in calls("Rollladen an der Terrassentür zu", house, "de")] == [
        "Rollladen Terrassentür"
    ]


@pytest.mark.parametrize("text", ["mach oben alle Lichter aus", "Licht oben aus"])
def test_upstairs_is_a_floor(text: str) -> None:
    assert calls(text, GERMAN, "de") == [("HassTurnOff", {"floor": "oben", "domain": ["light"]})]


@pytest.mark.parametrize(("text", "tool"), [("nach oben", "HassTurnOn"), ("nach unten", "HassTurnOff")])
def test_a_blind_goes_up_and_down(text: str, tool: str) -> None:
    assert calls(f"Rollladen Küche {text}", GERMAN, "de") == [(tool, {"name": "Rollladen Küche", "domain": ["cover"]})]
