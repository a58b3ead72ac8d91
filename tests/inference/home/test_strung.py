"""Orders in a row without a word between, with a remark beside, by a scene's name: each is done, nothing else is."""

from typing import Any

import orjson
import pytest

from tests.inference.home.houses import GERMAN, HOUSE, calls, kind

ON, OFF = "HassTurnOn", "HassTurnOff"


def told(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Which tool, and the name or else the room that it is called with."""
    house = GERMAN if language == "de" else HOUSE
    return [(tool, str(said.get("name") or said.get("area"))) for tool, said in calls(text, house, language)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("floor lamp off desk light on", [(OFF, "Floor Lamp"), (ON, "Desk Light")]),
        ("floor lamp on desk light off", [(ON, "Floor Lamp"), (OFF, "Desk Light")]),
        (
            "chandelier on hall light off mirror light on",
            [(ON, "Chandelier"), (OFF, "Hall Light"), (ON, "Mirror Light")],
        ),
        ("mirror light off chandelier off", [(OFF, "Mirror Light"), (OFF, "Chandelier")]),
    ],
)
def test_each_of_several_states_belongs_to_the_thing_before_it(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


def test_of_what_goes_both_ways_nothing_is_done() -> None:
    assert not told("mirror light off chandelier on in the attic")
    assert not told("movie night?")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mirror light off please it's too much", (OFF, "Mirror Light")),
        ("turn the kitchen fan on I'm cooking", (ON, "Kitchen Fan")),
        ("coffee maker on because I'm tired", (ON, "Coffee Maker")),
        ("it's gloomy turn the chandelier on", (ON, "Chandelier")),
        ("I'm in the bathroom turn the light on", (ON, "Mirror Light")),
    ],
)
def test_a_remark_beside_an_order_is_left_out(text: str, wanted: tuple[str, str]) -> None:
    assert told(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "turn the kitchen fan on if it's hot",
        "turn the chandelier on when I'm home",
        "I'm told to turn the chandelier on",
        "she is about to turn the chandelier on",
        "he is the one who turned the chandelier on",
        "the chandelier is on",
        "it's not dark turn the chandelier on",
        "turn on the song I am the walrus",
        "unlock the front door I'm here",
    ],
)
def test_a_condition_a_tale_or_a_title_is_no_remark(text: str) -> None:
    assert not told(text)


def test_what_is_announced_may_speak_of_a_time_and_of_oneself() -> None:
    wanted: list[tuple[str, dict[str, Any]]] = [("HassBroadcast", {"message": "I'm home in ten minutes"})]
    assert calls("tell everyone I'm home in ten minutes") == wanted


def test_the_name_of_a_scene_alone_is_an_order_but_no_tale() -> None:
    assert told("movie night") == [(ON, "Movie Night")]
    assert not told("is it movie night")
    assert not told("we had a movie night")


@pytest.mark.parametrize(
    "text", ["the chandelier won't turn on", "my kitchen fan doesn't start", "the tv can't turn off"]
)
def test_a_complaint_forbids_nothing(text: str) -> None:
    assert kind(text) == ""


@pytest.mark.parametrize(
    ("text", "tool", "said"),
    [
        ("bung yoghurt on the shopping list", "HassListAddItem", "yoghurt"),
        ("chuck a new sponge on the shopping list", "HassListAddItem", "a new sponge"),
        ("switch the damn kitchen radio off", OFF, "Kitchen Radio"),
        ("telly off", OFF, "TV"),
        ("start the main valve", ON, "Main Valve"),
        ("garage door close", OFF, "Garage Door"),
    ],
)
def test_homely_words_are_understood(text: str, tool: str, said: str) -> None:
    assert [(name, said in orjson.dumps(each).decode()) for name, each in calls(text)] == [(tool, True)]


def test_german_orders_in_a_row_and_a_remark() -> None:
    assert told("Deckenlampe aus Stehlampe an", "de") == [(OFF, "Deckenlampe"), (ON, "Stehlampe")]
    assert told("Stehlampe an es ist dunkel", "de") == [(ON, "Stehlampe")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is the garage open", "look"),
        ("did you close the garage", "look"),
        ("how do I dim the mirror light", ""),
        ("should I leave the mirror light on at night", ""),
        ("what is a chandelier", ""),
        ("how much power does the coffee maker draw", ""),
        ("why is the mirror light on", ""),
    ],
)
def test_a_state_is_looked_at_and_advice_is_not(text: str, found: str) -> None:
    assert kind(text) == found
