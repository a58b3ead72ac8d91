"""The OpenAI backend against a stand-in, in the styles of several compatible servers."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import pytest

from athena_project.model_address import address
from inference.backends import BackendError, Text
from inference.backends.openai import NO_ADDRESS
from tests.inference.asking import TOOLS, answers, asked, begun, calls, end, reaching, text
from tests.model_servers import OpenAIServer

CALLS: list[tuple[str, dict[str, object]]] = [
    ("intent__HassTurnOn", {"name": "Kitchen Light"}),
    ("intent__HassTurnOff", {"area": "Küche"}),
]
STYLES = ["", "crlf", "comments", "multiline", "no_index", "same_index", "no_done_line", "usage_last"]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    server = OpenAIServer()
    with server:
        yield server


@pytest.mark.parametrize("style", STYLES)
async def test_streams_the_answer_of_every_style_of_server(server: OpenAIServer, style: str) -> None:
    server.style = style
    pieces = await answers(server, "openai")
    assert text(pieces) == "The capital of France is Paris."
    assert len(pieces) > 3
    done = end(pieces)
    assert (done.reason, done.tokens_in, done.tokens_out) == ("stop", 26, 6)


@pytest.mark.parametrize("style", STYLES)
async def test_pieces_of_tool_calls_become_whole_calls(server: OpenAIServer, style: str) -> None:
    server.style, server.calls = style, CALLS
    pieces = await answers(server, "openai", asked(tools=TOOLS))
    assert [(c.name, c.arguments, c.id) for c in calls(pieces)] == [
        ("intent__HassTurnOn", '{"name":"Kitchen Light"}', "call_0"),
        ("intent__HassTurnOff", '{"area":"Küche"}', "call_1"),
    ]
    assert end(pieces).reason == "tool_calls"


async def test_sends_what_the_row_and_the_client_ask_for(server: OpenAIServer) -> None:
    prompt = asked(max_tokens=50, tools=TOOLS, tool_choice="required")
    extra = {"top_p": 0.5}
    await answers(server, "openai", prompt, temperature=0.9, limit_name="max_completion_tokens", extra=extra)
    body = server.asked[0]
    assert (body["temperature"], body["max_completion_tokens"], body["top_p"]) == (0.9, 50, 0.5)
    assert (body["tools"], body["tool_choice"]) == (list(TOOLS), "required")
    assert body["stream_options"] == {"include_usage": True}
    assert "max_tokens" not in body


async def test_tools_can_go_through_a_schema(server: OpenAIServer) -> None:
    server.reply = '{"calls": [{"tool": "intent__HassTurnOn", "arguments": {"name": "Lamp"}}]}'
    pieces = await answers(server, "openai", asked(tools=TOOLS, tool_choice="required"), tools="schema")
    assert [(c.name, c.arguments) for c in calls(pieces)] == [("intent__HassTurnOn", '{"name":"Lamp"}')]
    body = server.asked[0]
    assert "tools" not in body and body["response_format"]["type"] == "json_schema"


async def test_what_nobody_asked_for_is_not_sent(server: OpenAIServer) -> None:
    pieces = await answers(server, "openai", usage=False)
    assert set(server.asked[0]) == {"model", "stream", "messages"}
    assert end(pieces).tokens_in == 0


@pytest.mark.parametrize(
    ("schema", "sent"),
    [
        ({}, {"type": "json_object"}),
        ({"type": "object"}, {"type": "json_schema", "json_schema": {"name": "answer", "schema": {"type": "object"}}}),
    ],
)
async def test_a_schema_becomes_the_response_format(
    server: OpenAIServer, schema: dict[str, Any], sent: dict[str, Any]
) -> None:
    await answers(server, "openai", asked(schema=schema))
    assert server.asked[0]["response_format"] == sent


async def test_the_first_model_of_the_list_stands_in_for_none(server: OpenAIServer) -> None:
    assert text(await answers(server, "openai", model=""))
    assert server.asked[0]["model"] == "qwen3:4b"


async def test_without_an_address_nothing_is_tried() -> None:
    async with reaching() as http:
        with pytest.raises(BackendError, match=NO_ADDRESS) as caught:
            await anext(begun("openai", {}, asked(), http))
    assert caught.value.kind == "setup"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://box:8080", "http://box:8080/v1"),
        ("http://box:8080/", "http://box:8080/v1"),
        ("http://box:8080/v1/", "http://box:8080/v1"),
        ("http://box/v1/chat/completions", "http://box/v1"),
        ("https://host/openai/v3", "https://host/openai/v3"),
        ("", ""),
    ],
)
def test_an_address_is_taken_as_it_is_meant(written: str, meant: str) -> None:
    assert address(written) == meant


async def test_the_key_goes_along_as_a_bearer_token(server: OpenAIServer) -> None:
    server.key = "sk-1"
    assert text(await answers(server, "openai"))
    assert server.headers[0]["Authorization"] == "Bearer sk-1"


@pytest.mark.parametrize("mode", ["thinking", "tags"])
async def test_reasoning_is_never_said(server: OpenAIServer, mode: str) -> None:
    server.mode = mode
    assert text(await answers(server, "openai")) == "The capital of France is Paris."


async def test_an_emoji_cut_in_two_is_joined(server: OpenAIServer) -> None:
    server.mode = "surrogates"
    assert text(await answers(server, "openai")) == "Warm 🌞."


async def test_the_longest_answer_is_told(server: OpenAIServer) -> None:
    server.mode = "length"
    assert end(await answers(server, "openai")).reason == "length"


async def test_a_client_that_allows_three_tokens_gets_an_end_even_without_words(server: OpenAIServer) -> None:
    server.mode, server.reply = "length", ""
    assert end(await answers(server, "openai", asked(max_tokens=3))).reason == "length"


@pytest.mark.parametrize(
    ("mode", "kind", "words"),
    [
        ("garbage", "broken", "made no sense"),
        ("html", "broken", "broke off"),
        ("array", "broken", "made no sense"),
        ("giant", "broken", "made no sense"),
        ("half", "broken", "broke off"),
        ("cut", "broken", "broke off"),
        ("no_done", "broken", "broke off"),
        ("half_tool", "malformed", "was not whole"),
        ("undeclared", "malformed", "does not exist"),
        ("silent", "broken", "gave no answer"),
        ("unclosed", "broken", "gave no answer"),
        ("error_line", "broken", "CUDA out of memory"),
        ("500", "broken", "llama runner process has terminated"),
        ("400", "refused", "num_ctx"),
        ("401", "refused", "credential"),
        ("404", "refused", "The model qwen3:4b is not on the server"),
        ("429", "limited", "busy"),
        ("503", "limited", "busy"),
        ("drip", "timeout", "in time"),
        ("hang", "timeout", "in time"),
        ("stall", "timeout", "in time"),
    ],
)
async def test_whatever_goes_wrong_is_a_backend_error(server: OpenAIServer, mode: str, kind: str, words: str) -> None:
    server.mode = mode
    began = time.monotonic()
    with pytest.raises(BackendError, match=words) as caught:
        await answers(server, "openai", asked(tools=TOOLS, seconds=0.3 if kind == "timeout" else 5.0))
    assert caught.value.kind == kind
    assert "sk-" not in str(caught.value)
    assert time.monotonic() - began < 5


async def test_closing_the_answer_hangs_up_at_once(server: OpenAIServer) -> None:
    server.mode = "stall"
    async with reaching(server) as http:
        options = {"base_url": server.url, "model": "qwen3:4b"}
        async with aclosing(begun("openai", options, asked(), http)) as pieces:
            assert isinstance(await anext(pieces), Text)
            assert server.live == 1
        async with asyncio.timeout(1):
            while server.live:
                await asyncio.sleep(0.01)


async def test_forty_answers_at_once_take_hardly_longer_than_one(server: OpenAIServer) -> None:
    server.latency = 0.4
    async with reaching(server) as http:
        options = {"base_url": server.url, "model": "qwen3:4b"}

        async def one() -> str:
            return text([piece async for piece in begun("openai", options, asked(), http)])

        began = time.monotonic()
        found = await asyncio.gather(*(one() for _ in range(40)))
    assert set(found) == {"The capital of France is Paris."}
    assert server.most_live == 40
    assert time.monotonic() - began < 8  # one after the other they take 16 s
