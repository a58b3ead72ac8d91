"""Thinking is taken out however the text is cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.backends import Habit
from inference.thinking import Thinking

CASES = [
    ("plain text", "plain text"),
    ("<think>a\nb</think>\n\nYes.", "Yes."),
    ("<THINKING>a</THINKING>Yes <think>b</think>and no.", "Yes and no."),
    ("<think>never ends", ""),
    ("<analysis>a</analysis>Yes.", "Yes."),
    ("<unused94>thought\na<unused95>Yes.", "Yes."),
    ("a < b and <b>bold</b> <thin", "a < b and <b>bold</b> <thin"),
    ("<think></think>", ""),
    ("5 <think>x</think>< 6", "5 < 6"),
    ("<reasoning>a</reasoning>Yes.", "Yes."),
    ("[THINK]a [1] b[/THINK]Yes [1].", "Yes [1]."),
    ("◁think▷a◁/think▷Yes.", "Yes."),
    ("<seed:think>a</seed:think>Yes.", "Yes."),
    ("<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>Yes.<|return|>", "Yes."),
    ("<|im_start|>assistant\nYes.<|im_end|>", "Yes."),
    ("<|begin_of_thought|>a<|end_of_thought|><|begin_of_solution|>Yes.<|end_of_solution|>", "Yes."),
    ("<think>a</think><answer>Yes.</answer>", "Yes."),
    ("<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>Yes.<|END_RESPONSE|>", "Yes."),
    ("Yes.</s>", "Yes."),
    ("a <|strange|> b <end", "a <|strange|> b <end"),
]


UNOPENED = "Hmm, is it 5 < 6? Yes.</think>\n\nParis."


def said(pieces: list[str], habit: Habit | None = None) -> str:
    thinking = Thinking(habit)
    return "".join(thinking.feed(piece) for piece in pieces) + thinking.flush()


@pytest.mark.parametrize(("text", "left"), CASES)
def test_only_the_answer_is_left(text: str, left: str) -> None:
    assert said([text]) == left
    assert said(list(text)) == left


@given(st.sampled_from(CASES), st.lists(st.integers(0, 110), max_size=6))
def test_where_the_text_is_cut_makes_no_difference(case: tuple[str, str], cuts: list[int]) -> None:
    text, left = case
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    assert said([text[a:b] for a, b in pairwise(places)]) == left


def test_text_leaves_as_soon_as_it_is_certain() -> None:
    thinking = Thinking()
    assert thinking.feed("The answer ") == "The answer "
    assert thinking.feed("is <") == "is "
    assert thinking.feed("5") == "<5"


def test_what_stands_before_a_closing_mark_alone_was_thinking() -> None:
    assert said([UNOPENED]) == "Paris."
    assert said(["Yes.<|end|>"]) == "Yes."


@pytest.mark.parametrize("mark", ["</think>", "[/THINK]", "<|end_thinking|>", "<unused95>"])
def test_a_model_that_once_left_the_opening_mark_out_is_known_for_it(mark: str) -> None:
    habit = Habit()
    said(["Hmm. ", f"{mark}Paris."], habit)
    assert said(list(f"Hmm.{mark}Paris."), habit) == "Paris."
    assert said(list(f"<think>Hmm.</think>Paris.{mark}"), habit) == "Paris."


def test_where_such_a_model_thinks_nothing_its_answer_is_said_in_the_end() -> None:
    assert said(list("It is <b>Paris</b>.<|im_end|>"), Habit(thinks_unopened=True)) == "It is <b>Paris</b>."


def test_thinking_that_a_limit_cut_off_is_not_said() -> None:
    thinking = Thinking(Habit(thinks_unopened=True))
    assert (thinking.feed("Hmm, is it"), thinking.flush(cut=True)) == ("", "")
