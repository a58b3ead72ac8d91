"""Sentences are taken apart at the right places, and nothing is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents import splitter
from intents.models import SplitRule
from intents.splitter import Splitter
from tests.intents.rows import seed_split_rules

SPLITTER = Splitter.build(seed_split_rules(), ["Hook and Ladder"])
CONNECTORS = {word for rule in seed_split_rules() for each in rule.connectors for word in each.split()} | {"or"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("turn on the porch light and what's the weather", ("turn on the porch light", "what's the weather")),
        ("weather in Paris, Rome and Oslo", ("weather in Paris", "weather in Rome", "weather in Oslo")),
        (
            "what time is it in Tokyo and how is the weather in Boston?",
            ("what time is it in Tokyo", "how is the weather in Boston?"),
        ),
        ("What time is it? And how's the weather?", ("What time is it", "how's the weather?")),
        ("lock the door, also what's the date", ("lock the door", "what's the date")),
        ("play some jazz, after that dim the lights", ("play some jazz", "dim the lights")),
        ("lights and fan off then lock up", ("lights and fan off", "lock up")),
        ("weather and traffic in Boston", ("weather in Boston", "traffic in Boston")),
        ("what's the weather and the time", ("what's the weather", "what's the time")),
        ("what time is it is it raining", ("what time is it", "is it raining")),
        ("weather in Paris and Rome tomorrow", ("weather in Paris tomorrow", "weather in Rome tomorrow")),
        ("when is bin day and 12 times 9", ("when is bin day", "12 times 9")),
        ("what is 2 plus 2 and 3 times 4", ("what is 2 plus 2", "3 times 4")),
        ("5 km in miles, 10 kg in pounds", ("5 km in miles", "10 kg in pounds")),
        ("is it warmer in oslo or in rome", ("is it warmer in oslo", "is it warmer in rome")),
        ("is it colder in Oslo than in Rome today?", ("is it colder in Oslo today", "is it colder in Rome today")),
        ("which is colder today, oslo or bergen", ("is it colder today in oslo", "is it colder today in bergen")),
        ("weather in Trinidad and Tobago and Bonaire", ("weather in Trinidad and Tobago", "weather in Bonaire")),
    ],
)
def test_several_questions_become_parts(text: str, parts: tuple[str, ...]) -> None:
    assert SPLITTER.split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "what's the weather in Trinidad and Tobago",
        "play Simon and Garfunkel",
        "how much salt and pepper goes into the soup",
        "is there rain between 5 and 7",
        "what is the sum of 5 and 3",
        "weather saturday and sunday",
        "what's the weather in Paris today and tomorrow",
        "if it rains, will the game be cancelled",
        "in Boston, what is the best way to the harbour",
        "tell me what time it is",
        "and tomorrow?",
        "how do I get to St. Louis",
        "what is 3.5 plus 2",
        "forecast for Hook and Ladder",
        "turn on the light and the fan",
        "mac and cheese recipe",
        "the radiator is cold at the top, what do i do",
        "i smell gas what should i do",
        "My fridge beeps. What can I do about it?",
        "convert 5 feet, 6 inches to cm",
        "is it warmer today than yesterday",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert SPLITTER.split(text) == (text,)


def test_more_questions_than_allowed_stay_in_the_last_part() -> None:
    rule = SplitRule(name="two", connectors=["and"], max_parts=2)
    parts = Splitter.build([rule]).split("what is the time and what is the date and who are you")
    assert parts == ("what is the time", "what is the date and who are you")


def test_without_rules_nothing_is_split() -> None:
    assert Splitter.build([]).split("what time is it? who are you?") == ("what time is it? who are you?",)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_blank_text_has_no_parts(text: str) -> None:
    assert SPLITTER.split(text) == ()


def test_32_kib_are_split_within_bounds_and_kept() -> None:
    text = "what time is it and " * 1638
    parts = SPLITTER.split(text)
    assert len(parts) == 5
    assert sum(len(part) for part in parts) > len(text) - 60


PIECES = (
    "what time is it",
    "turn on the light",
    "and",
    "then",
    ",",
    "also",
    "weather in Paris",
    "Rome",
    "Oslo tomorrow",
    "?",
    "Trinidad and Tobago",
    "is it raining",
    "the weather",
    "the time",
    "in Boston",
    "שלום",
    "🙂",
    "St.",
    "after that",
)


def contents(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in CONNECTORS]


def in_order(words: list[str], within: list[str]) -> bool:
    left = iter(within)
    return all(word in left for word in words)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_no_content_word_is_lost_and_equal_text_gives_equal_parts(text: str) -> None:
    parts = SPLITTER.split(text)
    assert in_order(contents(text), contents(" ".join(parts)))
    assert parts == SPLITTER.split(text)


def test_what_is_remembered_is_bounded_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitter, "KNOWN", 2)
    made = Splitter.build([])
    asked = ["one", "two", "three", "one", " ", "one"]
    assert [made.split(text) for text in asked] == [("one",), ("two",), ("three",), ("one",), (), ("one",)]
    assert len(made._known) <= 2
