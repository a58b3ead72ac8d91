"""The official clients of Ollama and of the Responses API against a real server."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import ollama
import openai
import pytest
from django.utils import timezone

from inference.backends import ToolCall
from inference.models import StoredResponse
from inference.state import Outcome
from tests.inference.asgi import LIGHT, SECRET, Client, Double, says, served

USER = {"role": "user", "content": "Hello?"}
LAMP = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}', "call_1")
FAN = ToolCall("intent__HassTurnOn", '{"name":"Fan"}', "call_2")
FLAT: Any = {"type": "function", "strict": False, **LIGHT["function"]}


@pytest.fixture(scope="module")
def double() -> Double:
    return Double()


@pytest.fixture(scope="module")
def address(double: Double) -> Iterator[str]:
    with served(Client(double).gateway) as url:
        yield url.removesuffix("/v1")


@pytest.fixture
def client(address: str, double: Double) -> Iterator[ollama.Client]:
    double.play = says("It is five.", " Take a coat.")
    with ollama.Client(address, headers={"Authorization": f"Bearer {SECRET}"}, timeout=20, trust_env=False) as found:
        yield found


def test_ollama_python_lists_and_shows_and_pulls(client: ollama.Client) -> None:
    assert [model.model for model in client.list().models] == ["athena:latest", "study:latest"]
    assert [model.model for model in client.ps().models] == ["athena:latest", "study:latest"]
    assert client.show("athena:latest").capabilities == ["completion", "tools"]
    assert [step.status for step in client.pull("athena", stream=True)] == ["pulling manifest", "success"]
    assert client.pull("athena").status == "success"


def test_ollama_python_chats(client: ollama.Client) -> None:
    done = client.chat("athena", messages=[USER], keep_alive=-1, options={"num_ctx": 8192})
    assert (done.message.content, done.done, done.eval_count) == ("It is five. Take a coat.", True, 7)
    pieces = list(client.chat("athena:latest", messages=[USER], stream=True, think=False))
    assert [piece.message.content for piece in pieces] == ["It is five.", " Take a coat.", ""]
    assert [piece.done for piece in pieces] == [False, False, True]


def test_ollama_python_calls_tools_and_brings_their_results(client: ollama.Client, double: Double) -> None:
    double.play = says(LAMP, FAN)
    pieces = list(client.chat("athena", messages=[USER], tools=[LIGHT], stream=True))
    calls = [call for piece in pieces for call in piece.message.tool_calls or ()]
    assert [call.function.arguments for call in calls] == [{"name": "Bedroom Lamp"}, {"name": "Fan"}]
    whole = client.chat("athena", messages=[USER], tools=[LIGHT]).message
    results = [{"role": "tool", "content": '{"n": 1}'}, {"role": "tool", "content": '{"n": 2}'}]
    double.play = says("Done.")
    double.asked.clear()
    assert client.chat("athena", messages=[USER, whole, *results], tools=[LIGHT]).message.content == "Done."
    asked = double.asked[0].messages
    ids = [call["id"] for call in asked[1]["tool_calls"]]
    assert [message["tool_call_id"] for message in asked[2:]] == ids


def test_ollama_python_generates_and_embeds(client: ollama.Client) -> None:
    assert client.generate("athena", "Hello?", system="Short.").response == "It is five. Take a coat."
    pieces = list(client.generate("athena", "Hello?", stream=True))
    assert "".join(piece.response or "" for piece in pieces) == "It is five. Take a coat."
    assert client.generate("athena").done_reason == "load"
    assert [len(vector) for vector in client.embed("athena", ["One.", "Two."]).embeddings] == [384, 384]
    assert len(client.embeddings("all-minilm", "One.").embedding) == 384


def test_ollama_python_raises_its_own_errors(client: ollama.Client, address: str, double: Double) -> None:
    with pytest.raises(ollama.ResponseError, match=r"model 'llama3\.2' not found") as caught:
        client.chat("llama3.2", messages=[USER])
    assert caught.value.status_code == 404
    with (
        ollama.Client(address, trust_env=False) as bare,
        pytest.raises(ollama.ResponseError, match="API key") as caught,
    ):
        bare.list()
    assert caught.value.status_code == 401
    double.play = says("It is", outcome=Outcome.FAILED, finish="error")
    with pytest.raises(ollama.ResponseError, match="cut short"):
        list(client.chat("athena", messages=[USER], stream=True))


def test_ollama_python_without_a_field_for_a_key_carries_it_in_the_url(client: ollama.Client, address: str) -> None:
    with ollama.Client(f"{address}/k/{SECRET}", timeout=20, trust_env=False) as bare:
        assert bare.chat("athena", messages=[USER]).message.content == "It is five. Take a coat."
        assert len(bare.list().models) == 2


@pytest.fixture
def sdk(address: str, client: ollama.Client) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key=SECRET, timeout=20, max_retries=0) as found:
        yield found


def test_openai_python_makes_responses(sdk: openai.OpenAI, double: Double) -> None:
    made = sdk.responses.create(model="athena", input="Hello?", instructions="Short.")
    assert (made.output_text, made.status) == ("It is five. Take a coat.", "completed")
    assert sdk.responses.retrieve(made.id).output_text == made.output_text
    again = sdk.responses.create(model="athena", input="And now?", previous_response_id=made.id)
    assert again.previous_response_id == made.id
    assert [message["role"] for message in double.asked[-1].messages] == ["user", "assistant", "user"]
    listed = list(sdk.responses.input_items.list(again.id, order="asc", limit=2))
    assert [getattr(item, "role", "") for item in listed] == ["user", "assistant", "user"]


def test_openai_python_reads_the_events_of_a_response(sdk: openai.OpenAI, double: Double) -> None:
    double.play = says("One moment.", LAMP, FAN)
    events = list(sdk.responses.create(model="athena", input="Hello?", tools=[FLAT], stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    with sdk.responses.stream(model="athena", input="Hello?", tools=[FLAT]) as stream:
        final = stream.until_done().get_final_response()
    assert final.output_text == "One moment."
    calls = [item for item in final.output if item.type == "function_call"]
    assert [call.arguments for call in calls] == [LAMP.arguments, FAN.arguments]


def test_openai_python_raises_when_a_response_breaks_off(sdk: openai.OpenAI, double: Double) -> None:
    double.play = says("It is", outcome=Outcome.FAILED, finish="error")
    with pytest.raises(openai.APIError, match="cut short"):
        list(sdk.responses.create(model="athena", input="Hello?", stream=True))
    later = timezone.now() + timedelta(hours=1)
    double.responses.keep(StoredResponse(id="resp_1", api_key="other", expires=later, response={}, messages=[]))
    with pytest.raises(openai.BadRequestError) as caught:
        sdk.responses.create(model="athena", input="Hello?", previous_response_id="resp_1")
    assert caught.value.code == "previous_response_not_found"


def test_openai_python_completes_text(sdk: openai.OpenAI) -> None:
    assert sdk.completions.create(model="athena", prompt="Hello?").choices[0].text == "It is five. Take a coat."
    chunks = list(sdk.completions.create(model="athena", prompt="Hello?", stream=True))
    assert "".join(chunk.choices[0].text for chunk in chunks) == "It is five. Take a coat."
