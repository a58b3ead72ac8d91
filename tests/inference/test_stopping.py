"""An answer ends before the stop sequence, whatever the protocol, and no more of it is kept than was said."""

from typing import Any

import pytest

from inference.backends import ToolCall
from inference.state import Outcome, Query
from inference.stopping import Stopping, before, begun
from tests.inference.asgi import Reply
from tests.inference.piped import Piped, piped
from tests.inference.queries import query
from tests.model_servers import OllamaServer

TEXT = "First line.\nObservation: it rains.\nSecond line."
STOP = ["\nObservation:"]
ASK: dict[str, Any] = {"messages": [{"role": "user", "content": "write a poem about the sea"}]}


async def replied(path: str, body: dict[str, Any], reply: str = TEXT) -> tuple[Reply, Query]:
    """What a client is sent of a model's answer, and the query as it is recorded."""
    with OllamaServer(reply=reply) as server:
        async with piped(server) as client:
            double = client.double
            assert isinstance(double, Piped)
            got = await client.post(path, body)
            return got, double.done[0]


@pytest.mark.parametrize("stop", [STOP, STOP[0], ["never", *STOP, ""]])
async def test_an_answer_ends_before_the_first_stop_sequence(stop: Any) -> None:
    reply, _ = await replied("/v1/chat/completions", {**ASK, "stop": stop})
    choice = reply.json()["choices"][0]
    assert (choice["message"]["content"], choice["finish_reason"]) == ("First line.", "stop")


async def test_a_stop_sequence_is_found_across_the_pieces_of_a_stream() -> None:
    reply, _ = await replied("/v1/chat/completions", {**ASK, "stop": ["\nObservation: it"], "stream": True})
    events = reply.events()
    assert "".join(event["choices"][0]["delta"].get("content", "") for event in events[:-1]) == "First line."
    assert events[-2]["choices"][0]["finish_reason"] == "stop"


async def test_what_was_said_is_what_is_recorded() -> None:
    _, recorded = await replied("/v1/chat/completions", {**ASK, "stop": STOP})
    assert (recorded.answer, recorded.finish, recorded.outcome) == ("First line.", "stop", Outcome.ANSWERED)


async def test_ollama_s_answers_and_completions_stop_too() -> None:
    chat, _ = await replied("/api/chat", {**ASK, "stream": False, "options": {"stop": STOP}})
    text, _ = await replied("/v1/completions", {"prompt": "write a poem about the sea", "stop": STOP})
    assert (chat.json()["message"]["content"], text.json()["choices"][0]["text"]) == ("First line.", "First line.")


async def emitted(stops: list[str], *pieces: str | ToolCall) -> tuple[list[str | ToolCall], Query]:
    left: list[str | ToolCall] = []

    async def emit(piece: str | ToolCall) -> None:
        left.append(piece)

    stopping = Stopping(emit, stops)
    for piece in pieces:
        await stopping(piece)
    whole = "".join(piece for piece in pieces if isinstance(piece, str))
    return left, await stopping.ended(query(whole, answer=whole))


async def test_what_only_began_like_a_stop_sequence_is_said_in_the_end() -> None:
    left, done = await emitted(STOP, "First line.\nObs")
    assert (left, done.answer) == (["First line.", "\nObs"], "First line.\nObs")


async def test_a_call_leaves_behind_what_was_held_back_and_also_where_the_words_have_stopped() -> None:
    call = ToolCall("HassTurnOn", "{}")
    assert (await emitted(["###"], "One ##", call))[0] == ["One ", "##", call]
    assert (await emitted(["###"], "One ### two", call, " three"))[0] == ["One ", call]


def test_a_stop_sequence_is_looked_for_from_the_left() -> None:
    assert before("abcabc", ["c", "b"]) == "a"
    assert begun("xab", ["abc", "b!"]) == 2
