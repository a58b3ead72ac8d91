"""An order that goes on from an order is completed from it."""

import pytest

from tests.intents.talks import named, understood

KITCHEN = "turn on the light in the kitchen"
ORDERS = [
    (("dim the porch light", "brighter"), "device", "make the porch light brighter"),
    (("dim the porch light", "a bit brighter please"), "device", "make the porch light a bit brighter"),
    (("hall lamp on", "brighter"), "device", "make lamp brighter"),
    (("dim the porch light", "bit brighter"), "device", "make the porch light brighter"),
    (("set the heating to 22", "tad lower"), "device", "make the heating lower"),
    (("turn on the porch light", "too bright"), "device", "make the porch light dimmer"),
    (("dim the porch light", "a bit more"), "device", "dim the porch light a bit more"),
    (("dim the porch light", "brighter", "even more"), "device", "make the porch light brighter"),
    (("turn up the heating", "a bit less"), "device", "turn down the heating a bit less"),
    (("turn on the fan", "off again"), "device", "turn off the fan"),
    (("turn off the fan", "back on"), "device", "turn on the fan"),
    (("turn on the porch light", "and off at ten"), "device", "turn off the porch light at ten"),
    (("turn on the fan", "off again in ten minutes"), "device", "turn off the fan in ten minutes"),
    (("turn on the fan", "and at nine turn it off again"), "device", "turn the fan off again at nine"),
    (("turn off the fan", "and the heating to 21"), "device", "set the heating to 21"),
    (("is the front door locked", "and then lock it"), "device", "lock the front door"),
    (("close the garage door", "open again"), "device", "open the garage door"),
    ((KITCHEN, "same in the bedroom"), "device", "turn on the light in the bedroom"),
    ((KITCHEN, "the bedroom too"), "device", "turn on the light in the bedroom"),
    ((KITCHEN, "and in the hall"), "device", "turn on the light in the hall"),
    (("turn on the lamp", "do the same in the bedroom"), "device", "turn on the lamp in the bedroom"),
    ((KITCHEN, "and the fan"), "device", "turn on the fan in the kitchen"),
    ((KITCHEN, "what about the radio"), "device", "turn on the radio in the kitchen"),
    ((KITCHEN, "do it again"), "device", KITCHEN),
    (("set the lamp to 30 percent", "50 percent"), "device", "set the lamp to 50 percent"),
    (("play some jazz", "louder"), "music", "louder"),
    (("play some jazz", "louder", "a bit more"), "music", "louder"),
    (("is it raining", "again"), "rain", "is it raining"),
    (("turn on the porch light", "the other one too"), "device", "turn on the other porch light"),
    (("turn on the porch light", "turn the other one off"), "device", "turn the other porch light off"),
]
ALONE = ["louder", "a bit more", "off again", "the other one too", "do it again", "brighter", "same in the kitchen"]


@pytest.mark.parametrize(("turns", "intent", "text"), ORDERS)
def test_an_order_goes_on_from_the_last(turns: tuple[str, ...], intent: str, text: str) -> None:
    found = understood(*turns)
    assert (found.match.intent, found.text) == (intent, text)
    assert found.slots.carried


@pytest.mark.parametrize("text", ALONE)
def test_an_order_that_goes_on_from_nothing_is_left_alone(text: str) -> None:
    found = understood(text)
    assert (found.text, found.slots.carried) == (text, ())


def test_an_order_with_its_own_device_and_deed_goes_on_from_none() -> None:
    found = understood("turn off the TV", "the lamp on")
    assert (found.text, found.slots.carried) == ("the lamp on", ())


@pytest.mark.parametrize("text", ["brighter", "off again", "the other one too"])
def test_an_order_does_not_go_on_from_a_question(text: str) -> None:
    found = understood("who wrote Hamlet", text)
    assert (found.text, found.slots.carried) == (text, ())


def test_which_other_one_is_meant_is_not_sure() -> None:
    found = understood("turn on the porch light", "the other one too")
    assert not found.match.sure
    assert named(found)["which"] == "the other porch light"
    assert "device" not in found.slots.values


def test_more_of_an_order_without_a_direction_is_not_sure() -> None:
    assert not understood("turn on the lamp", "a bit more").match.sure
    assert understood("dim the lamp", "a bit more").match.sure
