"""Asks the rules about a sentence, in order, each in its own budget, and says what follows."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace

from validation.checks import Objection, UndecidedError
from validation.claims import find_claims
from validation.models import Rule
from validation.orders import harmless_draft
from validation.ready import Ready, Way, applying
from validation.types import Claim, Draft, Finding

log = logging.getLogger(__name__)

STRICTEST = ("flag", "fix", "retry", "refuse")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the rules found, and which of them ran with their milliseconds."""

    findings: tuple[Finding, ...] = ()
    ran: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done: pass, fix, retry or refuse. `sentence` is what may be said; "" where nothing may."""

    action: str
    sentence: str
    findings: tuple[Finding, ...] = ()


class Watch:
    """The milliseconds of one check after another, by the clock.

    Of a check that never waits its own work is counted where it seems to overrun: that others used the processor
    meanwhile is not its fault. To ask for that costs a call of the system, as much as a small check.
    """

    __slots__ = ("_clock", "_work")

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A check begins that does not begin where the last one ended."""
        self._work, self._clock = time.thread_time(), time.perf_counter()

    def lap(self, way: Way, budget: float) -> float:
        """What the check took that ends here; the end of one is the beginning of the next."""
        now, before = time.perf_counter(), self._clock
        took, self._clock = (now - before) * 1000, now
        if took <= budget or way.waits:
            return took
        work, spent = time.thread_time(), self._work
        self._work = work
        return min(took, (work - spent) * 1000)


async def examine(draft: Draft, rules: Sequence[Rule]) -> Examined:
    """All findings, by the rules' order. A rule that mends the sentence passes the mended one on to the next."""
    findings: list[Finding] = []
    ran: list[tuple[str, float]] = []
    claims = find_claims(draft.sentence)
    ready = applying(rules, draft)  # the first time it loads the kinds, which no rule is to pay for
    watch = Watch()
    for each in ready:
        found, ms = await _ask(each, draft, claims, watch)
        ran.append((each.rule.name, ms))
        if not found:
            continue
        findings.extend(found)
        draft = draft if draft.doubted else replace(draft, doubted=True)
        mended = next((finding.fixed for finding in reversed(found) if finding.action == "fix" and finding.fixed), "")
        if mended:
            draft = replace(draft, sentence=mended)
            claims = find_claims(mended)
            watch.start()
    return Examined(tuple(findings), tuple(ran))


def verdict(findings: Sequence[Finding], sentence: str) -> Verdict:
    """The strictest action wins. A fix says the sentence as mended last; one that could not be mended is refused."""
    actions = {finding.action for finding in findings} - {"flag", "pass"}
    action = max(actions, key=STRICTEST.index, default="pass")
    fixes = [finding for finding in findings if finding.action == "fix"]
    if action == "fix" and not all(finding.fixed for finding in fixes):
        action = "refuse"
    if action == "pass":
        return Verdict(action, sentence, tuple(findings))
    mended = fixes[-1].fixed if action == "fix" else ""
    return Verdict(action, mended if mended.strip() else "", tuple(findings))


async def _ask(ready: Ready, draft: Draft, claims: Sequence[Claim], watch: Watch) -> tuple[list[Finding], float]:
    """One rule's findings and its milliseconds; a check that raises or takes too long harms no other."""
    rule, way = ready.rule, ready.way
    if way is None:
        return [_finding(rule, f"The rule was left out: {ready.unfit}", action="flag")], 0.0
    if way.waits:
        watch.start()
    about = harmless_draft(draft) if way.rests else draft
    asked, found, whole = way.check(about, claims, way.options), [], True
    try:
        if objections := await (_within(asked, rule.budget_ms / 1000) if way.waits else asked):
            found = [_objected(rule, objection) for objection in objections]
    except (TimeoutError, UndecidedError) as error:
        found, whole = [_undecided(rule, error)], False
    except Exception as error:
        log.warning("the check of rule %s failed: %s", rule.name, type(error).__name__, exc_info=True)
        found, whole = [_failed(rule, f"The check failed: {type(error).__name__}.")], False
    took = watch.lap(way, rule.budget_ms)
    if whole and took > rule.budget_ms:  # a timeout cannot stop a check that never waits
        found.append(_failed(rule, f"The check took {took:.0f} ms; its budget is {rule.budget_ms:g} ms."))
    return found, took


def _undecided(rule: Rule, error: Exception) -> Finding:
    if isinstance(error, TimeoutError):
        return _failed(rule, f"The check took longer than {rule.budget_ms:g} ms and was stopped.")
    return _failed(rule, f"The check could not decide: {error}")


async def _within(asked: Awaitable[Sequence[Objection]], seconds: float) -> Sequence[Objection]:
    async with asyncio.timeout(seconds):
        return await asked


def _objected(rule: Rule, objection: Objection) -> Finding:
    finding = _finding(rule, objection.message, rule.action)
    return replace(finding, claim=objection.claim, fixed=objection.fixed, evidence=objection.evidence)


def _failed(rule: Rule, message: str) -> Finding:
    """The check itself failed: the rule says whether the sentence passes all the same."""
    return _finding(rule, message, "flag" if rule.fail_open else rule.action)


def _finding(rule: Rule, message: str, action: str) -> Finding:
    return Finding(rule.name, rule.kind, message, action, rule.severity)
