"""The language of a question is told by its small words, and else taken from what was said before."""

import pytest

from intents.tongues import AUTOMATIC, spoken, tongue


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie ist das WLAN-Passwort?", "de"),
        ("wie kalt ist es in Denver", "de"),
        ("Wetter in Rom, Paris und Oslo", "de"),
        ("Temperatur in München", "de"),
        ("Licht aus", "de"),
        ("Gartenpumpe an", "de"),
        ("what's the weather in München", "en"),
        ("when did Elvis die", "en"),
        ("roll a die", "en"),
        ("set an alarm for ten am", "en"),
        ("play Die Toten Hosen", "en"),
        ("Paris?", ""),
        ("", ""),
        ("12 + 5", ""),
    ],
)
def test_the_words_tell_the_language(text: str, language: str) -> None:
    assert tongue(text) == language


def test_an_assistant_with_a_language_keeps_it() -> None:
    assert spoken("en", ["wie spät ist es"]) == "en"


def test_what_tells_no_language_is_read_as_what_was_said_before_it() -> None:
    assert spoken(AUTOMATIC, ["Paris?", "wie ist das Wetter in Rom", "what time is it"]) == "de"
    assert spoken(AUTOMATIC, ["Paris?"]) == "en"
