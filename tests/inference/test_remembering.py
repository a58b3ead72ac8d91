"""What a release remembers: the same question is understood alike, and the same sentence passes alike."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from inference.remembering import Memory
from inference.snapshot import Snapshot
from inference.stages.examine import examine
from inference.stages.understand import understand
from inference.state import Query, Run
from ragdomains.types import Evidence, Fact
from tests.inference.queries import NOW, assistant, query, rows, run, snapshot
from validation.checks import Objection, checks
from validation.types import Claim, Draft

ATHENA = assistant()
MILD, COLD = (Evidence((Fact("temperature", value, "degC", "Oslo"),)) for value in (12, -3))


@pytest.fixture
def house() -> Snapshot:
    return snapshot(
        rows("ragdomains.domain", {"name": "clock", "kind": "clock"}, {"name": "weather", "kind": "open_meteo"}),
        rows(
            "intents.intent",
            {"name": "time", "domain": 1, "ask": "time"},
            {"name": "weather", "domain": 2, "ask": "forecast", "topic": "weather", "guests": False},
        ),
        rows(
            "intents.pattern",
            {"intent": 1, "type": "phrase", "text": "what time is it"},
            {"intent": 2, "type": "phrase", "text": "weather"},
        ),
        rows(
            "validation.rule",
            {"name": "numbers", "kind": "grounded_numbers", "action": "refuse", "modes": ["llm"], "budget_ms": 60_000},
        ),  # a first check, on a busy machine, is not late
    )


async def read(house: Snapshot, question: str, **fields: Any) -> tuple[Query, Run]:
    made = run(house)
    return await understand(query(question, **{"assistant": ATHENA, **fields}), made), made


async def judged(house: Snapshot, draft: Draft) -> tuple[str, dict[str, object]]:
    made = run(house)
    decided = await examine(draft, query(draft.question), made)
    return decided.action, made.spans[-1].detail


class Options(BaseModel):
    """Nothing can be set"""


def said(evidence: Evidence, **fields: Any) -> Draft:
    values = {"question": "How warm is it?", "mode": "llm", "domain": "weather", "evidence": (evidence,)}
    return Draft("It is 12 degrees in Oslo. ", **{**values, **fields})


def test_the_oldest_is_forgotten_first() -> None:
    memory: Memory[int] = Memory(most=2)
    for number in range(3):
        memory.keep(number, number * 10)
    assert [memory.find(number) for number in range(3)] == [None, 10, 20]


def test_what_is_kept_anew_makes_no_other_forgotten() -> None:
    memory: Memory[int] = Memory(most=2)
    for number, value in ((0, 0), (1, 10), (1, 11)):
        memory.keep(number, value)
    assert [memory.find(number) for number in range(2)] == [0, 11]


async def test_the_same_question_is_understood_once_and_told_alike(house: Snapshot) -> None:
    (first, before), (again, after) = [await read(house, "what time is it in Rome") for _ in range(2)]
    assert again.parts[0] is first.parts[0]
    assert after.spans[0].detail == before.spans[0].detail and after.used == before.used != set()


@pytest.mark.parametrize(
    "fields",
    [
        {"mode": "guest"},
        {"language": "de"},
        {"assistant": assistant()},
        {"tools": ({"type": "function", "function": {"name": "look"}},)},
        {"now": NOW + timedelta(days=1)},
        {"messages": ({"role": "user", "content": "hello"}, {"role": "user", "content": "weather in Rome"})},
    ],
    ids=["guest", "language", "another assistant", "tools", "another day", "earlier turns"],
)
async def test_what_else_decides_is_looked_at_each_time(house: Snapshot, fields: dict[str, Any]) -> None:
    known, _ = await read(house, "weather in Rome")
    other, _ = await read(house, "weather in Rome", **fields)
    assert other.parts[0] is not known.parts[0]


async def test_a_guest_is_not_given_what_an_owner_was(house: Snapshot) -> None:
    await read(house, "weather in Rome")
    refused, _ = await read(house, "weather in Rome", mode="guest")
    assert refused.parts[0].problem_kind == "guest"


async def test_times_are_reckoned_anew_each_minute(house: Snapshot) -> None:
    times = []
    for minutes in (0, 0, 1):
        found, _ = await read(house, "weather in two hours", now=NOW + timedelta(minutes=minutes))
        times.append(found.parts[0].slots.values["time"])
    assert times == ["14:00", "14:00", "14:01"]


async def test_an_edit_forgets_what_was_understood(house: Snapshot) -> None:
    known, _ = await read(house, "what time is it")
    edited = replace(house, intents={name: row for name, row in house.intents.items() if name != "time"})
    assert known.parts[0].intent and (await read(edited, "what time is it"))[0].parts[0].intent is None


async def test_the_same_sentence_on_the_same_passes_as_before(house: Snapshot) -> None:
    first, before = await judged(house, said(MILD))
    again, after = await judged(house, said(replace(MILD)))
    assert first == again == "pass"
    assert "examined before" not in before and after["examined before"] is True
    assert after["rules"] == ["numbers: 0.00 ms"] and after["sentence"] == before["sentence"]


async def test_on_other_evidence_it_is_examined_anew(house: Snapshot) -> None:
    await judged(house, said(MILD))
    for _ in range(2):  # what did not pass is looked at each time
        action, detail = await judged(house, said(COLD))
        assert action == "refuse" and "examined before" not in detail


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What a check was asked that does not say of itself that it answers at once."""
    said: list[str] = []

    async def listens(draft: Draft, _claims: Sequence[Claim], _options: BaseModel) -> Sequence[Objection]:
        said.append(draft.sentence)
        return ()

    checks.load()
    checks.register("listens", Options)(listens)
    yield said
    del checks.kinds["listens"]


async def test_a_check_that_waits_is_asked_each_time(asked: list[str]) -> None:
    house = snapshot(rows("validation.rule", {"name": "listener", "kind": "listens"}))
    for _ in range(2):
        await judged(house, said(MILD))
    assert len(asked) == 2
