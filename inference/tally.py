"""What is counted of the query log: a question and its steps become counts that can be added up."""

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from inference.models import QueryLog, QueryStep
from inference.state import Outcome

STAGES = ("understand", "retrieve", "generate", "examine")
TIMES = ("whole", "first words", *STAGES)
NOWHERE = "(none)"  # the room of questions that name none
ORIGINS = ("facts", "cache", "documents", "model", "other")  # what an answer came from
ANSWERED = frozenset({Outcome.ANSWERED.value, Outcome.PARTLY.value})
UNANSWERED = frozenset({Outcome.REFUSED.value, Outcome.FAILED.value})
FINE = 4  # steps of a time that doubles: a percentile is off by a tenth at most
LEAST = 0.01  # ms
FINEST = 20  # steps of a score from 0 to 1
LONG = 200  # characters of a question that is counted by its text

Counts = Counter[tuple[str, str]]  # (what is counted, of what) -> how often
LOG = ("at", "assistant", "intents", "outcome", "question", "ms", "first_ms", "tokens_in", "tokens_out", "room",
       "release__number")  # fmt: skip
RELEASE_OUTCOME = "release"  # "12 answered": the number of a release, and an outcome
RELEASE_TIME = "release ms"  # "12 37": its number, and that of the interval of a time
# of a step's detail, in the order of the fields of Step
DETAILS = ("answered by", "llm", "score", "rules", "findings", "model ms", "tokens in", "tokens out")


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, a look-up or a call of a model. `kept` is live, fresh or stale; `score` is that of a quotation.

    `rules` are those that looked at a sentence, with their times, `findings` what they found, both as JSON; `model_ms`
    and the tokens are what a model took; `confidence` is how sure the first part of a question was understood.
    """

    name: str
    ms: float
    problem: str = ""
    kept: str | None = None
    llm: str | None = None
    score: str | None = None
    rules: str | None = None
    findings: str | None = None
    model_ms: str | None = None
    tokens_in: str | None = None
    tokens_out: str | None = None
    confidence: str | None = None

    @property
    def domain(self) -> str:
        return self.name.removeprefix("retrieve:") if self.name.startswith("retrieve:") else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the log, as far as it is counted."""

    steps: Sequence[Step]
    at: datetime
    assistant: str
    intents: str
    outcome: str
    question: str
    ms: float
    first_ms: float | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    room: str = ""
    release: int | None = None

    @property
    def origin(self) -> str:
        """What the answer came from; "" where there is none."""
        if self.outcome not in ANSWERED:
            return ""
        calls = [step for step in self.steps if step.llm]
        if any(call.score is None for call in calls):
            return "model"
        if calls:
            return "documents"
        found = [step.kept for step in self.steps if step.kept]
        if not found:
            return "other"
        return "facts" if "live" in found else "cache"

    @property
    def grounded(self) -> bool:
        """Whether the answer rests on what was looked up; words of a model that was given nothing do not."""
        return bool(self.origin) and (self.origin != "model" or any(step.kept for step in self.steps))

    @property
    def topics(self) -> list[str]:
        """The intents of its parts."""
        return self.intents.split(", ") if self.intents else ["none"]

    @property
    def computed(self) -> int:
        """Milliseconds that models worked for it."""
        return sum(round(number(step.model_ms) or 0) for step in self.steps)

    def times(self) -> Iterator[tuple[str, float]]:
        """Milliseconds by stage; a stage that ran several times counts with their sum."""
        yield "whole", self.ms
        if self.first_ms is not None:
            yield "first words", self.first_ms
        for stage in STAGES:
            took = [step.ms for step in self.steps if step.name == stage]
            if took:
                yield stage, sum(took)


def asked(rows: QuerySet[QueryLog]) -> list[Asked]:
    """These questions with their steps, in two queries; some thousand at most."""
    found = list(rows.values_list("pk", *LOG))
    steps: dict[UUID, list[Step]] = {}
    for key, *values in steps_of([row[0] for row in found]):
        steps.setdefault(key, []).append(Step(*values))
    return [Asked(tuple(steps.get(key, ())), *values) for key, *values in found]


def steps_of(keys: Collection[UUID]) -> Iterable[Any]:
    wanted = Q(name__in=(*STAGES, "generate:model")) | Q(name__startswith="retrieve:")
    told = [KeyTextTransform(name, "detail") for name in DETAILS]
    told.append(KeyTextTransform("confidence", KeyTransform("0", KeyTransform("decisions", "detail"))))
    found = QueryStep.objects.filter(wanted, query_id__in=keys).order_by()
    return found.values_list("query_id", "name", "ms", "problem", *told).iterator()


def counted(questions: Iterable[Asked], zone: tzinfo) -> Counts:
    """All counts of these questions; the hour is that of the zone."""
    counts: Counts = Counter()
    for each in questions:
        counts.update(dict.fromkeys(told_of(each), 1))
        counts["hour", f"{each.at.astimezone(zone):%H}"] += 1
        for stage, ms in each.times():
            counts[stage, str(bucket(ms))] += 1
        for what, name, often in (*spent(each), *models_of(each)):
            counts[what, name] += often
        for rule, us in costs(each):
            counts["rule us", rule] += us
        if each.release:
            counts[RELEASE_OUTCOME, f"{each.release} {each.outcome}"] += 1
            counts[RELEASE_TIME, f"{each.release} {bucket(each.ms)}"] += 1
    return counts


def spent(each: Asked) -> Iterator[tuple[str, str, int]]:
    """What the whole question cost; an intent's share is the whole of it, as nobody can say which part took what."""
    yield "tokens", "in", each.tokens_in
    yield "tokens", "out", each.tokens_out
    yield "ms", "whole", round(each.ms)
    yield "ms", "models", each.computed
    for intent in dict.fromkeys(each.topics):
        yield "intent tokens", intent, each.tokens_in + each.tokens_out
        yield "intent ms", intent, each.computed


def models_of(each: Asked) -> Iterator[tuple[str, str, int]]:
    """What each language model did for it."""
    for step in each.steps:
        if step.llm:
            yield "model calls", step.llm, 1
            yield "model ms", step.llm, round(number(step.model_ms) or 0)
            yield "model tokens", step.llm, round((number(step.tokens_in) or 0) + (number(step.tokens_out) or 0))


def costs(each: Asked) -> Iterator[tuple[str, int]]:
    """Each rule that looked at a sentence, with its microseconds."""
    for step in each.steps:
        for told in listed(step.rules):
            name, _, took = told.rpartition(": ")
            if name and (ms := number(took.removesuffix(" ms"))) is not None:
                yield name, round(ms * 1000)


def objecting(each: Asked) -> set[str]:
    """The rules that found something."""
    return {told.partition(" (")[0] for step in each.steps for told in listed(step.findings)}


def listed(text: str | None) -> list[str]:
    """A JSON list of texts; none where it is none, which an older version may have written."""
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def told_of(each: Asked) -> Iterator[tuple[str, str]]:
    """What counts once of a question."""
    open_ = each.outcome in UNANSWERED
    yield "questions", ""
    yield "outcome", each.outcome
    yield "assistant", each.assistant
    yield "room", each.room or NOWHERE
    yield from ((("origin", each.origin),) if each.origin else ())
    yield from ((("grounded", ""),) if each.grounded else ())
    for intent in each.topics:
        yield "intent", intent
        yield from ((("intent unanswered", intent),) if open_ else ())
    for step in each.steps:
        if step.domain:
            yield ("domain failed" if step.problem else "domain answered"), step.domain
    yield from (("rule asked", name) for name in {name for name, _ in costs(each)})
    yield from (("rule", name) for name in objecting(each))
    for what, told in (("match score", "confidence"), ("quote score", "score")):
        found = next((score for step in each.steps if (score := number(getattr(step, told))) is not None), None)
        if found is not None:
            yield what, f"{round(found * FINEST) / FINEST:.2f}"
    if open_ and each.question.strip():
        yield "unanswered", " ".join(each.question.split()).casefold()[:LONG]


def bucket(ms: float) -> int:
    """The number of the interval that a time lies in; each is 2 ** (1 / FINE) times as wide as the one before."""
    return math.ceil(FINE * math.log2(max(ms, LEAST)))


def middle(number: int) -> float:
    """The milliseconds that stand for an interval: its geometric middle."""
    return float(2 ** ((number - 0.5) / FINE))


def percentile(counts: Counts, stage: str, share: float) -> float | None:
    """What so large a share of the times of a stage lies beneath, in ms; None where there are none."""
    found = sorted((int(name), count) for (what, name), count in counts.items() if what == stage)
    left = share * sum(count for _, count in found)
    for number, count in found:
        left -= count
        if left <= 0:
            return middle(number)
    return None


def percentiles(counts: Counts) -> list[tuple[str, float | None, float | None]]:
    """(stage, p50, p95) of the whole and of each stage."""
    return [(stage, percentile(counts, stage, 0.5), percentile(counts, stage, 0.95)) for stage in TIMES]


def of(counts: Counts, what: str) -> list[tuple[str, int]]:
    """What was counted of this, most first."""
    found = [(name, count) for (each, name), count in counts.items() if each == what and count]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
