"""Runs test cases and scenarios against a snapshot."""

import time
from dataclasses import dataclass, replace

from inference.models import Assistant
from inference.now import now_at
from inference.runtime import Runtime
from inference.snapshot import Snapshot
from inference.stages.understand import understand
from inference.state import Part, Query, Run
from intents.models import TestCase
from validation.models import Scenario
from validation.scenarios import run_scenario

NONE = "none"  # how a test case writes that no intent fits and none is the fallback


@dataclass(frozen=True, slots=True)
class Trial:
    """One row that was tried: did it hold, and what was found instead."""

    name: str
    passed: bool
    found: str


async def understood(question: str, runtime: Runtime, snapshot: Snapshot) -> tuple[Part, ...]:
    """The parts of a question as the first stage leaves them; nothing is fetched."""
    assistant = snapshot.assistants[0] if snapshot.assistants else Assistant(name="test")
    query = Query(
        messages=({"role": "user", "content": question},),
        question=question,
        assistant=assistant,
        now=now_at(assistant),
        deadline=time.monotonic() + snapshot.house.deadline_seconds,
        language=assistant.language,
    )
    run = Run(snapshot, runtime.lookups, runtime.models)
    return (await understand(query, run)).parts


async def try_case(case: TestCase, runtime: Runtime, snapshot: Snapshot) -> Trial:
    """Holds when the intents are those named, in order, and every slot named has that value."""
    parts = await understood(case.question, runtime, snapshot)
    intents = [label(part) for part in parts]
    slots = {name: value for part in parts for name, value in described(part).items()}
    missed = {name: slots.get(name, "") for name, value in case.slots.items() if slots.get(name, "") != str(value)}
    found = f"intents {intents}" + (f", slots {missed}" if missed else "")
    return Trial(case.question, intents == list(case.intents) and not missed, found)


def label(part: Part) -> str:
    return part.intent.name if part.intent else NONE


def described(part: Part) -> dict[str, str]:
    """The slots as text: place, days (as they were said), and the rest by name."""
    slots = dict(part.slots.values)
    if part.slots.spot:
        slots["place"] = part.slots.spot.name
    if part.slots.days:
        slots["days"] = part.slots.days.said
    return slots


async def try_scenario(scenario: Scenario, snapshot: Snapshot) -> Trial:
    as_expected, findings = await run_scenario(scenario, snapshot.rules)
    messages = "; ".join(finding.message for finding in findings) or "no finding"
    return Trial(scenario.name, as_expected, messages)


def summary(trials: list[Trial]) -> str:
    failed = sum(not trial.passed for trial in trials)
    return f"{len(trials) - failed} passed, {failed} failed"


def renamed(trial: Trial, kind: str) -> Trial:
    return replace(trial, name=f"{kind}: {trial.name}")
