"""Runs test cases and scenarios against a snapshot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inference.first_stage import FirstStage, label
from inference.runtime import Runtime
from inference.scores import NONE
from inference.snapshot import Snapshot
from inference.state import Part
from intents.models import TestCase
from validation.models import Scenario
from validation.scenarios import run_scenario
from validation.types import Finding

ACTIONS = {
    "pass": "the answer passes",
    "fix": "the answer is mended",
    "retry": "the answer is stopped, and the model asked once more",
    "refuse": "the answer is stopped",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One row that was tried: did it hold, what was found, and what each rule or demand has against it."""

    name: str
    passed: bool
    found: str
    findings: tuple[str, ...] = ()


async def try_case(case: TestCase, runtime: Runtime, snapshot: Snapshot) -> Trial:
    """Holds when everything that the row names is understood of the question, after what was asked before it."""
    parts = await read(case, runtime, snapshot)
    missed = objections(case, parts)
    found = "; ".join([f"intents {[answering(part) for part in parts]}", *missed])
    return Trial(case.question, not missed, found)


async def read(case: TestCase, runtime: Runtime, snapshot: Snapshot) -> tuple[Part, ...]:
    """What is understood of the question, after what was asked before it."""
    earlier = [{"role": "user", "content": question} for question in case.context]
    return (await FirstStage(snapshot, runtime).read(case.question, earlier)).parts


def expected(case: TestCase) -> str:
    """What the row demands, in words."""
    open_intents = more_is_said(case) and not case.intents
    said = [] if open_intents else [", ".join(map(str, case.intents)) or NONE]
    said += [f"{name} {value}" for name, value in sorted(case.slots.items())]
    said += [f"asks {case.domain}"] if case.domain else []
    return "; ".join([*said, *(f"not {name}" for name in case.forbidden)])


def understood(parts: Sequence[Part]) -> str:
    """The same of what was understood, part by part."""
    return " + ".join(map(of_part, parts)) or NONE


def of_part(part: Part) -> str:
    domain = part.intent.domain if part.intent else None
    slots = [f"{name} {value}" for name, value in sorted(described(part).items())]
    lost = label(part) == NONE and part.intent is not None
    name = f"{NONE} (left to {answering(part)})" if lost else answering(part)
    return "; ".join([name, *slots, *([f"asks {domain.name}"] if domain else [])])


def objections(case: TestCase, parts: Sequence[Part]) -> list[str]:
    """What the row names and was not understood; none where it holds."""
    return [*wrong_intents(case, parts), *wrong_slots(case, parts), *wrong_domain(case, parts)]


def wrong_intents(case: TestCase, parts: Sequence[Part]) -> Iterator[str]:
    """The intents must be those named, in order, where any are named; and none of the forbidden ones."""
    fitting = [names(part) for part in parts]
    expected = list(case.intents)
    if (expected or not more_is_said(case)) and not (
        len(expected) == len(parts) and all(name in each for name, each in zip(expected, fitting, strict=True))
    ):
        yield f"expected {expected}"
    found = set().union(*fitting) & set(case.forbidden)
    yield from (f"{name} is forbidden" for name in sorted(found))


def more_is_said(case: TestCase) -> bool:
    """Whether the row says something else than its intents, so that these may be left open."""
    return bool(case.slots or case.domain or case.forbidden)


def wrong_slots(case: TestCase, parts: Sequence[Part]) -> Iterator[str]:
    slots = {name: value for part in parts for name, value in described(part).items()}
    missed = {name: slots.get(name, "") for name, value in case.slots.items() if slots.get(name, "") != str(value)}
    if missed:
        yield f"slots {missed}"


def wrong_domain(case: TestCase, parts: Sequence[Part]) -> Iterator[str]:
    asked = [part.intent.domain.name for part in parts if part.intent and part.intent.domain]
    if case.domain and case.domain not in asked:
        yield f"domains {asked}"


def answering(part: Part) -> str:
    """The intent that answers the part, the fallback too."""
    return part.intent.name if part.intent else NONE


def names(part: Part) -> set[str]:
    """How a row may write this part's intent: what answers it, and NONE where nothing fitted."""
    return {answering(part), NONE} if label(part) == NONE else {answering(part)}


def described(part: Part) -> dict[str, str]:
    """The slots as text: place, days (as they were said), and the rest by name."""
    slots = dict(part.slots.values)
    if part.slots.spot:
        slots["place"] = part.slots.spot.name
    if part.slots.days:
        slots["days"] = part.slots.days.said
    return slots


async def try_scenario(scenario: Scenario, snapshot: Snapshot) -> Trial:
    outcome = await run_scenario(scenario, snapshot.rules)
    said = tuple(dict.fromkeys(map(objection, outcome.findings)))
    return Trial(scenario.name, outcome.holds, ACTIONS[outcome.action], said)


def objection(finding: Finding) -> str:
    instead = f" Said instead: “{finding.fixed}”" if finding.action == "fix" and finding.fixed else ""
    return f"{finding.rule} ({finding.action}): {finding.message}{instead}"


def summary(trials: list[Trial]) -> str:
    failed = sum(not trial.passed for trial in trials)
    return f"{len(trials) - failed} passed, {failed} failed"
