"""Text completions, as older programs ask for them."""

from typing import Any

import pytest

from tests.inference.asgi import Client, Double, refused, says


async def test_a_completion_in_one_piece() -> None:
    client = Client(Double(says("It is five.")))
    reply = await client.post("/v1/completions", {"model": "gpt-4", "prompt": "What time is it?", "max_tokens": 16.0})
    made = reply.json()
    query = client.double.asked[0]
    assert (query.question, query.max_tokens, query.streamed) == ("What time is it?", 16, False)
    assert made["id"] == f"cmpl-{query.id.hex}"
    assert (made["object"], made["model"]) == ("text_completion", "gpt-4")
    assert made["choices"] == [{"text": "It is five.", "index": 0, "logprobs": None, "finish_reason": "stop"}]
    assert made["usage"]["total_tokens"] == 19


async def test_a_completion_as_a_stream() -> None:
    client = Client(Double(says("It is five.", " Take a coat.")))
    body = {"prompt": ["What time is it?"], "stream": True, "stream_options": {"include_usage": True}}
    *text, finish, usage, done = (await client.post("/completions", body)).events()
    assert [event["choices"][0]["text"] for event in text] == ["It is five.", " Take a coat."]
    assert finish["choices"][0] == {"text": "", "index": 0, "logprobs": None, "finish_reason": "stop"}
    assert (usage["choices"], usage["usage"]["completion_tokens"], done) == ([], 7, "[DONE]")


@pytest.mark.parametrize("streamed", [True, False])
async def test_the_prompt_is_repeated_where_that_is_asked_for(streamed: bool) -> None:
    reply = await Client().post("/v1/completions", {"prompt": "Hello?", "echo": True, "stream": streamed})
    chunks = reply.events()[:-1] if streamed else [reply.json()]
    assert "".join(chunk["choices"][0]["text"] for chunk in chunks) == "Hello?Good morning."


@pytest.mark.parametrize("prompt", [None, 7, [], ["one", "two"], [1, 2], [[1, 2]], {"text": "x"}])
async def test_what_is_no_single_prompt_is_refused(prompt: Any) -> None:
    assert await refused("/v1/completions", model="athena", prompt=prompt) == (400, "prompt")
