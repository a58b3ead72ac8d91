"""Questions about the world go on: another phrase, another thing, the place that "there" means, whoever did it."""

import pytest

from intents.classifier import Classifier
from intents.followups import Understood, resolve
from intents.models import Intent, Pattern
from ragdomains.models import Domain
from tests.intents.talks import HOME, NAMES, NOW

SKY = Domain(name="weather", kind="weather")
INTENTS = [
    Intent(name="world", mode="llm"),
    Intent(name="weather", domain=SKY),
    Intent(name="forecast", domain=SKY),
    Intent(name="light", mode="act"),
    Intent(name="food"),
    Intent(name="thanks"),
]
SIGNS = [
    (
        "world",
        "regex",
        r"^(who|how (tall|big|many|old)|when (was|did)|what (is the capital|do they eat in)|was ist|wer)\b",
    ),
    ("world", "regex", r"^(wie viele|wann (ist|wurde))\b"),
    ("food", "regex", r"^what do they eat\b"),
    ("weather", "phrase", "weather"),
    ("forecast", "regex", r"\b(better|besser)\b"),
    ("light", "regex", "^turn"),
    ("thanks", "phrase", "cheers"),
]
CLASSIFIER = Classifier.build(
    INTENTS,
    [
        Pattern(intent=intent, type=kind, text=text, weight=2 if "eat in" in text else 1)
        for name, kind, text in SIGNS
        for intent in INTENTS
        if intent.name == name
    ],
)
CATEGORIES = {"world": "general", "weather": "weather", "forecast": "weather", "light": "control", "food": "recipes"}


def read(*turns: str, language: str = "en") -> Understood:
    *earlier, text = turns
    return resolve(text, earlier, CLASSIFIER, NAMES, NOW, HOME, language=language, categories=CATEGORIES)


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (("who is the president of france", "and of germany?"), "who is the president of germany"),
        (("how many calories are in an avocado", "what about in a mango"), "how many calories are in a mango"),
        (("who won the cup", "and in 2014"), "who won the cup in 2014"),
        (("how tall is fuji", "and kilimanjaro"), "how tall is kilimanjaro"),
        (("how big is iceland", "how many people live there"), "how many people live in iceland"),
        (("who is the king of norway", "what do they eat there"), "what do they eat in norway"),
        (("weather in oslo", "how many people live there"), "how many people live in oslo"),
        (("who wrote the hobbit", "how old was he"), "how old was the author of the hobbit"),
        (("who invented the telephone", "when did she die"), "when did the inventor of the telephone die"),
    ],
)
def test_a_question_about_the_world_goes_on(turns: tuple[str, ...], text: str) -> None:
    found = read(*turns)
    assert (found.match.intent, found.text) == ("world", text)


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (("was ist die hauptstadt von peru", "und von chile?"), "was ist die hauptstadt von chile"),
        (("wer schrieb faust", "wann ist er gestorben"), "wann ist der Autor von faust gestorben"),
        (("wer hat faust geschrieben", "wann wurde er geboren"), "wann wurde der Autor von faust geboren"),
    ],
)
def test_a_german_question_about_the_world_goes_on(turns: tuple[str, ...], text: str) -> None:
    assert read(*turns, language="de").text == text


@pytest.mark.parametrize(
    "turns",
    [
        ("turn on the lamp", "and of germany"),  # no order takes such a phrase
        ("how big is france", "and of spain"),  # nothing there that "of" could go on
        ("how tall is fuji", "and cheers"),
        ("weather in oslo", "kilimanjaro"),
        ("who won the cup", "in what year was it"),
        ("cheers", "how many people live there"),
    ],
)
def test_what_goes_on_from_nothing_stands_alone(turns: tuple[str, ...]) -> None:
    assert read(*turns).text == turns[-1]


def test_what_is_compared_with_another_day_keeps_its_place() -> None:
    found = read("weather in oslo", "will it be better on friday")
    assert (found.match.intent, found.slots.spot and found.slots.spot.name) == ("forecast", "oslo")
    assert "place" in found.slots.carried
    assert read("who won the cup", "will it be better on friday").slots.spot is None
    german = read("weather in kiel", "wird es morgen besser", language="de")
    assert german.slots.spot is not None
