"""A chain that stops asks nothing behind what failed; one that goes on asks everything."""

from typing import Any

import pytest

from athena_project.http import Http
from inference import pipeline
from inference.backends import ToolCall
from inference.pipeline import LEFT_OUT
from inference.snapshot import Snapshot
from inference.state import Outcome, Query, Run
from tests.inference.asking import TOOLS
from tests.inference.queries import query, rows, run, snapshot

CALL = {"name": "HassTurnOn", "arguments": {"name": "lamp"}}


def house(on_failure: str, *questions: str, **model: Any) -> Snapshot:
    return snapshot(
        rows("ragdomains.domain", {"name": "calculator", "title": "the calculator", "kind": "calculator"}),
        rows(
            "intents.intent",
            {"name": "sum", "title": "a sum", "domain": 1, "ask": "calculate"},
            {"name": "device", "title": "devices", "mode": "act", "reply": "I cannot do that.", "guests": False},
            {"name": "games", "title": "games", "mode": "decline", "reply": "I have no source for games."},
        ),
        rows(
            "intents.pattern",
            {"intent": 1, "type": "regex", "text": "what is [0-9]"},
            {"intent": 2, "type": "regex", "text": "^(turn|lock)"},
            {"intent": 3, "type": "keyword", "text": "score"},
        ),
        rows(
            "intents.chain",
            {"name": "go", "triggers": ["lock up"], "questions": list(questions), "on_failure": on_failure},
        ),
        rows("inference.llm", {"name": "echo", "kind": "echo", "options": model}),
    )


async def answered(found: Snapshot, **fields: Any) -> tuple[Query, Run, list[Any]]:
    said: list[Any] = []
    made = run(found, Http(tuple), said)
    try:
        return await pipeline.answer(query("lock up", **fields), made), made, said
    finally:
        await made.lookups.http.close()


def looked_up(made: Run) -> int:
    return sum(span.name == "retrieve:calculator" for span in made.spans)


BROKEN = ("what is 2 plus 3", "what is 5 divided by 0", "what is 4 times 4", "what is 6 times 6")


async def test_what_stands_behind_a_failed_question_is_not_asked() -> None:
    done, made, said = await answered(house("stop", *BROKEN))
    assert [part.outcome for part in done.parts] == [Outcome.ANSWERED, *[Outcome.REFUSED] * 3]
    assert [part.problem_kind for part in done.parts][2:] == ["stopped"] * 2
    assert looked_up(made) == 2
    assert done.answer.count(LEFT_OUT) == 1 and "16" not in done.answer
    assert "".join(said) == done.answer
    assert done.outcome is Outcome.PARTLY


async def test_a_chain_that_goes_on_asks_everything() -> None:
    done, made, _ = await answered(house("go_on", *BROKEN))
    assert looked_up(made) == 4
    assert "16" in done.answer and "36" in done.answer and LEFT_OUT not in done.answer


async def test_a_stopping_chain_of_which_nothing_fails_is_answered_in_order() -> None:
    done, _, _ = await answered(house("stop", "what is 2 plus 3", "what is 4 times 4"))
    assert done.answer.index("5") < done.answer.index("16")
    assert done.outcome is Outcome.ANSWERED and LEFT_OUT not in done.answer


async def test_the_last_that_fails_leaves_nothing_out() -> None:
    done, _, _ = await answered(house("stop", "what is 2 plus 3", "what is 5 divided by 0"))
    assert LEFT_OUT not in done.answer


@pytest.mark.parametrize("first", ["what is 5 divided by 0", "what was the score"])
async def test_no_device_is_called_behind_what_failed(first: str) -> None:
    done, _, said = await answered(house("stop", first, "turn on the lamp", calls=[CALL]), tools=TOOLS)
    assert done.tool_calls == () and not any(isinstance(piece, ToolCall) for piece in said)


async def test_an_order_that_calls_no_tool_is_not_done() -> None:
    done, _, _ = await answered(house("stop", "turn on the lamp", "what is 4 times 4"))
    assert "16" not in done.answer and done.answer.endswith(LEFT_OUT)


async def test_orders_that_call_their_tools_go_on() -> None:
    done, _, said = await answered(house("stop", "turn on the lamp", "what is 4 times 4", calls=[CALL]), tools=TOOLS)
    assert "16" in done.answer
    assert [piece for piece in said if isinstance(piece, ToolCall)] == list(done.tool_calls)
    assert len(done.tool_calls) == 1


async def test_what_a_guest_may_not_do_ends_the_chain() -> None:
    done, made, _ = await answered(house("stop", "turn on the lamp", "what is 4 times 4"), mode="guest")
    assert looked_up(made) == 0
    assert [part.problem_kind for part in done.parts] == ["guest", "stopped"]


async def test_with_the_results_of_the_tools_nothing_counts_as_left() -> None:
    messages: tuple[dict[str, Any], ...] = (
        {"role": "user", "content": "lock up"},
        {"role": "assistant", "tool_calls": [{"id": "1", "function": {"name": "HassTurnOn", "arguments": "{}"}}]},
        {"role": "tool", "tool_call_id": "1", "content": "done"},
    )
    found = house("stop", "turn on the lamp", "turn on the fan", calls=[CALL], reply="It is done.")
    done, _, _ = await answered(found, messages=messages, tools=TOOLS)
    assert LEFT_OUT not in done.answer


async def test_a_model_that_fails_ends_the_chain() -> None:
    done, _, _ = await answered(house("stop", "turn on the lamp", "what is 4 times 4", fail="at once"), tools=TOOLS)
    assert "16" not in done.answer and done.parts[1].problem_kind == "stopped"
