"""How a client wants the words drawn, where the answer stops, and that there is one."""

from typing import Any

import pytest

from inference.api.sampling import sampling_of, stops_of
from tests.inference.asgi import Client, Double, says
from tests.inference.piped import piped
from tests.model_servers import ModelServer, OllamaServer, OpenAIServer

TEXT = "First line.\nObservation: it rains.\nSecond line."
STOP = ["\nObservation:"]
ASK: dict[str, Any] = {"messages": [{"role": "user", "content": "write a poem about the sea"}]}


def client(*pieces: str) -> Client:
    return Client(Double(says(*pieces)))


@pytest.mark.parametrize("n", [2, 0, -1, 1.5])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/completions"])
async def test_who_wants_several_answers_is_told_that_there_is_one(path: str, n: float) -> None:
    reply = await client("Hello.").post(path, {**ASK, "prompt": "hello", "n": n})
    assert (reply.status, reply.error["code"], reply.error["param"]) == (400, "invalid_value", "n")


@pytest.mark.parametrize("n", [1, 1.0, None])
async def test_one_answer_may_be_asked_for(n: float | None) -> None:
    assert (await client("Hello.").post("/v1/chat/completions", {**ASK, "n": n})).status == 200


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"top_p": 0.5, "seed": 7.0}, {"top_p": 0.5, "seed": 7}),
        ({"top_p": 3, "frequency_penalty": -9}, {"top_p": 1.0, "frequency_penalty": -2.0}),
        ({"top_p": None, "seed": "42", "presence_penalty": True}, {}),
        ({"top_p": float("nan"), "seed": 1e300, "frequency_penalty": float("inf")}, {}),
    ],
)  # fmt: skip
def test_what_has_a_meaning_is_passed_on_and_the_rest_is_as_good_as_absent(given: Any, used: Any) -> None:
    assert sampling_of(given) == used


async def body_sent(server: ModelServer, path: str, **fields: Any) -> dict[str, Any]:
    """What a model server is asked, for a question that brings these fields."""
    with server:
        async with piped(server) as asking:
            await asking.post(path, {**ASK, **fields})
    return server.asked[0]


async def test_an_openai_server_is_told_how_the_words_are_drawn_and_where_to_stop() -> None:
    body = await body_sent(OpenAIServer(), "/v1/chat/completions", top_p=0.5, seed=7, stop=STOP)
    assert body.items() >= {"top_p": 0.5, "seed": 7, "stop": STOP}.items()


async def test_an_ollama_server_is_told_so_among_its_options() -> None:
    body = await body_sent(OllamaServer(), "/api/chat", options={"top_p": 0.5, "seed": 7, "stop": STOP[0]})
    assert body["options"].items() >= {"top_p": 0.5, "seed": 7, "stop": STOP}.items()


async def test_of_json_the_whole_is_asked_for_wherever_the_client_wants_to_stop() -> None:
    body = await body_sent(OpenAIServer(), "/v1/chat/completions", stop=":", response_format={"type": "json_object"})
    assert "stop" not in body


@pytest.mark.parametrize("wanted", [True, 5])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/completions"])
async def test_who_wants_probabilities_is_told_that_there_are_none(path: str, wanted: Any) -> None:
    reply = await client("Hello.").post(path, {**ASK, "prompt": "hello", "logprobs": wanted})
    assert (reply.status, reply.error["code"], reply.error["param"]) == (400, "invalid_value", "logprobs")


@pytest.mark.parametrize("unwanted", [False, 0, None])
async def test_who_says_that_no_probabilities_are_wanted_is_answered(unwanted: Any) -> None:
    assert (await client("Hello.").chat(logprobs=unwanted)).status == 200


@pytest.mark.parametrize("stop", [5, {"a": 1}, [1], ["a"] * 17])
async def test_what_is_no_stop_sequence_is_refused(stop: Any) -> None:
    reply = await client(TEXT).chat(stop=stop)
    assert (reply.status, reply.error["param"]) == (400, "stop")


def test_no_stop_sequence_is_none() -> None:
    assert stops_of(None, "stop") == ()
