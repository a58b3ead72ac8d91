"""Proposes rules for a card of the inbox: where a check lets a wrong answer pass, or refuses what people call right.

What people wrote decides: the answer with a thumb down must be objected to, their correction must not. Nothing that is
proposed is saved here; a draft of it is switched off (inference/fixes.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asgiref.sync import async_to_sync

from inference.answers import steps_of
from inference.fixes import Correction, free_name
from inference.lessons import MOST, evidence
from inference.models import Feedback, Unanswered
from validation.checks import checks
from validation.engine import STRICTEST
from validation.models import Rule, Scenario
from validation.scenarios import run_scenario

READ = 10  # corrections of one card that are looked at, the newest ones
LEAST = "retry"  # from this action on a sentence is kept back


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with a thumb down, what it rested on, and what it should have been."""

    question: str
    answer: str
    correction: str
    evidence: tuple[object, ...]
    intents: tuple[str, ...]

    def scenario(self, answer: str) -> Scenario:
        return Scenario(question=self.question, evidence=list(self.evidence), answer=answer)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that is off, and why it is proposed."""

    why: str
    rule: Rule

    @property
    def correction(self) -> Correction:
        """It may stand beside a rule that was made meanwhile."""
        self.rule.name = free_name(self.rule.name, Rule)
        return Correction(self.why[:300], (self.rule,))


def proposals(card: Unanswered) -> list[Proposal]:
    """At most one for each kind of check, the one that most corrections speak for."""
    found: dict[str, list[tuple[str, Case]]] = {}
    for case in cases(card):
        for kind, why in reasons(case):
            found.setdefault(f"{why} {kind}", []).append((kind, case))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [made(pairs[0][0], key.partition(" ")[0], [case for _, case in pairs]) for key, pairs in ranked]


def cases(card: Unanswered) -> Iterator[Case]:
    """The corrected answers to the questions of the card; what rested on nothing tells nothing of a check."""
    given = Feedback.objects.filter(query__question__in=card.texts).exclude(correction="").exclude(thumb=Feedback.UP)
    for each in given.select_related("query").order_by("-at")[:READ]:
        log = each.query
        rested = tuple(evidence(steps_of(log)))
        if rested and log.answer != each.correction:
            names = tuple(name for name in log.intents.split(", ") if name)
            yield Case(log.question[:MOST], log.answer, each.correction, rested, names)


def reasons(case: Case) -> Iterator[tuple[str, str]]:
    """(kind, "strict" or "lax") for each check whose word on the two is not people's."""
    live = {rule.kind: rule for rule in Rule.objects.filter(enabled=True)}
    for kind in judging():
        rule = live.get(kind)
        keeps = rule is not None and STRICTEST.index(rule.action) >= STRICTEST.index(LEAST)
        right = objects(rule or Rule(name=kind, kind=kind), case.scenario(case.correction))
        if right and keeps:
            yield kind, "strict"
        elif not right and not keeps and objects(rule or Rule(name=kind, kind=kind), case.scenario(case.answer)):
            yield kind, "lax"


def judging() -> list[str]:
    """The kinds that look at what is so, and ask no model."""
    checks.load()
    families = {"empirical", "consistency", "contextual"}
    return [
        kind
        for kind, plugin in sorted(checks.kinds.items())
        if plugin.extra.get("family") in families and not plugin.extra.get("waits", True)
    ]


def objects(rule: Rule, scenario: Scenario) -> bool:
    """Does the rule object, whatever its action, modes and intents?"""
    alone = Rule(name=rule.name, kind=rule.kind, options=rule.options, action="flag", budget_ms=10_000)
    return bool(async_to_sync(run_scenario)(scenario, [alone]).findings)


def made(kind: str, why: str, told: Sequence[Case]) -> Proposal:
    intents = sorted({name for case in told for name in case.intents})
    there = Rule.objects.filter(kind=kind, enabled=True).order_by("order").first()
    rule = Rule(name=f"{kind.replace('_', '-')}-{why}"[:60], kind=kind, intents=intents, modes=["llm"], enabled=False)
    if there is not None:
        rule.options, rule.order, rule.budget_ms, rule.fail_open = there.options, there.order, there.budget_ms, True
    rule.action, rule.severity = ("flag", "warning") if why == "strict" else (LEAST, "error")
    return Proposal(reason(kind, why, told, there), rule)


def reason(kind: str, why: str, told: Sequence[Case], there: Rule | None) -> str:
    times = f"{len(told)} answer{'s' if len(told) > 1 else ''} that people corrected"
    shown = f"“{told[0].correction[:80]}”" if why == "strict" else f"“{told[0].answer[:80]}”"
    if why == "strict":
        name = there.name if there else kind
        told_so = f"{name} objects to what should have been said ({times}: {shown})."
        return f"{told_so} Flag it here, and name in {name} only the other intents."
    return f"{kind} would have found what was wrong ({times}: {shown}), and would let the correction pass."
