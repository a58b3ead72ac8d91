"""Orders that are said around: as a wish, with an exception before the state, with courtesy behind."""

import pytest

from tests.inference.home.houses import GERMAN, calls, kind, plan

LAMP = {"name": "Floor Lamp", "domain": ["light"]}
STAND = {"name": "Stehlampe", "domain": ["light"]}


@pytest.mark.parametrize(
    "text",
    [
        "would it be possible to have the floor lamp on",
        "would it be possible to have the floor lamp on?",
        "I wouldn't mind the floor lamp on",
        "I'd appreciate it if you turned on the floor lamp",
        "I'd be grateful if you could turn on the floor lamp",
        "it's about time you turned the floor lamp on",
        "time to turn the floor lamp on",
        "turn on the floor lamp for the time being",
        "the floor lamp should be on",
        "the floor lamp needs to be on",
    ],
)
def test_a_wish_is_an_order(text: str) -> None:
    assert calls(text) == [("HassTurnOn", LAMP)]


@pytest.mark.parametrize(
    "text",
    [
        "wäre es möglich, die Stehlampe auszuschalten?",
        "könntest du so nett sein und die Stehlampe ausschalten",
        "die Stehlampe soll aus sein",
    ],
)
def test_a_german_wish_is_an_order(text: str) -> None:
    assert calls(text, GERMAN, "de") == [("HassTurnOff", STAND)]


@pytest.mark.parametrize(
    "text", ["should the floor lamp be on", "the floor lamp should not be on", "if the floor lamp should be on"]
)
def test_what_only_asks_or_supposes_moves_nothing(text: str) -> None:
    assert calls(text) == []


def test_a_door_that_should_be_unlocked_is_not_unlocked() -> None:
    assert calls("the front door lock should be unlocked") == []


@pytest.mark.parametrize(
    "text", ["all the lights except the floor lamp off", "all lights but the floor lamp off", "the lights off"]
)
def test_an_exception_may_stand_before_the_state(text: str) -> None:
    named = [arguments.get("name") for _, arguments in calls(text)]
    assert named == (["Overhead Light"] if "lamp" in text else [None])


@pytest.mark.parametrize("text", ["turn of the floor lamp", "tern off the floor lamp", "floor lamp of"])
def test_a_misheard_particle_is_put_right(text: str) -> None:
    assert calls(text) == [("HassTurnOff", LAMP)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("turn on the bedroom fan and close the blind in there too", {"name": "Bedroom Blind", "domain": ["cover"]}),
        ("turn on the floor lamp and make it red", {"color": "red", **LAMP}),
    ],
)
def test_it_and_there_are_those_of_the_first_order(text: str, second: dict[str, object]) -> None:
    assert calls(text)[1][1] == second


@pytest.mark.parametrize("text", ["turn on the floor lamp, actually no don't", "turn on the floor lamp never mind"])
def test_an_order_that_is_taken_back_is_left(text: str) -> None:
    assert kind(text) == "leave"


@pytest.mark.parametrize(
    "text", ["turn the printer on at ten", "close the curtains at sunset", "turn off the floor lamp at 7"]
)
def test_a_time_of_day_is_no_value(text: str) -> None:
    found = plan(text)
    assert found and found.doubt and found.doubt.kind == "later"


def test_an_alarm_cannot_be_armed() -> None:
    found = plan("arm the alarm system")
    assert found and found.doubt and found.doubt.kind == "alarm" and found.wary
