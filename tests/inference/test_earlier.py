"""The earlier turns of a conversation, as the checks see them."""

from typing import Any

import pytest

from inference.earlier import LONGEST, MOST, earlier
from validation.types import Turn


def told(*turns: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"role": role, "content": content} for role, content in turns]


def test_each_question_stands_with_its_answer() -> None:
    messages = told(
        ("system", "Be brief."), ("user", "How warm?"), ("assistant", "12 degrees."), ("user", "And windy?"),
        ("assistant", None), ("tool", "{}"), ("assistant", [{"type": "text", "text": "Calm."}]), ("user", "Sure?"),
    )  # fmt: skip
    assert earlier(messages) == (Turn("How warm?", "12 degrees."), Turn("And windy?", "Calm."))


@pytest.mark.parametrize("messages", [told(), told(("assistant", "Hello.")), told(("user", "Hello?"))])
def test_without_an_earlier_question_there_is_none(messages: list[dict[str, Any]]) -> None:
    assert earlier(messages) == ()


def test_what_follows_the_last_question_and_what_had_no_answer_is_left_out() -> None:
    messages = told(("user", "One?"), ("user", "Two?"), ("assistant", "2."), ("user", "Three?"), ("assistant", "3."))
    assert earlier(messages) == (Turn("Two?", "2."),)


def test_a_long_conversation_is_bounded() -> None:
    turns = [pair for number in range(50) for pair in (("user", f"{number}?"), ("assistant", "x" * 5_000))]
    found = earlier(told(*turns, ("user", "And?")))
    assert len(found) == MOST and found[-1].question == "49?" and len(found[0].answer) == LONGEST
