"""What comes with Athena takes everyday sentences apart, and leaves one question whole."""

import pytest

from intents import trained
from intents.splitter import Splitter
from tests.intents.rows import seed_split_rules


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    boundaries = trained.loaded(trained.shipped())[1]
    assert boundaries is not None
    return Splitter.build([rule for rule in seed_split_rules() if rule.language in ("", "en")], (), boundaries)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Turn on the porch light and what's the weather", ("Turn on the porch light", "what's the weather")),
        ("lights and fan off then lock up", ("lights and fan off", "lock up")),
        ("weather in Paris, Rome and Oslo", ("weather in Paris", "weather in Rome", "weather in Oslo")),
        (
            "is it warmer in Trinidad and Tobago or in Bonaire",
            ("is it warmer in Trinidad and Tobago", "is it warmer in Bonaire"),
        ),
        ("what time is it is it raining", ("what time is it", "is it raining")),
        ("weather and traffic in Boston", ("weather in Boston", "traffic in Boston")),
        ("kill the lights in the attic and lock the side door", ("kill the lights in the attic", "lock the side door")),
        ("remind me to ring eva at five and tell me the news", ("remind me to ring eva at five", "tell me the news")),
        ("remind me to water the fern and what time is it", ("remind me to water the fern", "what time is it")),
        ("put soap on the list and tell me the time", ("put soap on the list", "tell me the time")),
        (
            "good morning what's on my calendar today and will it rain",
            ("good morning", "what's on my calendar today", "will it rain"),
        ),
        ("who won the cup last year and who sang first", ("who won the cup last year", "who sang first")),
        ("good morning is it cold outside", ("good morning", "is it cold outside")),
        ("news from chad and from peru", ("news from chad", "news from peru")),
        ("the population of chad and of peru", ("the population of chad", "the population of peru")),
        ("weather in bath reading and leeds", ("weather in bath", "weather in reading", "weather in leeds")),
        ("play some jazz, dim the lights", ("play some jazz", "dim the lights")),
        ("turn on the heating, lock the front door", ("turn on the heating", "lock the front door")),
        ("lock the door, also what's the date", ("lock the door", "what's the date")),
        ("play some jazz, after that dim the lights", ("play some jazz", "dim the lights")),
        ("what is 35 times 23 and where is the moon", ("what is 35 times 23", "where is the moon")),
        ("how big is iceland and how many people live there", ("how big is iceland", "how many people live there")),
        ("how big is iceland how many people live there", ("how big is iceland", "how many people live there")),
        ("how far is the sun and how long to walk there", ("how far is the sun", "how long to walk there")),
        (
            "whats the latest on the storm and is it moving north",
            ("whats the latest on the storm", "is it moving north"),
        ),
        ("headlines and the cricket please", ("headlines", "the cricket please")),
        ("is the gate shut if not shut it", ("is the gate shut", "shut it")),
        ("is oslo or rome colder today", ("is it colder today in oslo", "is it colder today in rome")),
        ("what's the time in Rome and how old is the moon", ("what's the time in Rome", "how old is the moon")),
    ],
)
def test_several_questions_become_parts(splitter: Splitter, text: str, parts: tuple[str, ...]) -> None:
    assert splitter.split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "play Simon and Garfunkel",
        "good morning vietnam showtimes",
        "remind me to ask eva and tell tom",
        "what's the difference in price between a pint of milk and of cream",
        "let me ask you how many bones are in a hand",
        "sorry to bother you but could you possibly tell me whether it might snow",
        "um so like what's the score in the game",
        "do you think you could possibly tell me if I'm likely to need a scarf on monday",
        "my train is the ten fifteen and I'd like to know if it's late",
        "what's the difference between golf and tennis",
        "how many eggs and how much flour do i need",
        "what's the weather in Trinidad and Tobago",
        "how much is two hundred and six plus three hundred and nine",
        "what is six plus four",
        "set a timer for one hour and ten minutes",
        "go ahead and lock the car",
        "is the shop open between nine and eleven",
        "if the lamp is on then turn it off",
        "is it windy in Cork and nearby",
        "ring the bakery and order a loaf",
        "wake me at six and another time at seven",
        "my brother and i want a table for two",
        "find a hotel for my wife and i in Leeds",
        "book a room for me and my sister",
        "is there a train from reno, nv to mesa, az",
    ],
)
def test_one_question_stays_whole(splitter: Splitter, text: str) -> None:
    assert splitter.split(text) == (text,)
