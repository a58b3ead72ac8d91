"""Orders that hang on the answer to a question, through all rounds of the pipeline."""

from typing import Any

import pytest

from inference.snapshot import Snapshot
from tests.inference.home.conversing import answered, asked, called, saw, success, with_results

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

LAMP = ("HassTurnOff", {"name": "Hall Light", "domain": ["light"]})
ENGLISH = [
    ("is the chandelier on and if so turn off the hall light", "on", [LAMP]),
    ("is the chandelier on and if so turn off the hall light", "off", []),
    ("is the chandelier on? if not turn off the hall light", "off", [LAMP]),
    ("is the chandelier on? if not turn off the hall light", "on", []),
    ("is the chandelier on, if it is then please turn off the hall light", "on", [LAMP]),
    ("is the chandelier on and if so turn off the hall light", "unavailable", []),
]


@pytest.mark.parametrize(("text", "state", "calls"), ENGLISH, ids=[f"{text}|{state}" for text, state, _ in ENGLISH])
async def test_it_is_done_only_if_the_answer_is_so(
    shipped: Snapshot, text: str, state: str, calls: list[tuple[str, Any]]
) -> None:
    looked, _, _ = await answered(asked(text), shipped)
    assert {name for name, _ in called(looked)} == {"GetLiveContext"}
    done, _, _ = await answered(with_results(looked, [saw(("Chandelier", state, {}))] * len(called(looked))), shipped)
    assert called(done) == calls
    assert bool(done.answer) is not bool(calls)


async def test_both_the_answer_and_what_was_done_are_said(shipped: Snapshot) -> None:
    looked, _, _ = await answered(asked("is the chandelier on and if so turn it off"), shipped)
    acted, _, _ = await answered(with_results(looked, [saw(("Chandelier", "on", {}))]), shipped)
    told, _, _ = await answered(with_results(acted, [success("Chandelier")]), shipped)
    assert told.answer == "Yes, Chandelier is on. Chandelier turned off."


async def test_a_condition_may_follow_in_the_next_turn(shipped: Snapshot) -> None:
    before = ({"role": "user", "content": "is the chandelier on?"}, {"role": "assistant", "content": "Yes."})
    looked, _, _ = await answered(asked("if so turn it off", *before), shipped)
    assert [name for name, _ in called(looked)] == ["GetLiveContext"]
    done, _, _ = await answered(with_results(looked, [saw(("Chandelier", "off", {}))]), shipped)
    assert called(done) == [] and done.answer == "All right, I will not do anything."


async def test_it_looks_again_in_german(shipped: Snapshot) -> None:
    text = "ist der Chandelier an und wenn nicht mach das Hall Light aus"
    looked, _, _ = await answered(asked(text, language="de"), shipped)
    done, _, _ = await answered(with_results(looked, [saw(("Chandelier", "off", {}))] * len(called(looked))), shipped)
    assert called(done) == [LAMP]


@pytest.mark.parametrize("before", ["", "turn on the hall light", "how warm is it in the office"])
async def test_what_hangs_on_no_answer_is_not_done(shipped: Snapshot, before: str) -> None:
    said = ({"role": "user", "content": before}, {"role": "assistant", "content": "All right."}) if before else ()
    done, _, _ = await answered(asked("if so turn off the chandelier", *said), shipped)
    assert called(done) == [] and done.answer


async def test_a_guest_opens_nothing_so(shipped: Snapshot) -> None:
    text = "is the chandelier on and if so unlock the front door lock"
    looked, _, _ = await answered(asked(text, mode="guest"), shipped)
    done, _, _ = await answered(with_results(looked, [saw(("Chandelier", "on", {}))] * len(called(looked))), shipped)
    assert called(done) == []
