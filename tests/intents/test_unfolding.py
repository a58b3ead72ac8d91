"""A list of places becomes a question for each, in both languages, and without the commas that speech leaves out."""

import pytest

from intents.unfolding import unfold
from intents.words import Phrases

HELD = Phrases(["trinidad and tobago"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wetter in Rom, Paris und Oslo", ("Wetter in Rom", "Wetter in Paris", "Wetter in Oslo")),
        (
            "wie warm wird es morgen in Wien und Graz",
            ("wie warm wird es morgen in Wien", "wie warm wird es morgen in Graz"),
        ),
        ("regnet es in Köln oder Bonn am Samstag", ("regnet es in Köln am Samstag", "regnet es in Bonn am Samstag")),
        ("Wetter in Bad Homburg und Frankfurt am Main", ("Wetter in Bad Homburg", "Wetter in Frankfurt am Main")),
        ("wie spät ist es in Tokio und New York", ("wie spät ist es in Tokio", "wie spät ist es in New York")),
        ("weather in lisbon madrid and porto", ("weather in lisbon", "weather in madrid", "weather in porto")),
        ("weather in the isle of man and jersey", ("weather in the isle of man", "weather in jersey")),
    ],
)
def test_each_place_is_a_question(text: str, parts: tuple[str, ...]) -> None:
    assert unfold(text, HELD) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("tell me the time, date and weather", ("tell me the time", "tell me date", "tell me weather")),
        ("sag mir das Wetter und die Nachrichten", ("sag mir das Wetter", "sag mir die Nachrichten")),
        ("tell me the time the date and the weather", ("tell me the time", "tell me the date", "tell me the weather")),
        ("weather news and traffic", ("weather", "news", "traffic")),
        ("news weather traffic", ("news", "weather", "traffic")),
        (
            "give me the weather forecast sports news and traffic",
            ("give me the weather forecast", "give me sports news", "give me traffic"),
        ),
        ("sag mir wetter nachrichten und termine", ("sag mir wetter", "sag mir nachrichten", "sag mir termine")),
        ("what's the news, the weather and the time in Bath", ("the news", "the weather", "the time")),
    ],
)
def test_each_topic_is_a_question(text: str, parts: tuple[str, ...]) -> None:
    whole = [f"what's {each} in Bath" if "Bath" in text else each for each in parts]
    assert [*unfold(text, HELD)] == whole


def test_what_was_said_before_the_list_is_no_topic() -> None:
    assert unfold("my brother likes the news and the weather", HELD) == ("my brother likes the news and the weather",)


@pytest.mark.parametrize(
    "text",
    [
        "Wetter in Berlin heute und morgen",
        "wie warm ist es in der Küche und im Bad",
        "weather in trinidad and tobago",
        "weather in Berlin today and tomorrow",
        "what's the weather forecast",
        "weather news",
        "what is the sunset time",
        "news headlines about time travel",
    ],
)
def test_what_is_no_list_of_places_stays_whole(text: str) -> None:
    assert unfold(text, HELD) == (text,)


def test_a_state_behind_a_city_is_no_city() -> None:
    assert unfold("weather in albany new york and boston", HELD) == ("weather in albany new york", "weather in boston")
