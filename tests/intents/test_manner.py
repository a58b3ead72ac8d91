"""How an answer is to be said is told apart from what is asked, and from what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.manner import apart


@pytest.mark.parametrize(
    ("text", "asked", "manner"),
    [
        ("What time is it in Rome? Reply in one sentence.", "What time is it in Rome?", "Reply in one sentence."),
        ("in one word, what is 3 plus 4", "what is 3 plus 4", "in one word"),
        ("what is 3 plus 4, as json", "what is 3 plus 4", "as json"),
        ("Answer with yes or no: is it raining in Rome", "is it raining in Rome", "Answer with yes or no"),
        ("who was Ada Lovelace? Please keep your answer under 20 words.", "who was Ada Lovelace?", None),
        ("how tall is the Eiffel Tower? just the number", "how tall is the Eiffel Tower?", "just the number"),
        ("explain tides to me in simple terms", "explain tides to me", "in simple terms"),
        ("Briefly, is the shop open? Answer in German.", "is the shop open?", "Briefly Answer in German."),
        ("wie spät ist es in Rom, antworte in einem Satz", "wie spät ist es in Rom", "antworte in einem Satz"),
        ("Fass dich kurz: wie wird das Wetter", "wie wird das Wetter", "Fass dich kurz"),
    ],
)
def test_how_it_is_to_be_said_is_taken_off(text: str, asked: str, manner: str | None) -> None:
    assert apart(text) == (asked, text[len(asked) :].strip() if manner is None else manner)


@pytest.mark.parametrize(
    "text",
    [
        "how do you say hello in german",
        "is ice cream written as one word",
        "can you respond in german",
        "who sang Yes or No",
        "keep it short",
        "add milk to the list, as a table",
        "send Anna a mail, in one sentence",
        "remind me to write the report, in detail",
        "add one line to my notes",
        "what does brief mean",
    ],
)
def test_what_is_asked_stays_whole(text: str) -> None:
    assert apart(text) == (text, "")


@given(st.text(alphabet="abc in one wordsntce.,?!:ß\n", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    asked, manner = apart(text)
    letters = sorted(letter for letter in f"{asked}{manner}" if letter.isalnum())
    assert letters == sorted(letter for letter in text if letter.isalnum())
