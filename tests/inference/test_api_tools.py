"""The client's tools: which are taken, which calls leave, and the old functions."""

from typing import Any

import pytest

from inference.backends import ToolCall
from tests.inference.asgi import (
    HELLO,
    LIGHT,
    Client,
    Double,
    asked,
    message,
    refused,
    says,
)

USER = {"role": "user", "content": "Hello?"}
LAMP = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}', "call_1")
MUSIC = {"type": "function", "function": {"name": "HassMediaPlay", "parameters": {"type": "object"}}}


async def test_tools_reach_the_pipeline_and_its_calls_the_client() -> None:
    client = Client(Double(says(LAMP)))
    reply = await client.chat(tools=[LIGHT])
    assert client.double.asked[0].tools == (LIGHT,)
    function = {"name": "intent__HassTurnOn", "arguments": '{"name":"Bedroom Lamp"}'}
    assert message(reply) == {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "call_1", "type": "function", "function": function}],
    }
    assert reply.json()["choices"][0]["finish_reason"] == "tool_calls"


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize("fields", [{}, {"tools": [MUSIC]}, {"tools": [LIGHT], "tool_choice": "none"}])
async def test_only_tools_that_the_client_declared_are_ever_emitted(fields: dict[str, Any], streamed: bool) -> None:
    reply = await Client(Double(says("Done.", LAMP))).chat(stream=streamed, **fields)
    assert b"HassTurnOn" not in reply.body
    assert b'"finish_reason":"stop"' in reply.body


@pytest.mark.parametrize(
    "tool", [{"type": "web_search"}, {"type": "custom", "custom": {"name": "x"}}, {"type": "function"}]
)
async def test_unknown_tool_types_are_ignored(tool: dict[str, Any]) -> None:
    assert (await asked(tools=[tool, LIGHT])).tools == (LIGHT,)


async def test_a_tool_in_the_shape_of_the_responses_api_is_understood() -> None:
    flat = {"type": "function", **LIGHT["function"]}
    assert (await asked(tools=[flat])).tools == (LIGHT,)


NAMED = {"type": "function", "function": {"name": "intent__HassTurnOn"}}


@pytest.mark.parametrize(
    ("sent", "used"),
    [
        ("none", "none"),
        ("auto", "auto"),
        ("required", "required"),
        ("any", "required"),
        ("strange", "auto"),
        (NAMED, NAMED),
        ({"name": "intent__HassTurnOn"}, NAMED),
        ({"type": "allowed_tools", "mode": "required"}, "required"),
        ({"type": "none"}, "none"),
    ],
)
async def test_tool_choice_is_honoured(sent: Any, used: Any) -> None:
    assert (await asked(tools=[LIGHT], tool_choice=sent)).tool_choice == used


@pytest.mark.parametrize(
    "choice",
    [
        {"type": "allowed_tools", "mode": "required", "tools": [{"type": "function", "name": "intent__HassTurnOn"}]},
        {"type": "allowed_tools", "allowed_tools": {"mode": "required", "tools": [NAMED]}},
    ],
    ids=["responses", "chat"],
)
async def test_a_choice_may_allow_some_of_the_tools(choice: Any) -> None:
    query = await asked(tools=[MUSIC, LIGHT], tool_choice=choice)
    assert (query.tools, query.tool_choice) == ((LIGHT,), "required")


@pytest.mark.parametrize(("choice", "used"), [("required", "auto"), (NAMED, "auto"), ("none", "none")])
async def test_once_there_are_results_no_call_is_owed_any_more(choice: Any, used: Any) -> None:
    call = {"id": "c1", "type": "function", "function": {"name": "intent__HassTurnOn", "arguments": "{}"}}
    turns = [
        {"role": "user", "content": "light"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": "{}"},
    ]
    assert (await asked(messages=turns, tools=[LIGHT], tool_choice=choice)).tool_choice == used


async def test_what_an_assistant_refused_was_its_turn() -> None:
    refusing = {"role": "assistant", "content": None, "refusal": "I will not."}
    assert (await asked(messages=[*HELLO["messages"], refusing, *HELLO["messages"]])).messages[1] == {
        **refusing,
        "content": "I will not.",
    }


@pytest.mark.parametrize("choice", ["required", NAMED, "auto"])
async def test_without_tools_there_is_nothing_to_choose(choice: Any) -> None:
    assert (await asked(tool_choice=choice)).tool_choice == "auto"


async def test_a_choice_of_an_undeclared_tool_is_refused() -> None:
    assert await refused(**HELLO, tools=[MUSIC], tool_choice=NAMED) == (400, "tool_choice")


@pytest.mark.parametrize(
    ("fields", "one"),
    [({}, False), ({"parallel_tool_calls": True}, False), ({"parallel_tool_calls": False}, True)],
)
async def test_a_client_may_want_its_calls_one_by_one(fields: dict[str, Any], one: bool) -> None:
    assert (await asked(tools=[LIGHT], **fields)).one_call is one


async def test_old_functions_can_only_be_called_one_by_one() -> None:
    assert (await asked(functions=[LIGHT["function"]])).one_call


async def test_old_functions_are_answered_as_a_function_call() -> None:
    client = Client(Double(says(LAMP)))
    reply = await client.chat(functions=[LIGHT["function"]], function_call={"name": "intent__HassTurnOn"})
    assert client.double.asked[0].tools == (LIGHT,)
    assert client.double.asked[0].tool_choice == NAMED
    assert message(reply)["function_call"] == {"name": "intent__HassTurnOn", "arguments": '{"name":"Bedroom Lamp"}'}
    assert "tool_calls" not in message(reply)
    assert reply.json()["choices"][0]["finish_reason"] == "function_call"


async def test_old_functions_are_streamed_as_a_function_call() -> None:
    *_, call, finish, _done = (
        await Client(Double(says(LAMP))).chat(stream=True, functions=[LIGHT["function"]])
    ).events()
    assert call["choices"][0]["delta"]["function_call"]["name"] == "intent__HassTurnOn"
    assert finish["choices"][0]["finish_reason"] == "function_call"


async def test_old_function_results_are_paired_with_their_calls() -> None:
    call = {"name": "HassTurnOn", "arguments": "{}"}
    sent = [
        USER,
        {"role": "assistant", "content": None, "function_call": call},
        {"role": "function", "name": "x", "content": "{}"},
    ]
    _user, made, result = (await asked(messages=sent)).messages
    assert made["tool_calls"][0]["function"] == call
    assert made["tool_calls"][0]["id"] == result["tool_call_id"]
    assert (result["role"], "function_call" in made) == ("tool", False)
