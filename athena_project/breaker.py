"""Circuit breaker and single flight, used by look-ups and model backends."""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

IN_A_ROW = 3  # failures
WINDOW = 30.0  # s in which at least half of at least ENOUGH calls failed
ENOUGH = 5
REMEMBERED = 1000  # calls of the window that are kept at most
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # s
LONGEST_RETRY_AFTER = 86_400.0  # s
PROBE = 60.0  # s after which a probe that never reported back no longer keeps others waiting
SMOOTHING = 0.2  # share of the newest call in the latency


class Open(Exception):
    """The service is being left alone; it may be asked again in `retry_in` seconds."""

    def __init__(self, name: str, retry_in: float) -> None:
        super().__init__(f"{name} is not answering; the next try is in {max(1, round(retry_in))} s")
        self.retry_in = retry_in


class Breaker:
    """Whether one service is worth asking, judged by its last calls.

    `since` is when it last went down or came up, `last_error` a short text, `latency` seconds, smoothed. `clock` counts
    seconds and never jumps. Safe to share between threads.
    """

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self.clock = clock
        self.since = datetime.now(UTC)
        self.last_success: datetime | None = None
        self.last_failure: datetime | None = None
        self.last_error = ""
        self.latency: float | None = None
        self._pause = FIRST_PAUSE
        self._down_at = 0.0
        self._until: float | None = None  # when it may be asked again; None while closed
        self._probe: float | None = None  # when the running probe began
        self._in_a_row = 0
        self._calls: deque[tuple[float, bool]] = deque(maxlen=REMEMBERED)
        self._lock = threading.Lock()

    @property
    def state(self) -> str:
        """closed, open or half-open."""
        until = self._until
        if until is None:
            return "closed"
        return "open" if self.clock() < until else "half-open"

    def check(self) -> bool:
        """Raises Open while the service is left alone; else the caller asks it, and reports how it went.

        True says that the caller is the probe after a pause: the only one to pass until it has reported succeeded() or
        failed(), or abandoned() if it gave up.
        """
        with self._lock:
            if self._until is None:
                return False
            now = self.clock()
            if now < self._until:
                raise Open(self.name, self._until - now)
            if self._probe is not None and now < self._probe + PROBE:
                raise Open(self.name, 1.0)
            self._probe = now
            return True

    def succeeded(self, seconds: float) -> None:
        """The call that check() let pass brought an answer after `seconds`."""
        with self._lock:
            self.last_success = datetime.now(UTC)
            self.latency = seconds if self.latency is None else self.latency + SMOOTHING * (seconds - self.latency)
            if self.state == "open":  # begun before the outage; the probe will tell
                return
            self._in_a_row = 0
            self._calls.append((self.clock(), True))
            if self._until is not None:
                self._close()

    def failed(self, error_text: str, retry_after: float | None = None) -> None:
        """The call failed. `retry_after` seconds are what the service asked for, and are obeyed at once."""
        with self._lock:
            now = self.clock()
            wait = min(retry_after, LONGEST_RETRY_AFTER) if retry_after and retry_after > 0 else 0.0
            self.last_failure = datetime.now(UTC)
            self.last_error = error_text
            if self._until is None:
                self._count_failure(now, wait)
            elif now < self._until:  # begun before the outage: no new sign of it, so the pause does not grow
                self._until = max(self._until, now + wait)
            else:
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
                self._until = now + max(self._pause, wait)
                self._probe = None

    def abandoned(self) -> None:
        """The probe was given up before anything was known; the next caller is the probe."""
        with self._lock:
            self._probe = None

    @contextmanager
    def attempt(self, is_outage: Callable[[Exception], bool] = lambda _error: True) -> Iterator[None]:
        """One call: check(), and the report by how the block ends.

        An error for which `is_outage` is false (a 404, say) shows that the service is there, and counts as success.
        """
        is_probe = self.check()
        began = self.clock()
        try:
            yield
        except Exception as error:
            if is_outage(error):
                self.failed(str(error) or type(error).__name__, getattr(error, "retry_after", None))
            else:
                self.succeeded(self.clock() - began)
            raise
        except BaseException:  # the caller went away
            if is_probe:
                self.abandoned()
            raise
        self.succeeded(self.clock() - began)

    def _count_failure(self, now: float, wait: float) -> None:
        self._in_a_row += 1
        self._calls.append((now, False))
        while self._calls[0][0] <= now - WINDOW:
            self._calls.popleft()
        failures = sum(not good for _moment, good in self._calls)
        mostly = len(self._calls) >= ENOUGH and failures * 2 >= len(self._calls)
        if wait or mostly or self._in_a_row >= IN_A_ROW:
            self._open(now, wait)

    def _open(self, now: float, wait: float) -> None:
        self._pause = FIRST_PAUSE
        self._until = now + max(self._pause, wait)
        self._down_at = now
        self._probe = None
        self.since = datetime.now(UTC)
        log.warning("%s is down: %s. Next try in %.0f s.", self.name, self.last_error.rstrip("."), self._until - now)

    def _close(self) -> None:
        log.warning("%s is up again after %.0f s.", self.name, self.clock() - self._down_at)
        self._until = self._probe = None
        self._calls.clear()
        self.since = datetime.now(UTC)


@dataclass(slots=True)
class _Flight(Generic[T]):
    """Work that is under way, and how many wait for it."""

    task: asyncio.Task[T]
    waiters: int = 0


class SingleFlight(Generic[T]):
    """Runs equal work once: whoever asks for a key while it is under way waits for the same result or error.

    A waiter that is cancelled leaves the others alone; when all are, so is the work. Each event loop has its own.
    """

    def __init__(self) -> None:
        self._flights: dict[tuple[asyncio.AbstractEventLoop, Hashable], _Flight[T]] = {}

    async def run(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of `work`, or of the equal work that is under way already."""
        slot = (asyncio.get_running_loop(), key)
        flight = self._flights.get(slot) or self._start(slot, work)
        flight.waiters += 1
        try:
            await asyncio.wait({flight.task})
        finally:
            flight.waiters -= 1
            if not flight.waiters and not flight.task.done():
                self._forget(slot, flight)  # at once: a newcomer must not join work that is being cancelled
                flight.task.cancel()
        return flight.task.result()

    def _start(
        self, slot: tuple[asyncio.AbstractEventLoop, Hashable], work: Callable[[], Coroutine[Any, Any, T]]
    ) -> _Flight[T]:
        flight = self._flights[slot] = _Flight(asyncio.create_task(work()))
        flight.task.add_done_callback(lambda _task: self._landed(slot, flight))
        return flight

    def _landed(self, slot: tuple[asyncio.AbstractEventLoop, Hashable], flight: _Flight[T]) -> None:
        self._forget(slot, flight)
        if not flight.task.cancelled():
            flight.task.exception()  # seen here, so that asyncio does not report an error that everybody left behind

    def _forget(self, slot: tuple[asyncio.AbstractEventLoop, Hashable], flight: _Flight[T]) -> None:
        if self._flights.get(slot) is flight:
            del self._flights[slot]
