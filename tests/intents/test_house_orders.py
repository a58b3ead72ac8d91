"""Two orders to the house are two, also without a verb that every language knows; one order is never cut."""

import pytest

from intents.house_orders import two_orders


@pytest.mark.parametrize(
    ("kind", "left", "right", "language"),
    [
        ("n", "kill the lights in the attic", "lock the side door", "en"),
        ("n", "turn the lamps on", "the tv off", "en"),
        ("b", "lights off", "blinds down", "en"),
        ("n", "put the kettle on", "tell me how far it is to the moon", "en"),
        ("n", "get the lights off", "is it late", "en"),
        ("n", "are the blinds closed", "turn the lamp off", "en"),
        ("n", "licht aus im keller", "rollos runter", "de"),
        ("n", "set the lights to 50 percent", "the heating to 21", "en"),
        ("n", "mach die rollos runter", "die heizung auf 21 grad", "de"),
        ("c", "die heizung im flur aus", "das licht im keller an", "de"),
    ],
)
def test_each_names_its_device_and_what_is_done(kind: str, left: str, right: str, language: str) -> None:
    assert two_orders(kind, left.split(), right.split(), language)


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        ("n", "turn off the lamp", "the fan"),
        ("n", "turn the tv", "the lamps off"),
        ("n", "is the door locked", "the lamp off"),
        ("n", "did i close the gate", "lock the side door"),
        ("n", "do not turn off the lamp", "lock the door"),
        ("n", "if it rains close the window", "turn on the heating"),
        ("b", "turn the lamp", "on the desk off"),
        ("s", "lights off", "blinds down"),
    ],
)
def test_one_order_or_a_question_is_not_two(kind: str, left: str, right: str) -> None:
    assert not two_orders(kind, left.split(), right.split(), "en")
