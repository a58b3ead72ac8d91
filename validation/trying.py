"""Tries a rule before it is saved: on a pasted text, and on what was answered of late."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from validation.models import Rule, Scenario
from validation.ready import applying
from validation.scenarios import drafts, run_scenario
from validation.types import Finding

ANSWERS = 500  # the newest recorded ones
SECONDS = 20.0  # for all of them
SHOWN = 30  # objections named one by one


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to try a rule on. `url` is where it can be read; `good` what a person thought of it, if any did."""

    scenario: Scenario
    url: str = ""
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer that the rule objects to."""

    answer: Answer
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Report:
    """What came of it: how many answers were tried, how many of them lie `beside` what the rule looks at, the
    objections, the milliseconds, whether time ran out.
    """

    looked: int = 0
    beside: int = 0
    hits: list[Hit] = field(default_factory=list)
    ms: float = 0.0
    late: bool = False

    @property
    def shown(self) -> list[Hit]:
        return self.hits[:SHOWN]

    @property
    def judged(self) -> int:
        """Objections to answers that a person judged."""
        return sum(hit.answer.good is not None for hit in self.hits)

    @property
    def right(self) -> int:
        """Those to answers that were judged bad."""
        return sum(hit.answer.good is False for hit in self.hits)

    @property
    def each_ms(self) -> float:
        return self.ms / self.looked if self.looked else 0.0


Source = Callable[[int], Iterable[Answer]]
_sources: list[Source] = []


def records(source: Source) -> Source:
    """Lets an app above this one say which answers were recorded; it gets how many are wanted."""
    _sources.append(source)
    return source


def recorded() -> list[Answer]:
    return [answer for source in _sources for answer in source(ANSWERS)][:ANSWERS]


async def tried(rule: Rule, answers: Sequence[Answer]) -> Report:
    """The rule is on, whatever its box says. No language model is asked."""
    rule.enabled = True
    report, until = Report(), time.monotonic() + SECONDS
    for answer in answers:
        if time.monotonic() > until:
            report.late = True
            break
        report.beside += not any(applying([rule], draft) for draft in drafts(answer.scenario))
        begun = time.perf_counter()
        findings = (await run_scenario(answer.scenario, [rule])).findings
        report.ms += (time.perf_counter() - begun) * 1000
        report.looked += 1
        if findings:
            report.hits.append(Hit(answer, findings))
    return report
