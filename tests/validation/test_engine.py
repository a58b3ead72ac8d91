"""The engine: rules in order, in their scope and budget, each isolated."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from pydantic import BaseModel

from ragdomains.types import Evidence
from tests.validation.drafts import EVIDENCE, draft
from validation.checks import Objection, checks
from validation.engine import Examined, examine, verdict
from validation.models import Rule
from validation.types import Claim, Draft, Finding


class Options(BaseModel):
    """A check for tests"""

    how: str = "object"
    text: str = ""


async def odd(about: Draft, claims: Sequence[Claim], options: Options) -> Any:
    match options.how:
        case "raise":
            raise RuntimeError("the secret is 42")
        case "wait":
            await asyncio.sleep(5)
        case "block":
            time.sleep(0.03)
            return []
        case "nonsense":
            return [7]
        case "fix":
            return [Objection("mended", fixed=about.sentence + options.text)]
        case "claims":
            return [Objection(claim.text, claim) for claim in claims]
    return [Objection(options.text)] if options.how == "object" else []


@pytest.fixture(autouse=True)
def _odd_kind() -> Iterator[None]:
    checks.load()
    checks.register("odd", Options)(odd)
    yield
    del checks.kinds["odd"]


def rule(name: str, **fields: Any) -> Rule:
    how = fields.pop("how", "object")
    text = fields.pop("text", "")
    return Rule(**{"name": name, "kind": "odd", "options": {"how": how, "text": text}, "budget_ms": 1000, **fields})


async def test_rules_run_in_order_and_passing_ones_leave_no_finding() -> None:
    rules = [rule("late", order=3), rule("first", order=1), rule("quiet", order=2, how="pass")]
    examined = await examine(draft("Hello."), rules)
    assert [finding.rule for finding in examined.findings] == ["first", "late"]
    assert [name for name, ms in examined.ran if ms >= 0] == ["first", "quiet", "late"]


OF: dict[str, Any] = {"intent": "weather", "domain": "forecast", "assistant": "hall", "language": "en"}
ELSEWHERE: list[dict[str, Any]] = [
    {"enabled": False},
    {"modes": ["facts"]},
    {"intents": ["lights"]},
    {"domains": ["lights"]},
    {"assistants": ["lights"]},
    {"languages": ["de"]},
]


@pytest.mark.parametrize("fields", ELSEWHERE)
async def test_a_rule_outside_its_scope_does_not_run(fields: dict[str, Any]) -> None:
    assert await examine(draft("Hello.", **OF), [rule("scoped", **fields)]) == Examined()


async def test_a_rule_inside_its_scope_runs() -> None:
    scope = {f"{name}s": ["other", one] for name, one in OF.items()}
    assert (await examine(draft("Hello.", **OF), [rule("scoped", modes=["llm"], **scope)])).findings


@pytest.mark.parametrize("how", ["raise", "wait", "block", "nonsense"])
@pytest.mark.parametrize(("fail_open", "action"), [(True, "flag"), (False, "refuse")])
async def test_a_broken_check_is_isolated_and_its_rules_fail_mode_applies(
    how: str, fail_open: bool, action: str
) -> None:
    broken = rule("broken", how=how, fail_open=fail_open, budget_ms=20 if how in {"wait", "block"} else 1000)
    started = time.perf_counter()
    examined = await examine(draft("Hello."), [broken, rule("next", order=200, action="flag")])
    assert [(finding.rule, finding.action) for finding in examined.findings] == [("broken", action), ("next", "flag")]
    assert "42" not in examined.findings[0].message
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("fields", [{"kind": "unknown"}, {"options": {"how": []}}])
async def test_a_rule_that_does_not_fit_any_more_is_left_out_visibly(fields: dict[str, Any]) -> None:
    [finding] = (await examine(draft("Hello."), [rule("old", **fields)])).findings
    assert finding.action == "flag"
    assert finding.message.startswith("The rule was left out:")


async def test_options_that_change_are_read_anew() -> None:
    changing = rule("one", text="before")
    await examine(draft("Hello."), [changing])
    changing.options = {"how": "object", "text": "after"}
    assert (await examine(draft("Hello."), [changing])).findings[0].message == "after"


async def test_fixes_apply_in_order_and_later_rules_see_the_mended_sentence() -> None:
    rules = [
        rule("a", order=1, how="fix", text=" 1", action="fix"),
        rule("b", order=2, how="fix", text=" 2", action="fix"),
        rule("c", order=3, how="claims", action="flag"),
    ]
    findings = (await examine(draft("Hello."), rules)).findings
    decided = verdict(findings, "Hello.")
    assert (decided.action, decided.sentence) == ("fix", "Hello. 1 2")
    assert [finding.message for finding in findings if finding.rule == "c"] == ["1", "2"]


async def test_a_mended_sentence_of_a_flagging_rule_is_not_used() -> None:
    findings = (await examine(draft("Hello."), [rule("a", how="fix", text=" 1", action="flag")])).findings
    assert verdict(findings, "Hello.").sentence == "Hello."


@pytest.mark.parametrize(
    ("actions", "expected", "sentence"),
    [
        ([], "pass", "Hi."),
        (["flag"], "pass", "Hi."),
        (["flag", "fix"], "fix", "Mended."),
        (["fix", "retry"], "retry", ""),
        (["retry", "refuse", "fix"], "refuse", ""),
    ],
)
def test_the_strictest_action_wins(actions: list[str], expected: str, sentence: str) -> None:
    findings = [Finding("r", "k", "m", action, fixed="Mended." if action == "fix" else "") for action in actions]
    decided = verdict(findings, "Hi.")
    assert (decided.action, decided.sentence, decided.findings) == (expected, sentence, tuple(findings))


def test_a_fix_that_could_not_mend_refuses() -> None:
    assert verdict([Finding("r", "k", "m", "fix")], "Hi.").action == "refuse"


def test_a_sentence_of_which_nothing_is_left_is_not_said() -> None:
    decided = verdict([Finding("r", "k", "m", "fix", fixed=" ")], "👍")
    assert (decided.action, decided.sentence) == ("fix", "")


async def test_all_checks_together_stay_within_some_times_the_numbers_alone() -> None:
    """Ten facts and three sentences; `python -m benchmarks checks` prints the milliseconds."""
    kinds = [kind for kind in sorted(checks.kinds) if kind not in {"odd", "supported_meaning"}]
    assert await _examining(kinds) < 16 * await _examining(["grounded_numbers"])


async def _examining(kinds: list[str]) -> float:
    """The least seconds of the processor that a spoken answer took of these checks."""
    rules = [Rule(name=kind, kind=kind, order=i, budget_ms=1000) for i, kind in enumerate(kinds)]
    sentences = [
        "On Sunday it will be sunny in Berlin with a high of 12 degrees and a low of minus 3 degrees.",
        "The wind blows at 18 kilometres per hour, and there is a 35 percent chance of rain.",
        "The sun rises at 7:32.",
    ]
    times = []
    for _ in range(30):
        started = time.process_time()
        for sentence in sentences:
            assert (await examine(draft(sentence, Evidence(EVIDENCE.facts)), rules)).findings == ()
        times.append(time.process_time() - started)
    return min(times)


class Laborious(list[Rule]):
    """Rules that take long to be got ready, as the kinds do that are loaded the first time."""

    def __iter__(self) -> Iterator[Rule]:
        until = time.thread_time() + 0.3
        while time.thread_time() < until:
            pass
        return super().__iter__()


async def test_to_get_the_rules_ready_counts_against_none() -> None:
    found = await examine(
        draft("It is 12 degrees."), Laborious([Rule(name="calm", kind="follow_up_last", budget_ms=200)])
    )
    assert not found.findings
