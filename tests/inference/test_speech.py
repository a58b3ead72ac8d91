"""Sentences cut while they are written, and made fit to be spoken."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.speech import Sentences, speakable


def cut(text: str, size: int = 0) -> list[str]:
    cutter = Sentences()
    pieces = [text] if not size else [text[i : i + size] for i in range(0, len(text), size)]
    return [sentence for piece in pieces for sentence in cutter.feed(piece)] + cutter.flush()


@pytest.mark.parametrize(
    "sentences",
    [
        ["It is 3.5 degrees. ", "It rains."],
        ["Dr. Smith agrees, e.g. Here. ", "Or No. 5 there. ", "No. ", "I don't!"],
        ["It starts at 5 p.m. ", "Then we go at 6 a.m. sharp."],
        ["J. R. R. Tolkien saw the U.S. in 1937. ", "So did I. ", "Really."],
        ["See https://x.org/a.b?c=1. ", "Then www.foo.com. ", "Done."],
        ["Well... maybe not. ", "Yes… ", "But no!"],
        ['"Stop!" he said. ', '"Go." ', "She went (fast.) ", "**Bold.** ", "End"],
        ["1. Preheat the oven.\n", "2. Bake it. ", "Wait.\n\n", "- item one\n", "- item two\n", "# Heading\n", "Text"],
        ["A line\nwrapped here. ", "Next."],
        ["你好。", "今天好！", "真的？", "是"],
        ["यह है। ", "वह था।"],
        ["Code:\n", "```py\na = 1. B\n\nprint()\n```\n", "Done."],
        ["<think>Hm. What? No.</think> Hello. ", "Bye."],
        ["It costs 3.50. ", "That's $2. ", "In 2026. ", "OK."],
    ],
)
@pytest.mark.parametrize("size", [0, 1, 3])
def test_cuts_where_sentences_end(sentences: list[str], size: int) -> None:
    assert cut("".join(sentences), size) == sentences


PIECES = st.text(alphabet=st.sampled_from("ab A1.!?…,;:'\")(\n\t`<think>/。।*_-"), max_size=20)


@given(st.lists(PIECES, max_size=60))
def test_joined_sentences_are_the_text_however_it_came(pieces: list[str]) -> None:
    text = "".join(pieces)
    cutter = Sentences(40)
    found = [sentence for piece in pieces for sentence in cutter.feed(piece)] + cutter.flush()
    whole = Sentences(40)
    assert "".join(found) == text
    assert found == whole.feed(text) + whole.flush()


@pytest.mark.parametrize("text", ["word " * 300, "a, b " * 300, "x" * 1500, "\n" * 1500, "." * 1500])
def test_an_endless_sentence_is_cut(text: str) -> None:
    sentences = cut(text, 7)
    assert max(map(len, sentences)) <= 400
    assert "".join(sentences) == text


def test_an_endless_sentence_is_cut_behind_a_comma_or_a_space() -> None:
    assert all(sentence.endswith(", ") for sentence in cut("so it goes, " * 100)[:-1])
    assert all(sentence.endswith(" ") for sentence in cut("so it goes " * 100)[:-1])


def test_a_sentence_leaves_when_the_next_one_begins() -> None:
    cutter = Sentences()
    assert cutter.feed("It rains. ") == []
    assert cutter.feed("T") == ["It rains. "]
    assert cutter.flush() == ["T"]
    assert cutter.flush() == []


def test_held_text_comes_back_in_one_piece() -> None:
    cutter = Sentences()
    cutter.hold('{"a": "One. Two. ')
    cutter.hold('Three."}')
    assert cutter.flush() == ['{"a": "One. Two. Three."}']


@pytest.mark.parametrize("worst", [".", "a.b ", "Hi. ", "```", "\n", " ", "<think", "1. "])
def test_64_kib_are_cut_in_time(worst: str) -> None:
    started = time.process_time()
    cut(worst * (65_536 // len(worst)))
    assert time.process_time() - started < 3


def test_speech_says_units_in_words() -> None:
    assert speakable("**12 °C**, wind 20 km/h") == "12 degrees Celsius, wind 20 kilometres per hour"
