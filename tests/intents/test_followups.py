"""A question that leans on an earlier one is completed; a new topic is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.classifier import Classifier
from intents.followups import Understood, resolve
from intents.slots import Names
from ragdomains.types import Spot
from tests.intents.rows import seed_intents, seed_patterns

HOME = Spot("Bergen", 60.4, 5.3, "Europe/Oslo", "Norway", True)
NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))
CLASSIFIER = Classifier.build(list(seed_intents().values()), seed_patterns())
NAMES = Names.build()


def asked(*questions: str) -> Understood:
    return resolve(questions[-1], questions[:-1], CLASSIFIER, NAMES, NOW, HOME)


@pytest.mark.parametrize(
    ("questions", "intent", "place", "said", "carried"),
    [
        (
            ("what's the weather in Paris", "and tomorrow?"),
            "weather_forecast",
            "Paris",
            "tomorrow",
            ("intent", "place"),
        ),
        (
            ("will it rain in Oslo tomorrow", "what about Denver?"),
            "weather_rain",
            "Denver",
            "tomorrow",
            ("intent", "days"),
        ),
        (("is it raining", "how about the weekend"), "weather_rain", "", "the weekend", ("intent",)),
        (("weather in oslo", "what about bergen"), "weather_now", "bergen", "", ("intent",)),
        (
            ("weather in oslo", "and tomorrow", "what about bergen"),
            "weather_forecast",
            "bergen",
            "tomorrow",
            ("intent", "days"),
        ),
        (("what is 15 percent of 80", "times two"), "calculate", "", "", ()),
        (("is it windy in Rome", "and in Paris?"), "weather_wind", "Paris", "", ("intent",)),
        (("what time is it in Tokyo", "in New York?"), "time_now", "New York", "", ("intent",)),
        (("is it raining in Oslo", "and here?"), "weather_rain", "Bergen", "", ("intent",)),
        (("what's the weather in Bergen", "Denver?"), "weather_now", "Denver", "", ("intent",)),
        (
            ("weather in Paris", "and tomorrow?", "and in Rome?"),
            "weather_forecast",
            "Rome",
            "tomorrow",
            ("intent", "days"),
        ),
        (("weather in Paris tomorrow", "and now?"), "weather_now", "Paris", "", ("intent", "place")),
        (("weather in Boston", "what time is it there"), "time_now", "Boston", "", ("place",)),
        (("weather in Paris", "and the wind?"), "weather_wind", "Paris", "", ("place",)),
    ],
)
def test_what_is_left_out_is_carried_over(
    questions: tuple[str, ...], intent: str, place: str, said: str, carried: tuple[str, ...]
) -> None:
    found = asked(*questions)
    slots = found.slots
    assert (found.match.intent, slots.spot.name if slots.spot else "", slots.days.said if slots.days else "") == (
        intent,
        place,
        said,
    )
    assert slots.carried == carried


@pytest.mark.parametrize(
    "questions",
    [
        ("weather in Boston", "and what time is it in Tokyo"),
        ("weather in Boston", "who wrote Hamlet"),
        ("weather in Boston", "what about the stock market"),
        ("what's the weather", "thank you"),
        ("weather in Boston", "what is 5 plus 3"),
        ("and tomorrow?",),
    ],
)
def test_a_new_topic_carries_nothing(questions: tuple[str, ...]) -> None:
    found = asked(*questions)
    assert found.slots.carried == ()
    assert found.text == questions[-1]


def test_a_room_is_no_place_to_go_on_with() -> None:
    found = asked("weather in tokyo", "what about the kitchen lights")
    assert found.slots.spot is None


def test_the_completed_question_is_in_words() -> None:
    assert asked("what's the weather in Paris", "and tomorrow?").text == "what's the weather in Paris tomorrow"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(st.text(max_size=40), st.sampled_from(["weather in Paris", "and tomorrow?", "there"])),
        min_size=1,
        max_size=4,
    )
)
def test_it_never_raises_and_equal_talk_gives_an_equal_result(questions: list[str]) -> None:
    assert asked(*questions) == asked(*questions)
