"""What a process needs to answer, made once: HTTP client, index, look-ups, models, recorder, the current snapshot."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.db import close_old_connections

from athena_project import egress_use, metrics, releases
from athena_project.doorbell import doorbell
from athena_project.http import Allowed, Http
from athena_project.infrastructure import Infrastructure
from athena_project.until import until
from inference import pipeline, snapshot
from inference.backends import ToolCall
from inference.canary_snapshot import with_access, with_tried
from inference.fixed_replies import in_language
from inference.follower import Follower
from inference.llms import Models
from inference.recent import Recent
from inference.recorder import Recorder
from inference.responses import Responses
from inference.snapshot import Snapshot
from inference.state import Outcome, Query, Run, swallow
from intents.depths import encoded
from ragdomains.embeddings import give_back
from ragdomains.index import Index
from ragdomains.lookup import Lookups
from validation.checks import checks

log = logging.getLogger(__name__)

APOLOGY = "Sorry, something went wrong here. Please try again."
TOO_LATE = "Sorry, that took too long. Please try again."
GRACE = 1.0  # seconds beyond the deadline in which the stages end by themselves
RENEWAL = 3.0  # seconds that a question waits for what was just edited; then it is answered from what there is
RETRY = 2.0  # seconds in which no question tries again what could not be loaded
NAMES = 60.0  # seconds between two looks for the addresses that the environment names
SETTLED = 8.0  # seconds from a start to the first of them, by when the background work of the start is mostly done


class NotReadyError(Exception):
    """There is no release to answer from yet."""


class Runtime:
    """The process's own services. `start` begins to follow the doorbell and to write the log; `stop` ends both."""

    def __init__(self, role: str = "serve") -> None:
        self.http = Http(self.allowed, local_only=self.local_only)
        self.index = Index()
        cache = caches[DEFAULT_CACHE_ALIAS]  # itself: Django's proxy makes another for each request
        self.lookups = Lookups(self.http, cache, self.index.of)
        self.models = Models(self.http)
        # a canary's domain or model with other options must not make the live one forget what went wrong
        self.tried = (Lookups(self.http, cache, self.index.of), Models(self.http))
        self.tried[0].quotas = self.lookups.quotas
        self.responses = Responses()
        self.recent = Recent()
        self.recorder = Recorder(
            {
                "outgoing calls": lambda: egress_use.write(self.http.ledger),
                "what look-ups spend": self.lookups.keep_accounts,
                "answers": self.responses.write,
                "popular look-ups": self.lookups.asked.write_seldom,
            }
        )
        self.follower = Follower(role, self.follow, lambda: self.current.release_id if self.current else None)
        self.current: Snapshot | None = None
        self.answering = 0  # questions under way
        self.heard: Callable[[Query, Query, Run], None] = nobody  # is told of each answer: as asked, as answered
        self.infrastructure = Infrastructure()
        self.loop: asyncio.AbstractEventLoop | None = None  # the one that answers, while it does
        self._index_token = ""
        self._loading = threading.Lock()
        self._renewing: asyncio.Task[None] | None = None
        self._retry = 0.0
        self._names_due = 0.0

    def allowed(self) -> tuple[Allowed, ...]:
        """What outgoing calls may reach beside public addresses: the egress rows, and what the environment names."""
        rows = self.current.access.allowed if self.current else ()
        return rows + self.infrastructure.allowed

    def local_only(self) -> bool:
        return self.current is not None and self.current.house.local_only

    def start(self) -> None:
        threading.Thread(target=encoded, args=("warm",), name="athena-encoder", daemon=True).start()
        checks.load()  # the first sentence must not wait for it
        self.infrastructure.look()
        self._names_due = time.monotonic() + SETTLED
        self.follow_release()
        with hanging_up():
            self.lookups.keep_accounts()  # what was spent before this start counts from the first question on
        self.recorder.start()
        self.index.expect()
        self.follower.start()

    async def stop(self) -> None:
        await asyncio.to_thread(self.follower.stop)
        await asyncio.to_thread(self.recorder.stop)
        await self.http.close()

    async def snapshot(self) -> Snapshot:
        """The snapshot of the newest release this process has heard of; raises NotReadyError before the first."""
        if self._stale(self.current):
            await self._renew()
        if self.current is None:
            raise NotReadyError("There is no release yet.")
        return self.current

    async def _renew(self) -> None:
        """Waits until what was announced is loaded, but not for ever: a database that is away stops no answer."""
        until = time.monotonic() + RENEWAL
        while self._stale(self.current) and self._retry <= time.monotonic() < until:
            if self._renewing is None or self._renewing.done():
                self._renewing = asyncio.create_task(asyncio.to_thread(self.follow_release))
            await asyncio.wait({self._renewing}, timeout=until - time.monotonic())
            error = self._renewing.exception() if self._renewing.done() else TimeoutError()
            if error:
                self._retry = time.monotonic() + RETRY
                log.error("the newest release cannot be loaded now (%s)", type(error).__name__)
            if self.current is None:
                return

    def follow(self, thorough: bool = False) -> None:
        """Loads what was announced: release, access rows, index; thoroughly, whether announced or not."""
        self.follow_release(thorough)
        if (now := time.monotonic()) >= self._names_due:
            self._names_due = now + NAMES
            self.infrastructure.look_aside()
            give_back()  # what background work has needed meanwhile
        token = doorbell.tokens.get("index", "")
        if thorough or token != self._index_token or not self.index.ready:
            self._index_token = token
            with hanging_up():
                self.index.refresh()

    def follow_release(self, thorough: bool = False) -> None:
        """Loads a release and access rows that are not the newest. Safe to call from any thread."""
        with hanging_up(), self._loading:
            if thorough or not doorbell.tokens:
                doorbell.poll()
            found, tokens = self.current, doorbell.tokens
            if found is None or tokens.get("release", "") != found.token or (thorough and overtaken(found)):
                made = snapshot.load(tokens, settings.OPEN_ACCESS, found)
                self.current = with_tried(made) if made else None
                give_back()
            elif thorough or tokens.get("access", "") != found.access.token:
                self.current = with_access(found, snapshot.load_access(tokens.get("access", "")))
            if self.current:
                metrics.RELEASE.set(self.current.number)

    def _stale(self, found: Snapshot | None) -> bool:
        tokens = doorbell.tokens
        heard = (tokens.get("release", ""), tokens.get("access", ""))
        return found is None or heard != (found.token, found.access.token)

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
        seen = snapshot or await self.snapshot()
        lookups, models = self.tried if seen.tried else (self.lookups, self.models)
        run = Run(seen, lookups, models, emit, self.recent.find)
        self.answering += 1
        try:
            done = await carried(query, run)
        except asyncio.CancelledError:
            self._record(replace(run.latest or query, outcome=Outcome.CANCELLED, error="the client hung up"), run)
            raise
        finally:
            self.answering -= 1
        self._record(done, run)
        self.heard(query, done, run)
        return run, done

    def _record(self, query: Query, run: Run) -> None:
        self.recent.keep(query, run.spans)
        self.recorder.add(query, run)
        metrics.labelled(metrics.QUESTIONS, query.outcome.value, query.assistant.name).inc()
        metrics.SECONDS.observe(run.ms() / 1000)
        if run.first_ms is not None:
            metrics.FIRST_SECONDS.observe(run.first_ms / 1000)
        for span in run.spans:
            if span.depth == 0:
                metrics.labelled(metrics.STAGE_SECONDS, span.name).observe(span.ms / 1000)


def nobody(_asked: Query, _done: Query, _run: Run) -> None:
    """The one who hears of no answer."""


@contextmanager
def hanging_up() -> Iterator[None]:
    """Gives the database connection back: the thread that asked may end, or not be used again for hours."""
    try:
        yield
    finally:
        close_old_connections()


def overtaken(found: Snapshot) -> bool:
    """Whether the newest release is another one, though no bell rang: a database that was restored."""
    newest = releases.outline()
    return newest is not None and newest.pk != found.release_id


async def carried(query: Query, run: Run) -> Query:
    """The query through the whole pipeline within its time; raises nothing but cancellation."""
    try:
        end = asyncio.get_running_loop().time() + max(query.seconds_left(), 0) + GRACE
        return await until(end, pipeline.answer(query, run))
    except TimeoutError:
        return await failed(run.latest or query, run, TOO_LATE, "deadline")
    except Exception as error:
        log.exception("a question could not be answered")
        return await failed(run.latest or query, run, APOLOGY, type(error).__name__)


async def failed(query: Query, run: Run, words: str, error: str) -> Query:
    """The query with an apology where nothing was said yet; after the first words the client is told by `finish`."""
    if query.answer:
        return replace(query, outcome=Outcome.FAILED, error=error, finish="error")
    words = in_language(words, query.language)
    if query.assistant.spoken_errors:
        await run.emit(words)
    return replace(query, outcome=Outcome.FAILED, error=error, answer=words)


@lru_cache(maxsize=1)
def runtime() -> Runtime:
    """The runtime of this process."""
    return Runtime()
