"""The text of messages in every shape that clients send."""

from typing import Any

import pytest

from inference.messages import earlier_user_questions, last_user, plain_text, sound


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("hello", "hello"),
        (None, ""),
        ([{"type": "text", "text": "a"}, {"type": "input_text", "text": "b"}, "c"], "a\nb\nc"),
        (
            [{"type": "image_url", "image_url": {"url": "data:..."}}, {"type": "text", "text": "what is it"}],
            "what is it",
        ),
        ({"type": "text", "text": "a"}, "a"),
        ({"content": [{"text": "a"}]}, "a"),
        ({"success": True, "n": 3}, '{"success":true,"n":3}'),
        ({}, "{}"),
        ([[[[[[["deep"]]]]]]], ""),
        (7, "7"),
        ("a\x00b\ud83d", "a\ufffdb\ufffd"),
        ("\ud83c\udf1e", "🌞"),
    ],
)
def test_plain_text_of_any_content(content: object, found: str) -> None:
    assert plain_text(content) == found


def user(text: Any) -> dict[str, Any]:
    return {"role": "user", "content": text}


BOT = {"role": "assistant", "content": "Sure."}


@pytest.mark.parametrize(
    ("messages", "last", "earlier"),
    [
        ([], "", []),
        ([{"role": "system", "content": "x"}], "", []),
        ([user("one")], "one", []),
        ([user("one"), BOT, user([{"type": "text", "text": "two"}])], "two", ["one"]),
        ([user("one"), BOT, user("two"), {"role": "tool", "content": "ok"}], "two", ["one"]),
        ([user("one"), user("one")], "one", []),
        ([user("one"), BOT, user(" "), user("two")], "two", ["one"]),
        ([user("one"), user(None)], "", ["one"]),
    ],
)
def test_what_the_user_asked_last_and_before(messages: list[dict[str, Any]], last: str, earlier: list[str]) -> None:
    assert last_user(messages) == last
    assert earlier_user_questions(messages) == earlier


def test_sound_text_is_left_as_it_is() -> None:
    assert sound("Grüße 🌞\n") == "Grüße 🌞\n"
