"""No stream deviates from the one framing that suits every client; each test is named after what would break one."""

import asyncio
from dataclasses import replace
from typing import Any

import orjson
import pytest

from inference.backends import ToolCall
from inference.state import Emit, Outcome, Query
from tests.inference.asgi import LIGHT, Client, Double, Play, Reply, says, snapshot

USER = {"role": "user", "content": "Hello?"}
LAMP = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}', "call_1")
FAN = ToolCall("intent__HassTurnOn", '{"name":"Fan"}')
BODIES: dict[str, dict[str, Any]] = {
    "/v1/chat/completions": {"messages": [USER], "tools": [LIGHT]},
    "/v1/completions": {"prompt": "Hello?"},
    "/v1/responses": {"input": "Hello?", "tools": [LIGHT]},
    "/api/chat": {"messages": [USER], "tools": [LIGHT]},
    "/api/generate": {"prompt": "Hello?"},
}
MIXED = says("One moment.", LAMP, " There.", FAN)


async def sent(path: str, play: Play, spoken: bool = True, **fields: Any) -> Reply:
    client = Client(Double(play, snapshot(spoken_errors=spoken)))
    reply = await client.post(path, {**BODIES[path], "stream": True, **fields})
    assert (reply.status, reply.complete) == (200, True)
    return reply


async def deltas(play: Play = MIXED, **fields: Any) -> list[tuple[dict[str, Any], str | None]]:
    """The delta and the finish reason of each chunk of a chat completion."""
    events = (await sent("/v1/chat/completions", play, **fields)).events()
    assert events.pop() == "[DONE]"
    return [(event["choices"][0]["delta"], event["choices"][0]["finish_reason"]) for event in events]


async def test_several_tool_calls_are_never_in_one_chunk() -> None:
    calls = [delta["tool_calls"] for delta, _ in await deltas() if "tool_calls" in delta]
    assert [len(group) for group in calls] == [1, 1]
    assert [group[0]["index"] for group in calls] == [0, 1]


async def test_arguments_are_never_split_over_chunks() -> None:
    calls = [delta["tool_calls"][0] for delta, _ in await deltas() if "tool_calls" in delta]
    assert [orjson.loads(call["function"]["arguments"])["name"] for call in calls] == ["Bedroom Lamp", "Fan"]
    assert all(call["id"] and call["type"] == "function" and call["function"]["name"] for call in calls)


async def test_content_never_follows_a_tool_call() -> None:
    kinds = [next(iter(delta), "") for delta, _ in await deltas()]
    assert kinds == ["role", "content", "content", "tool_calls", "tool_calls", ""]


async def test_neither_content_nor_tool_calls_are_in_the_finish_chunk() -> None:
    *before, (delta, reason) = await deltas()
    assert (delta, reason) == ({}, "tool_calls")
    assert {reason for _, reason in before} == {None}


async def test_the_role_is_in_the_first_delta_and_in_no_other() -> None:
    first, *others = await deltas()
    assert first[0] == {"role": "assistant", "content": ""}
    assert not any("role" in delta for delta, _ in others)


async def test_there_are_no_comments_and_no_event_or_id_lines() -> None:
    reply = await sent("/v1/chat/completions", MIXED)
    assert all(line == b"" or line.startswith(b"data: ") for line in reply.body.split(b"\n"))


async def test_every_chunk_has_its_object_and_the_end_its_marker() -> None:
    for path, kind in (("/v1/chat/completions", "chat.completion.chunk"), ("/v1/completions", "text_completion")):
        *chunks, done = (await sent(path, MIXED)).events()
        assert {chunk["object"] for chunk in chunks} == {kind}
        assert done == "[DONE]"


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/completions"])
async def test_usage_comes_only_where_it_was_asked_for(path: str) -> None:
    assert b'"usage"' not in (await sent(path, MIXED)).body
    *_, usage, done = (await sent(path, MIXED, stream_options={"include_usage": True})).events()
    assert (usage["choices"], usage["usage"]["total_tokens"], done) == ([], 19, "[DONE]")


async def test_the_finish_reason_is_never_stop_with_tool_calls() -> None:
    assert (await deltas())[-1][1] == "tool_calls"
    assert (await deltas(says("Five.")))[-1][1] == "stop"


@pytest.mark.parametrize("path", BODIES)
async def test_the_turn_is_recorded_before_the_stream_says_that_it_ends(path: str) -> None:
    client = Client(Double(says("Five.")))
    await client.post(path, {**BODIES[path], "stream": True})
    recorded = client.log.index("recorded")
    ends = ('"finish_reason":"stop"', '"done":true', "response.completed")
    assert not any(end in line for line in client.log[:recorded] for end in ends)
    assert any(end in line for line in client.log[recorded:] for end in ends)


@pytest.mark.parametrize("path", BODIES)
async def test_no_stream_is_compressed_or_buffered_and_its_connection_closes(path: str) -> None:
    client = Client(Double(says("One.", " Two.")))
    headers = {"accept-encoding": "gzip, br, zstd"}
    reply = await client.post(path, {**BODIES[path], "stream": True}, headers=headers)
    assert (reply.headers["cache-control"], reply.headers["x-accel-buffering"]) == ("no-cache", "no")
    assert "content-encoding" not in reply.headers
    assert reply.headers["connection"] == "close"
    texts = [chunk for chunk in reply.chunks if b"One." in chunk]
    assert b" Two." not in texts[0]  # each piece by itself, and at once


def failing(*pieces: str) -> Play:
    return says(*pieces, outcome=Outcome.FAILED, finish="error", error="The answer was cut short.")


async def crashing(query: Query, emit: Emit) -> Query:
    await emit("It is")
    raise ValueError("secret detail")


async def stuck(query: Query, emit: Emit) -> Query:
    await emit("It is")
    await asyncio.sleep(60)
    return replace(query, answer="It is")


@pytest.mark.parametrize(
    ("play", "spoken"),
    [(failing("It is"), True), (failing("It is"), False), (crashing, True), (stuck, True)],
    ids=["failed", "failed and not spoken", "crashed", "late"],
)
@pytest.mark.parametrize("path", BODIES)
async def test_a_failure_in_mid_stream_is_an_error_and_never_an_end(path: str, play: Play, spoken: bool) -> None:
    seconds = 0.05 if play is stuck else 30
    client = Client(Double(play, snapshot(spoken_errors=spoken, deadline_seconds=seconds)))
    body = (await client.post(path, {**BODIES[path], "stream": True})).body
    assert b"It is" in body
    assert b"[DONE]" not in body and b'"done":true' not in body and b"response.completed" not in body
    assert b'"finish_reason":"' not in body and b"secret" not in body
    *_, last = body.decode().removesuffix("\n").removesuffix("\n").split("\n")
    data = orjson.loads(last.removeprefix("data: "))
    if path.startswith("/api/"):
        assert data == {"error": "The answer was cut short."}
    elif path == "/v1/responses":
        assert (data["type"], data["response"]["status"]) == ("response.failed", "failed")
        assert data["response"]["error"]["message"] == "The answer was cut short."
        assert b'event: error\ndata: {"type":"error","sequence_number":' in body
    else:
        assert data["error"]["message"] == "The answer was cut short."


@pytest.mark.parametrize("path", BODIES)
async def test_a_stream_that_failed_is_not_stored(path: str) -> None:
    client = Client(Double(failing("It is")))
    await client.post(path, {**BODIES[path], "stream": True})
    assert client.double.responses._waiting == {}


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("streamed", [True, False])
async def test_poison_in_an_answer_leaves_as_text(path: str, streamed: bool) -> None:
    client = Client(Double(says("a\x00b\ud800c")))
    reply = await client.post(path, {**BODIES[path], "stream": streamed})
    assert "a\ufffdb\ufffdc" in reply.body.decode()


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("streamed", [True, False])
async def test_the_id_of_the_query_is_in_every_answer(path: str, streamed: bool) -> None:
    client = Client()
    reply = await client.post(path, {**BODIES[path], "stream": streamed})
    assert reply.headers["x-request-id"] == str(client.double.asked[0].id)
