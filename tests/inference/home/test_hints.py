"""Orders that are only hinted at, reminders, and what no tool can do."""

from typing import Any

import pytest

from tests.inference.home.houses import GERMAN, calls, doubt, kind

DARK: dict[str, Any] = {"area": "Living Room", "domain": ["light"]}


@pytest.mark.parametrize("text", ["it's too dark in here", "I can't see anything", "it is pitch black in here"])
def test_what_is_too_dark_is_looked_at_to_be_made_brighter(text: str) -> None:
    assert calls(text) == [("GetLiveContext", DARK)]


def test_a_complaint_is_for_the_room_that_it_names() -> None:
    assert calls("it's freezing in the office") == [("GetLiveContext", {"name": "Office Thermostat"})]
    assert calls("we need some light in the basement") == [
        ("HassTurnOn", {"name": "Basement Light", "domain": ["light"]})
    ]
    assert calls("mir ist kalt", GERMAN, "de") == [("GetLiveContext", {"name": "Heizung"})]
    brighter = calls("es ist zu dunkel in der Küche", GERMAN, "de")
    assert brighter == [("GetLiveContext", {"name": "Deckenlampe"})]


@pytest.mark.parametrize(
    "text",
    [
        "it's not too dark in here",
        "is it too dark in here?",
        "it was too dark in the office yesterday",
        "this chocolate is too dark",
        "this chocolate",
        "my soup is too cold",
        "it's too dark in the attic",
        "it's cold outside",
        "the floor lamp is too bright for the cat",
    ],
)
def test_what_is_no_complaint_of_a_room_moves_nothing(text: str) -> None:
    assert calls(text) == []


REMINDERS = [
    ("remind me to check the oven in 25 minutes", {"minutes": 25, "name": "check the oven"}),
    ("remind us in an hour to water the plants", {"hours": 1, "name": "water the plants"}),
    ("in ten minutes remind me about the cake", {"minutes": 10, "name": "cake"}),
    ("wake me up in 20 minutes", {"minutes": 20}),
]


@pytest.mark.parametrize(("text", "arguments"), REMINDERS, ids=[text for text, _ in REMINDERS])
def test_a_reminder_after_a_while_is_a_timer_of_that_name(text: str, arguments: dict[str, Any]) -> None:
    assert calls(text) == [("HassStartTimer", arguments)]


def test_a_german_reminder_is_a_timer_of_that_name() -> None:
    found = calls("erinnere mich in zehn Minuten an die Pizza", GERMAN, "de")
    assert found == [("HassStartTimer", {"minutes": 10, "name": "pizza"})]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("remind me at six to call granny", "clock"),
        ("remind me tomorrow about the bins", "clock"),
        ("set an alarm for seven tomorrow morning", "clock"),
        ("wake me up at half past six", "clock"),
        ("let me know when the washer finishes", "watch"),
        ("tell me when the garage door opens", "watch"),
        ("when the washer is done turn on the laundry light", "later"),
        ("if it rains close the garage door", "later"),
    ],
)
def test_what_no_tool_can_do_is_declined(text: str, why: str) -> None:
    assert doubt(text).kind == why


@pytest.mark.parametrize(
    "text",
    ["don't remind me in ten minutes", "did you remind me", "tell me when the film begins", "how do I set an alarm"],
)
def test_what_only_sounds_like_a_reminder_starts_none(text: str) -> None:
    assert calls(text) == [] and kind(text) in {"", "unsure", "leave"}


def test_two_orders_without_a_word_between_keep_their_own_values() -> None:
    assert calls("turn off the tv, dim the floor lamp to 20 and close the smart curtain") == [
        ("HassTurnOff", {"name": "TV", "domain": ["media_player"]}),
        ("HassLightSet", {"brightness": 20, "name": "Floor Lamp", "domain": ["light"]}),
        ("HassTurnOff", {"name": "Smart Curtain", "domain": ["cover"]}),
    ]


def test_doors_that_are_to_be_locked_are_locks() -> None:
    assert calls("lock all the doors in the house") == [("HassTurnOn", {"domain": ["lock"]})]
    assert calls("lock the doors downstairs") == [("HassTurnOn", {"floor": "downstairs", "domain": ["lock"]})]
    assert calls("schließ alle Türen ab", GERMAN, "de") == [("HassTurnOn", {"name": "Haustür", "domain": ["lock"]})]
    assert kind("unlock all the doors in the house") == "ask"
    assert kind("open all the lights in the house") == "ask"


def test_a_color_before_a_thing_tells_which() -> None:
    assert calls("turn on the blue lamp") == []
    assert calls("make the floor lamp blue")[0][1]["color"] == "blue"


def test_what_should_be_so_is_made_so() -> None:
    assert calls("make sure the chandelier is off") == [("HassTurnOff", {"name": "Chandelier", "domain": ["light"]})]
    assert calls("make sure the front door lock is unlocked") == []
    assert calls("sorg dafür, dass die Stehlampe aus ist", GERMAN, "de")[0][0] == "HassTurnOff"


def test_a_second_timer_is_no_second_of_the_first() -> None:
    lengths = [arguments for _, arguments in calls("set a timer for ten minutes and one for twenty minutes")]
    assert lengths == [{"minutes": 10}, {"minutes": 20}]
