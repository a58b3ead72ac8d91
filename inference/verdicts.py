"""Says what became of a question that was understood twice: the same, changed, or worse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from inference.first_stage import label
from inference.recorded import Asked
from inference.scores import NONE
from inference.state import Part
from inference.trials import described, objections
from intents.models import TestCase

SAME, CHANGED, WORSE = "same", "changed", "worse"
REFUSED = "refused"

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of a question on both sides; `answers` and `traces` where it was answered as a whole."""

    verdict: str
    why: str
    before: list[Told]
    after: list[Told]
    answers: list[dict[str, Any]] = field(default_factory=list)
    traces: list[dict[str, Any]] = field(default_factory=list)


class Cases:
    """Test cases, by what they ask."""

    def __init__(self, cases: Sequence[TestCase]) -> None:
        self._cases: dict[str, list[TestCase]] = {}
        for case in cases:
            self._cases.setdefault(case.question.strip(), []).append(case)

    def of(self, asked: Asked) -> list[TestCase]:
        """The test cases of this question, asked after the same."""
        cases, said = self._cases.get(asked.text.strip(), []), asked.questions
        return [case for case in cases if said[len(said) - len(case.context) if case.context else 0 :] == case.context]


def told(part: Part) -> Told:
    """A part as it is kept and compared."""
    domain = part.intent.domain if part.intent else None
    return {
        "text": part.text,
        "intent": label(part),
        "mode": manner(part),
        "domain": domain.name if domain else "",
        "slots": described(part),
    }


def manner(part: Part) -> str:
    """How the part is answered; a guest is refused what is not for guests."""
    return REFUSED if part.problem else part.mode


def verdict(before: Sequence[Part], after: Sequence[Part], cases: Iterable[TestCase] = ()) -> tuple[str, str]:
    """The verdict, and what is worse. `cases` are the test cases of this very question."""
    lost = losses(before, after)
    lost += [
        f"A test case fails: {'; '.join(found)}."
        for case in cases
        if (found := objections(case, after)) and not objections(case, before)
    ]
    if lost:
        return WORSE, " ".join(lost)
    return (SAME if list(map(told, before)) == list(map(told, after)) else CHANGED), ""


def losses(before: Sequence[Part], after: Sequence[Part]) -> list[str]:
    """Part by part; where the sentence is taken apart otherwise, by how many parts are answered."""
    if len(before) == len(after):
        return [lost for pair in zip(before, after, strict=True) if (lost := loss(*pair))]
    had, has = sum(map(served, before)), sum(map(served, after))
    if has < had and has < len(after):
        return [f"Of {len(before)} parts {had} had an answer, of {len(after)} parts {has} have one."]
    return []


def loss(before: Part, after: Part) -> str:
    """What the part has lost; "" where nothing."""
    was, now = label(before), label(after)
    if was != NONE and now == NONE:
        return f"It was understood as {was}, now as nothing."
    if not served(before) or served(after):
        return ""
    if manner(after) == REFUSED:
        return f"It was answered, now guests are refused {now}."
    if manner(after) == "decline":
        return f"It was answered, now {now} is declined."
    return f"It was answered, now {now} has no domain to ask."


def served(part: Part) -> bool:
    """Whether there is an answer to be had at all."""
    if label(part) == NONE or part.intent is None or manner(part) in (REFUSED, "decline"):
        return False
    return manner(part) != "facts" or part.intent.domain is not None or part.intent.otherwise is not None
