"""Of a big house a model is told what matters."""

import pytest

from benchmarks.home_fixture import prompt, tools
from inference.home.context import told
from inference.home.ranking import MOST_THINGS, MOST_TOOLS, matter, offered, shown

BIG = prompt(1500)
HOUSE = told(BIG)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("make the chandelier cozy", "Chandelier"),
        ("something nice in the bedroom", "Bedroom Lamp"),
        ("what about the outdoor speakers", "Outdoor Speakers"),
        ("it is dark in here", "Floor Lamp"),
    ],
)
def test_what_is_spoken_of_is_among_the_forty(text: str, name: str) -> None:
    kept = matter(text, HOUSE, "en")
    assert name in [each.name for each in kept] and len(kept) <= MOST_THINGS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the shandelier a bit moodier", "Chandelier"),
        ("I would love to watch a film", "Movie Night"),
        ("let the hoover have a go", "Rover"),
    ],
)
def test_a_slip_and_what_the_house_has_little_of_are_among_them(text: str, name: str) -> None:
    assert name in [each.name for each in matter(text, HOUSE, "en")]


def test_a_part_of_a_german_name_is_enough() -> None:
    many = "".join(f"- names: Kanal {n}\n  domain: light\n" for n in range(100))
    house = told(f"{many}- names: Schreibtischlampe\n  domain: light\n")
    assert "Schreibtischlampe" in [each.name for each in matter("Licht am Schreibtisch schöner", house, "de")]


def test_the_prompt_is_cut_down_and_keeps_its_rest() -> None:
    (system, user) = shown(
        ({"role": "system", "content": BIG}, {"role": "user", "content": "x"}), "the chandelier", HOUSE, "en"
    )
    assert "Chandelier" in system["content"] and "You are in area Living Room" in system["content"]
    assert system["content"].startswith("You are a voice assistant")
    assert len(system["content"]) < 5000 < len(BIG)
    assert user == {"role": "user", "content": "x"}
    assert 0 < len(told(system["content"]).register.entities) <= MOST_THINGS


def test_a_table_is_cut_down_too() -> None:
    rows = "".join(f"light.l{n},Lamp {n},off,\n" for n in range(100))
    text = f"Devices:\n```csv\nentity_id,name,state,aliases\n{rows}```\nBe brief."
    (system,) = shown(({"role": "system", "content": text},), "lamp 7", told(text), "en")
    assert "light.l7\n" in system["content"] and system["content"].endswith("Be brief.")
    assert system["content"].count("- names:") <= MOST_THINGS


def test_a_small_house_is_told_as_it_is() -> None:
    text = "- names: Lamp\n  domain: light\n"
    messages = ({"role": "system", "content": text},)
    assert shown(messages, "x", told(text), "en") == messages


def test_the_tools_that_matter() -> None:
    kept = [tool["function"]["name"] for tool in offered(tools(), "set the volume of the tv", ())]
    assert len(kept) == MOST_TOOLS
    assert {"media_player__HassSetVolume", "intent__HassTurnOn", "homeassistant__GetLiveContext"} <= set(kept)
