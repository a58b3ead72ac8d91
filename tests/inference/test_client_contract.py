"""What every client may rely on, number by number, through the real pipeline where it takes part."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from tests.inference.asgi import Client, message, snapshot
from tests.inference.piped import DONE, DONE_SINCE_2026_11, FAILED, PROMPT, TOOLS, Piped, history
from tests.model_servers import OpenAIServer

USER = {"role": "user", "content": "tell me about Paris"}
SCHEMA = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}


@dataclass
class Loose(OpenAIServer):
    """A model that calls what it likes: declared or not, before the results and after them."""

    def wanted(self, body: dict[str, Any]) -> list[tuple[str, dict[str, object]]]:
        return [("SelfDestruct", {"in": 3})] if self.mode == "undeclared" else list(self.calls)


@pytest.fixture(scope="module")
def shared() -> Iterator[Loose]:
    with Loose() as server:
        yield server


@pytest.fixture
def model(shared: Loose) -> Loose:
    shared.mode, shared.calls, shared.reply = "ok", [], "The capital of France is Paris."
    shared.asked.clear()
    return shared


@pytest.fixture
async def client(model: Loose) -> AsyncIterator[Client]:
    double = Piped(model)
    yield Client(double)
    await double.http.close()


@pytest.fixture
async def alone() -> AsyncIterator[Client]:
    """A house without any language model."""
    double = Piped()
    yield Client(double)
    await double.http.close()


async def said(client: Client, messages: list[dict[str, Any]], **fields: Any) -> Any:
    reply = await client.post("/v1/chat/completions", {"messages": messages, **fields})
    assert reply.status == 200, reply.body
    return message(reply)


async def test_1_unknown_fields_and_floats_and_any_content_are_taken(client: Client) -> None:
    messages: list[dict[str, Any]] = [
        {"role": "developer", "content": {"text": "Be brief."}},
        {"role": "tool", "tool_call_id": "nobody", "content": "{}"},
        {"role": "user", "content": [{"type": "text", "text": "tell me about Paris"}]},
        {"role": "user", "content": "tell me about Paris", "name": "ann"},
        {"role": "assistant", "content": None},
        {"role": "function", "name": "x", "content": None},
        USER,
    ]
    fields = {
        "max_tokens": 150.0,
        "n": 1,
        "options": {"num_ctx": 8192.0},
        "keep_alive": -1.0,
        "chat_template_kwargs": {},
    }
    answer = await said(client, messages, tools=[{"type": "web_search"}], **fields)
    assert answer["content"] == "The capital of France is Paris."


@pytest.mark.parametrize("choice", ["auto", "none", "required"])
async def test_2_tools_are_taken_whatever_the_model_can_do(client: Client, model: Loose, choice: str) -> None:
    model.mode = "no_tools"
    answer = await said(client, [USER], tools=TOOLS, tool_choice=choice)
    assert answer["content"] or answer.get("tool_calls")


async def test_2_a_choice_of_none_calls_nothing(client: Client, model: Loose) -> None:
    model.calls = [("intent__HassTurnOn", {"name": "Bedroom Lamp"})]
    answer = await said(client, [USER], tools=TOOLS, tool_choice="none")
    assert "tool_calls" not in answer and answer["content"]
    assert not model.asked[0].get("tools")


@pytest.mark.parametrize(
    "choice", ["required", {"type": "function", "function": {"name": "intent__HassTurnOn"}}], ids=["required", "named"]
)
async def test_2_a_call_that_is_required_or_named_is_made(client: Client, model: Loose, choice: Any) -> None:
    model.calls = [("intent__HassTurnOn", {"name": "Bedroom Lamp"})]
    answer = await said(client, [USER], tools=TOOLS, tool_choice=choice)
    assert [call["function"]["name"] for call in answer["tool_calls"]] == ["intent__HassTurnOn"]
    assert model.asked[0]["tool_choice"] == choice


JSON_BY_PATH: list[tuple[str, dict[str, Any]]] = [
    ("/v1/chat/completions", {"messages": [USER], "response_format": {"type": "json_object"}}),
    (
        "/v1/chat/completions",
        {"messages": [USER], "response_format": {"type": "json_schema", "json_schema": {"schema": SCHEMA}}},
    ),
    ("/v1/responses", {"input": "tell me about Paris", "text": {"format": {"type": "json_schema", "schema": SCHEMA}}}),
    ("/api/chat", {"messages": [USER], "format": "json", "stream": False}),
    ("/api/chat", {"messages": [USER], "format": SCHEMA, "stream": False}),
    ("/api/generate", {"prompt": "tell me about Paris", "format": SCHEMA, "stream": False}),
]


@pytest.mark.parametrize(("path", "body"), JSON_BY_PATH)
@pytest.mark.parametrize("reply", ["Paris.", '{"answer": "Paris."}', '```json\n{"answer": "Paris."}\n```'])
async def test_2_a_format_gives_valid_json(
    client: Client, model: Loose, path: str, body: dict[str, Any], reply: str
) -> None:
    model.reply = reply
    made = (await client.post(path, body)).json()
    text = (
        made.get("response")
        or (made.get("message") or {}).get("content")
        or (message_of(made) if "choices" in made else made["output"][0]["content"][0]["text"])
    )
    assert orjson.loads(text)["answer"] == "Paris."


def message_of(made: Any) -> str:
    return str(made["choices"][0]["message"]["content"])


async def test_3_only_declared_tools_are_ever_emitted(client: Client, model: Loose) -> None:
    model.mode = "undeclared"
    for path, body in (
        ("/v1/chat/completions", {"messages": [USER], "tools": TOOLS}),
        ("/api/chat", {"messages": [USER], "tools": TOOLS}),
        ("/v1/responses", {"input": "tell me about Paris", "tools": TOOLS, "stream": True}),
    ):
        assert b"SelfDestruct" not in (await client.post(path, body)).body


@pytest.mark.parametrize("result", [DONE, DONE_SINCE_2026_11])
async def test_3_after_tool_results_there_is_always_a_text(alone: Client, result: str) -> None:
    answer = await said(alone, history(result), tools=TOOLS)
    assert answer["content"] == "Bedroom Lamp turned on."
    assert "tool_calls" not in answer


@pytest.mark.parametrize("call", ["SelfDestruct", "intent__HassTurnOn"])
async def test_3_a_model_that_goes_on_calling_after_the_results_is_not_heard(
    client: Client, model: Loose, call: str
) -> None:
    model.calls = [(call, {"name": "Bedroom Lamp"})]
    answer = await said(client, history(DONE), tools=TOOLS)
    assert answer == {"role": "assistant", "content": "Bedroom Lamp turned on."}


async def test_3_a_second_step_may_follow_the_first(client: Client, model: Loose) -> None:
    model.calls = [("intent__HassTurnOn", {"name": "Reading Lamp"})]
    turns = history(DONE)
    turns[0]["content"] += "\n- names: Reading Lamp\n  domain: light\n  areas: Bedroom\n"
    turns[-3]["content"] = "make it nice and bright for reading"  # no certain order: a model chose the first step
    assert (await said(client, turns, tools=TOOLS))["tool_calls"]


@pytest.mark.parametrize("declared", ["HassTurnOn", "intent__HassTurnOn", "assist__intent__HassTurnOn"])
@pytest.mark.parametrize("called", ["HassTurnOn", "intent__HassTurnOn", "assist__HassTurnOn"])
async def test_4_a_tool_is_known_by_the_suffix_of_its_name(
    client: Client, model: Loose, declared: str, called: str
) -> None:
    model.calls = [(called, {"name": "Bedroom Lamp"})]
    tool = {"type": "function", "function": {"name": declared, "parameters": {"type": "object"}}}
    answer = await said(client, [USER], tools=[tool])
    assert [call["function"]["name"] for call in answer["tool_calls"]] == [declared]


@pytest.mark.parametrize(
    ("result", "word"), [(DONE, "turned on"), (DONE_SINCE_2026_11, "turned on"), (FAILED, "did not work")]
)
async def test_4_tool_results_of_old_and_new_releases_are_read(alone: Client, result: str, word: str) -> None:
    assert word in (await said(alone, history(result), tools=TOOLS))["content"]


@pytest.mark.parametrize("alias", ["gpt-4o-mini", "gpt-4", "gpt-3.5-turbo", "local-model", "qwen3:4b-instruct"])
@pytest.mark.parametrize("latest", ["", ":latest"])
async def test_5_aliases_are_models_in_both_protocols(alias: str, latest: str) -> None:
    client = Client()
    name = alias + latest
    for path in ("/v1/chat/completions", "/api/chat"):
        reply = await client.post(path, {"model": name, "messages": [USER], "stream": False})
        assert (reply.status, reply.json()["model"]) == (200, name)


async def test_5_any_other_model_is_not_found_in_both_shapes() -> None:
    client = Client()
    openai = await client.post("/v1/chat/completions", {"model": "gpt-9", "messages": [USER]})
    ollama = await client.post("/api/chat", {"model": "gpt-9", "messages": [USER]})
    assert (openai.status, openai.error["code"]) == (404, "model_not_found")
    assert (ollama.status, ollama.json()) == (404, {"error": "model 'gpt-9' not found"})


PROBE = {
    "model": "athena",
    "messages": [
        {"role": "system", "content": "You are a helpful assistant."},
        {"role": "user", "content": "Say one word."},
    ],
    "tools": [{"type": "function", "function": {"name": "probe", "parameters": {"type": "object", "properties": {}}}}],
    "max_tokens": 3,
}


@pytest.mark.parametrize("streamed", [False, True])
async def test_6_the_probes_of_llama_cpp_are_answered(client: Client, model: Loose, streamed: bool) -> None:
    model.mode = "length"
    reply = await client.post("/v1/chat/completions", {**PROBE, "stream": streamed})
    assert reply.status == 200
    assert b'"finish_reason":"length"' in reply.body
    assert model.asked[0]["max_tokens"] == 3


@pytest.mark.parametrize("streamed", [False, True])
async def test_6_the_probes_are_answered_without_a_model_too(alone: Client, streamed: bool) -> None:
    reply = await alone.post("/v1/chat/completions", {**PROBE, "stream": streamed})
    assert reply.status == 200
    assert b'"finish_reason":"stop"' in reply.body


FAILURES = [
    ("/v1/chat/completions", {"messages": [USER]}),
    ("/v1/completions", {"prompt": "tell me about Paris"}),
    ("/v1/responses", {"input": "tell me about Paris"}),
    ("/api/chat", {"messages": [USER], "stream": False}),
    ("/api/generate", {"prompt": "tell me about Paris", "stream": False}),
]


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize(("path", "body"), FAILURES)
async def test_7_a_failed_model_is_a_spoken_apology(
    client: Client, model: Loose, path: str, body: dict[str, Any], streamed: bool
) -> None:
    model.mode = "500"
    reply = await client.post(path, {**body, "stream": streamed})
    assert reply.status == 200
    assert b"model server" in reply.body and b'"error":{' not in reply.body


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize(("path", "body"), FAILURES)
async def test_7_or_an_error_that_is_not_sent_again(
    model: Loose, path: str, body: dict[str, Any], streamed: bool
) -> None:
    model.mode = "500"
    double = Piped(model, spoken_errors=False)
    reply = await Client(double).post(path, {**body, "stream": streamed})
    await double.http.close()
    assert (reply.status, reply.headers["x-should-retry"], reply.headers["retry-after"]) == (503, "false", "5")
    text = reply.json()["error"] if path.startswith("/api/") else reply.error["message"]
    assert 0 < len(text) < 120


async def test_8_a_client_s_shorter_patience_is_kept(client: Client, model: Loose) -> None:
    model.mode = "hang"
    body = {"messages": [USER]}
    reply = await client.post("/v1/chat/completions", body, headers={"x-stainless-read-timeout": "0.5"})
    assert reply.status == 200
    assert "not answer in time" in message(reply)["content"]


@pytest.mark.parametrize("key", ["sk-0000000000000000000", "sk-no-key-required", "local-openai", ""])
async def test_9_dummy_keys_pass_on_this_machine_with_keys_switched_off(key: str) -> None:
    client = Client()
    client.double.seen = snapshot(open_access=True)
    client.address, client.host = "127.0.0.1", "127.0.0.1:8000"
    assert (await client.get("/api/tags", key=key)).status == 200
    client.address = "192.168.1.7"
    assert (await client.get("/api/tags", key=key)).status == 401


async def test_history_of_ten_megabytes_is_trimmed_by_turns_and_the_trace_says_so(client: Client, model: Loose) -> None:
    turns = [
        {"role": role, "content": f"{number} " + "word " * 400}
        for number in range(2_500)
        for role in ("user", "assistant")
    ]
    messages = [{"role": "system", "content": PROMPT}, *turns, USER]
    answer = await said(client, messages)
    assert answer["content"] == "The capital of France is Paris."
    told = model.asked[0]["messages"]
    assert PROMPT in told[0]["content"]
    assert "tell me about Paris" in told[-1]["content"]
    assert told[1]["role"] == "user"
    assert sum(len(each["content"]) for each in told[1:]) < 13_000
    double = client.double
    assert isinstance(double, Piped)
    detail = {name: value for span in double.runs[0].spans for name, value in span.detail.items()}
    left_out = detail["earlier messages left out"]
    assert isinstance(left_out, int) and left_out > 80
    assert len(double.asked[0].messages) < 150


async def test_a_question_without_end_is_cut_and_the_trace_says_so(client: Client) -> None:
    await said(client, [{"role": "user", "content": "tell me about Paris " + "x" * 100_000}])
    assert client.double.asked[0].trimmed == {"characters cut off": 100_020 - 32_768}
    assert len(client.double.asked[0].question) <= 32_768
