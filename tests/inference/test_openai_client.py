"""The official client and a raw one against a real server."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest

from inference.backends import ToolCall
from inference.state import Emit, Outcome, Query
from tests.inference.asgi import (
    HELLO,
    LIGHT,
    SECRET,
    Client,
    Double,
    says,
    served,
    snapshot,
)

USER = {"role": "user", "content": "Hello?"}
LAMP = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}', "call_1")


@pytest.fixture
def double() -> Double:
    return Double(says("It is five.", " Take a coat."))


@pytest.fixture
def address(double: Double) -> Iterator[str]:
    with served(Client(double).gateway) as url:
        yield url


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=address, api_key=SECRET, timeout=20) as client:
        yield client


def test_openai_python_asks_and_is_answered(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="athena", messages=[{"role": "user", "content": "Hello?"}])
    assert done.choices[0].message.content == "It is five. Take a coat."
    assert done.usage is not None
    assert done.usage.total_tokens == 19


def test_openai_python_reads_a_stream(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(
        model="athena",
        messages=[{"role": "user", "content": "Hello?"}],
        stream=True,
        stream_options={"include_usage": True},
    )
    chunks = list(stream)
    assert (
        "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == "It is five. Take a coat."
    )
    assert chunks[-1].usage is not None


def test_openai_python_s_stream_helper_gathers_tool_calls(client: openai.OpenAI, double: Double) -> None:
    double.play = says(LAMP)
    tools: Any = [LIGHT]
    ask: Any = [USER]
    with client.chat.completions.stream(model="athena", messages=ask, tools=tools) as stream:
        final = stream.get_final_completion()
    assert final.choices[0].finish_reason == "tool_calls"
    calls = final.choices[0].message.tool_calls
    assert calls is not None
    assert calls[0].function.arguments == '{"name":"Bedroom Lamp"}'


def test_openai_python_lists_and_finds_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["athena", "study"]
    assert client.models.retrieve("gpt-4o-mini").id == "gpt-4o-mini"


def test_openai_python_decodes_embeddings(client: openai.OpenAI) -> None:
    made = client.embeddings.create(model="athena", input=["One.", "Two."])
    assert [len(row.embedding) for row in made.data] == [384, 384]


def test_openai_python_raises_its_own_errors_and_asks_once(client: openai.OpenAI, address: str, double: Double) -> None:
    ask: Any = [USER]
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model="gpt-9", messages=ask)
    assert caught.value.code == "model_not_found"
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="sk-1").models.list()
    double.seen = snapshot(spoken_errors=False)
    double.play = says(outcome=Outcome.FAILED, answer="Sorry.")
    with pytest.raises(openai.InternalServerError):
        client.chat.completions.create(model="athena", messages=ask)
    assert len(double.asked) == 1


def test_openai_python_raises_when_a_stream_breaks_off(client: openai.OpenAI, double: Double) -> None:
    double.play = says("It is", outcome=Outcome.FAILED, finish="error")
    ask: Any = [USER]
    with pytest.raises(openai.APIError, match="cut short"):
        list(client.chat.completions.create(model="athena", messages=ask, stream=True))


BIG = [b" " * 1_000_000] * 200


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_of_200_megabytes_is_told_it_is_too_large(address: str, declared: bool) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", **({"Content-Length": "200000000"} if declared else {})}
    answer = httpx.post(f"{address}/chat/completions", content=iter(BIG), headers=headers, timeout=20)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "request_too_large")


def test_a_client_that_closes_its_connection_cancels_the_work_within_a_second(address: str, double: Double) -> None:
    async def play(query: Query, emit: Emit) -> Query:
        await emit("It is")
        await asyncio.sleep(60)
        return query

    double.play = play
    headers = {"Authorization": f"Bearer {SECRET}"}
    with httpx.stream("POST", f"{address}/chat/completions", json={**HELLO, "stream": True}, headers=headers) as answer:
        assert next(answer.iter_lines()).startswith("data: ")
    end = time.monotonic() + 1
    while not double.cancelled.is_set() and time.monotonic() < end:
        time.sleep(0.01)
    assert double.cancelled.is_set()


def test_a_connection_goes_on_after_a_refusal(address: str) -> None:
    with httpx.Client(base_url=address, timeout=20) as http:
        assert http.post("/chat/completions", json=HELLO).status_code == 401
        assert (
            http.post("/chat/completions", json=HELLO, headers={"Authorization": f"Bearer {SECRET}"}).status_code == 200
        )
        assert http.head("/models", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 200
