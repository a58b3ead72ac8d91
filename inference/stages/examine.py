"""What may be said: the rules look at each sentence before it leaves."""

from athena_project.metrics import FINDINGS
from athena_project.values import replace
from inference.examined import line, passed_before, remember
from inference.judges import Judges
from inference.plain import Settled
from inference.state import Examined, Query, Run
from validation.engine import Verdict, verdict
from validation.engine import examine as ask_rules
from validation.types import Draft, Finding


async def examine(draft: Draft, query: Query, run: Run) -> Verdict:
    """The verdict on one sentence; its white space at the end stays, because the client joins what it gets."""
    bare = draft.sentence.rstrip()
    if not bare:
        return verdict((), draft.sentence)
    tail = draft.sentence[len(bare) :]
    draft = replace(draft, sentence=bare) if tail else draft
    with run.span("examine") as span:
        known = passed_before(draft, run.snapshot)
        decided, rules = (known.verdict, known.rules) if known else await judged(draft, query, run)
        span.detail.update({"sentence": bare, "rules": rules, "verdict": decided.action})
        if known:
            span.detail["examined before"] = True
        if decided.action == "fix":
            span.detail["said instead"] = decided.sentence
        span.detail["findings"] = [told(finding) for finding in decided.findings]
        span.detail.update(origin(draft, decided))
    run.examined.append(Examined(draft, decided, span))
    for finding in decided.findings:
        FINDINGS.labels(finding.rule, finding.action).inc()
    return replace(decided, sentence=decided.sentence + tail) if tail else decided


async def judged(draft: Draft, query: Query, run: Run) -> tuple[Verdict, Settled]:
    """What the rules say, and which of them ran with their milliseconds, for the trace."""
    judges = Judges(run.snapshot, run.models, query.seconds_left, run.asked)
    examined = await ask_rules(replace(draft, ask=judges.ask), run.snapshot.rules)
    decided = verdict(examined.findings, draft.sentence)
    remember(draft, examined.ran, decided, run.snapshot)
    return decided, Settled(line(name, ms) for name, ms in examined.ran)  # a database has taken the names


def origin(draft: Draft, decided: Verdict) -> dict[str, object]:
    """Which question the sentence answers, from what, and how it was said where it had to be mended."""
    found: dict[str, object] = {"question": draft.question, "domain": draft.domain, "mode": draft.mode}
    if draft.results:
        found["results of tools"] = len(draft.results)
    return found | ({"said": decided.sentence} if decided.action == "fix" else {})


def told(finding: Finding) -> str:
    return f"{finding.rule} ({finding.severity}, {finding.action}): {finding.message}"
