"""The shipped double: what it says, how slowly, and how it fails."""

import time
from typing import Any

import pytest

from inference.backends import BackendError, Piece, Prompt, ToolCall
from tests.inference.asking import QUESTION, TOOLS, asked, begun, calls, end, reaching, text

CALL = {"name": "HassTurnOn", "arguments": {"name": "Lamp"}}


async def echoed(prompt: Prompt, **options: object) -> list[Piece]:
    async with reaching() as http:
        return [piece async for piece in begun("echo", options, prompt, http)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, QUESTION),
        ({"prefix": "You asked: "}, f"You asked: {QUESTION}"),
        ({"reply": "Two  words,\n and more."}, "Two  words,\n and more."),
    ],
)
async def test_says_the_question_or_what_it_is_told(options: dict[str, object], said: str) -> None:
    pieces = await echoed(asked(), **options)
    assert text(pieces) == said
    assert end(pieces).tokens_out == len(said.split())


async def test_takes_the_time_it_is_told_to() -> None:
    began = time.monotonic()
    await echoed(asked("one two three"), delay_seconds=0.1, words_per_second=20)
    assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize("options", [{"delay_seconds": 9}, {"words_per_second": 0.1}])
async def test_is_never_later_than_the_deadline(options: dict[str, object]) -> None:
    began = time.monotonic()
    with pytest.raises(BackendError) as caught:
        await echoed(asked("one two", seconds=0.1), **options)
    assert caught.value.kind == "timeout"
    assert time.monotonic() - began < 5  # it would take 9 s and more


async def test_ends_at_the_longest_answer() -> None:
    pieces = await echoed(asked("one two three", max_tokens=2))
    assert text(pieces) == "one two "
    assert end(pieces).reason == "length"


async def test_calls_the_tools_that_the_client_offers() -> None:
    pieces = await echoed(asked(tools=TOOLS), calls=[CALL, {"name": "Unknown"}])
    assert calls(pieces) == [ToolCall("intent__HassTurnOn", '{"name":"Lamp"}', "call_1")]
    assert (text(pieces), end(pieces).reason) == ("", "tool_calls")


@pytest.mark.parametrize("changes", [{"tool_choice": "none"}, {"messages": ({"role": "tool", "content": "ok"},)}])
async def test_speaks_after_the_results_and_when_calls_are_forbidden(changes: dict[str, Any]) -> None:
    pieces = await echoed(asked(tools=TOOLS, **changes), calls=[CALL], reply="Done.")
    assert (calls(pieces), text(pieces)) == ([], "Done.")


async def test_can_be_down() -> None:
    with pytest.raises(BackendError) as caught:
        await echoed(asked(), fail="at once")
    assert caught.value.kind == "unreachable"


async def test_can_break_off_halfway() -> None:
    said: list[Piece] = []
    async with reaching() as http:
        with pytest.raises(BackendError, match="broke off"):
            async for piece in begun("echo", {"fail": "halfway"}, asked("one two three four"), http):
                said.append(piece)
    assert text(said) == "one two "
