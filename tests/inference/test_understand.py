"""The first stage: the parts of a sentence, understood in the light of the conversation, and the trace of it."""

from typing import Any

import pytest

from inference.model_drafts import wish
from inference.runtime import Runtime
from inference.snapshot import Snapshot
from inference.stages.understand import understand
from inference.state import Part, Query, Run
from inference.trials import try_case
from intents.models import TestCase
from tests.inference.queries import query, rows, run, snapshot

GIANTS = "Do you mean the Giants of New York or San Francisco?"


@pytest.fixture(scope="module")
def house() -> Snapshot:
    return snapshot(
        rows("ragdomains.domain", {"name": "clock", "kind": "clock"}, {"name": "weather", "kind": "open_meteo"}),
        rows(
            "intents.intent",
            {"name": "time", "domain": 1, "ask": "time"},
            {"name": "weather", "domain": 2, "ask": "now"},
            {"name": "games", "mode": "decline"},
            {"name": "device", "mode": "act", "guests": False},
            {"name": "chatter", "mode": "none"},
            {"name": "rest", "mode": "llm", "fallback": True},
        ),
        rows(
            "intents.pattern",
            {"intent": 1, "type": "phrase", "text": "what time is it"},
            {"intent": 2, "type": "phrase", "text": "weather"},
            {"intent": 3, "type": "regex", "text": "giants.*play|play.*giants|giants play"},
            {"intent": 4, "type": "regex", "text": "^(turn|switch|dim|make)\\b"},
            {"intent": 5, "type": "example", "text": "tell me a story"},
        ),
        rows("intents.splitrule", {"name": "and", "connectors": ["and", "then"], "max_parts": 5}),
        rows(
            "intents.chain",
            {"name": "brief", "triggers": ["good morning"], "questions": ["what time is it", "weather in Rome"]},
        ),
    )


def talk(*said: str) -> list[dict[str, str]]:
    """User and assistant in turn, the user last."""
    return [{"role": ("user", "assistant")[(len(said) - 1 - at) % 2], "content": text} for at, text in enumerate(said)]


async def understood(house: Snapshot, *said: str, **fields: Any) -> tuple[Query, Run]:
    made = run(house)
    done = await understand(query(said[-1], messages=tuple(talk(*said)), **fields), made)
    return done, made


async def texts(house: Snapshot, *said: str) -> list[str]:
    return [part.text for part in (await understood(house, *said))[0].parts]


CONVERSATIONS = [
    (("weather in Paris", "It is sunny.", "and in Rome?"), ["weather in Rome"]),
    (("turn on the lamp", "Done.", "turn it off and what time is it"), ["turn the lamp off", "what time is it"]),
    (("turn on the lamp and dim the fan", "Done.", "off again"), ["turn off the fan"]),
    (("when do the giants play", GIANTS, "San Francisco"), ["when do the San Francisco Giants play"]),
    (("when do the giants play", GIANTS, "the first one"), ["when do the New York Giants play"]),
    (("turn on the light", "Which room?", "the kitchen"), ["turn on the light in the kitchen"]),
    (("turn on the light in the hall", "Done.", "no, I meant the kitchen"), ["turn on the light in the kitchen"]),
    (("weather in Boston", "It rains.", "not Boston, Denver"), ["weather in Denver"]),
    (("weather in Boston", "It rains.", "thanks. what time is it"), ["thanks", "what time is it"]),
    (("it is dark", "Shall I turn on the lamp?", "yes please"), ["turn on the lamp"]),
    (("good morning", "It is nine.", "and in Oslo?"), ["weather in Oslo"]),
    (("turn on the lamp and then turn it off again",), ["turn on the lamp", "turn the lamp off again"]),
]


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
async def test_a_conversation_is_understood_in_parts(
    house: Snapshot, said: tuple[str, ...], expected: list[str]
) -> None:
    assert await texts(house, *said) == expected


async def test_the_words_of_the_assistant_are_no_source(house: Snapshot) -> None:
    done, _ = await understood(house, "hello", "The weather in Paris is fine.", "and tomorrow?")
    assert done.parts[0].slots.spot is None


async def test_the_trace_shows_what_was_carried_over_and_which_question_was_open(house: Snapshot) -> None:
    _, made = await understood(house, "when do the giants play", GIANTS, "San Francisco")
    detail = made.spans[0].detail
    decisions = detail["decisions"]
    assert isinstance(decisions, list)
    assert detail["parts"] == ["San Francisco"] and detail["open question"] == GIANTS
    assert decisions[0]["text"] == "when do the San Francisco Giants play"
    assert decisions[0]["carried over"]


async def test_only_the_first_part_answers_the_open_question(house: Snapshot) -> None:
    done, _ = await understood(house, "turn on the light", "Which room?", "the kitchen, and what time is it")
    assert [part.text for part in done.parts] == ["turn on the light in the kitchen", "what time is it"]


@pytest.mark.parametrize("question", ["qwerty zxcvb", "tell me a story"])
async def test_what_fits_no_intent_is_for_the_fallback(house: Snapshot, question: str) -> None:
    part = (await understood(house, question))[0].parts[0]
    assert part.intent is not None and part.intent.name == "rest"


@pytest.mark.parametrize("question", ["good morning", "Hey Athena, good morning please!", "good morning athena"])
async def test_a_chain_is_triggered_with_courtesy_and_without(house: Snapshot, question: str) -> None:
    done, made = await understood(house, question)
    assert [part.text for part in done.parts] == ["what time is it", "weather in Rome"]
    assert "intents.chain:1" in made.used
    assert not done.stops


async def test_an_order_that_a_guest_completes_is_refused_too(house: Snapshot) -> None:
    done, _ = await understood(house, "turn on the lamp", "Done.", "off again", mode="guest")
    assert done.parts[0].problem_kind == "guest"


@pytest.mark.parametrize(
    ("context", "passed"), [(["weather in Paris"], True), ([], False), (["weather in Rome"], False)]
)
async def test_a_test_case_is_asked_after_its_context(house: Snapshot, context: list[str], passed: bool) -> None:
    case = TestCase(question="and tomorrow?", context=context, intents=["weather"], slots={"place": "Paris"})
    assert (await try_case(case, Runtime("test"), house)).passed is passed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("what's the weather in Paris", "It is sunny.", "and tomorrow?"), ["what's the weather in Paris tomorrow"]),
        (("turn on the porch light", "Done.", "turn it off again"), ["turn the porch light off again"]),
        (("turn on the light in the den", "Done.", "no, I meant the kitchen"), ["turn on the light in the kitchen"]),
        (("what's the weather in Boston", "It rains.", "not Boston, Denver"), ["what's the weather in Denver"]),
        (("who is LeBron James", "A player.", "how tall is he"), ["how tall is LeBron James"]),
        (("did the Celtics win", "They did.", "who do they play next?"), ["who do the Celtics play next"]),
        (("when was Hamlet written", "Around 1600.", "by whom?"), ["by whom was Hamlet written"]),
        (("turn on the hall light", "Done.", "the other one too"), ["turn on the other hall light"]),
        (("turn on the light in the den", "Done.", "same in the kitchen"), ["turn on the light in the kitchen"]),
        (("dim the porch light", "Done.", "a bit more"), ["dim the porch light a bit more"]),
        (("when do the giants play", GIANTS, "the first one"), ["when do the New York Giants play"]),
        (("turn on the lamp", "Which lamp?", "never mind"), ["never mind"]),
        (
            ("weather in Rome", "Fine.", "and Oslo?", "Cold.", "which one's sunnier"),
            ["is it sunnier in Rome", "is it sunnier in Oslo"],
        ),
        (
            ("weather in Rome", "Fine.", "is that warmer than athens"),
            ["is it warmer in Rome", "is it warmer in athens"],
        ),
        (("tell me a joke", "Ha.", "which one's sunnier"), ["which one's sunnier"]),
        (("how tall is Fuji", "High.", "where is it"), ["where is Fuji"]),
        (("what's the weather in Paris", "It is sunny.", "thanks. what time is it"), ["thanks", "what time is it"]),
    ],
)
async def test_the_shipped_house_understands_these_too(
    shipped: Snapshot, said: tuple[str, ...], expected: list[str]
) -> None:
    assert await texts(shipped, *said) == expected


async def test_how_it_is_to_be_said_is_no_question_and_stands_in_the_trace(house: Snapshot) -> None:
    done, made = await understood(house, "What time is it? Reply in one sentence.")
    assert [part.text for part in done.parts] == ["What time is it?"]
    assert made.spans[0].detail["to be said"] == "Reply in one sentence."


async def test_a_model_is_told_how_it_is_to_be_said() -> None:
    asked = query("who was Ada Lovelace and what time is it, in one sentence")
    assert wish(Part("who was Ada Lovelace"), asked) == "in one sentence"
    assert wish(Part("what time is it"), query("what time is it")) == ""
