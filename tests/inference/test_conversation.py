"""The turns before a question are read from whatever a client sends."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.conversation import language_of, turns
from inference.models import Assistant
from intents.followups import Turn


def said(role: str, content: Any) -> dict[str, Any]:
    return {"role": role, "content": content}


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([], []),
        ([said("user", "hello")], [Turn("hello")]),
        ([said("user", "a"), said("assistant", "Which?"), said("user", "b")], [Turn("a"), Turn("b", "Which?")]),
        ([said("user", "a"), said("assistant", "It is on."), said("user", "b")], [Turn("a"), Turn("b")]),
        ([said("user", "a"), said("user", "a"), said("user", "b")], [Turn("a"), Turn("b")]),
        ([said("assistant", "Shall I?"), said("user", "yes")], [Turn("yes", "Shall I?")]),
        ([said("user", "a"), said("assistant", "Which?"), said("assistant", "Done."), said("user", "b")],
         [Turn("a"), Turn("b")]),
        ([said("user", "a"), said("assistant", "Which?"), said("tool", "ok"), said("assistant", None),
          said("user", "b")], [Turn("a"), Turn("b", "Which?")]),
        ([said("system", "Is this a question?"), said("user", [{"type": "text", "text": "a"}])], [Turn("a")]),
        ([said("user", "a"), said("assistant", "Anything else?")], [Turn("a")]),
    ],
)  # fmt: skip
def test_the_users_turns_and_the_questions_that_they_answer(
    messages: list[dict[str, Any]], expected: list[Turn]
) -> None:
    assert turns(messages) == expected


ANY = st.recursive(
    st.none() | st.text(max_size=20) | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@given(st.lists(st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "tool", "x"]), "content": ANY})))
def test_no_message_is_too_odd(messages: list[dict[str, Any]]) -> None:
    assert all(turn.text for turn in turns(messages))


def test_an_automatic_assistant_speaks_the_language_that_is_spoken() -> None:
    before = [said("user", "wie ist das Wetter in Rom"), said("assistant", "It is sunny.")]
    asked = [*before, said("user", "Paris?")]
    assert language_of(Assistant(name="a"), asked) == "de"
    assert language_of(Assistant(name="a"), [*before, said("user", "what time is it")]) == "en"
    assert language_of(Assistant(name="a", language="en"), asked) == "en"
