"""Timers and orders for later."""

from typing import Any

import pytest

from inference.home.context import House
from tests.inference.home.houses import HOUSE, calls, doubt, kind

COMMAND = "conversation_command"
TIMERS: list[tuple[str, str, dict[str, Any]]] = [
    ("set a timer for 90 seconds", "HassStartTimer", {"minutes": 1, "seconds": 30}),
    ("set a pasta timer for an hour and a half", "HassStartTimer", {"hours": 1, "minutes": 30, "name": "pasta"}),
    ("ten minute timer", "HassStartTimer", {"minutes": 10}),
    ("cancel the pasta timer", "HassCancelTimer", {"name": "pasta"}),
    ("stop the timer in the kitchen", "HassCancelTimer", {"area": "Kitchen"}),
    ("stop all timers", "HassCancelAllTimers", {}),
    ("add two minutes to the half an hour timer", "HassIncreaseTimer", {"minutes": 2, "start_minutes": 30}),
    ("take 30 seconds off the pasta timer", "HassDecreaseTimer", {"seconds": 30, "name": "pasta"}),
    ("make the timer longer", "", {}),
    ("how many timers do I have", "HassTimerStatus", {}),
    ("cancel the timer and turn off the floor lamp", "", {}),
    ("pause the timer", "HassPauseTimer", {}),
    ("resume the pasta timer", "HassUnpauseTimer", {"name": "pasta"}),
    ("how much time is left on the pasta timer?", "HassTimerStatus", {"name": "pasta"}),
    ("close the garage door in 20 minutes", "HassStartTimer", {"minutes": 20, COMMAND: "close the garage door"}),
    ("in five minutes turn off the floor lamp", "HassStartTimer", {"minutes": 5, COMMAND: "turn off the floor lamp"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tool", "arguments"), TIMERS, ids=[text for text, *_ in TIMERS])
def test_timers(text: str, tool: str, arguments: dict[str, Any]) -> None:
    assert calls(text) == ([(tool, arguments)] if tool else [])


def test_a_device_without_timers_says_so() -> None:
    assert doubt("set a timer for ten minutes", House(HOUSE.register, timers=False)).kind == "no_timers"


def test_a_timer_without_a_length_asks_for_it() -> None:
    assert doubt("set a timer").kind == "how_long"


@pytest.mark.parametrize("text", ["how do I set a timer for an hour", "don't stop the timer"])
def test_neither_questions_nor_what_is_forbidden_touch_a_timer(text: str) -> None:
    assert calls(text) == [] and kind(text) != "act"


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("timer one hour twenty", [{"hours": 1, "minutes": 20}]),
        ("set a two minute thirty timer", [{"minutes": 2, "seconds": 30}]),
        (
            "two timers, ten minutes for the rice and twenty five minutes for the chicken",
            [{"minutes": 10, "name": "rice"}, {"minutes": 25, "name": "chicken"}],
        ),
        ("knock five minutes off the cake timer", [{"minutes": 5, "name": "cake"}]),
    ],
)
def test_lengths_in_words_and_several_timers(text: str, lengths: list[dict[str, Any]]) -> None:
    assert [arguments for _, arguments in calls(text)] == lengths


@pytest.mark.parametrize(
    "text",
    ["add five more minutes to the pasta timer", "give the pasta timer another five minutes",
     "put five extra minutes on the pasta timer"],
)  # fmt: skip
def test_more_minutes_are_added(text: str) -> None:
    assert calls(text) == [("HassIncreaseTimer", {"minutes": 5, "name": "pasta"})]


@pytest.mark.parametrize("text", ["set another timer for 5 minutes", "set another five minute timer"])
def test_another_timer_is_a_new_one(text: str) -> None:
    assert calls(text) == [("HassStartTimer", {"minutes": 5})]


def test_a_timer_is_made_longer_and_shorter() -> None:
    assert calls("make the timer 3 minutes longer") == [("HassIncreaseTimer", {"minutes": 3})]
    assert calls("make the timer 3 minutes shorter") == [("HassDecreaseTimer", {"minutes": 3})]
