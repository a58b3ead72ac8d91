"""What the rules said of a sentence, for the same sentence that rests on the same: nothing is examined less for it.

Only what passed is remembered, and only where every rule that looked at it answers at once: such a check tells the
same of the same. One that waits may ask a model, and is asked each time.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from inference.plain import Settled, settled
from inference.snapshot import Snapshot
from ragdomains.types import Evidence
from validation.engine import Verdict
from validation.ready import Ready, applying
from validation.types import Draft

Ran = tuple[tuple[str, float], ...]  # rules with their milliseconds


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that passed: on what evidence, with what verdict, and what the trace tells of the rules now."""

    evidence: Sequence[Evidence]
    verdict: Verdict
    rules: Settled


def passed_before(draft: Draft, snapshot: Snapshot) -> Passed | None:
    found: Passed | None = snapshot.examined.find(key_of(draft))
    return found if found is not None and found.evidence == draft.evidence else None


def remember(draft: Draft, ran: Ran, verdict: Verdict, snapshot: Snapshot) -> None:
    if verdict.findings or any(ready.way is None or ready.way.waits for ready in asked(draft, snapshot)):
        return
    snapshot.examined.keep(
        key_of(draft), Passed(draft.evidence, verdict, settled([line(name, 0.0) for name, _ in ran]))
    )


def line(rule: str, ms: float) -> str:
    return f"{rule}: {ms:.2f} ms"


def asked(draft: Draft, snapshot: Snapshot) -> tuple[Ready, ...]:
    return applying(snapshot.rules, draft.mode, draft.intent)


def key_of(draft: Draft) -> Hashable:
    """All that a check can see of a draft, but for its evidence, which is compared."""
    said = (draft.sentence, draft.question, draft.before, draft.prompt, draft.results, draft.turns)
    how = (draft.mode, draft.intent, draft.domain, draft.language, draft.spoken, draft.structured, draft.doubted)
    return said, how, tuple(draft.slots.items())
