"""A reply to the assistant's question is understood as that; no other word of the assistant counts."""

import pytest

from intents.replies import open_question
from tests.intents.talks import named, understood

GIANTS = "Do you mean the Giants of New York or San Francisco?"
PLAY = "when do the giants play"
SF, NY = "when do the San Francisco Giants play", "when do the New York Giants play"
LIGHT = "turn on the light"
REPLIES = [
    ((PLAY, (GIANTS, "San Francisco")), "games", SF),
    ((PLAY, (GIANTS, "san francisco please")), "games", SF),
    ((PLAY, (GIANTS, "the first one")), "games", NY),
    ((PLAY, (GIANTS, "the second")), "games", SF),
    ((PLAY, (GIANTS, "the last one")), "games", SF),
    ((PLAY, (GIANTS, "no, the ones of New York")), "games", NY),
    ((PLAY, (GIANTS, "yes, the first one")), "games", NY),
    ((PLAY, (GIANTS, "yes")), "games", PLAY),
    ((PLAY, (GIANTS, "the second one"), "and who do they play next"), "games",
     "who do the San Francisco Giants play next"),
    (("weather in springfield", ("Do you mean Springfield, Illinois?", "yes")), "now",
     "weather in Springfield, Illinois"),
    (("weather in paris", ("Paris, Texas or Paris, France?", "the one in Texas")), "now", "weather in Paris, Texas"),
    ((LIGHT, ("Which room?", "the kitchen")), "device", "turn on the light in the kitchen"),
    ((LIGHT, ("Which light, the porch light or the hall light?", "the hall light")), "device",
     "turn on the hall light"),
    ((LIGHT, ("In the kitchen or in the bedroom?", "bedroom")), "device", "turn on the light in the bedroom"),
    (("what's the weather", ("For which city?", "Denver")), "now", "what's the weather in Denver"),
    (("what's the weather", ("Which place do you mean?", "Denver")), "now", "what's the weather in Denver"),
    (("what's the weather", ("Today or tomorrow?", "tomorrow")), "forecast", "what's the weather tomorrow"),
    (("remind me to call the plumber", ("When should I remind you?", "at 5 pm")), "timers",
     "remind me to call the plumber at 5 pm"),
    (("it's hot in here", ("Shall I turn on the fan?", "yes please")), "device", "turn on the fan"),
    ((LIGHT, ("Do you want me to turn it off again?", "sure")), "device", "turn the light off again"),
    ((("Shall I open the blinds?", "go ahead"),), "device", "open the blinds"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "intent", "text"), REPLIES)
def test_a_reply_makes_the_question_whole(turns: tuple[str | tuple[str, str], ...], intent: str, text: str) -> None:
    found = understood(*turns)
    assert (found.match.intent, found.text) == (intent, text)
    assert found.slots.carried


def test_what_was_chosen_fills_a_slot() -> None:
    found = understood(PLAY, (GIANTS, "San Francisco"))
    assert "San Francisco Giants" in named(found).values() or named(found)["team"]


def test_a_yes_to_a_choice_of_two_leaves_it_open() -> None:
    assert understood(PLAY, (GIANTS, "yes")).match.reason == f"still open: {GIANTS}"


@pytest.mark.parametrize("text", ["no", "no thanks", "neither of them", "nope"])
def test_a_no_is_as_never_mind(text: str) -> None:
    found = understood(PLAY, (GIANTS, text))
    assert (found.match.intent, found.text, found.slots.carried) == ("bye", text, ())


@pytest.mark.parametrize(
    "turns",
    [
        (PLAY, (GIANTS, "never mind")),
        (PLAY, (GIANTS, "what time is it")),
        (PLAY, (GIANTS, "turn on the lamp")),
        (LIGHT, ("Which room?", "what's the weather in Rome")),
        (LIGHT, ("The light is on. Anything else?", "yes")),
        ("who wrote Hamlet", "yes"),
        ("who wrote Hamlet", "the first one"),
    ],
)
def test_what_is_no_reply_is_left_alone(turns: tuple[str | tuple[str, str], ...]) -> None:
    found = understood(*turns)
    said = turns[-1] if isinstance(turns[-1], str) else turns[-1][1]
    assert (found.text, found.slots.carried) == (said, ())


def test_never_mind_drops_the_question_and_what_was_talked_about() -> None:
    assert understood(PLAY, (GIANTS, "never mind"), "who do they play").slots.carried == ()


def test_a_place_that_is_no_reply_still_goes_on_with_the_weather() -> None:
    assert understood("weather in Paris", ("Anything else?", "and in Rome?")).text == "weather in Rome"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("It is sunny.", ""),
        ("It is sunny. Anything else?", "Anything else?"),
        ("Which room?", "Which room?"),
        ("Do you mean St. Louis or Kansas City?", "Do you mean St. Louis or Kansas City?"),
        ('I heard "lamp". **Which one?**', "Which one?"),
        ("", ""),
        ("Is it on? It is.", ""),
    ],
)
def test_only_a_question_at_the_end_is_open(said: str, asked: str) -> None:
    assert open_question(said).strip("*") == asked
