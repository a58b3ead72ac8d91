"""What a question about the world is about, and what is asked of it."""

import pytest

from ragdomains.questions import Name, holds, read, same, speaks_of

ENGLISH = {
    "who was Ada Lovelace?": ("who", [("Ada Lovelace", ())]),
    "please tell me who Ada is": ("who", [("Ada", ())]),
    "What is the capital of Peru": ("what", [("capital of Peru", ()), ("Peru", ("capital",))]),
    "what's peru's capital": ("what", [("peru's capital", ()), ("peru", ("capital",))]),
    "how tall is the Eiffel tower": ("how", [("Eiffel tower", ("tall",))]),
    "when did the Berlin wall fall": ("when", [("Berlin wall fall", ()), ("Berlin wall", ("fall",))]),
    "who wrote Hamlet": ("who", [("Hamlet", ("wrote",))]),
    "what does serendipity mean": ("about", [("serendipity", ())]),
    "tell me about the Roman Empire": ("about", [("Roman Empire", ())]),
    "population of Peru": ("what", [("population of Peru", ()), ("Peru", ("population",))]),
    "the biggest lake in Peru": ("what", [("biggest lake in Peru", ()), ("Peru", ("biggest", "lake"))]),
    "what is Mercury the planet": ("what", [("Mercury the planet", ())]),
}
GERMAN = {
    "wer war Ada Lovelace": ("who", [("Ada Lovelace", ())]),
    "was ist die Hauptstadt von Peru": ("what", [("Hauptstadt von Peru", ()), ("Peru", ("hauptstadt",))]),
    "wann wurde Albert Einstein geboren": (
        "when",
        [("Albert Einstein geboren", ()), ("Albert Einstein", ("geboren",))],
    ),
    "größter See der Welt": ("what", [("größter See der Welt", ()), ("Welt", ("größter", "see"))]),
    "hauptstadt von Peru": ("what", [("hauptstadt von Peru", ()), ("Peru", ("hauptstadt",))]),
    "erzähl mir etwas über Rom": ("about", [("Rom", ())]),
}


@pytest.mark.parametrize("text", [*ENGLISH, *GERMAN])
def test_a_question_is_read(text: str) -> None:
    question = read(text, "de" if text in GERMAN else "en")
    assert question is not None
    assert (question.kind, [(name.text, name.asked) for name in question.names]) == (ENGLISH | GERMAN)[text]


@pytest.mark.parametrize(
    "text",
    [
        "turn on the light",
        "I was at the dentist",
        "who",
        "",
        "what is the bear about",
        "who " + "very " * 40,
        "?!",
        "biggest lake",
        "size is of note",
        "oldest is the best of all",
    ],
)
def test_what_asks_nothing_about_the_world_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("name", "title", "fits"),
    [
        ("ada lovelace", "Ada Lovelace", True),
        ("solar panels", "Solar panel", True),
        ("Mercury the planet", "Mercury (planet)", True),
        ("beyonce", "Beyoncé", True),
        ("Ada", "Ada Lovelace", False),
        ("Ada Lovelace", "Ada", False),
        ("", "", False),
    ],
)
def test_a_title_is_the_name_or_it_is_not(name: str, title: str, fits: bool) -> None:
    assert same(name, title) is fits


def test_a_title_may_hold_what_is_asked() -> None:
    name = Name("telephone", ("invented",))
    assert holds("Invention of the telephone", name, "en")
    assert not holds("Invention of the mobile telephone", name, "en")
    assert not holds("Telephone", name, "en")


def test_words_that_stand_for_each_other_are_found() -> None:
    assert speaks_of("It is 330 metres high.", ("tall",), "en") == 1
    assert speaks_of("It is old and grey.", ("tall", "grey"), "en") == 0.5
