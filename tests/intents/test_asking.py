"""How a question is told from an order."""

import pytest

from intents.asking import asks


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("What's on my calendar today?", True),
        ("whats on our calendar", True),
        ("do I have any appointments tomorrow", True),
        ("Am I free on Friday evening", True),
        ("so, when is the dentist", True),
        ("could you tell me what I have tomorrow", True),
        ("read out today's appointments", True),
        ("next meeting where", True),
        ("upcoming events", True),
        ("add a dentist appointment for Tuesday", False),
        ("could you please move my meeting", False),
        ("cancel my meeting", False),
        ("pencil me in for a run", False),
        ("whatever, cancel it", False),
        ("i have a dentist appointment on monday at eight", False),
        ("", False),
    ],
)
def test_a_question_is_known_by_how_it_begins(text: str, question: bool) -> None:
    assert asks(text) is question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Was steht morgen in unserem Kalender?", True),
        ("habe ich am Freitag frei", True),
        ("Kannst du mir sagen, was morgen ansteht", True),
        ("trag den Zahnarzt am Dienstag ein", False),
        ("verschieb den Termin", False),
    ],
)
def test_a_german_question_is_known_too(text: str, question: bool) -> None:
    assert asks(text) is question
