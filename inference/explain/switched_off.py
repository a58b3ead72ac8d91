"""What rows that are switched off today would have said to a question: the intent that nobody could win with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from athena_project.notices import change_url
from inference.explain.decisions import Decision
from intents.classifier import Classifier, Score
from intents.models import Intent, Pattern

MOST = 1_000  # patterns that are looked at
NEAR = 0.3  # what is less is not worth a word


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """An intent whose rows are off, with what they would have scored, and whether that would have been enough.

    `then`: it was understood so when it was asked, because the rows were on.
    """

    text: str
    intent: str
    url: str
    whole: bool
    score: float
    why: str
    wins: bool
    then: bool


def switched_off(decisions: Sequence[Decision], language: str) -> list[SwitchedOff]:
    """By signs and likeness of words: what is switched off has not been learned."""
    off = Q(enabled=False) | Q(intent__enabled=False)
    patterns = list(Pattern.objects.filter(off).exclude(intent__mode="none").select_related("intent")[:MOST])
    if not patterns or not decisions:
        return []
    intents = {row.intent.name: row.intent for row in patterns}
    classifier = Classifier.build(list(intents.values()), patterns)
    return [
        told(each, score, intents[score.intent])
        for each in decisions
        for score in best(classifier.classify(each.text, language).scores)
        if score.score >= NEAR
    ]


def best(scores: Iterable[Score]) -> list[Score]:
    """The best of each intent."""
    found: dict[str, Score] = {}
    for score in scores:
        found.setdefault(score.intent, score)
    return list(found.values())


def told(decision: Decision, score: Score, intent: Intent) -> SwitchedOff:
    ahead = decision.score if decision.understood else 0.0
    wins = score.score >= intent.threshold and score.score > ahead
    then = decision.understood == intent.name
    return SwitchedOff(
        decision.text, intent.name, change_url(intent), not intent.enabled, score.score, score.reason, wins, then
    )
