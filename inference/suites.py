"""The tests of a set of rows: which suite each belongs to, what it expects, and what came of it."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from athena_project.models import Suite
from athena_project.releases import Content, assignable
from inference import trials
from inference.runtime import Runtime
from inference.snapshot import Snapshot
from intents.models import TestCase
from validation.models import Scenario

CASES, SCENARIOS, SUITES = (model._meta.label_lower for model in (TestCase, Scenario, Suite))


@dataclass(frozen=True, slots=True)
class Test:
    """A test case or a scenario of a set of rows."""

    __test__ = False  # pytest: a value, not a test class

    item: TestCase | Scenario
    row: int
    suite: Suite

    @property
    def model(self) -> str:
        return str(self.item._meta.label_lower)

    @property
    def blocking(self) -> bool:
        return self.suite.on_publish == Suite.BLOCK

    @property
    def expected(self) -> str:
        return trials.expected(self.item) if isinstance(self.item, TestCase) else demanded(self.item)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a test: the verdict in words, what each rule or demand has against it, and how long it took."""

    test: Test
    passed: bool
    found: str
    findings: tuple[str, ...] = ()
    ms: float = 0.0

    @property
    def told(self) -> str:
        return "; ".join([self.found, *self.findings])


def suites_of(content: Content) -> dict[str, Suite]:
    """The suites that are on, by their key; "" is the one of tests that name none."""
    found = {key: Suite(**assignable(Suite, row)) for key, row in content.get(SUITES, {}).items()}
    default = next((suite for suite in found.values() if suite.name == Suite.DEFAULT), Suite(name=Suite.DEFAULT))
    return {**found, "": default}


def tests_of(content: Content, wanted: str = "") -> list[Test]:
    """The tests of one suite, or all of them; those of a suite that is off rest."""
    suites = suites_of(content)
    return [test for test in all_tests(content, suites) if wanted in ("", test.suite.name)]


def all_tests(content: Content, suites: Mapping[str, Suite]) -> Iterator[Test]:
    models: tuple[tuple[str, type[TestCase] | type[Scenario]], ...] = ((CASES, TestCase), (SCENARIOS, Scenario))
    for label, model in models:
        for key, row in content.get(label, {}).items():
            suite = suites.get(str(row.get("suite") or ""))
            if suite is not None:
                yield Test(model(**assignable(model, row)), int(key), suite)


def of_rows(rows: Sequence[TestCase | Scenario]) -> list[Test]:
    """Single rows, whether or not they are switched on or saved."""
    return [Test(row, row.pk or 0, row.suite or Suite(name=Suite.DEFAULT)) for row in rows]


def tried(tests: Sequence[Test], snapshot: Snapshot) -> list[Result]:
    """With a loop and connections of its own: there is none in a worker, and that of the server belongs to answers."""
    return asyncio.run(_tried(tests, snapshot))


async def _tried(tests: Sequence[Test], snapshot: Snapshot) -> list[Result]:
    process = Runtime("test suites")
    try:
        return [await _result(test, process, snapshot) for test in tests]
    finally:
        await process.http.close()


async def _result(test: Test, process: Runtime, snapshot: Snapshot) -> Result:
    begun = time.perf_counter()
    if isinstance(test.item, TestCase):
        parts = await trials.read(test.item, process, snapshot)
        found = Result(test, not trials.objections(test.item, parts), trials.understood(parts))
    else:
        trial = await trials.try_scenario(test.item, snapshot)
        found = Result(test, trial.passed, trial.found, trial.findings)
    return replace(found, ms=(time.perf_counter() - begun) * 1000)


def demanded(scenario: Scenario) -> str:
    """What the rules must say of it, in words."""
    named: list[Any] = [name for name in scenario.finds if isinstance(name, str)]
    said = [f"{name[4:]} keeps quiet" if name.startswith("not ") else f"{name} objects" for name in named]
    return "; ".join(["the answer passes" if scenario.passes else "the answer is stopped or mended", *said])
