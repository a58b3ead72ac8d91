"""The order of chunks that suits every client, and what becomes of an answer that breaks off."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from inference.backends import ToolCall
from inference.state import Emit, Outcome, Query
from tests.inference.asgi import LIGHT, Client, Double, Play, Reply, says, snapshot

LAMP = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}', "call_1")
FAN = ToolCall("intent__HassTurnOn", '{"name":"Fan"}')


async def stream(play: Play, **fields: Any) -> list[Any]:
    reply = await Client(Double(play)).chat(stream=True, **fields)
    assert (reply.status, reply.complete) == (200, True)
    return reply.events()


def delta(event: Any) -> Any:
    return event["choices"][0]["delta"]


def reason(event: Any) -> Any:
    return event["choices"][0]["finish_reason"]


async def test_the_first_chunk_names_the_role_and_holds_no_text() -> None:
    first = (await stream(says("It is five.")))[0]
    assert delta(first) == {"role": "assistant", "content": ""}
    assert reason(first) is None


async def test_text_follows_in_the_pieces_it_was_made_in() -> None:
    events = await stream(says("It is five.", " Take a coat."))
    assert [delta(event) for event in events[1:3]] == [{"content": "It is five."}, {"content": " Take a coat."}]


async def test_the_stream_ends_with_an_empty_delta_then_done() -> None:
    *_, finish, done = await stream(says("It is five."))
    assert (delta(finish), reason(finish), done) == ({}, "stop", "[DONE]")


async def test_every_chunk_names_object_id_model_and_time() -> None:
    events = (await stream(says("It is five."), model="gpt-4o-mini"))[:-1]
    assert {event["object"] for event in events} == {"chat.completion.chunk"}
    assert {event["model"] for event in events} == {"gpt-4o-mini"}
    assert len({event["id"] for event in events}) == len({event["created"] for event in events}) == 1


async def test_each_tool_call_is_whole_and_in_a_chunk_of_its_own() -> None:
    events = await stream(says(LAMP, FAN), tools=[LIGHT])
    calls = [delta(event)["tool_calls"] for event in events[1:3]]
    assert [len(group) for group in calls] == [1, 1]
    assert [group[0]["index"] for group in calls] == [0, 1]
    function = {"name": "intent__HassTurnOn", "arguments": '{"name":"Bedroom Lamp"}'}
    assert calls[0][0] == {"index": 0, "id": "call_1", "type": "function", "function": function}
    assert calls[1][0]["id"].startswith("call_")
    assert reason(events[3]) == "tool_calls"
    assert delta(events[3]) == {}


async def test_no_text_follows_a_tool_call() -> None:
    events = await stream(says(LAMP, "It is five."), tools=[LIGHT])
    assert [*delta(events[1])] == ["content"]
    assert [*delta(events[2])] == ["tool_calls"]
    assert reason(events[3]) == "tool_calls"


async def test_usage_is_sent_only_when_asked_for_and_after_the_finish() -> None:
    assert not any("usage" in event for event in (await stream(says("Five.")))[:-1])
    *_, finish, usage, done = await stream(says("Five."), stream_options={"include_usage": True})
    assert reason(finish) == "stop"
    assert usage["choices"] == []
    assert usage["usage"] == {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19}
    assert done == "[DONE]"


async def test_the_lines_are_nothing_but_data() -> None:
    reply = await Client(Double(says("One\n\ndata: two", "event: three"))).chat(stream=True)
    lines = reply.body.decode().split("\n")
    assert all(line == "" or line.startswith("data: ") for line in lines)
    assert [delta(event) for event in reply.events()[1:3]] == [
        {"content": "One\n\ndata: two"},
        {"content": "event: three"},
    ]


async def test_each_event_is_sent_by_itself_and_at_once() -> None:
    reply = await Client(Double(says("One.", " Two."))).chat(stream=True)
    assert all(chunk.count(b"data: ") == 1 for chunk in reply.chunks)
    assert len(reply.chunks) == 5


async def test_a_piece_leaves_before_the_next_one_is_made() -> None:
    client = Client()

    async def play(query: Query, emit: Emit) -> Query:
        await emit("One.")
        while not any("One." in line for line in client.log):
            await asyncio.sleep(0.001)
        return await says(" Two.", answer="One. Two.")(query, emit)

    client.double.play = play
    async with asyncio.timeout(2):
        assert (await client.chat(stream=True)).complete


async def test_the_headers_forbid_buffering_and_compression() -> None:
    headers = (await Client().chat(stream=True)).headers
    assert headers["content-type"] == "text/event-stream"
    assert headers["cache-control"] == "no-cache"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers


async def test_the_turn_is_recorded_before_the_finish_chunk() -> None:
    client = Client(Double(says("Five.")))
    await client.chat(stream=True)
    finish = next(number for number, line in enumerate(client.log) if '"finish_reason":"stop"' in line)
    assert client.log.index("recorded") < finish


async def test_an_answer_that_was_not_emitted_is_sent_all_the_same() -> None:
    events = await stream(says(answer="It is five."))
    assert delta(events[1]) == {"content": "It is five."}


async def test_what_is_missing_at_the_end_is_sent() -> None:
    events = await stream(says("It is five.", answer="It is five. Take a coat."))
    assert [delta(event) for event in events[1:3]] == [{"content": "It is five."}, {"content": " Take a coat."}]


async def test_an_answer_cut_at_the_limit_says_so() -> None:
    *_, finish, _done = await stream(says("It is", finish="length"))
    assert reason(finish) == "length"


async def test_a_slow_reader_makes_the_pipeline_wait() -> None:
    client = Client()
    client.send_delay = 0.001
    ahead: list[int] = []

    async def play(query: Query, emit: Emit) -> Query:
        for number in range(300):
            await emit("x")
            ahead.append(number - sum('"x"' in line for line in client.log))
        return replace(query, answer="x" * 300, outcome=Outcome.ANSWERED)

    client.double.play = play
    await client.chat(stream=True)
    assert 32 < max(ahead) <= 66


def failing(*pieces: str, error: str = "", **changes: Any) -> Play:
    return says(*pieces, outcome=Outcome.FAILED, error=error, **changes)


def crashing(*pieces: str) -> Play:
    async def play(query: Query, emit: Emit) -> Query:
        for piece in pieces:
            await emit(piece)
        raise ValueError("secret detail")

    return play


def cut_short(reply: Reply) -> bool:
    """Whether the stream ends in an error, with no finish reason and no [DONE]."""
    *before, last = reply.events()
    return last["error"]["code"] == "no_answer" and not any(reason(event) for event in before)


@pytest.mark.parametrize("play", [failing("It is", finish="error"), crashing("It is")], ids=["failed", "crashed"])
@pytest.mark.parametrize("spoken", [True, False])
async def test_a_failure_in_mid_stream_is_an_error_and_never_a_finish(play: Play, spoken: bool) -> None:
    reply = await Client(Double(play, snapshot(spoken_errors=spoken))).chat(stream=True)
    assert reply.status == 200
    assert cut_short(reply)
    assert b"secret" not in reply.body


async def test_one_part_cut_short_is_an_error_too() -> None:
    play = says("It is five. The bus", outcome=Outcome.PARTLY, finish="error", error="The answer was cut short.")
    assert cut_short(await Client(Double(play)).chat(stream=True))


async def test_a_run_past_its_deadline_in_mid_stream_is_an_error() -> None:
    double = Double(says("x"), snapshot(deadline_seconds=0.05))

    async def play(query: Query, emit: Emit) -> Query:
        await emit("It is")
        await asyncio.sleep(60)
        return query

    double.play = play
    assert cut_short(await Client(double).chat(stream=True))
    assert double.cancelled.is_set()


APOLOGY = "Sorry, the model does not answer."


@pytest.mark.parametrize("play", [failing(APOLOGY), failing(answer=APOLOGY)], ids=["emitted", "returned"])
@pytest.mark.parametrize("streamed", [True, False])
async def test_a_failure_is_a_spoken_apology(play: Play, streamed: bool) -> None:
    reply = await Client(Double(play)).chat(stream=streamed)
    assert reply.status == 200
    if streamed:
        events = reply.events()
        assert (delta(events[1]), reason(events[2])) == ({"content": APOLOGY}, "stop")
    else:
        assert reply.json()["choices"][0]["message"]["content"] == APOLOGY


@pytest.mark.parametrize("streamed", [True, False])
async def test_a_failure_is_an_http_error_where_the_assistant_has_it_so(streamed: bool) -> None:
    double = Double(failing(answer=APOLOGY), snapshot(spoken_errors=False))
    reply = await Client(double).chat(stream=streamed)
    assert (reply.status, reply.error["message"]) == (503, APOLOGY)
    assert (reply.headers["x-should-retry"], reply.headers["retry-after"]) == ("false", "5")


@pytest.mark.parametrize("streamed", [True, False])
async def test_a_pipeline_that_crashes_is_a_spoken_apology_without_its_detail(streamed: bool) -> None:
    reply = await Client(Double(crashing())).chat(stream=streamed)
    assert reply.status == 200
    assert b"Sorry, something went wrong." in reply.body
    assert b"secret" not in reply.body


async def test_a_whole_answer_that_was_cut_short_says_so() -> None:
    reply = await Client(Double(failing("It is", finish="error"))).chat()
    choice = reply.json()["choices"][0]
    assert choice["message"]["content"] == "It is The answer was cut short."
    assert choice["finish_reason"] == "length"


@pytest.mark.parametrize("streamed", [True, False])
async def test_poison_in_an_answer_leaves_as_text(streamed: bool) -> None:
    reply = await Client(Double(says("a\x00b\ud800c"))).chat(stream=streamed)
    assert "a\ufffdb\ufffdc" in reply.body.decode()
