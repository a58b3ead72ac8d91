"""A name alone asks the last question of another of its kind; alone it would be something else."""

import pytest

from intents.places import is_town
from tests.intents.talks import named, understood


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
        ("what's the wifi password", "paris"),  # nothing that was asked has a place
        ("weather in oslo", "nice"),
    ],
)
def test_what_is_of_no_kind_that_was_asked_about_stands_alone(turns: tuple[str, ...]) -> None:
    found = understood(*turns)
    assert found.text == turns[-1]
    assert found.slots.carried == ()


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
