"""A very long conversation is cut by whole turns, a very long turn by characters."""

from typing import Any

import pytest

from inference.history import newest, shortened


def turn(number: int, size: int = 100) -> list[dict[str, Any]]:
    return [
        {"role": "user", "content": f"{number} ".ljust(size, "x")},
        {"role": "assistant", "content": "y" * size},
    ]


SYSTEM = {"role": "system", "content": "s" * 1_000}


def test_a_conversation_that_fits_is_kept_whole() -> None:
    messages = [SYSTEM, *turn(1), *turn(2)]
    assert newest(messages, 5_000) == (messages, 0)


def test_the_oldest_turns_go_whole_and_instructions_stay() -> None:
    messages = [SYSTEM, *turn(1), *turn(2), *turn(3)]
    kept, left_out = newest(messages, 450)
    assert kept == [SYSTEM, *turn(2), *turn(3)]
    assert left_out == 2


def test_the_last_turn_stays_in_any_case() -> None:
    assert newest([*turn(1), *turn(2, 10_000)], 100) == (turn(2, 10_000), 2)


def test_results_stay_with_the_turn_of_their_calls() -> None:
    call = {"role": "assistant", "content": None, "tool_calls": [{"id": "c"}]}
    result = {"role": "tool", "tool_call_id": "c", "content": "z" * 300}
    messages = [*turn(1), *turn(2)[:1], call, result]
    assert newest(messages, 450)[0] == messages[2:]


@pytest.mark.parametrize("messages", [[], [{"role": "tool", "content": "z" * 500}]])
def test_a_conversation_without_a_user_is_one_turn(messages: list[dict[str, Any]]) -> None:
    assert newest(messages, 100) == (messages, 0)


def test_what_a_user_says_at_once_is_cut_and_counted() -> None:
    long = {"role": "user", "content": [{"type": "text", "text": "x" * 50}]}
    other = {"role": "tool", "content": "z" * 50}
    kept, gone = shortened([SYSTEM, other, long, {"role": "user", "content": "short"}], 20)
    assert kept == [SYSTEM, other, {"role": "user", "content": "x" * 20}, {"role": "user", "content": "short"}]
    assert gone == 30
