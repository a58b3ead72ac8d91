"""What a client gets where a model breaks off, falls silent, or writes what is no call and no JSON."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from inference.llms import Models
from inference.reply import CALLS, HALF_CALL, NO_TOOL, STALLED
from inference.stages.generate import from_model, lacks
from inference.state import Part
from intents.models import Intent
from tests.inference.asking import asked, end, reaching, text
from tests.inference.piped import piped
from tests.inference.queries import query
from tests.inference.test_llms import echo, ollama
from tests.model_servers import ModelServer, OllamaServer, OpenAIServer

CHAT = "/v1/chat/completions"
TALE = {"messages": [{"role": "user", "content": "Tell me a story about a fox."}]}
STOCK = {"type": "function", "function": {"name": "stock_of", "parameters": {"type": "object", "properties": {}}}}
HALVED = {"type": "function", "function": {"name": "HassTurnOn", "parameters": {"type": "object", "properties": {}}}}
AGE = {"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["age"]}
SHAPED = {**TALE, "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": AGE}}}


@dataclass
class OnceHalf(OpenAIServer):
    """Writes half a call first, and a whole answer when it is asked again."""

    async def frames(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        self.mode = "half_tool" if len(self.asked) == 1 else "ok"
        async for frame in super().frames(body):
            yield frame


async def answer(body: dict[str, Any], *servers: ModelServer) -> dict[str, Any]:
    async with piped(*servers) as client:
        choice: dict[str, Any] = (await client.post(CHAT, body)).json()["choices"][0]
    return choice


@pytest.mark.parametrize("mode", ["half", "cut", "error_line"])
async def test_while_nothing_was_said_another_model_answers_for_one_that_breaks_off(mode: str) -> None:
    with OllamaServer(reply="Foxes are very clever beasts", mode=mode) as first, OpenAIServer(reply="A fox.") as second:
        assert (await answer(TALE, first, second))["message"]["content"] == "A fox."


async def test_behind_a_sentence_that_was_said_no_other_model_goes_on() -> None:
    with (
        OllamaServer(reply="One fox ran. Two foxes ran. Three sat. Four sat.", mode="half", gap=0.02) as first,
        OpenAIServer(reply="A fox.") as second,
    ):
        async with piped(first, second) as client:
            events = (await client.post(CHAT, {**TALE, "stream": True})).events()
    assert events[-1]["error"]["message"] == "The answer was cut short."
    assert second.asked == []


async def test_a_model_that_falls_silent_behind_a_word_leaves_its_time_to_the_next() -> None:
    with OllamaServer(mode="stall") as server:
        async with reaching(server) as http:
            source = Models(http).generate(
                [ollama(server, timeout=0.5), echo("good", reply="b")], asked(), {}, None, lambda: True
            )
            pieces = [piece async for piece in source]
    assert text(pieces) == "Theb"
    assert end(pieces).detail["passed over"] == {"box": STALLED}


async def test_half_a_call_is_asked_for_once_more() -> None:
    with OnceHalf(reply="There are four cans.") as server:
        choice = await answer({**TALE, "tools": [STOCK, HALVED]}, server)
    assert choice["message"]["content"] == "There are four cans."
    assert HALF_CALL in server.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize(("mode", "words"), [("half_tool", HALF_CALL), ("undeclared", NO_TOOL)])
async def test_what_is_no_call_twice_is_told_and_never_sent(mode: str, words: str) -> None:
    with OpenAIServer(mode=mode) as server:
        choice = await answer({**TALE, "tools": [STOCK, HALVED]}, server)
    assert (choice["message"]["content"], choice["finish_reason"]) == (words, "stop")
    assert "tool_calls" not in choice["message"] and len(server.asked) == 2


@pytest.mark.parametrize("make", [OllamaServer, OpenAIServer])
async def test_of_more_calls_than_an_answer_may_have_none_leaves(make: Callable[..., ModelServer]) -> None:
    with make(calls=[("stock_of", {"number": number}) for number in range(CALLS + 1)]) as server:
        choice = await answer({**TALE, "tools": [STOCK]}, server)
    assert "tool_calls" not in choice["message"]
    assert choice["message"]["content"] == "The language model's answer made no sense."


async def test_json_that_does_not_fit_is_asked_for_once_more() -> None:
    replies = iter(['{"age": "old"}', '{"age": 7}'])
    with OllamaServer(reply=lambda _body: next(replies)) as server:
        choice = await answer(SHAPED, server)
    assert orjson.loads(choice["message"]["content"]) == {"age": 7}


async def test_json_among_words_is_not_asked_for_again() -> None:
    with OllamaServer(reply='Here it is: {"age": 7}') as server:
        assert orjson.loads((await answer(SHAPED, server))["message"]["content"]) == {"age": 7}
    assert len(server.asked) == 1


async def test_json_that_never_fits_is_filled_after_two_answers() -> None:
    with OllamaServer(reply='{"age": "old"}') as server:
        assert orjson.loads((await answer(SHAPED, server))["message"]["content"]) == {"age": 0}
    assert len(server.asked) == 2


def test_a_form_is_filled_by_a_model_and_not_with_a_fixed_reply() -> None:
    part = Part("rate the fox of the story", intent=Intent(name="ratings", mode="decline", reply="I keep no ratings."))
    assert from_model(part, query(part.text, schema={"type": "integer"}))
    assert not from_model(part, query(part.text))


def test_a_program_s_own_tool_is_offered_where_a_domain_asks_back() -> None:
    part = Part("look up the stock of blue paint", problem="Which one do you mean?", problem_kind="missing")
    assert lacks(part, query(tools=(STOCK,)))
    assert not lacks(part, query())


@pytest.mark.parametrize("schema", [AGE, {"type": "string"}], ids=["form", "string"])
def test_a_form_is_filled_by_a_model_where_a_domain_would_ask_back(schema: dict[str, Any]) -> None:
    part = Part("the age of the fox", intent=Intent(name="ages"), problem="Which fox do you mean?")
    assert from_model(part, query(part.text, schema=schema))
    assert not from_model(part, query(part.text))


async def test_a_yes_before_a_form_that_is_a_string_is_answered_in_it() -> None:
    text = {"type": "json_schema", "json_schema": {"name": "a", "schema": {"type": "string"}}}
    yes = {"messages": [{"role": "user", "content": "Yes."}], "response_format": text}
    with OllamaServer(reply='"Gladly."') as server:
        assert (await answer(yes, server))["message"]["content"] == '"Gladly."'
    assert server.asked[0]["format"] == {"type": "string"}
