"""The name of an unknown team, by where it stands in a question."""

from datetime import UTC, datetime

import pytest

from ragdomains.games.unknown import named
from ragdomains.types import Lookup

NOW = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("when do the Wobblers play next", "Wobblers"),
        ("did the Quuxers win yesterday", "Quuxers"),
        ("when's the next Wobblers game", "Wobblers"),
        ("what's the score of the Blargs game", "Blargs"),
        ("wie haben die Wuselbären gespielt?", "Wuselbären"),
        ("wann spielt Kleinkleckersdorf am Samstag?", "Kleinkleckersdorf"),
    ],
)
def test_the_name_is_what_stands_where_a_team_does(text: str, name: str) -> None:
    assert named(Lookup("next", text, NOW)) == name


@pytest.mark.parametrize(
    "text",
    [
        "when do we play",
        "are there any games on tonight",
        "did anyone win",
        "what's the score",
        "is the game on tv",
        "who won last night",
        "how is my team doing",
        "wann wird heute gespielt",
        "hat jemand gewonnen",
    ],
)
def test_who_names_no_team_is_asked(text: str) -> None:
    assert named(Lookup("next", text, NOW)) == ""
