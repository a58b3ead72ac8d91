"""What comes of tests that somebody runs from their own pages; the layer above lends the runner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models

AT_MOST = 600  # tests that somebody waits for
KEPT = 30 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one test. `row` may be one that is not saved; `findings` say who objected to what; `ms` it took."""

    row: models.Model
    passed: bool
    expected: str
    found: str
    findings: tuple[str, ...]
    ms: float

    @property
    def told(self) -> str:
        return "; ".join([self.found, *self.findings])


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of all of them, and on which rows they were tried: "release 7" or "the draft"."""

    on: str
    outcomes: tuple[Outcome, ...] = ()
    note: str = ""

    @property
    def failed(self) -> int:
        return sum(not outcome.passed for outcome in self.outcomes)

    @property
    def passed(self) -> int:
        return len(self.outcomes) - self.failed

    @property
    def ms(self) -> float:
        return sum(outcome.ms for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class Last:
    """How a stored test went the last time."""

    passed: bool
    found: str


class CannotRunError(Exception):
    """There is nothing to try the tests on. The text says why."""


Runner = Callable[[Sequence[Any]], Ran]
_runners: list[Runner] = []


def run_by(runner: Runner) -> Runner:
    """Registers who runs tests on the rows as they stand in the admin; it raises CannotRunError."""
    _runners.append(runner)
    return runner


def run(rows: Sequence[models.Model]) -> Ran:
    """Raises CannotRunError."""
    for runner in _runners:
        return runner(rows)
    raise CannotRunError("Nothing here runs tests.")


def remember(outcomes: Sequence[Outcome]) -> None:
    """Keeps how each stored test went, for the column of its list."""
    cache.set_many({_key(each.row): Last(each.passed, each.told) for each in outcomes}, KEPT)


def forget(row: models.Model) -> None:
    cache.delete(_key(row))


def last(row: models.Model) -> Last | None:
    """How a test went when it was run from here."""
    found: Last | None = cache.get(_key(row))
    return found


def _key(row: models.Model) -> str:
    return f"by_hand:{row._meta.label_lower}:{row.pk}"
