"""The values that pass through the pipeline: Query and its parts, and the Run that carries them."""

import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, NamedTuple

from athena_project.values import quick
from inference.backends import BackendError, ToolCall
from inference.home.plans import Plan
from inference.llms import Models
from inference.models import Assistant
from inference.snapshot import Snapshot
from inference.sources import Earlier, Source
from intents.asking import asks
from intents.classifier import Match
from intents.models import Intent
from intents.slots import Slots
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.types import Evidence, Lookup, ProviderError
from validation.engine import Verdict
from validation.types import Draft, Finding

EXPLAIN = "explain"  # the answer mode of questions about the answer before
TEXT = "text"  # the answer mode of what brings a text to work on
NOT_MINE = "That is not among the things I am here for."


class Outcome(StrEnum):
    """What became of a question."""

    OPEN = "open"
    ANSWERED = "answered"
    PARTLY = "partly answered"
    REFUSED = "refused"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Leads(NamedTuple):
    """Passages of which a search was not sure, and the documents that they are from."""

    domain: Domain
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the sentence and what is known of it. `problem` says in words to speak why it has no answer.

    `domain` is the one that was asked last: the evidence, or the problem, is its own. `by_client`: the client's own
    tools know the house better than a domain does. `papers`: the house's documents answer in place of its domain.
    `leads`: what a model may read, where nothing else has an answer.
    """

    text: str
    intent: Intent | None = None
    match: Match | None = None
    slots: Slots = field(default_factory=Slots)
    domain: Domain | None = None
    evidence: Evidence | None = None
    problem: str = ""
    problem_kind: str = ""
    answer: str = ""
    outcome: Outcome = Outcome.OPEN
    findings: tuple[Finding, ...] = ()
    by_client: bool = False
    papers: bool = False
    leads: Leads | None = None
    plan: Plan | None = None  # what it wants of the client's house
    sources: tuple[Source, ...] = ()  # where the answer came from that it asks about

    @property
    def mode(self) -> str:
        """How it is answered: as its intent says; but what only asks is not an act where a domain knows the answer."""
        if self.plan is not None:
            return "act"
        if self.papers:
            return "llm"
        if self.intent is None:
            return ""
        if self.by_client:
            return "act"
        if self.intent.mode == "act" and self.intent.domain is not None and asks(self.text):
            return "facts"
        return str(self.intent.mode)


@quick
@dataclass(frozen=True, slots=True)
class Query:
    """A question on its way to an answer; each stage returns a new one.

    `messages`, `tools`, `tool_choice` and `schema` are as the client sent them (OpenAI's shapes); `trimmed` says what
    of a very long conversation is not among them, `unseen` whether a picture or a sound came with the question.
    `deadline` is a time.monotonic() moment. `now` is aware, in the assistant's zone.
    """

    messages: tuple[Mapping[str, Any], ...]
    question: str
    assistant: Assistant
    now: datetime
    deadline: float
    mode: str = "owner"
    language: str = "en"
    tools: tuple[Mapping[str, Any], ...] = ()
    tool_choice: str | Mapping[str, Any] = "auto"
    one_call: bool = False  # the client takes one call at a time; the next one waits for its result
    schema: Mapping[str, Any] | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    sampling: Mapping[str, float] = field(default_factory=dict)  # top_p, seed and the like, by their own names
    stop: tuple[str, ...] = ()  # texts before which the answer ends
    conversation: str = ""
    thread: str = ""  # the client's own name for it; "" where it has none
    client: str = ""
    room: str = ""  # where it was asked, as far as the client tells
    api_key: str = ""
    streamed: bool = False
    trimmed: Mapping[str, int] = field(default_factory=dict)
    unseen: bool = False
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    parts: tuple[Part, ...] = ()
    stops: bool = False  # the first part that cannot be answered or done ends the rest
    answer: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    outcome: Outcome = Outcome.OPEN
    finish: str = "stop"
    error: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def must_call(self) -> bool:
        """Whether the client wants one of its tools called, whatever is known here."""
        return bool(self.tools) and self.tool_choice not in ("auto", "none")

    def seconds_left(self) -> float:
        return self.deadline - time.monotonic()


@dataclass(slots=True)
class Span:
    """One step of a run. Milliseconds since the run's start; `detail` is JSON for the explain page, without secrets."""

    name: str
    start_ms: float
    depth: int = 0
    ms: float = 0.0
    problem: str = ""
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examined:
    """A sentence that the rules looked at, what they said of it, and the step that tells of it."""

    draft: Draft
    verdict: Verdict
    span: Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a domain said to one look-up, or the problem that it had."""

    domain: Domain
    lookup: Lookup
    said: Evidence | ProviderError


Emit = Callable[[str | ToolCall], Awaitable[None]]
Recall = Callable[[Query], Awaitable[Earlier | None]]


async def swallow(_piece: str | ToolCall) -> None:
    """The emit of a run that nobody listens to while it works."""


async def forgotten(_query: Query) -> Earlier | None:
    """The recall of a run that is told of no earlier answer."""
    return None


@dataclass(slots=True)
class Run:
    """What a query's stages share: the snapshot they all see, where pieces of the answer go, and the spans."""

    snapshot: Snapshot
    lookups: Lookups
    models: Models
    emit: Emit = swallow
    recall: Recall = forgotten  # finds the answer that a question leans on
    spans: list[Span] = field(default_factory=list)
    examined: list[Examined] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    asked: dict[tuple[str, str, str], str] = field(default_factory=dict)  # what checks asked models, and what was said
    used: set[str] = field(default_factory=set)  # the rows that decided the answer, as app.model:key
    started: float = field(default_factory=time.perf_counter)
    first_ms: float | None = None
    depth: int = 0
    latest: Query | None = None

    def ms(self) -> float:
        return (time.perf_counter() - self.started) * 1000

    async def look_up(self, domain: Domain, lookup: Lookup, seconds: float, tale: dict[str, object]) -> Evidence:
        """The domain's evidence, as Lookups.look_up() gives it; what it said, or its problem, is kept for the log."""
        try:
            said = await self.lookups.look_up(domain, lookup, self.snapshot.secret(domain.credential), seconds, tale)
        except ProviderError as error:
            self.found.append(Found(domain, lookup, error))
            raise
        self.found.append(Found(domain, lookup, said))
        return said

    def span(self, name: str, depth: int | None = None) -> "Step":
        """Records a step, also when it raises. Steps that run beside each other name their depth themselves."""
        return Step(self, name, depth)


class Step:
    """A span as long as it lasts. A class, because there are ten in each answer, and generators cost twice as much."""

    __slots__ = ("_inner", "_run", "_span")

    def __init__(self, run: Run, name: str, depth: int | None) -> None:
        self._run = run
        self._inner = depth is None
        self._span = Span(name, run.ms(), run.depth if depth is None else depth)

    def __enter__(self) -> Span:
        self._run.spans.append(self._span)
        self._run.depth += self._inner
        return self._span

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        span, run = self._span, self._run
        if kind is GeneratorExit:
            span.problem = span.problem or "stopped: no more was wanted"
        elif kind is not None:
            said = str(error) if isinstance(error, BackendError) else ""  # its words are for people
            span.problem = span.problem or said or kind.__name__
        run.depth -= self._inner
        span.ms = run.ms() - span.start_ms
