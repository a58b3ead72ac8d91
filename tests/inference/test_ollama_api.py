"""Ollama's API: its models are the assistants, its questions go the same way as all others."""

from typing import Any

import orjson
import pytest

from inference.backends import ToolCall
from inference.state import Query
from tests.inference.asgi import LIGHT, Client, Double, Reply, says

USER = {"role": "user", "content": "Hello?"}
TURN_ON = {"function": {"name": "intent__HassTurnOn", "arguments": {"name": "Bedroom Lamp"}}}


def lines(reply: Reply) -> list[Any]:
    assert reply.headers["content-type"] == "application/x-ndjson"
    assert reply.body.endswith(b"\n")
    return [orjson.loads(line) for line in reply.body.splitlines()]


async def asked(**fields: Any) -> Query:
    """The query that a chat of Ollama's becomes."""
    client = Client()
    reply = await client.post("/api/chat", {"model": "athena", "messages": [USER], **fields})
    assert reply.status == 200, reply.body
    return client.double.asked[0]


async def test_tags_lists_the_assistants_the_default_one_first() -> None:
    models = (await Client().get("/api/tags")).json()["models"]
    assert [model["model"] for model in models] == [model["name"] for model in models]
    assert [model["name"] for model in models] == ["athena:latest", "study:latest"]
    assert len({model["digest"] for model in models}) == 2
    assert set(models[0]["details"]) >= {"format", "family", "families", "parameter_size", "quantization_level"}


async def test_ps_says_that_every_assistant_is_loaded() -> None:
    models = (await Client().get("/api/ps")).json()["models"]
    assert [model["name"] for model in models] == ["athena:latest", "study:latest"]
    assert {"expires_at", "size_vram", "context_length"} <= set(models[0])


async def test_the_lists_ask_no_pipeline() -> None:
    client = Client()
    for path in ("/api/tags", "/api/ps", "/api/version"):
        assert (await client.get(path)).status == 200
    assert not client.double.asked


@pytest.mark.parametrize("field", ["model", "name"])
@pytest.mark.parametrize("name", ["athena", "athena:latest", "gpt-4o-mini", "qwen3:4b-instruct"])
async def test_show_describes_a_model_by_every_name(field: str, name: str) -> None:
    shown = (await Client().post("/api/show", {field: name})).json()
    assert shown["capabilities"] == ["completion", "tools"]
    family = shown["model_info"]["general.architecture"]
    assert shown["model_info"][f"{family}.context_length"] > 0


async def test_show_knows_the_model_for_embeddings() -> None:
    assert (await Client().post("/api/show", {"model": "all-minilm"})).json()["capabilities"] == ["embedding"]


async def test_pull_of_a_known_name_succeeds_at_once() -> None:
    reply = await Client().post("/api/pull", {"model": "athena:latest"})
    assert [line["status"] for line in lines(reply)] == ["pulling manifest", "success"]
    whole = await Client().post("/api/pull", {"model": "all-minilm", "stream": False})
    assert whole.json() == {"status": "success"}


@pytest.mark.parametrize("path", ["chat", "generate", "show", "pull", "embed", "embeddings"])
@pytest.mark.parametrize("name", ["llama3.2", "llama3.2:latest"])
async def test_an_unknown_model_is_not_found_in_ollama_s_words(path: str, name: str) -> None:
    body = {"model": name, "messages": [USER], "prompt": "Hello?", "input": "Hello?"}
    reply = await Client().post(f"/api/{path}", body)
    assert (reply.status, reply.json()) == (404, {"error": f"model '{name}' not found"})


async def test_a_chat_is_a_stream_unless_the_client_says_no() -> None:
    client = Client(Double(says("It is five.", " Take a coat.")))
    body = {"model": "athena:latest", "messages": [USER]}
    for fields in ({}, {"stream": True}, {"stream": None}):
        *said, last = lines(await client.post("/api/chat", {**body, **fields}))
        assert [line["message"] for line in said] == [
            {"role": "assistant", "content": "It is five."},
            {"role": "assistant", "content": " Take a coat."},
        ]
        assert last["message"]["content"] == ""
    whole = (await client.post("/api/chat", {**body, "stream": False})).json()
    assert whole["message"] == {"role": "assistant", "content": "It is five. Take a coat."}
    assert (whole["model"], whole["done"], whole["done_reason"]) == ("athena:latest", True, "stop")


async def test_the_last_line_carries_the_counters() -> None:
    client = Client(Double(says("It is five.")))
    *_, last = lines(await client.post("/api/chat", {"model": "athena", "messages": [USER]}))
    assert (last["done"], last["done_reason"], last["prompt_eval_count"], last["eval_count"]) == (True, "stop", 12, 7)
    assert last["total_duration"] > 0 and last["eval_duration"] > 0


async def test_a_call_s_arguments_are_an_object_and_it_has_an_index() -> None:
    calls = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}'), ToolCall("intent__HassTurnOn", "")
    client = Client(Double(says("One moment.", *calls)))
    body = {"model": "athena", "messages": [USER], "tools": [LIGHT]}
    text, *called, last = lines(await client.post("/api/chat", body))
    assert text["message"]["content"] == "One moment."
    functions = [line["message"]["tool_calls"][0]["function"] for line in called]
    assert functions == [
        {"index": 0, "name": "intent__HassTurnOn", "arguments": {"name": "Bedroom Lamp"}},
        {"index": 1, "name": "intent__HassTurnOn", "arguments": {}},
    ]
    assert not any(line["done"] for line in called)
    assert "tool_calls" not in last["message"]
    whole = (await client.post("/api/chat", {**body, "stream": False})).json()["message"]
    assert [call["function"] for call in whole["tool_calls"]] == functions


def history(*results: dict[str, Any], calls: int = 2) -> list[dict[str, Any]]:
    made = [{"function": {"name": name, "arguments": {}}} for name in ("HassTurnOn", "GetLiveContext")[:calls]]
    return [USER, {"role": "assistant", "tool_calls": made}, *results]


def result(text: str, **fields: str) -> dict[str, Any]:
    return {"role": "tool", "content": text, **fields}


async def paired(messages: list[dict[str, Any]]) -> dict[str, str]:
    """Which call each result was taken for."""
    names: dict[str, str] = {}
    found: dict[str, str] = {}
    for message in (await asked(messages=messages)).messages:
        names |= {call["id"]: call["function"]["name"] for call in message.get("tool_calls") or ()}
        if message["role"] == "tool":
            found[message["content"]] = names.get(message.get("tool_call_id", ""), "")
    return found


async def test_results_without_ids_are_paired_with_their_calls_by_order() -> None:
    assert await paired(history(result("1"), result("2"))) == {"1": "HassTurnOn", "2": "GetLiveContext"}


async def test_results_with_a_name_are_paired_by_it() -> None:
    named = history(result("1", tool_name="GetLiveContext"), result("2", tool_name="HassTurnOn"))
    assert await paired(named) == {"1": "GetLiveContext", "2": "HassTurnOn"}


async def test_a_result_too_many_and_an_orphan_are_tolerated() -> None:
    assert await paired(history(result("1"), result("2"), calls=1)) == {"1": "HassTurnOn", "2": ""}
    assert await paired([result("1"), USER]) == {"1": ""}


async def test_a_later_round_is_paired_with_its_own_calls() -> None:
    rounds = [*history(result("1"), calls=1), *history(result("2"), result("3"))[1:]]
    query = await asked(messages=rounds)
    ids = [call["id"] for message in query.messages for call in message.get("tool_calls") or ()]
    assert len(set(ids)) == 3
    assert [message.get("tool_call_id") for message in query.messages if message["role"] == "tool"] == ids


async def test_options_are_read_as_ollama_means_them() -> None:
    options = {"num_ctx": 8192.0, "num_predict": 64.0, "temperature": 0.2, "stop": ["x"], "made_up": {}}
    query = await asked(options=options, keep_alive=-1.0, think=False, truncate=True)
    assert (query.max_tokens, query.temperature) == (64, 0.2)
    assert (await asked(options={"num_predict": -1.0})).max_tokens is None
    assert (await asked(options=None)).max_tokens is None


@pytest.mark.parametrize("think", [True, False, None, "low", "high"])
@pytest.mark.parametrize("keep_alive", [-1, -1.0, 0, "5m", "-1", None])
async def test_think_and_keep_alive_are_taken_in_every_form(think: Any, keep_alive: Any) -> None:
    assert (await asked(think=think, keep_alive=keep_alive)).question == "Hello?"


@pytest.mark.parametrize(
    ("sent", "schema"), [("json", {}), ({"type": "object"}, {"type": "object"}), ("", None), (None, None)]
)
async def test_the_format_becomes_the_schema_of_the_answer(sent: Any, schema: Any) -> None:
    assert (await asked(format=sent)).schema == schema


async def test_images_and_thinking_of_a_history_are_left_out() -> None:
    message = {**USER, "images": ["aGk="], "thinking": "Hm."}
    query = await asked(messages=[message])
    assert (query.question, query.unseen) == ("Hello?", True)


async def test_generate_asks_with_its_own_instructions() -> None:
    client = Client(Double(says("It is five.")))
    *said, last = lines(await client.post("/api/generate", {"model": "athena", "prompt": "Hello?", "system": "Short."}))
    assert [line["response"] for line in (*said, last)] == ["It is five.", ""]
    assert [message["role"] for message in client.double.asked[0].messages] == ["system", "user"]
    whole = (
        await client.post("/api/generate", {"prompt": "Hello?", "stream": False, "template": "", "raw": True})
    ).json()
    assert (whole["response"], whole["done"], whole["eval_count"]) == ("It is five.", True, 7)


@pytest.mark.parametrize(("keep_alive", "why"), [(None, "load"), (-1.0, "load"), (0, "unload"), ("0s", "unload")])
async def test_generate_without_a_prompt_only_loads(keep_alive: Any, why: str) -> None:
    client = Client()
    body = {"model": "athena", "keep_alive": keep_alive}
    (line,) = lines(await client.post("/api/generate", body))
    assert (line["done"], line["done_reason"], line["response"]) == (True, why, "")
    assert (await client.post("/api/generate", {**body, "stream": False})).json()["done_reason"] == why
    assert not client.double.asked


@pytest.mark.parametrize("fields", [{}, {"messages": []}, {"messages": None}])
async def test_a_chat_without_messages_only_loads(fields: dict[str, Any]) -> None:
    client = Client()
    (line,) = lines(await client.post("/api/chat", {"model": "athena", **fields}))
    assert (line["done"], line["done_reason"]) == (True, "load")
    assert line["message"] == {"role": "assistant", "content": ""}
    dropped = await client.post("/api/chat", {"model": "athena", "keep_alive": 0, "stream": False, **fields})
    assert dropped.json()["done_reason"] == "unload"
    assert (await client.post("/api/chat", {"model": "none", **fields})).status == 404
    assert not client.double.asked


async def test_embed_takes_one_text_or_many() -> None:
    one = (await Client().post("/api/embed", {"model": "all-minilm", "input": "One."})).json()
    two = (await Client().post("/api/embed", {"model": "athena", "input": ["One.", "Two."], "truncate": True})).json()
    old = (await Client().post("/api/embeddings", {"model": "athena", "prompt": "One."})).json()
    assert [len(vector) for vector in two["embeddings"]] == [384, 384]
    assert one["embeddings"][0] == pytest.approx(old["embedding"])
    assert one["prompt_eval_count"] > 2


@pytest.mark.parametrize("truncate", [True, None, False])
async def test_a_text_that_must_not_be_cut_is_refused_where_it_is_too_long(truncate: bool | None) -> None:
    body = {"model": "all-minilm", "input": ["short", "word " * 300], "truncate": truncate}
    reply = await Client().post("/api/embed", body)
    assert (reply.status, "exceeds" in str(reply.json())) == ((400, True) if truncate is False else (200, False))


WRONG: list[tuple[str, Any]] = [
    ("/api/chat", {"model": "athena", "messages": [{"role": "robot", "content": "x"}]}),
    ("/api/chat", {"model": "athena", "messages": "Hello?"}),
    ("/api/chat", {"model": 7, "messages": [USER]}),
    ("/api/chat", {"model": "athena", "messages": [USER], "format": 7}),
    ("/api/chat", {"model": "athena", "messages": [USER], "options": {"num_predict": "many"}}),
    ("/api/embed", {"model": "athena", "input": {}}),
    ("/api/chat", b"{"),
    ("/api/show", b"[]"),
]


@pytest.mark.parametrize(("path", "body"), WRONG)
async def test_what_makes_no_sense_is_refused_in_ollama_s_shape(path: str, body: Any) -> None:
    reply = await Client().post(path, body)
    assert reply.status == 400
    assert [*reply.json()] == ["error"]
    assert 0 < len(reply.json()["error"]) < 120


@pytest.mark.parametrize("path", ["/api/delete", "/api/create", "/api/blobs/sha256:1"])
async def test_what_is_not_offered_is_not_found_in_ollama_s_shape(path: str) -> None:
    reply = await Client().post(path, {"model": "athena"})
    assert (reply.status, [*reply.json()]) == (404, ["error"])


async def test_a_wrong_key_is_told_so_in_ollama_s_shape() -> None:
    reply = await Client().get("/api/tags", key="ath_wrong")
    assert (reply.status, reply.json()) == (401, {"error": "The API key is missing or not valid."})
