"""Assistants are found by their names, no two share one, and each answers in its own manner."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from inference import pipeline
from inference.admin import AssistantForm
from inference.model_drafts import Way, prompt_of
from inference.models import LLM, Assistant
from inference.snapshot import Snapshot
from inference.state import NOT_MINE, Part
from tests.inference import asgi
from tests.inference.asgi import Client, Double
from tests.inference.queries import assistant, query, rows, run, snapshot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "aliases"),
    [("gpt-4", []), ("GPT-4:latest", []), ("hall", ["gpt-4"]), ("hall", ["Athena:latest"]), ("hall", ["x", "gpt-4"])],
)
def test_a_name_that_another_assistant_has_is_refused(name: str, aliases: list[str]) -> None:
    Assistant.objects.create(name="athena", aliases=["gpt-4"])
    with pytest.raises(ValidationError) as caught:
        Assistant(name=name, aliases=aliases).full_clean()
    assert "athena is called already" in str(caught.value)


def test_an_assistant_keeps_its_own_names_and_takes_those_of_one_that_is_off() -> None:
    row = Assistant.objects.create(name="athena", aliases=["gpt-4"])
    row.full_clean()
    row.enabled = False
    row.save()
    Assistant(name="hall", aliases=["gpt-4"]).full_clean()


def test_aliases_of_the_wrong_shape_are_told_first() -> None:
    with pytest.raises(ValidationError, match="Write a list"):
        Assistant(name="hall", aliases="gpt-4").full_clean()


async def test_whoever_asks_an_assistant_for_guests_is_a_guest() -> None:
    found = asgi.snapshot()
    hall = Assistant(name="hall", guests=True)
    client = Client(Double(seen=replace(found, assistants=(*found.assistants, hall))))
    for model in ("athena", "hall"):
        await client.chat(model=model)
    assert [query.mode for query in client.double.asked] == ["owner", "guest"]


def test_the_llms_of_an_assistant_are_asked_in_its_own_order() -> None:
    llms = [LLM(name="a", priority=2), LLM(name="b", priority=1), LLM(name="c", priority=3)]
    assert [llm.name for llm in Assistant().choice(llms)] == ["b", "a", "c"]
    assert [llm.name for llm in Assistant(llms=["c", "gone", "a", "c"]).choice(llms)] == ["c", "a"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer_length": "short"}, "One. Two."),
        ({"answer_length": "short", "spoken": False}, "One. Two. Three. Is that all?"),
        ({"follow_ups": False}, "One. Two. Three."),
        ({}, "One. Two. Three. Is that all?"),
    ],
)
async def test_a_models_answer_is_cut_and_ends_as_the_assistant_wants_it(fields: dict[str, Any], said: str) -> None:
    made = run(talker("One. Two. Three. Is that all?"))
    done = await pipeline.answer(query("tell me a story", assistant=assistant(**fields)), made)
    assert done.answer == said
    assert done.outcome.value == "answered"


async def test_a_model_that_rambles_is_cut_off_and_stays_in_use() -> None:
    made = run(talker("One. Two. Three. Four. Five."))
    await pipeline.answer(query("tell me a story", assistant=assistant(answer_length="short")), made)
    detail = next(span.detail for span in made.spans if span.name == "generate:model")
    assert (detail["llm"], detail["cut after sentences"]) == ("talker", 2)
    assert [state for _, state, _ in made.models.health()] == ["up"]


@pytest.mark.parametrize(("length", "words"), [("short", "one short"), ("normal", "two or three"), ("long", "up to")])
async def test_a_model_is_told_how_long_to_speak(length: str, words: str) -> None:
    part = Part("tell me a story")
    prompt = prompt_of(part, query("tell me a story", assistant=assistant(answer_length=length)), Way())
    assert words in str(prompt.messages[0]["content"])


async def test_without_follow_ups_a_model_hears_only_the_last_question() -> None:
    said = ("be kind", "hello", "hi", "tell me a story")
    roles = ("system", "user", "assistant", "user")
    messages = tuple({"role": role, "content": text} for role, text in zip(roles, said, strict=True))
    asked = query("tell me a story", messages=messages, assistant=assistant(follow_ups=False))
    system, *rest = prompt_of(Part("tell me a story"), asked, Way()).messages
    assert "be kind" in str(system["content"]) and "Do not end with a question" in str(system["content"])
    assert [message["content"] for message in rest] == ["tell me a story"]


async def test_what_an_assistant_is_not_for_is_declined_and_no_model_goes_round_it() -> None:
    made = run(talker("I know it all the same."))
    tools = (asgi.LIGHT,)
    done = await pipeline.answer(query("tell me", assistant=assistant(intents=["weather"]), tools=tools), made)
    assert (done.answer, done.outcome.value, done.tool_calls) == (NOT_MINE, "refused", ())


def test_names_of_rows_that_are_not_there_are_refused_in_the_form() -> None:
    LLM.objects.create(name="box", kind="echo")
    form = modelform_factory(Assistant, form=AssistantForm, fields=["name", "llms", "intents"])
    made = form({"name": "hall", "llms": '["box", "bx"]', "intents": "[]"})
    assert made.errors == {"llms": ["There is no bx. There are: box."]}


def talker(reply: str) -> Snapshot:
    """A house with one model, which says just this."""
    return snapshot(
        rows("inference.llm", {"name": "talker", "kind": "echo", "options": {"reply": reply}}),
        rows("intents.intent", {"name": "rest", "title": "the rest", "mode": "llm", "fallback": True}),
    )
