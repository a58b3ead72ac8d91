"""What a process needs to answer, made once: HTTP client, index, look-ups, models, recorder, the current snapshot."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import lru_cache

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.cache import cache

from athena_project import metrics
from athena_project.doorbell import doorbell
from athena_project.http import Allowed, Http
from athena_project.infrastructure import reachable
from inference import pipeline, snapshot
from inference.backends import ToolCall
from inference.follower import Follower
from inference.llms import Models
from inference.recorder import Recorder
from inference.snapshot import Snapshot
from inference.state import Outcome, Query, Run, swallow
from ragdomains.index import Index
from ragdomains.lookup import Lookups

log = logging.getLogger(__name__)

APOLOGY = "Sorry, something went wrong here. Please try again."
TOO_LATE = "Sorry, that took too long. Please try again."
GRACE = 1.0  # seconds beyond the deadline in which the stages end by themselves


class NotReadyError(Exception):
    """There is no release to answer from yet."""


class Runtime:
    """The process's own services. `start` begins to follow the doorbell and to write the log; `stop` ends both."""

    def __init__(self, role: str = "serve") -> None:
        self.http = Http(self.allowed)
        self.index = Index()
        self.lookups = Lookups(self.http, cache, self.index.of)
        self.models = Models(self.http)
        self.recorder = Recorder()
        self.follower = Follower(role, self.follow, lambda: self.current.release_id if self.current else None)
        self.current: Snapshot | None = None
        self._index_token = ""
        self._infrastructure: tuple[Allowed, ...] = ()
        self._loading = threading.Lock()

    def allowed(self) -> tuple[Allowed, ...]:
        """What outgoing calls may reach beside public addresses: the egress rows, and what the environment names."""
        rows = self.current.access.allowed if self.current else ()
        return rows + self._infrastructure

    def start(self) -> None:
        self._infrastructure = reachable()
        self.follow()
        self.recorder.start()
        self.follower.start()

    async def stop(self) -> None:
        await asyncio.to_thread(self.follower.stop)
        await asyncio.to_thread(self.recorder.stop)
        await self.http.close()

    async def snapshot(self) -> Snapshot:
        """The snapshot of the newest release this process has heard of; raises NotReadyError before the first."""
        found = self.current
        if found is None or self._stale(found):
            await sync_to_async(self.follow, thread_sensitive=False)()
            found = self.current
        if found is None:
            raise NotReadyError("There is no release yet.")
        return found

    def follow(self) -> None:
        """Loads what the doorbell announced: release, access rows, index. Safe to call from any thread."""
        with self._loading:
            if not doorbell.tokens:
                doorbell.poll()
            self._follow_release()
            if doorbell.tokens.get("index", "") != self._index_token or not self.index.ready:
                self._index_token = doorbell.tokens.get("index", "")
                self.index.refresh()

    def _follow_release(self) -> None:
        found = self.current
        if found is None or doorbell.tokens.get("release", "") != found.token:
            self.current = snapshot.load(open_access=settings.OPEN_ACCESS)
        elif doorbell.tokens.get("access", "") != found.access.token:
            self._infrastructure = reachable()
            self.current = replace(found, access=snapshot.load_access(doorbell.tokens.get("access", "")))
        if self.current:
            metrics.RELEASE.set(self.current.number)

    def _stale(self, found: Snapshot) -> bool:
        tokens = doorbell.tokens
        return tokens.get("release", "") != found.token or tokens.get("access", "") != found.access.token

    async def answer(
        self,
        query: Query,
        emit: Callable[[str | ToolCall], Awaitable[None]] = swallow,
        snapshot: Snapshot | None = None,
    ) -> Query:
        """Runs the pipeline and records what came of it, also when the client has gone."""
        return (await self.traced(query, emit, snapshot))[1]

    async def traced(
        self,
        query: Query,
        emit: Callable[[str | ToolCall], Awaitable[None]] = swallow,
        snapshot: Snapshot | None = None,
    ) -> tuple[Run, Query]:
        """The same, with the run that tells how it came about."""
        run = Run(snapshot or await self.snapshot(), self.lookups, self.models, emit)
        try:
            async with asyncio.timeout(max(query.seconds_left(), 0) + GRACE):
                done = await pipeline.answer(query, run)
        except TimeoutError:
            done = await failed(run.latest or query, run, TOO_LATE, "deadline")
        except asyncio.CancelledError:
            self._record(replace(run.latest or query, outcome=Outcome.CANCELLED, error="the client hung up"), run)
            raise
        except Exception as error:
            log.exception("a question could not be answered")
            done = await failed(run.latest or query, run, APOLOGY, type(error).__name__)
        self._record(done, run)
        return run, done

    def _record(self, query: Query, run: Run) -> None:
        self.recorder.add(query, run)
        metrics.QUESTIONS.labels(query.outcome.value, query.assistant.name).inc()
        metrics.SECONDS.observe(run.ms() / 1000)
        if run.first_ms is not None:
            metrics.FIRST_SECONDS.observe(run.first_ms / 1000)
        for span in run.spans:
            if span.depth == 0:
                metrics.STAGE_SECONDS.labels(span.name).observe(span.ms / 1000)


async def failed(query: Query, run: Run, words: str, error: str) -> Query:
    """The query with an apology where nothing was said yet; after the first words the client is told by `finish`."""
    if query.answer:
        return replace(query, outcome=Outcome.FAILED, error=error, finish="error")
    if query.assistant.spoken_errors:
        await run.emit(words)
    return replace(query, outcome=Outcome.FAILED, error=error, answer=words)


@lru_cache(maxsize=1)
def runtime() -> Runtime:
    """The runtime of this process."""
    return Runtime()
