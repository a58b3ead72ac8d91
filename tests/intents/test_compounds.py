"""A word that is a room and a device is read as both, and no other word is taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.compounds import compounds, spread
from intents.gazetteer import mentions


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("küchenlicht an", "küche licht an"),
        ("ist das treppenhauslicht an", "ist das treppenhaus licht an"),
        ("badheizung und büro-tv aus", "bad heizung und büro tv aus"),
        ("wohnzimmer-lampe heller", "wohnzimmer lampe heller"),
        ("die wohnzimmerlichter", "die wohnzimmer lichter"),
    ],
)
def test_the_room_and_the_device_are_told_apart(text: str, apart: str) -> None:
    assert spread(text, "de") == apart


@pytest.mark.parametrize(
    "text",
    ["die haustür", "stehlampe an", "heizungskeller", "das gartenhaus", "küchenschrank", "speicherplatz", "tageslicht"],
)
def test_a_word_of_its_own_stays_whole(text: str) -> None:
    assert spread(text, "de") == text


def test_only_a_language_that_joins_words_is_taken_apart() -> None:
    assert spread("küchenlicht", "en") == "küchenlicht"


def test_each_half_stands_where_it_is_written() -> None:
    text = "mach das küchenlicht aus"
    assert [(each.kind, each.value, text[each.start : each.end]) for each in mentions(text, "de")] == [
        ("area", "kitchen", "küche"),
        ("device", "light", "licht"),
    ]


@settings(max_examples=200)
@given(st.text(alphabet="abcdeiklnrtuüßs- ", max_size=60))
def test_no_letter_of_the_text_is_lost(text: str) -> None:
    joints = sum(each.device_start - each.room_end for each in compounds(text, "de"))
    number = sum(1 for _ in compounds(text, "de"))
    assert len(spread(text, "de")) == len(text) - joints + number
