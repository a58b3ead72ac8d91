"""The tools of a client's own program: forced ones are called, and others are tried before anything is declined."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from athena_project.http import Http
from inference import pipeline
from inference.models import LLM
from inference.snapshot import Snapshot
from inference.state import Query
from tests.inference.piped import PROMPT, TOOLS, options
from tests.inference.queries import query, run
from tests.model_servers import OpenAIServer

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

Choice = str | Mapping[str, Any]


def tool(name: str, field: str) -> dict[str, Any]:
    shape = {"type": "object", "properties": {field: {"type": "string"}}, "required": [field]}
    return {"type": "function", "function": {"name": name, "parameters": shape}}


MAIL, SUM = tool("send_mail", "to"), tool("calculate", "term")
BY_NAME = {"type": "function", "function": {"name": "send_mail"}}
LETTER = "Please write to Ann about this:\n" + "\n".join(
    f"The {n}. line of a letter about the roof." for n in range(12)
)


@dataclass
class Caller(OpenAIServer):
    """A model that calls what it may, told by name or by order."""

    def wanted(self, body: dict[str, Any]) -> list[tuple[str, dict[str, object]]]:
        choice = body.get("tool_choice")
        named = choice["function"]["name"] if isinstance(choice, dict) else ""
        return [call for call in super().wanted(body) if not named or call[0] == named]


@pytest.fixture(scope="module")
def server() -> Iterator[Caller]:
    with Caller() as server:
        yield server


@pytest.fixture
def model(server: Caller) -> Caller:
    server.calls, server.reply = [("send_mail", {"to": "ann"})], "I have sent it."
    server.asked.clear()
    return server


def answered(question: str, house: Snapshot, model: Caller | None, **fields: Any) -> Query:
    """What comes of a question in a house with this model, or with none."""
    llms = (LLM(pk=1, name="m", kind="openai", options=options(model)),) if model else ()

    async def asked() -> Query:
        http = Http(lambda: model.allowed if model else ())
        try:
            return await pipeline.answer(query(question, **fields), run(replace(house, llms=llms), http))
        finally:
            await http.close()

    return asyncio.run(asked())


def called(done: Query) -> list[str]:
    return [call.name for call in done.tool_calls]


@pytest.mark.parametrize("choice", ["required", BY_NAME])
@pytest.mark.parametrize(
    "question",
    ["what is 15 percent of 80", "hello", "tell me a joke", "send Ann an email and what time is it", LETTER],
)
def test_a_call_that_the_client_insists_on_is_made(
    shipped: Snapshot, model: Caller, question: str, choice: Choice
) -> None:
    done = answered(question, shipped, model, tools=(MAIL, SUM), tool_choice=choice)
    assert (called(done), done.answer, len(model.asked)) == (["send_mail"], "", 1)
    assert model.asked[0]["tool_choice"] == choice


def test_what_is_known_here_goes_into_such_a_call_as_data(shipped: Snapshot, model: Caller) -> None:
    answered("what is 15 percent of 80", shipped, model, tools=(MAIL,), tool_choice="required")
    assert "12" in model.asked[0]["messages"][-1]["content"]


def test_a_guest_s_question_is_refused_whatever_the_client_insists_on(shipped: Snapshot, model: Caller) -> None:
    done = answered("unlock the front door", shipped, model, tools=(MAIL,), tool_choice="required", mode="guest")
    assert (called(done), model.asked) == ([], [])


def test_an_order_that_is_certain_needs_no_model_to_be_called(shipped: Snapshot) -> None:
    said = ({"role": "system", "content": PROMPT}, {"role": "user", "content": "turn on the bedroom lamp"})
    done = answered(
        "turn on the bedroom lamp", shipped, None, tools=tuple(TOOLS), tool_choice="required", messages=said
    )
    assert called(done) == ["intent__HassTurnOn"]


def test_what_there_is_no_service_for_here_may_be_done_by_a_tool_of_the_client(
    shipped: Snapshot, model: Caller
) -> None:
    done = answered("send Ann an email that I am late", shipped, model, tools=(MAIL,))
    assert (called(done), done.answer) == (["send_mail"], "")


def test_a_source_that_fails_leaves_it_to_a_tool_of_the_client(shipped: Snapshot, model: Caller) -> None:
    assert called(answered("what's the weather in Paris", shipped, model, tools=(MAIL,))) == ["send_mail"]


def test_a_model_that_calls_nothing_has_no_say_in_what_is_declined(shipped: Snapshot, model: Caller) -> None:
    model.calls = []
    done = answered("send Ann an email that I am late", shipped, model, tools=(MAIL,))
    assert (done.answer, len(model.asked)) == ("I have no access to mail.", 1)


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("send Ann an email", {"tools": (MAIL,), "tool_choice": "none"}),
        ("send Ann an email", {"tools": tuple(TOOLS)}),
        ("send Ann an email", {}),
        ("send Ann an email", {"tools": (MAIL,), "mode": "guest"}),
        ("hello", {"tools": (MAIL,)}),
        ("what is 15 percent of 80", {"tools": (MAIL,)}),
    ],
)
def test_no_model_is_asked_where_no_tool_of_a_program_could_help(
    shipped: Snapshot, model: Caller, question: str, fields: dict[str, Any]
) -> None:
    done = answered(question, shipped, model, **fields)
    assert (called(done), model.asked) == ([], []) and done.answer
