"""A correction puts what is right in the stead of what was wrong."""

import pytest

from tests.intents.talks import named, understood

LIVING_ROOM = "turn on the light in the living room"
CORRECTED = [
    ((LIVING_ROOM, "no, I meant the kitchen"), "device", "turn on the light in the kitchen", {"area": "kitchen"}),
    ((LIVING_ROOM, "not the living room, the kitchen"), "device", "turn on the light in the kitchen",
     {"area": "kitchen"}),
    ((LIVING_ROOM, "not the living room the kitchen"), "device", "turn on the light in the kitchen",
     {"area": "kitchen"}),
    (("weather in Boston", "not boston denver"), "now", "weather in denver", {"place": "denver"}),
    ((LIVING_ROOM, "I said the bedroom"), "device", "turn on the light in the bedroom", {"area": "bedroom"}),
    ((LIVING_ROOM, "no, the fan"), "device", "turn on the fan in the living room", {"area": "living room"}),
    (("weather in Boston", "not Boston, Denver"), "now", "weather in Denver", {"place": "Denver"}),
    (("weather in Boston", "Denver, not Boston"), "now", "weather in Denver", {"place": "Denver"}),
    (("weather in Boston", "nah, Denver"), "now", "weather in Denver", {"place": "Denver"}),
    (("set an alarm for seven", "nah make it eight"), "timers", "set an alarm for 8", {}),
    (("weather in Boston", "sorry, Denver"), "now", "weather in Denver", {"place": "Denver"}),
    (("weather in Boston", "no, in Denver"), "now", "weather in Denver", {"place": "Denver"}),
    (("weather in Boston", "I meant Denver"), "now", "weather in Denver", {"place": "Denver"}),
    (("weather in Boston tomorrow", "actually Friday"), "forecast", "weather in Boston Friday", {"days": "Friday"}),
    (("weather in Boston tomorrow", "make it Friday"), "forecast", "weather in Boston Friday", {"days": "Friday"}),
    (("weather in Boston tomorrow", "Friday instead"), "forecast", "weather in Boston Friday", {"place": "Boston"}),
    (("weather in Boston tomorrow", "no wait, on Friday"), "forecast", "weather in Boston on Friday",
     {"place": "Boston"}),
    (("who wrote Hamlet", "no, I meant Macbeth"), "", "who wrote Macbeth", {"topic": "Macbeth"}),
    (("who wrote Hamlet", "not Hamlet but Macbeth"), "", "who wrote Macbeth", {}),
    (("set the lamp to 30 percent", "make that 50"), "device", "set the lamp to 50 percent", {"brightness": "50"}),
    (("set the lamp to thirty percent", "make that fifty"), "device", "set the lamp to 50 percent",
     {"brightness": "50"}),
    (("set a timer for ten minutes", "make that fifteen"), "timers", "set a timer for 15 minutes",
     {"duration": "PT15M"}),
    (("turn on the heating", "make it 19"), "device", "set the heating to 19", {"temperature": "19"}),
    (("make the lamp blue", "no red"), "device", "make the lamp red", {"color": "red"}),
    (("set the lamp to 30 percent", "no, 50 percent"), "device", "set the lamp to 50 percent", {"brightness": "50"}),
    (("turn on the bedroom light", "not that one the kitchen"), "device", "turn on the kitchen light",
     {"area": "kitchen"}),
    (("wake me with an alarm at six", "no half past"), "timers", "wake me with an alarm half past 6",
     {"time": "18:30"}),
    (("did the Celtics win", "I meant the Lakers"), "games", "did the Lakers win", {}),
]  # fmt: skip
NO_CORRECTIONS = [
    ("weather in Boston", "no"),
    ("weather in Boston", "actually, what time is it"),
    ("weather in Boston", "no, turn on the lamp"),
    ("weather in Boston", "why is the sky not green"),
    ("run the vacuum", "no lights"),
    ("weather in Boston", "no, that isn't correct"),
    ("weather in Boston", "that is not what I meant"),
    ("weather in Boston", "please check what I said"),
    ("sorry, Denver",),
    ("not Boston, Denver",),
]


@pytest.mark.parametrize(("turns", "intent", "text", "slots"), CORRECTED)
def test_what_is_right_comes_in_the_stead_of_what_was_wrong(
    turns: tuple[str, ...], intent: str, text: str, slots: dict[str, str]
) -> None:
    found = understood(*turns)
    assert (found.match.intent, found.text) == (intent, text)
    assert named(found).items() >= slots.items()
    assert found.slots.carried


@pytest.mark.parametrize("turns", NO_CORRECTIONS)
def test_what_corrects_nothing_is_left_alone(turns: tuple[str, ...]) -> None:
    found = understood(*turns)
    assert (found.text, found.slots.carried) == (turns[-1], ())


def test_what_was_wrong_is_gone() -> None:
    found = understood("weather in Boston tomorrow", "not Boston, Denver")
    assert "Boston" not in found.text
    assert found.slots.carried == ("intent", "days")
