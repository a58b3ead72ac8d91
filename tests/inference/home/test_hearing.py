"""Names that are misspelled or misheard."""

import pytest

from inference.home.context import told
from tests.inference.home.houses import GERMAN, calls, doubt

HOUSE = told(
    """A house.
- names: Hi-Fi
  domain: media_player
  areas: Lounge
- names: Drive Floodlight
  domain: light
- names: Fairy Lights
  domain: light
- names: Hall Light
  domain: light
- names: Front Door
  domain: lock

You are in area Lounge and all generic commands like 'turn on the lights' should target this area.
"""
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("turn on the drive flood light", "Drive Floodlight"),
        ("turn on the fairy lites", "Fairy Lights"),
        ("turn on the drive floodlihgt", "Drive Floodlight"),
        ("hi-fi on", "Hi-Fi"),
        ("hifi on", "Hi-Fi"),
    ],
)
def test_a_slip_is_put_right(text: str, name: str) -> None:
    assert [arguments["name"] for _, arguments in calls(text, HOUSE)] == [name]


def test_a_german_slip_is_put_right() -> None:
    assert [arguments["name"] for _, arguments in calls("Stelampe aus", GERMAN, "de")] == ["Stehlampe"]


@pytest.mark.parametrize("text", ["turn on the wall light", "turn on the small light"])
def test_another_word_is_no_slip(text: str) -> None:
    assert calls(text, HOUSE) == []


def test_a_lock_is_asked_back() -> None:
    found = doubt("unlock the frunt door", HOUSE)
    assert (found.kind, found.options) == ("heard", ("front door",))


def test_a_word_beside_a_telling_one_may_sound_alike_only() -> None:
    house = told("- names: Mirror Light\n  domain: light\n  areas: Bath\n")
    assert calls("turn on the mirror lite", house) == [("HassTurnOn", {"name": "Mirror Light", "domain": ["light"]})]
