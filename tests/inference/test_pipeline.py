"""The way of a question through all four stages, on the configuration that ships."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import orjson
import pytest

from athena_project.http import Allowed, Http
from inference import pipeline
from inference.attached import UNSEEN
from inference.backends import ToolCall
from inference.home.wishes import GUEST_REFUSAL
from inference.models import LLM
from inference.snapshot import Snapshot
from inference.stages.generate import NO_MODEL, UNHEARD
from inference.state import Outcome, Query, Run
from intents.classifier import Classifier
from ragdomains.models import Domain
from tests.inference.queries import assistant, query, run
from tests.stand_ins import OpenMeteo

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

LOOPBACK = (Allowed(ip_network("127.0.0.0/8")),)


@pytest.fixture(scope="module")
def weather() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@pytest.fixture
def house(shipped: Snapshot, weather: OpenMeteo) -> Snapshot:
    """The shipped snapshot, its weather domain pointed at the stand-in."""
    domain = shipped.domains["weather"]
    moved = Domain(pk=domain.pk, name="weather", title=domain.title, kind="open_meteo", options=weather.options)
    intents = {
        name: pointed(intent, moved) if intent.domain_id == domain.pk else intent
        for name, intent in shipped.intents.items()
    }
    return replace(shipped, domains={**shipped.domains, "weather": moved}, intents=intents)


def pointed(intent: Any, domain: Domain | None) -> Any:
    fields = {field.attname: getattr(intent, field.attname) for field in intent._meta.concrete_fields}
    moved = type(intent)(**fields)
    moved.domain = domain
    return moved


async def answered(question: Query, house: Snapshot) -> tuple[Query, Run, list[Any]]:
    said: list[Any] = []
    made = run(house, Http(lambda: LOOPBACK), said)
    try:
        return await pipeline.answer(question, made), made, said
    finally:
        await made.lookups.http.close()


def with_model(house: Snapshot, **options: Any) -> Snapshot:
    model = LLM(pk=900, name="echo", kind="echo", priority=1, options=options)
    return replace(house, llms=(model, *house.llms))


async def test_a_fact_is_answered_without_a_model(house: Snapshot) -> None:
    done, _, said = await answered(query("What is 15% of 80?"), house)
    assert "12" in done.answer
    assert done.outcome is Outcome.ANSWERED
    assert "".join(said).strip() == done.answer


async def test_two_questions_are_answered_in_order(house: Snapshot) -> None:
    done, _, _ = await answered(query("what's 6 times 7 and what's the weather in Boston tomorrow"), house)
    assert done.answer.index("42") < done.answer.index("Boston")
    assert len(done.parts) == 2


async def test_several_sums_name_themselves(house: Snapshot) -> None:
    done, _, _ = await answered(query("what is 15 percent of 80 and what's the square root of 144"), house)
    assert done.answer == "15 percent of 80 is 12. The square root of 144 is 12."


async def test_a_refusal_that_holds_for_several_parts_is_said_once(house: Snapshot) -> None:
    done, _, said = await answered(query("turn on the heating, lock the front door and close the blinds"), house)
    assert len(done.parts) == 3
    assert done.answer.count("cannot control devices") == 1
    assert "".join(said).strip() == done.answer


async def test_a_place_holds_on_in_its_sentence(house: Snapshot) -> None:
    question = query("what's the weather in boston tomorrow and will i need an umbrella on friday")
    done, _, _ = await answered(question, house)
    assert done.answer.count("in Boston") == 2


async def test_what_has_no_words_was_not_heard(house: Snapshot) -> None:
    done, _, _ = await answered(query("...?"), house)
    assert done.answer == UNHEARD


async def test_a_picture_without_a_word_is_said_to_be_unseen(house: Snapshot) -> None:
    done, _, _ = await answered(query("", unseen=True), house)
    assert done.answer == UNSEEN


async def test_one_part_that_fails_does_not_hide_the_other(house: Snapshot, weather: OpenMeteo) -> None:
    weather.mode = "error"
    try:
        done, _, _ = await answered(query("what's 6 times 7 and what's the weather in Oslo on sunday"), house)
    finally:
        weather.mode = "ok"
    assert "42" in done.answer
    assert done.outcome is Outcome.PARTLY
    assert done.parts[1].problem in done.answer


async def test_guests_are_refused_before_anything_is_fetched(house: Snapshot) -> None:
    closed = {name: pointed(intent, intent.domain) for name, intent in house.intents.items()}
    for intent in closed.values():
        intent.guests = False
    done, made, _ = await answered(query("what's 6 times 7", mode="guest"), replace(house, intents=closed))
    assert done.answer == GUEST_REFUSAL
    assert not any(span.name.startswith("retrieve:") for span in made.spans)


async def test_a_device_command_is_not_claimed_to_be_done(house: Snapshot) -> None:
    done, _, _ = await answered(query("turn on the kitchen light"), house)
    assert "turned on" not in done.answer
    assert done.answer == house.intents["device_command"].reply


async def test_a_tool_of_the_client_is_called_last(house: Snapshot) -> None:
    tools = ({"type": "function", "function": {"name": "intent__HassTurnOn", "parameters": {"type": "object"}}},)
    calls = [{"name": "intent__HassTurnOn", "arguments": {"name": "kitchen light"}}]
    asked = query("make the kitchen cozy and what is 6 times 7", tools=tools)
    done, _, said = await answered(asked, with_model(house, calls=calls))
    assert isinstance(said[-1], ToolCall) and said[-1].name == "intent__HassTurnOn"
    assert "42" in done.answer and done.finish == "tool_calls"


async def test_a_result_that_says_failure_is_not_called_done(house: Snapshot) -> None:
    messages = (
        {"role": "user", "content": "turn on the kitchen light"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "function": {"name": "HassTurnOn"}}]},
        {"role": "tool", "tool_call_id": "1", "content": '{"data": {"success": [], "failed": [{"name": "Lamp"}]}}'},
    )
    done, _, _ = await answered(query("turn on the kitchen light", messages=messages), house)
    assert "did not work" in done.answer and "Lamp" in done.answer


@pytest.mark.parametrize(("key", "said_so"), [("success", True), ("failed", False)])
async def test_a_model_says_done_only_where_the_tool_says_success(house: Snapshot, key: str, said_so: bool) -> None:
    result = {"success": [], "failed": [], key: [{"name": "Kitchen light"}]}
    messages = (
        {"role": "user", "content": "turn on the kitchen light"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "function": {"name": "HassTurnOn"}}]},
        {"role": "tool", "tool_call_id": "1", "content": orjson.dumps({"data": result}).decode()},
    )
    boasting = with_model(house, reply="I have turned on the kitchen light.")
    done, _, said = await answered(query("turn on the kitchen light", messages=messages), boasting)
    assert ("light turned on" in "".join(said)) == said_so
    assert "I have turned on" not in "".join(said)
    assert said_so or "did not work" in done.answer


async def test_without_model_and_documents_it_says_so(house: Snapshot) -> None:
    done, _, _ = await answered(query("Who painted the ceiling of the opera in Paris?"), house)
    assert done.outcome is Outcome.REFUSED
    assert done.answer == NO_MODEL


async def test_a_number_that_nothing_supports_is_not_said(house: Snapshot) -> None:
    lying = with_model(house, reply="It will be 41 degrees and the storm lasts 17 hours.")
    closed = {name: pointed(intent, intent.domain) for name, intent in house.intents.items()}
    closed["weather_forecast"].mode = "llm"
    done, made, said = await answered(query("What's the weather in Boston tomorrow?"), replace(lying, intents=closed))
    assert "41" not in "".join(said) and "17" not in done.answer
    assert "Boston" in done.answer
    assert any(span.detail.get("verdict") in {"refuse", "retry"} for span in made.spans)


async def test_what_was_said_earlier_and_what_was_understood_are_known_to_the_checks(house: Snapshot) -> None:
    asked = "How tall is the tower of Pisa?"
    turns = (("user", asked), ("assistant", "The tower of Pisa is 57 metres tall."), ("user", asked))
    messages = tuple({"role": role, "content": text} for role, text in turns)
    said = with_model(house, reply="The tower of Pisa is 64 metres tall.")
    done, _, _ = await answered(query(asked, messages=messages), said)
    assert [finding.rule for finding in done.parts[0].findings] == ["earlier-contradictions"]
    alone, _, _ = await answered(query(asked), said)
    assert alone.answer == done.answer and not alone.parts[0].findings


async def test_a_forecast_without_its_place_is_flagged(house: Snapshot) -> None:
    vague = with_model(house, reply="It will be a rather mild day.")
    modes = {name: pointed(intent, intent.domain) for name, intent in house.intents.items()}
    modes["weather_forecast"].mode = "llm"
    done, _, _ = await answered(query("What's the weather in Boston tomorrow?"), replace(vague, intents=modes))
    told = {finding.rule: finding.fixed for finding in done.parts[0].findings}
    assert told["forecast-names-place-and-day"].startswith("For Boston")


async def test_the_tokens_of_every_call_are_counted(house: Snapshot) -> None:
    asked = query("Who wrote Hamlet, and who painted the Night Watch?")
    done, made, _ = await answered(asked, with_model(house, reply="A great master did."))
    calls = [span.detail for span in made.spans if span.name == "generate:model"]
    assert len(calls) == 2
    assert done.tokens_out == sum(int(str(call["tokens out"])) for call in calls) == 8
    assert done.tokens_in == sum(int(str(call["tokens in"])) for call in calls) > 0


@pytest.mark.parametrize(("most", "finish"), [(2, "length"), (None, "stop")])
async def test_an_answer_that_ran_into_its_limit_says_so(house: Snapshot, most: int | None, finish: str) -> None:
    asked = query("Who wrote Hamlet?", max_tokens=most)
    done, _, _ = await answered(asked, with_model(house, reply="A great master did."))
    assert done.finish == finish


async def test_a_fallback_that_declines_asks_no_model(house: Snapshot) -> None:
    closed = {name: pointed(intent, intent.domain) for name, intent in house.intents.items()}
    assert house.fallback is not None
    fallback = closed[house.fallback.name]
    fallback.mode, fallback.reply = "decline", "I know about this house only."
    changed = replace(with_model(house, reply="Shakespeare."), intents=closed, fallback=fallback)
    changed = replace(changed, classifier=Classifier.build([], []))
    assert (await answered(query("Flurb the wobbly zint?"), changed))[0].answer == "I know about this house only."


async def test_json_is_answered_where_a_schema_was_asked_for(house: Snapshot) -> None:
    schema = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}
    done, _, said = await answered(query("what is 6 times 7", schema=schema), house)
    assert done.answer.startswith('{"answer":') and "42" in done.answer
    assert said == [done.answer]


async def test_an_edit_of_a_template_changes_the_sentence(house: Snapshot) -> None:
    key = (house.domains["calculator"].pk, "sum", "short")
    done, _, _ = await answered(
        query("what is 6 times 7"), replace(house, templates={"": {key: "I make it {result}."}})
    )
    assert done.answer == "I make it 42."


async def test_the_written_assistant_says_it_at_length(house: Snapshot) -> None:
    asked = query("What's the weather in Boston tomorrow?", assistant=assistant(spoken=False))
    done, _, _ = await answered(asked, house)
    assert "Open-Meteo" in done.answer


async def test_answers_are_equal_for_equal_questions(house: Snapshot) -> None:
    answers = [(await answered(query("What is 3 plus 4 and what day is it?"), house))[0].answer for _ in range(3)]
    assert len(set(answers)) == 1


async def test_the_spans_tell_every_stage(house: Snapshot) -> None:
    _, made, _ = await answered(query("what is 6 times 7"), house)
    assert [span.name for span in made.spans if span.depth == 0] == ["understand", "retrieve", "generate"]
    decision = made.spans[0].detail["decisions"][0]  # type: ignore[index]  # a list of mappings
    assert decision["intent"] == "calculate" and decision["scores"]


async def test_a_slow_source_ends_at_its_own_deadline(house: Snapshot, weather: OpenMeteo) -> None:
    weather.mode = "hang"
    slow = house.domains["weather"]
    slow.timeout = 0.3
    try:
        async with asyncio.timeout(5):
            done, _, _ = await answered(query("what's the weather in Rome on monday"), house)
    finally:
        weather.mode = "ok"
    assert done.outcome is Outcome.FAILED
    assert done.answer == done.parts[0].problem


async def test_parts_that_are_fetched_side_by_side_stand_side_by_side_in_the_trace(house: Snapshot) -> None:
    _, made, _ = await answered(query("what's the weather in Boston tomorrow and what is 6 times 7"), house)
    depths = {span.name: span.depth for span in made.spans if span.name.startswith("retrieve")}
    assert depths == {"retrieve": 0, "retrieve:weather": 1, "retrieve:calculator": 1}


async def test_a_model_that_was_stopped_is_no_error_in_the_trace(house: Snapshot) -> None:
    lying = with_model(house, reply="It costs 4711 dollars.")
    closed = {name: pointed(intent, intent.domain) for name, intent in house.intents.items()}
    closed["weather_forecast"].mode = "llm"
    _, made, _ = await answered(query("What's the weather in Boston tomorrow?"), replace(lying, intents=closed))
    problems = {span.problem for span in made.spans if span.name == "generate:model"}
    assert problems == {"stopped: no more was wanted"}
