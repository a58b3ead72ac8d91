"""A language model is asked which intent is meant only where nothing else is sure, and not for longer than allowed."""

import pytest

from inference.arbiter import TIER, decided
from inference.models import LLM, Assistant
from inference.snapshot import Snapshot
from inference.state import Run
from intents.classifier import Classifier, Match
from intents.models import Intent, Pattern
from tests.inference.queries import query, rows, run, snapshot

LAMP = Intent(pk=1, name="lamp", title="the lamp", mode="decline", margin=0.5)
MUSIC = Intent(pk=2, name="music", title="the music", mode="decline", margin=0.5)
WORDS = [
    Pattern(pk=1, intent=LAMP, type="keyword", text="blue"),
    Pattern(pk=2, intent=MUSIC, type="keyword", text="blue"),
]
CLASSIFIER = Classifier.build([LAMP, MUSIC], WORDS)


def house() -> Snapshot:
    return snapshot(rows("intents.intent", {"name": "lamp", "title": "the lamp"}, {"name": "music", "title": "music"}))


def asking(reply: str, **options: object) -> Assistant:
    llm = LLM(pk=1, name="small", kind="echo", options={"reply": reply, **options}, timeout=5)
    return Assistant(name="athena", understanding_llm=llm, understanding_seconds=0.5)


async def decide(assistant: Assistant, text: str = "something blue please") -> tuple[Match, Run]:
    made = run(house())
    match = CLASSIFIER.classify(text)
    return await decided(match, text, query(text, assistant=assistant), made), made


async def test_the_model_chooses_among_what_was_thought_of() -> None:
    match, made = await decide(asking('{"intent": "music"}'))
    assert (match.intent, match.tier, match.sure) == ("music", TIER, True)
    assert made.spans[0].detail["candidates"] == ["lamp", "music"]


async def test_it_may_say_none_of_these() -> None:
    match, _ = await decide(asking('{"intent": "none"}'))
    assert (match.intent, match.tier) == ("", TIER)


@pytest.mark.parametrize("said", ['{"intent": "garage"}', "I am not sure.", '"lamp" or "music"', ""])
async def test_an_answer_that_names_no_one_intent_changes_nothing(said: str) -> None:
    match, _ = await decide(asking(said))
    assert match == CLASSIFIER.classify("something blue please")


async def test_a_model_that_is_late_or_down_changes_nothing_and_the_span_says_so() -> None:
    for options in ({"delay_seconds": 3}, {"fail": "at once"}):
        match, made = await decide(asking('{"intent": "music"}', **options))
        assert match == CLASSIFIER.classify("something blue please")
        assert made.spans[0].problem


async def test_what_is_sure_asks_nobody() -> None:
    sure = Classifier.build([LAMP], [WORDS[0]]).classify("something blue please")
    made = run(house())
    match = await decided(sure, "something blue please", query("x", assistant=asking('{"intent": "none"}')), made)
    assert match == sure and made.spans == []


async def test_without_a_model_for_it_nobody_is_asked() -> None:
    match, made = await decide(Assistant(name="athena"))
    assert not match.sure and made.spans == []
