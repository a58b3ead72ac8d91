"""The Ollama backend against a stand-in that answers and misbehaves as the real server does."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import orjson
import pytest

from inference.backends import Access, BackendError, Text, backends
from inference.backends.ollama import MISSING, NO_ADDRESS, Options, Reading, generate
from inference.reply import Reply
from tests.inference.asking import TOOLS, TURN_ON, answers, asked, begun, calls, end, reaching, text
from tests.model_servers import OllamaServer

CALL: tuple[str, dict[str, object]] = ("intent__HassTurnOn", {"name": "Kitchen Light"})


@pytest.fixture
def server() -> Iterator[OllamaServer]:
    server = OllamaServer()
    with server:
        yield server


async def test_streams_the_answer_and_the_servers_counters(server: OllamaServer) -> None:
    server.gap = 0.02  # what comes at once may be given on as one
    pieces = await answers(server, "ollama")
    assert text(pieces) == "The capital of France is Paris."
    assert len(pieces) > 3
    done = end(pieces)
    assert (done.reason, done.tokens_in, done.tokens_out) == ("stop", 26, 6)


def test_words_that_came_at_once_are_one_piece_and_none_is_lost_to_a_broken_line() -> None:
    lines = [orjson.dumps({"message": {"content": word}}) for word in ("It ", "is ", "noon.")]
    found = Reading(Reply(asked()), False).every([*lines, b"", b"{half a line"])
    assert next(found) == Text("It is noon.")
    with pytest.raises(BackendError, match="no sense"):
        next(found)


async def test_sends_what_the_row_and_the_client_ask_for(server: OllamaServer) -> None:
    prompt = asked(max_tokens=50, temperature=0.1)
    await answers(server, "ollama", prompt, num_ctx=4096, keep_alive="-1", temperature=0.9)
    body = server.asked[0]
    assert body["options"] == {"num_ctx": 4096, "num_predict": 50, "temperature": 0.1}
    assert (body["model"], body["stream"], body["think"], body["keep_alive"]) == ("qwen3:4b", True, False, -1.0)
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    assert "tools" not in body and "format" not in body


async def test_leaves_out_what_the_row_leaves_to_the_server(server: OllamaServer) -> None:
    await answers(server, "ollama", num_ctx=None, keep_alive="", think=None)
    assert not {"think", "keep_alive"} & set(server.asked[0])
    assert server.asked[0]["options"] == {}


@pytest.mark.parametrize(("schema", "sent"), [({"type": "object"}, {"type": "object"}), ({}, "json")])
async def test_a_schema_becomes_the_format(server: OllamaServer, schema: dict[str, Any], sent: object) -> None:
    await answers(server, "ollama", asked(schema=schema))
    assert server.asked[0]["format"] == sent


async def test_the_first_model_that_can_chat_stands_in_for_none(server: OllamaServer) -> None:
    assert text(await answers(server, "ollama", model="")) == "The capital of France is Paris."
    assert server.asked[0]["model"] == "qwen3:4b"  # and not nomic-embed-text, which is listed before it


async def test_the_newest_model_is_remembered_until_it_is_gone(server: OllamaServer) -> None:
    async with reaching(server) as http:
        access = Access(http)
        for model in ("qwen3:4b", "qwen3:4b", "llama3.2:3b"):
            server.models = [model]
            pieces = [piece async for piece in generate(asked(), Options(**server.options), access)]
            assert text(pieces) == "The capital of France is Paris."
    assert server.paths.count("/api/tags") == 2
    assert [body["model"] for body in server.asked] == ["qwen3:4b", "qwen3:4b", "qwen3:4b", "llama3.2:3b"]


async def test_a_server_without_models_says_how_to_get_one(server: OllamaServer) -> None:
    server.models = ["nomic-embed-text:latest"]
    with pytest.raises(BackendError, match="ollama pull") as caught:
        await answers(server, "ollama", model="")
    assert caught.value.kind == "setup"


async def test_without_an_address_nothing_is_tried() -> None:
    async with reaching() as http:
        with pytest.raises(BackendError, match=NO_ADDRESS) as caught:
            await anext(begun("ollama", {}, asked(), http))
    assert caught.value.kind == "setup"


async def test_the_address_of_the_environment_is_the_default(server: OllamaServer, settings: Any) -> None:
    settings.OLLAMA_URL = f"{server.url}/"
    assert text(await answers(server, "ollama", base_url="")) == "The capital of France is Paris."


async def test_tool_calls_come_whole_with_arguments_as_json_text(server: OllamaServer) -> None:
    server.calls = [CALL, ("intent__HassTurnOff", {})]
    pieces = await answers(server, "ollama", asked(tools=TOOLS))
    assert [(c.name, c.arguments) for c in calls(pieces)] == [
        ("intent__HassTurnOn", '{"name":"Kitchen Light"}'),
        ("intent__HassTurnOff", "{}"),
    ]
    assert end(pieces).reason == "tool_calls"
    assert server.asked[0]["tools"] == list(TOOLS)


async def test_a_conversation_with_tool_results_is_sent_in_ollamas_shape(server: OllamaServer) -> None:
    call = {"id": "call_1", "type": "function", "function": {"name": "HassTurnOn", "arguments": '{"name": "Lamp"}'}}
    messages = (
        {"role": "user", "content": "lamp on"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "ok"},
    )
    await answers(server, "ollama", asked(messages=messages, tools=TOOLS))
    _user, assistant, tool = server.asked[0]["messages"]
    assert assistant["tool_calls"] == [{"function": {"name": "HassTurnOn", "arguments": {"name": "Lamp"}}}]
    assert tool == {"role": "tool", "content": "ok", "tool_name": "HassTurnOn"}


async def test_tools_are_not_offered_when_the_client_forbids_them(server: OllamaServer) -> None:
    await answers(server, "ollama", asked(tools=TOOLS, tool_choice="none"))
    assert "tools" not in server.asked[0]


@pytest.mark.parametrize(
    "choice", ["required", {"type": "function", "function": {"name": "intent__HassTurnOn"}}], ids=["required", "named"]
)
async def test_a_required_call_is_enforced_by_a_schema(server: OllamaServer, choice: object) -> None:
    server.reply = '{"calls": [{"tool": "intent__HassTurnOn", "arguments": {"name": "Lamp"}}]}'
    pieces = await answers(server, "ollama", asked(tools=TOOLS, tool_choice=choice))
    assert [(c.name, c.arguments) for c in calls(pieces)] == [("intent__HassTurnOn", '{"name":"Lamp"}')]
    assert text(pieces) == ""
    body = server.asked[0]
    assert "tools" not in body and "calls" in body["format"]["properties"]
    assert ("intent__HassTurnOff" in str(body["format"])) == (choice == "required")


async def test_a_model_without_tools_gets_them_by_a_schema(server: OllamaServer) -> None:
    server.mode = "no_tools"
    server.reply = '{"answer": "It is \\"21\\" degrees. \\ud83c\\udf1e"}'
    pieces = await answers(server, "ollama", asked(tools=(TURN_ON,)))
    assert text(pieces) == 'It is "21" degrees. 🌞'
    assert "anyOf" in server.asked[1]["format"]
    assert "Turns on a device" in server.asked[1]["messages"][0]["content"]


async def test_a_tool_that_nobody_declared_is_never_called(server: OllamaServer) -> None:
    server.mode = "undeclared"
    with pytest.raises(BackendError, match="does not exist") as caught:
        await answers(server, "ollama", asked(tools=TOOLS))
    assert caught.value.kind == "malformed"


async def test_a_tool_named_without_its_prefix_is_the_one_that_was_declared(server: OllamaServer) -> None:
    server.mode = "undeclared"
    tool = {"type": "function", "function": {"name": "house__SelfDestruct", "parameters": {}}}
    pieces = await answers(server, "ollama", asked(tools=(tool,)))
    assert calls(pieces)[0].name == "house__SelfDestruct"


@pytest.mark.parametrize("mode", ["thinking", "tags"])
async def test_thinking_is_never_said(server: OllamaServer, mode: str) -> None:
    server.mode = mode
    assert text(await answers(server, "ollama")) == "The capital of France is Paris."


@pytest.mark.parametrize("mode", ["unclosed", "silent"])
async def test_an_answer_of_nothing_is_a_failure(server: OllamaServer, mode: str) -> None:
    server.mode = mode
    with pytest.raises(BackendError, match="gave no answer") as caught:
        await answers(server, "ollama")
    assert caught.value.kind == "broken"


async def test_an_emoji_cut_in_two_is_joined(server: OllamaServer) -> None:
    server.mode = "surrogates"
    assert text(await answers(server, "ollama")) == "Warm 🌞."


async def test_the_longest_answer_is_told(server: OllamaServer) -> None:
    server.mode = "length"
    assert end(await answers(server, "ollama")).reason == "length"


@pytest.mark.parametrize(
    ("mode", "kind", "words"),
    [
        ("garbage", "broken", "made no sense"),
        ("html", "broken", "made no sense"),
        ("array", "broken", "made no sense"),
        ("giant", "broken", "made no sense"),
        ("half", "broken", "broke off"),
        ("cut", "broken", "broke off"),
        ("no_done", "broken", "broke off"),
        ("half_tool", "broken", "made no sense"),
        ("error_line", "broken", "CUDA error"),
        ("500", "broken", "llama runner process has terminated"),
        ("400", "refused", "num_ctx"),
        ("401", "refused", "credential"),
        ("404", "refused", "Pull it with: ollama pull qwen3:4b"),
        ("429", "limited", "busy"),
        ("503", "limited", "busy"),
        ("drip", "timeout", "in time"),
        ("hang", "timeout", "in time"),
        ("stall", "timeout", "in time"),
    ],
)
async def test_whatever_goes_wrong_is_a_backend_error(server: OllamaServer, mode: str, kind: str, words: str) -> None:
    server.mode = mode
    began = time.monotonic()
    with pytest.raises(BackendError, match=words) as caught:
        await answers(server, "ollama", asked(seconds=0.3 if kind == "timeout" else 5.0))
    assert caught.value.kind == kind
    assert time.monotonic() - began < 5


async def test_a_busy_server_says_when_to_come_back(server: OllamaServer) -> None:
    server.mode = "429"
    with pytest.raises(BackendError) as caught:
        await answers(server, "ollama")
    assert caught.value.retry_after == 7


async def test_an_address_without_a_model_server_is_told_from_a_missing_model(server: OllamaServer) -> None:
    server.mode = "404"
    with pytest.raises(BackendError, match="no model server at this address"):
        await answers(server, "ollama", model="")


async def test_a_model_that_is_not_there_is_named(server: OllamaServer) -> None:
    with pytest.raises(BackendError) as caught:
        await answers(server, "ollama", model="gone:1b")
    assert str(caught.value) == MISSING.format("gone:1b")


async def test_a_server_that_is_not_running_cannot_be_reached(server: OllamaServer) -> None:
    server.url = "http://127.0.0.1:9"
    server.port = 9
    with pytest.raises(BackendError) as caught:
        await answers(server, "ollama")
    assert caught.value.kind == "unreachable"


async def test_an_address_without_a_rule_is_not_asked(server: OllamaServer) -> None:
    async with reaching() as http:
        options = {"base_url": server.url, "model": "qwen3:4b"}
        with pytest.raises(BackendError, match="egress rule") as caught:
            await anext(begun("ollama", options, asked(), http))
    assert caught.value.kind == "blocked"
    assert server.paths == []


async def test_the_secret_goes_along_as_a_bearer_token(server: OllamaServer) -> None:
    server.key = "s3cret"
    assert text(await answers(server, "ollama"))
    assert server.headers[0]["Authorization"] == "Bearer s3cret"


async def test_the_deadline_holds_for_the_list_of_models_and_the_answer_together(server: OllamaServer) -> None:
    server.latency = 30
    began = time.monotonic()
    with pytest.raises(BackendError, match="in time"):
        await answers(server, "ollama", asked(seconds=0.4), model="")
    assert time.monotonic() - began < 10


async def test_closing_the_answer_hangs_up_at_once(server: OllamaServer) -> None:
    server.mode = "stall"
    async with reaching(server) as http:
        options = {"base_url": server.url, "model": "qwen3:4b"}
        async with aclosing(begun("ollama", options, asked(), http)) as pieces:
            assert isinstance(await anext(pieces), Text)
            assert server.live == 1
        async with asyncio.timeout(1):
            while server.live:
                await asyncio.sleep(0.01)
    assert server.hung_up == 1


def test_the_kind_says_what_it_is() -> None:
    assert ("ollama", "A model on an Ollama server") in backends.choices()
