"""Text is made comparable without harm."""

import pytest

from intents.words import LONGEST, Phrases, clean, fold, normalise, read, stem


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("What's the time?", "what is the time"),
        ("Hey Athena, could you please tell me what's the weather", "what is the weather"),
        ("I’d like to know if it’s raining", "if it is raining"),
        ("let me ask you how deep the sea is", "how deep the sea is"),
        ("I have a question, why do cats purr?", "why do cats purr"),
        ("can I ask you something", "can i ask you something"),
        ("what s the weather", "what is the weather"),
        ("the Wi-Fi password, please", "the wifi password"),
        ("today's date", "today date"),
        ("10-day forecast", "10 day forecast"),
        ("please", "please"),
        ("we\u200bather", "weather"),
    ],
)
def test_wordings_that_mean_the_same_become_the_same(text: str, same: str) -> None:
    assert normalise(text) == same


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "\u200b\u200d", "\x00", "?!"])
def test_text_without_words_has_none(text: str) -> None:
    assert read(text).words == ()


def test_a_long_text_is_bounded() -> None:
    assert len(clean("ﷺ" * 32_768)) <= LONGEST


def test_folding_keeps_positions() -> None:
    assert len(fold("İstanbul ÅÄÖ")) == len("İstanbul ÅÄÖ")


@pytest.mark.parametrize(
    ("one", "other"), [("raining", "rain"), ("movies", "movie"), ("cities", "city"), ("boxes", "box")]
)
def test_inflections_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("news", "new"), ("evening", "even"), ("wedding", "wed")])
def test_words_that_only_look_inflected_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_phrases_are_found_at_word_borders_only() -> None:
    table = Phrases(["rain", "rain coat", "café"])
    found = {(text, start) for start, end, _ in table.find("rainforest rain coat café") for text in [start]}
    assert found == {(11, 11), (21, 21)}


def test_of_overlapping_phrases_the_longest_is_taken() -> None:
    table = Phrases(["new york", "york", "new york city"])
    assert [owners for _, _, owners in table.longest("in new york city and york")] == [[2], [1]]
