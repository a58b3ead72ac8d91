"""A question to an intent that acts is answered from its domain; an order is still an act."""

from typing import Any

import pytest

from inference.stages.generate import from_model, plain_text
from inference.stages.retrieve import known
from inference.state import Part
from intents.models import Intent
from ragdomains.models import Domain
from tests.inference.asking import TOOLS
from tests.inference.queries import query, run

CALENDAR = Domain(pk=9, name="calendar", title="the calendar", kind="icalendar")
QUESTION, ORDER = "what's on my calendar tomorrow", "add a dentist appointment for tuesday"


def part(text: str, **fields: Any) -> Part:
    return Part(text, Intent(name="calendar", mode="act", domain=CALENDAR, ask="agenda", reply="No.", **fields))


@pytest.mark.parametrize(("text", "mode"), [(QUESTION, "facts"), (ORDER, "act")])
def test_only_an_order_is_an_act(text: str, mode: str) -> None:
    assert part(text).mode == mode


def test_without_a_domain_everything_is_an_act() -> None:
    assert Part(QUESTION, Intent(name="timers", mode="act")).mode == "act"
    assert Part(QUESTION).mode == ""


async def test_a_question_is_looked_up_and_its_problem_is_said() -> None:
    asked, flow = query(QUESTION), run()
    found = await known(part(QUESTION), asked, flow)
    assert found.problem_kind == "setup"
    assert plain_text(found, asked, flow).startswith("No calendar is set up yet.")
    await flow.lookups.http.close()


async def test_an_order_is_not_looked_up() -> None:
    asked, flow = query(ORDER), run()
    assert (await known(part(ORDER), asked, flow)).problem == ""
    assert plain_text(part(ORDER), asked, flow) == "No."


@pytest.mark.parametrize(
    ("reply", "alone", "beside"),
    [("Hello! Ask me anything.", "Hello! Ask me anything.", "Hello!"), ("I cannot do that.",) * 3],
)
def test_before_an_answer_a_greeting_is_only_that(reply: str, alone: str, beside: str) -> None:
    hello = Part("good morning", Intent(name="greeting", mode="decline", reply=reply))
    assert plain_text(hello, query(parts=(hello,)), run()) == alone
    assert plain_text(hello, query(parts=(hello, part(QUESTION))), run()) == beside


def test_an_order_is_for_a_tool_and_so_is_a_question_that_no_calendar_can_answer() -> None:
    with_tools = query(QUESTION, tools=TOOLS)
    unset = Part(QUESTION, part(QUESTION).intent, problem="No calendar is set up yet.", problem_kind="setup")
    assert from_model(part(ORDER), with_tools)
    assert from_model(unset, with_tools)
    assert not from_model(part(QUESTION), with_tools)
    assert not from_model(unset, query(QUESTION))
