"""What the rules said of a sentence, for the same sentence that rests on the same: nothing is examined less for it.

Only what passed is remembered, and only where every rule that looked at it answers at once: such a check tells the
same of the same. One that waits may ask a model, and is asked each time.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inference.plain import Settled, settled
from inference.snapshot import Snapshot
from ragdomains.types import Evidence
from validation.engine import Verdict
from validation.ready import applying
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
    asked = applying(snapshot.rules, draft)
    if verdict.findings or any(ready.way is None or ready.way.waits for ready in asked):
        return
    snapshot.examined.keep(key_of(draft), Passed(draft.evidence, verdict, unasked(tuple(name for name, _ in ran))))


@lru_cache(maxsize=512)
def unasked(rules: tuple[str, ...]) -> Settled:
    """What the trace tells of rules that need not be asked again."""
    return settled([line(name, 0.0) for name in rules])


def line(rule: str, ms: float) -> str:
    return f"{rule}: {ms:.2f} ms"


def key_of(draft: Draft) -> Hashable:
    """All that a check can see of a draft, but for its evidence, which is compared."""
    said = (draft.sentence, draft.question, draft.before, draft.prompt, draft.results, draft.turns)
    of = (draft.mode, draft.intent, draft.domain, draft.assistant, draft.language)
    return said, of, (draft.spoken, draft.structured, draft.doubted), tuple(draft.slots.items())
