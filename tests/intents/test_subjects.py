"""A pronoun is read as what it stands for; a word that stands for nothing is left alone."""

import pytest

from tests.intents.talks import named, understood

MEANT = [
    (("did the Celtics win last night", "who do they play next?"), "who do the Celtics play next", {}),
    (("who is LeBron James", "how tall is he"), "how tall is LeBron James", {"topic": "LeBron James"}),
    (("who is lebron james", "how tall is he", "and how old is he?"), "how old is lebron james", {}),
    (("who is Ada Lovelace", "when was she born"), "when was Ada Lovelace born", {"topic": "Ada Lovelace"}),
    (("who is Ada Lovelace", "when was she born", "where did she live"), "where did Ada Lovelace live", {}),
    (("who is our plumber", "what is their number?"), "what is our plumber's number", {"topic": "plumber"}),
    (("how tall is the eiffel tower", "when was it built"), "when was the eiffel tower built",
     {"topic": "eiffel tower"}),
    (("when was the Eiffel Tower built", "by whom?", "how tall is it"), "how tall is the Eiffel Tower", {}),
    (("who wrote Hamlet", "what is it about"), "what is Hamlet about", {"topic": "Hamlet"}),
    (("tell me about the Louvre", "when does it open"), "when does the Louvre open", {"topic": "Louvre"}),
    (("tell me about the Louvre", "tell me more"), "tell me more about the Louvre", {"topic": "Louvre"}),
    (("tell me about the Louvre", "and its opening hours"), "the Louvre's opening hours", {"topic": "Louvre"}),
    (("when do the Bruins play", "who is their coach"), "who is the Bruins' coach", {}),
    (("who is the mayor of Paris", "how old is he"), "how old is the mayor of Paris", {"topic": "mayor of Paris"}),
    (("did the Celtics win", "what time is it", "when do they play again"), "when do the Celtics play again", {}),
    (("turn on the lamp", "who is Ada Lovelace", "when did she die"), "when did Ada Lovelace die", {}),
    (("turn on the porch light", "turn it off again"), "turn the porch light off again", {}),
    (("turn on the porch light", "turn that off"), "turn the porch light off", {}),
    (("turn on the kitchen lights", "what's the weather", "turn them off again"), "turn the kitchen lights off again",
     {}),
    (("turn on the light in the kitchen", "switch it off"), "switch the light in the kitchen off", {"area": "kitchen"}),
    (("turn on the porch light", "make it blue"), "make the porch light blue", {}),
    (("open the blinds", "close them at 8"), "close the blinds at 8", {}),
    (("lock the front door", "is it locked"), "is the front door locked", {}),
    (("when is the next Celtics game", "where is it"), "where is the next Celtics game", {"team": "Boston Celtics"}),
    (("when is the next f1 race", "where is it"), "where is the next f1 race", {"topic": "next f1 race"}),
    (("celtics game", "where is it"), "where is celtics game", {"team": "Boston Celtics"}),
    (("f1 race on Sunday", "where is it"), "where is f1 race", {"topic": "f1 race"}),
    (("call mom", "what is her number"), "what is mom's number", {"person": "Anna"}),
]  # fmt: skip
LEFT_ALONE = [
    ("tell me about the Louvre", "is it raining"),
    ("tell me about the Louvre", "what time is it"),
    ("who is Ada Lovelace", "how hot is it"),
    ("who is Ada Lovelace", "is it Friday"),
    ("tell me about the Louvre", "how long does it take to boil an egg"),
    ("tell me about the Louvre", "is it true that cats dream"),
    ("turn on the lamp", "how old is he"),
    ("who is Ada Lovelace", "why do dogs wag their tails"),
    ("who is Ada Lovelace", "do cats clean their fur"),
    ("play some jazz", "turn it up"),
    ("turn on the porch light", "play some jazz", "turn it off"),
    ("turn on the fan", "how long has it been since Easter"),
    ("turn on the fan", "does it come with fries"),
    ("who is our plumber", "what do they eat in Spain"),
    ("who is our plumber", "what weather are they having"),
    ("who is our plumber", "is it colder than yesterday"),
    ("how tall is he",),
    ("what's the weather", "turn it off"),
]


@pytest.mark.parametrize(("turns", "text", "slots"), MEANT)
def test_a_pronoun_is_what_was_named_before(turns: tuple[str, ...], text: str, slots: dict[str, str]) -> None:
    found = understood(*turns)
    assert found.text == text
    assert named(found).items() >= slots.items()
    assert found.slots.carried


@pytest.mark.parametrize("turns", LEFT_ALONE)
def test_what_stands_for_nothing_is_left_alone(turns: tuple[str, ...]) -> None:
    found = understood(*turns)
    assert (found.text, found.slots.carried) == (turns[-1], ())


def test_the_device_of_the_last_order_is_carried_and_its_action_is_new() -> None:
    found = understood("turn on the light in the kitchen", "turn it off again")
    assert found.match.intent == "device"
    assert "light" in named(found)["device"]
    assert "device" in found.slots.carried and "action" not in found.slots.carried
