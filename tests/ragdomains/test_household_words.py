"""One thing is found by what it is called in the other language, and by either half of a German word."""

import pytest

from ragdomains.household_words import called, glossed, is_german
from ragdomains.stems import terms


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Wie lautet das WLAN-Passwort für Gäste?", "wifi password guests"),
        ("Kaution", "deposit"),
        ("die Kündigungsfrist der Wohnung", "notice period flat"),
        ("visitors", "guest"),
        ("Heizkörpern", "radiators"),
    ],
)
def test_both_are_found_by_the_same_words(said: str, written: str) -> None:
    assert terms(said) == terms(written)


def test_a_german_word_is_found_by_its_halves() -> None:
    assert called("wollprogramm") == ("wool", "programme")
    assert called("daunenprogramm") == ("daunen", "programme")  # the half that is not known stands for itself


@pytest.mark.parametrize("word", ["percentage", "committees", "better", "something"])
def test_an_english_word_is_not_taken_for_a_german_one(word: str) -> None:
    assert called(word) == ()


def test_small_words_of_a_german_question_are_left_out_and_english_ones_stay() -> None:
    assert terms("Wann hat man den Vertrag gekündigt?") == terms("contract cancel")
    assert terms("Which hat did the man wear in the war?") == ["hat", "man", "wear", "war"]


def test_a_german_question_is_glossed_word_for_word() -> None:
    assert glossed("Wie hoch ist die Miete?") == "how high is the rent"
    assert glossed("How high is the rent?") == ""
    assert is_german(["wo", "ist", "der", "schlüssel"]) and not is_german(["was", "the", "key", "in", "the", "door"])
