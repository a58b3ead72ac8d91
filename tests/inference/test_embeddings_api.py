"""Embeddings over the API."""

import base64
import struct
from typing import Any

import pytest

from tests.inference.asgi import Client, Double, refused, snapshot


async def embedded(**fields: Any) -> Any:
    reply = await Client().post("/v1/embeddings", {"model": "athena", **fields})
    assert reply.status == 200, reply.body
    return reply.json()


async def test_a_text_becomes_a_vector_of_length_one() -> None:
    made = await embedded(input="How warm is it?")
    vector = made["data"][0]["embedding"]
    assert len(vector) == 384
    assert sum(value * value for value in vector) == pytest.approx(1, abs=1e-3)
    assert (made["object"], made["data"][0]["object"], made["model"]) == ("list", "embedding", "athena")
    assert made["usage"]["prompt_tokens"] == made["usage"]["total_tokens"] > 3


async def test_base64_is_the_same_vector_in_little_endian_floats() -> None:
    floats = (await embedded(input=["One.", "Two."]))["data"]
    coded = (await embedded(input=["One.", "Two."], encoding_format="base64"))["data"]
    for plain, packed in zip(floats, coded, strict=True):
        assert struct.unpack("<384f", base64.b64decode(packed["embedding"])) == pytest.approx(plain["embedding"])


async def test_a_list_keeps_its_order_across_batches() -> None:
    texts = [f"Number {number}" for number in range(70)]
    made = await embedded(input=texts)
    alone = await embedded(input=texts[69])
    assert [row["index"] for row in made["data"]] == list(range(70))
    assert made["data"][69]["embedding"] == pytest.approx(alone["data"][0]["embedding"], abs=0.05)


@pytest.mark.parametrize("model", ["athena", "gpt-4o-mini", "all-MiniLM-L6-v2", "all-minilm:latest", None])
async def test_embeddings_go_by_the_assistant_s_names_and_the_model_s_own(model: str | None) -> None:
    assert (await embedded(input="x", model=model, dimensions=384.0))["data"]


@pytest.mark.parametrize(
    ("fields", "status", "param"),
    [
        ({"input": []}, 400, "input"),
        ({}, 400, "input"),
        ({"input": {"text": "x"}}, 400, "input"),
        ({"input": ["x", 7]}, 400, "input[1]"),
        ({"input": [1, 2, 3]}, 400, "input"),
        ({"input": [[1, 2], [3]]}, 400, "input"),
        ({"input": [[101, 99_999, 102]]}, 400, "input"),
        ({"input": [True, False]}, 400, "input[0]"),
        ({"input": ["x", []]}, 400, "input[1]"),
        ({"input": ["x"] * 2049}, 400, "input"),
        ({"input": "x", "dimensions": 256}, 400, "dimensions"),
        ({"input": "x", "encoding_format": "int8"}, 400, "encoding_format"),
        ({"input": "x", "model": "text-embedding-3-small"}, 404, "model"),
    ],
)
async def test_embeddings_refuse_what_they_cannot_do(fields: dict[str, Any], status: int, param: str) -> None:
    assert await refused("/v1/embeddings", **{"model": "athena", **fields}) == (status, param)


async def test_token_ids_of_the_model_itself_are_taken() -> None:
    hello = [101, 7592, 2088, 102]  # [CLS] hello world [SEP]
    wanted = (await embedded(input="hello world"))["data"][0]["embedding"]
    for given in (hello, [hello], [hello, "hello world"]):
        for row in (await embedded(input=given))["data"]:
            assert row["embedding"] == pytest.approx(wanted)


async def test_token_ids_of_another_model_are_refused_with_the_way_out() -> None:
    reply = await Client().post("/v1/embeddings", {"model": "athena", "input": [[9906, 1917]]})
    assert "check_embedding_ctx_length=False" in reply.error["message"]


async def test_embeddings_past_the_deadline_are_given_up() -> None:
    client = Client(Double(seen=snapshot(deadline_seconds=0.05)))
    reply = await client.post("/v1/embeddings", {"model": "athena", "input": ["Some words. " * 9] * 2000})
    assert (reply.status, reply.headers["x-should-retry"]) == (504, "false")
