"""The boundary model learns from examples alone where one question ends and the next begins."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.boundaries import Boundaries
from intents.boundary_training import FEWEST, train_boundaries
from intents.models import SplitRule
from intents.splitter import Splitter
from tests.intents.rows import seed, seed_split_rules

EXAMPLES = [(row["text"], row["intent"]) for row in seed()["intents.pattern"] if row["type"] == "example"]
FEW = EXAMPLES[:: max(1, len(EXAMPLES) // 1200)]
RULES = seed_split_rules()
CONNECTORS = {word for rule in RULES for each in rule.connectors for word in each.split()} | {"or"}


@pytest.fixture(scope="session")
def model() -> Boundaries:
    trained = train_boundaries(FEW)
    assert trained is not None
    return trained


@pytest.fixture(scope="module")
def german() -> Boundaries:
    trained = train_boundaries(GERMAN, connectors=UND.connectors)
    assert trained is not None
    return trained


@pytest.fixture(scope="session")
def splitter(model: Boundaries) -> Splitter:
    return Splitter.build(RULES, ["Hook and Ladder"], model)


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
        (
            "what is 10 divided by 4 and 2 to the power of 8",
            ("what is 10 divided by 4", "2 to the power of 8"),
        ),
        ("What time is it? And how's the weather?", ("What time is it", "how's the weather?")),
        ("how warm is it in the hall, and also play some jazz", ("how warm is it in the hall", "play some jazz")),
        ("set the alarm for 7 after that turn off the lamp", ("set the alarm for 7", "turn off the lamp")),
        ("how much is 20% of 80 and what's $5 in euros", ("how much is 20% of 80", "what's $5 in euros")),
        ("how far is $5 (in yen) and what's the time", ("how far is $5 (in yen)", "what's the time")),
    ],
)
def test_several_questions_become_parts(splitter: Splitter, text: str, parts: tuple[str, ...]) -> None:
    assert splitter.split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "play Simon and Garfunkel",
        "who wrote pride and prejudice",
        "add eggs, milk and bread to the list",
        "forecast for Hook and Ladder",
        "what's the weather in Trinidad and Tobago",
        "i smell gas what should i do",
        "what is 2 plus 2",
        "say 'good night and what is your name' to grandma",
        "no and yes",
        "and",
        "🙂",
        "🙂 and 🙂",
        "how do I get to St. Louis",
    ],
)
def test_one_question_stays_whole(splitter: Splitter, text: str) -> None:
    assert splitter.split(text) == (text,)


def test_a_list_of_places_without_a_connector_keeps_its_words(splitter: Splitter) -> None:
    parts = splitter.split("London Paris and Tokyo weather")
    assert contents(" ".join(parts)) == ["london", "paris", "tokyo", "weather"]


def test_more_questions_than_allowed_stay_in_the_last_part(model: Boundaries) -> None:
    rule = SplitRule(name="two", connectors=["and"], max_parts=2)
    parts = Splitter.build([rule], (), model).split("what is the time and what is the date and who are you")
    assert parts == ("what is the time", "what is the date and who are you")


def test_a_connector_that_no_rule_names_stays(model: Boundaries) -> None:
    rule = SplitRule(name="then", connectors=["then"], max_parts=5)
    parts = Splitter.build([rule], (), model).split("turn off the lamp then what's the weather")
    assert parts == ("turn off the lamp", "what's the weather")
    assert "and" in " ".join(Splitter.build([rule], (), model).split("turn off the lamp and what's the weather"))


def test_without_rules_nothing_is_split(model: Boundaries) -> None:
    text = "what time is it? who are you?"
    assert Splitter.build([], (), model).split(text) == (text,)


def test_the_same_examples_give_the_same_model(german: Boundaries) -> None:
    other = train_boundaries(GERMAN[::-1], connectors=UND.connectors)
    assert other and german.dumps() == other.dumps()


def test_a_stored_model_is_the_same_and_small(model: Boundaries) -> None:
    data = model.dumps()
    assert Boundaries.loads(data).dumps() == data
    assert len(data) < 1_000_000


@pytest.mark.parametrize("data", [b"", b"no model", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_other_bytes_are_no_model(data: bytes) -> None:
    with pytest.raises(ValueError, match="model"):
        Boundaries.loads(data)


def test_too_few_examples_give_no_model() -> None:
    assert train_boundaries(FEW[: FEWEST - 1]) is None


def test_examples_of_one_category_are_enough() -> None:
    trained = train_boundaries([(text, "all") for text, _ in FEW[: 2 * FEWEST]])
    assert trained is not None
    assert Splitter.build(RULES, (), trained).split("and") == ("and",)


def test_another_language_learns_its_own_boundaries(german: Boundaries) -> None:
    splitter = Splitter.build([UND], (), german)
    assert splitter.split("schalte das licht in der küche ein und wie wird das wetter morgen") == (
        "schalte das licht in der küche ein",
        "wie wird das wetter morgen",
    )


UND = SplitRule(name="german", connectors=["und", "dann", "und dann"], max_parts=5)
GERMAN = [
    (f"{start} {thing} {end}", start)
    for start, things, ends in (
        ("schalte", ("das licht", "die lampe", "den ofen", "die heizung"), ("in der küche ein", "im flur aus", "ein")),
        ("wie wird", ("das wetter", "die luft", "der wind"), ("morgen", "heute", "in berlin", "am montag")),
        ("spiele", ("etwas musik", "ein lied", "das neue album"), ("im bad", "von anna", "lauter", "im wohnzimmer")),
        ("wie spät ist", ("es", "es jetzt"), ("in rom", "in tokio", "gerade", "bei oma")),
        ("stelle", ("den wecker", "einen timer", "die uhr"), ("auf sieben", "für zehn minuten", "auf acht")),
    )
    for thing in things
    for end in ends
]

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
    "in Boston",
    "$5",
    "20%",
    "שלום",
    "🙂",
    "St.",
    "'s",
    '"',
    "after that",
)


def contents(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in CONNECTORS]


def in_order(words: list[str], within: list[str]) -> bool:
    left = iter(within)
    return all(word in left for word in words)


@settings(max_examples=300)
@given(text=st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_no_content_word_is_lost_and_equal_text_gives_equal_parts(splitter: Splitter, text: str) -> None:
    parts = splitter.split(text)
    assert in_order(contents(text), contents(" ".join(parts)))
    assert parts == splitter.split(text)


@pytest.mark.parametrize("text", ["what time is it and " * 1638, "and " * 8000, "a, " * 10000, "x" * 32768])
def test_32_kib_are_split_within_bounds_and_kept(splitter: Splitter, text: str) -> None:
    parts = splitter.split(text)
    assert 1 <= len(parts) <= 5
    assert sum(len(part) for part in parts) > len(text) - 60
