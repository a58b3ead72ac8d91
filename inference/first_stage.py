"""Runs the first stage alone: what is understood of a question, with nothing fetched and nothing logged."""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from inference.conversation import language_of
from inference.messages import sound
from inference.models import Assistant
from inference.now import now_at
from inference.runtime import Runtime
from inference.scores import NONE
from inference.snapshot import Snapshot
from inference.stages.understand import MANNER, understand
from inference.state import Part, Query, Run


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood. `segments` are its parts in the words of the question itself, all of them.

    `ms` is the processor time of all threads, in milliseconds: it does not depend on what else the machine does.
    """

    segments: tuple[str, ...]
    parts: tuple[Part, ...]
    ms: float

    @property
    def label(self) -> str:
        """The intent of the first part, or NONE."""
        return label(self.parts[0]) if self.parts else NONE

    @property
    def confidence(self) -> float:
        """How probable it is that the first part is in scope at all."""
        return confidence(self.parts[0]) if self.parts else 0.0

    @property
    def tier(self) -> str:
        """What decided the first part."""
        return tier(self.parts[0]) if self.parts else ""


class FirstStage:
    """The first stage of a snapshot, to be asked many questions; the default assistant hears them."""

    def __init__(self, snapshot: Snapshot, runtime: Runtime) -> None:
        self._snapshot = snapshot
        self._runtime = runtime
        self._assistant = snapshot.assistants[0] if snapshot.assistants else Assistant(name="test")

    async def read(self, text: str, earlier: Sequence[Mapping[str, Any]] = ()) -> Reading:
        """`earlier` are the turns before it, in OpenAI's form."""
        run = Run(self._snapshot, self._runtime.lookups, self._runtime.models)
        query = self.query(text, earlier)
        begun = time.process_time()
        parts = (await understand(query, run)).parts
        ms = (time.process_time() - begun) * 1000
        segments = run.spans[0].detail["parts"]
        assert isinstance(segments, list)
        if manner := run.spans[0].detail.get(MANNER):
            segments = [*segments[:-1], f"{segments[-1]} {manner}"]
        return Reading(tuple(segments), parts, ms)

    def query(self, text: str, earlier: Sequence[Mapping[str, Any]] = ()) -> Query:
        """The question as it stands before this stage."""
        text = sound(text)
        messages = (*earlier, {"role": "user", "content": text})
        return Query(
            messages=messages,
            question=text,
            assistant=self._assistant,
            now=now_at(self._assistant),
            deadline=time.monotonic() + self._snapshot.house.deadline_seconds,
            language=language_of(self._assistant, messages),
        )


@asynccontextmanager
async def first_stage(snapshot: Snapshot) -> AsyncIterator[FirstStage]:
    """The first stage with a runtime of its own, whose connections are closed at the end."""
    runtime = Runtime("understand")
    try:
        yield FirstStage(snapshot, runtime)
    finally:
        await runtime.http.close()


def label(part: Part) -> str:
    """The intent as classified; the fallback answers what is no match, and an intent of the mode none is none."""
    found = part.match.intent if part.match else ""
    if not found or part.intent is None or part.intent.fallback or part.intent.mode == "none":
        return NONE
    return found


def confidence(part: Part) -> float:
    return part.match.confidence if part.match else 0.0


def tier(part: Part) -> str:
    return part.match.tier if part.match else ""
