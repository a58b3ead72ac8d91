"""A name alone asks the last question of another of its kind; alone it would be something else."""

import pytest

from intents.classifier import Classifier
from intents.followups import resolve
from intents.models import Intent, Pattern
from intents.places import is_town
from tests.intents.talks import HOME, NAMES, NOW, named, understood


@pytest.mark.parametrize(
    ("turns", "intent", "text", "slots"),
    [
        (("share price of google", "amazon?"), "shares", "share price of amazon", {"company": "Amazon"}),
        (("did the celtics win", "and the bruins"), "games", "did the bruins win", {"team": "Boston Bruins"}),
        (("weather in oslo", "paris"), "now", "weather in paris", {"place": "paris"}),
        (("weather in oslo", "how bout boulder"), "now", "weather in boulder", {"place": "boulder"}),
        (("what time is it in oslo", "how about tokyo then"), "time", "what time is it in tokyo", {"place": "tokyo"}),
    ],
)
def test_a_name_alone_asks_again(turns: tuple[str, ...], intent: str, text: str, slots: dict[str, str]) -> None:
    found = understood(*turns)
    assert (found.match.intent, found.text) == (intent, text)
    assert slots.items() <= named(found).items()


@pytest.mark.parametrize(
    "turns",
    [
        ("weather in oslo", "amazon?"),  # nothing that was asked has a company
        ("did the celtics win", "who founded amazon"),
        ("share price of google", "order something from amazon for me"),
        ("weather in oslo", "nice"),
    ],
)
def test_what_is_of_no_kind_that_was_asked_about_stands_alone(turns: tuple[str, ...]) -> None:
    found = understood(*turns)
    assert found.text == turns[-1]
    assert found.slots.carried == ()


@pytest.mark.parametrize("turns", [("Boston?",), ("what's the wifi password", "boston"), ("thanks", "boston")])
def test_a_town_alone_asks_for_its_weather(turns: tuple[str, ...]) -> None:
    found = understood(*turns)
    assert (found.match.intent, found.text.lower()) == ("now", "weather in boston")
    assert named(found)["place"].lower() == "boston"


def test_a_row_says_what_a_town_asks_for_instead() -> None:
    games = Intent(name="games")
    rows = [Pattern(intent=games, type="example", text="boston"), Pattern(intent=games, type="phrase", text="weather")]
    found = resolve("boston?", [], Classifier.build([games], rows), NAMES, NOW, HOME)
    assert (found.match.intent, found.text) == ("games", "boston?")


@pytest.mark.parametrize(
    ("said", "language", "known"),
    [
        ("Boston?", "en", True),
        ("cape cod", "en", True),
        ("münchen", "de", True),
        ("münchen", "en", False),
        ("nice", "en", False),
        ("boston tomorrow", "en", False),
    ],
)
def test_a_town_is_known_by_its_name_alone(said: str, language: str, known: bool) -> None:
    assert is_town(said, language) is known
