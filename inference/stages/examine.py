"""What may be said: the rules look at each sentence before it leaves."""

from dataclasses import replace

from athena_project.metrics import FINDINGS
from inference.judges import Judges
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
    with run.span("examine") as span:
        judges = Judges(run.snapshot, run.models, query.seconds_left, run.asked)
        draft = replace(draft, sentence=bare, ask=judges.ask)
        examined = await ask_rules(draft, run.snapshot.rules)
        decided = verdict(examined.findings, bare)
        span.detail.update({"sentence": bare, "rules": [f"{name}: {ms:.2f} ms" for name, ms in examined.ran]})
        span.detail["verdict"] = decided.action
        if decided.action == "fix":
            span.detail["said instead"] = decided.sentence
        span.detail["findings"] = [told(finding) for finding in examined.findings]
        span.detail.update(origin(draft, decided))
    run.examined.append(Examined(replace(draft, prompt="", ask=None), decided, span))
    for finding in examined.findings:
        FINDINGS.labels(finding.rule, finding.action).inc()
    return replace(decided, sentence=decided.sentence + tail) if tail else decided


def origin(draft: Draft, decided: Verdict) -> dict[str, object]:
    """Which question the sentence answers, from what, and how it was said where it had to be mended."""
    found: dict[str, object] = {"question": draft.question, "domain": draft.domain, "mode": draft.mode}
    if draft.results:
        found["results of tools"] = len(draft.results)
    return found | ({"said": decided.sentence} if decided.action == "fix" else {})


def told(finding: Finding) -> str:
    return f"{finding.rule} ({finding.severity}, {finding.action}): {finding.message}"
