"""Every way in, asked by the official clients and over plain HTTP of a running assistant."""

import http.client
import json
import time
from collections.abc import Iterator
from typing import Any

import ollama
import pytest
from openai import OpenAI

from tests.acceptance.asking import connected, page, rows
from tests.acceptance.served import Served
from tests.inference.piped import DONE, DONE_SINCE_2026_11, PROMPT, TOOLS, history
from tests.installation import first_start

pytestmark = pytest.mark.acceptance

SUM = "What is 15 percent of 80?"
ASK = [{"role": "user", "content": SUM}]
FLAT: Any = [{"type": "function", "strict": False, **tool["function"]} for tool in TOOLS]


@pytest.fixture(scope="module")
def openai(served: Served) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{served.url}/v1", api_key=first_start().key, max_retries=0, timeout=30) as found:
        yield found


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[ollama.Client]:
    headers = {"Authorization": f"Bearer {first_start().key}"}
    with ollama.Client(served.url, headers=headers, timeout=30, trust_env=False) as found:
        yield found


def test_home_assistant_s_ollama_sets_itself_up_and_asks(client: ollama.Client) -> None:
    names = [model.model for model in client.list().models]
    assert names[0] == "athena:latest"
    assert client.ps().models
    pieces = list(client.chat(names[0], messages=ASK, tools=TOOLS, stream=True, keep_alive=-1, think=False))
    assert "12" in "".join(piece.message.content or "" for piece in pieces)
    assert (pieces[-1].done, pieces[-1].done_reason) == (True, "stop")


def test_home_assistant_s_ollama_brings_results_without_ids(client: ollama.Client) -> None:
    call = {"function": {"name": "intent__HassTurnOn", "arguments": {"name": "Bedroom Lamp"}}}
    messages: Any = [
        {"role": "system", "content": PROMPT},
        {"role": "user", "content": "turn on the bedroom lamp"},
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "content": DONE_SINCE_2026_11},
    ]
    assert client.chat("athena", messages=messages, tools=TOOLS).message.content == "Bedroom Lamp turned on."


def test_generate_and_embed_answer_too(client: ollama.Client) -> None:
    assert "12" in (client.generate("athena", SUM).response or "")
    assert len(client.embed("all-minilm", "The boiler is in the cellar.").embeddings[0]) == 384


def test_home_assistant_s_llama_cpp_probes_and_asks(openai: OpenAI) -> None:
    assert next(iter(openai.with_options(timeout=10).models.list())).id == "athena"
    tools: Any = [{"type": "function", "function": {"name": "probe", "parameters": {"type": "object"}}}]
    messages: Any = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Say one word."}]
    probe: Any = {"model": "athena", "messages": messages, "tools": tools, "max_tokens": 3}
    assert openai.chat.completions.create(**probe).choices[0].finish_reason
    assert [chunk.choices[0].finish_reason for chunk in openai.chat.completions.create(**probe, stream=True)][-1]


@pytest.mark.parametrize("result", [DONE, DONE_SINCE_2026_11])
def test_home_assistant_s_litellm_brings_the_results_of_its_tools(openai: OpenAI, result: str) -> None:
    messages: Any = history(result)
    tools: Any = TOOLS
    done = openai.chat.completions.create(model="athena", messages=messages, tools=tools, user="01M7")
    assert done.choices[0].message.content == "Bedroom Lamp turned on."


def test_home_assistant_s_openai_conversation_reads_events(openai: OpenAI) -> None:
    given: Any = [
        {"type": "message", "role": "developer", "content": PROMPT},
        {"type": "message", "role": "user", "content": SUM},
    ]
    events = list(openai.responses.create(model="athena", input=given, tools=FLAT, store=False, stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert events[-1].type == "response.completed"
    assert "12" in events[-1].response.output_text


def test_a_stored_response_outlives_the_memory_and_can_be_deleted(openai: OpenAI, served: Served) -> None:
    first = openai.responses.create(model="athena", input="What is the time in Tokyo?")
    end = time.monotonic() + 10
    while not rows(served, f"SELECT 1 FROM inference_storedresponse WHERE id = '{first.id}'"):
        assert time.monotonic() < end
        time.sleep(0.05)
    second = openai.responses.create(model="athena", input="and in Boston?", previous_response_id=first.id)
    assert "Boston" in second.output_text
    assert openai.responses.retrieve(first.id).output_text == first.output_text
    openai.responses.delete(first.id)
    with connected_get(served, f"/v1/responses/{first.id}") as gone:
        assert gone.status == 404


def connected_get(server: Served, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = connected(server)
    connection.request(
        "GET", path, headers={"Authorization": f"Bearer {first_start().key}", "Connection": "close", **headers}
    )
    return connection.getresponse()


def test_the_root_tells_ollama_s_clients_and_sends_browsers_to_the_admin(served: Served) -> None:
    assert page(served, "/") == (200, "Ollama is running")
    with connected_get(served, "/", Accept="text/html") as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/admin/")


def test_a_key_in_the_path_opens_every_protocol_and_is_never_logged(served: Served) -> None:
    key = first_start().key
    before = len(served.lines)
    for path in ("/v1/models", "/models", "/api/tags", "/api/version", "//v1/models/"):
        assert page(served, f"/k/{key}{path}")[0] == 200
        assert page(served, f"/k/{key[:-4]}AAAA{path}")[0] == 401
    connection = connected(served)
    body = json.dumps({"model": "gpt-9", "messages": ASK})
    connection.request("POST", f"/k/{key}/api/chat", body, {"Connection": "close"})
    assert connection.getresponse().read() == b'{"error":"model \'gpt-9\' not found"}'
    until = time.monotonic() + 10  # what it prints is read by another thread
    while not any("model_not_found" in line for line in served.lines[before:]) and time.monotonic() < until:
        time.sleep(0.02)
    printed = "\n".join(served.lines[before:])
    assert "/api/tags" in printed and "model_not_found" in printed
    assert key[13:40] not in printed
