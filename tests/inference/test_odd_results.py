"""Results of tools as clients bring them when something went wrong: late, none, no JSON, for another call."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.inference.asgi import Client, message
from tests.inference.piped import DONE, TOOLS, Piped

ORDER = {"role": "user", "content": "Turn on the bedroom lamp"}
SUM = {"role": "user", "content": "What is 2 plus 2?"}
UNTOLD = "The device did not say whether it worked."
WORKED = "Bedroom Lamp turned on."
QUIET = {"role": "user", "content": "?!"}


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A house without any language model, before a program that sends tools and tells nothing of the home."""
    double = Piped()
    yield Client(double)
    await double.http.close()


def called(name: str = "bedroom lamp", number: str = "1") -> dict[str, Any]:
    function = {"name": "intent__HassTurnOn", "arguments": f'{{"name":"{name}"}}'}
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": number, "type": "function", "function": function}],
    }


def came(content: Any, number: str = "1") -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": number, "content": content}


async def said(client: Client, *messages: dict[str, Any]) -> Any:
    reply = await client.post("/v1/chat/completions", {"messages": messages, "tools": TOOLS})
    assert reply.status == 200, reply.body
    return message(reply).get("content")


@pytest.mark.parametrize(
    "content",
    ["<html><body>502 Bad Gateway</body></html>", "", None, "[1,2,3]", "42", '{"sp', "x" * 300_000, {"odd": True}],
)
async def test_what_says_nothing_is_no_success(client: Client, content: Any) -> None:
    assert await said(client, ORDER, called(), came(content)) == UNTOLD


async def test_a_result_for_another_call_is_no_success(client: Client) -> None:
    assert await said(client, ORDER, called(), came(DONE, "99")) == UNTOLD


async def test_of_a_result_that_is_missing_nothing_is_claimed(client: Client) -> None:
    assert "on" not in str(await said(client, ORDER, called(), SUM)).split()


@pytest.mark.parametrize("name", ["bedroom lamp", "Bedroom Lamp", "the bedroom lamp"])
async def test_a_success_is_told_however_the_call_wrote_the_name(client: Client, name: str) -> None:
    assert await said(client, ORDER, called(name), came(DONE)) == WORKED


@pytest.mark.parametrize("before", [(), (QUIET,)], ids=["no question", "no words"])
async def test_a_result_without_a_question_is_told(client: Client, before: tuple[dict[str, Any], ...]) -> None:
    assert "went wrong" not in str(await said(client, *before, came(DONE)))


async def test_what_holds_no_word_is_answered_where_there_are_tools(client: Client) -> None:
    assert "went wrong" not in str(await said(client, QUIET))
