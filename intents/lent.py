"""What the layer above lends to these pages: recorded questions, and the running of test cases.

It imports this file and registers itself; nothing here may import it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from intents.models import TestCase


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a test case held, what was understood, and which release was asked."""

    passed: bool
    found: str
    release: int


Source = Callable[[int], Iterable[str]]
Runner = Callable[[Sequence[TestCase]], Mapping[int, Verdict]]

_sources: list[Source] = []
_runners: list[Runner] = []


def recorded_by(source: Source) -> Source:
    """Registers who knows the questions that were asked: the newest `count` different ones, newest first."""
    _sources.append(source)
    return source


def recorded(count: int) -> list[str]:
    return list(dict.fromkeys(text for source in _sources for text in source(count)))[:count]


def run_by(runner: Runner) -> Runner:
    """Registers who runs test cases: a verdict by the key of each case, none where there is nothing to ask yet."""
    _runners.append(runner)
    return runner


def run(cases: Sequence[TestCase]) -> dict[int, Verdict]:
    return {key: verdict for runner in _runners for key, verdict in runner(cases).items()}
