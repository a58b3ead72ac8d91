"""Background work: Celery, as a worker of its own or on threads of the serving process."""

import logging
import os
import threading
import time

from celery import Celery
from celery.beat import Scheduler
from celery.signals import worker_ready
from celery.worker import WorkController, state
from django.conf import settings
from django.db import connections
from kombu.entity import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")  # serve has run them; a worker need not do it again

log = logging.getLogger(__name__)

START_SECONDS = 10.0
STOP_SECONDS = 3.0  # a task that runs longer is left behind and done again after the next start
POLL = 0.25  # seconds between two looks at the queue in memory
# What looks by the clock, and its seconds from one look to the next. A look that is late is dropped: another follows.
LOOKS = {
    "athena_project.rescue": 15.0,
    "ragdomains.refresh_due": 60.0,
    "intents.train": 60.0,
    "athena_project.publish_due": 60.0,
    "inference.suites_due": 60.0,
    "inference.prefetch": 60.0,
    "inference.canary": 30.0,
    "inference.inbox": 300.0,
    "inference.roll_up": 300.0,
    "inference.prune": 3600.0,
    "athena_project.audit": 6 * 3600.0,  # reads every entry there ever was
}
CLOCK = "athena-clock"
FIRST = (
    "athena_project.rescue",
    "ragdomains.refresh_due",
    "intents.train",
    "inference.roll_up",
    "inference.prune",
    "athena_project.audit",
)  # at once


def embedded() -> bool:
    """Whether the broker lives in this process: no BROKER_URL and no REDIS_URL is set."""
    return str(app.conf.broker_url).startswith("memory:")


app = Celery("athena")
app.config_from_object(settings.CELERY)
app.conf.beat_schedule = {
    name: {"task": name, "schedule": seconds, "options": {"expires": 0.9 * seconds}} for name, seconds in LOOKS.items()
}
# A queue of their own, from which workers take in turn with the other: else they would wait behind all that is to be
# done, and among them is the one that brings back what got lost.
app.conf.task_queues = [Queue(name, routing_key=name) for name in ("athena", CLOCK)]  # type: ignore[no-untyped-call]  # kombu has no types
app.conf.task_routes = {name: {"queue": CLOCK} for name in LOOKS}
if embedded():
    app.conf.broker_transport_options = {"polling_interval": POLL}
app.autodiscover_tasks()


def look_at_once(**_: object) -> None:
    """A worker of its own does not wait for the first minute to pass; the embedded one sends no such signal."""
    send_first()


def send_first() -> None:
    for name in FIRST:
        app.send_task(name, expires=55)


worker_ready.connect(look_at_once)


def stopping() -> bool:
    """Whether the process ends: a long task asks now and then, and leaves the rest for the next start."""
    return state.should_stop is not None or state.should_terminate is not None


class Embedded:
    """A worker and a beat on two threads of this process."""

    def __init__(self) -> None:
        self.worker: WorkController | None = None
        self._ready = threading.Event()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=target, name=f"athena-{name}", daemon=True)
            for name, target in (("worker", self._work), ("beat", self._beat))
        ]

    def start(self) -> None:
        state.should_stop = None
        for thread in self._threads:
            thread.start()
        if not self._ready.wait(START_SECONDS):
            log.error("background work has not started within %.0f s", START_SECONDS)
        send_first()

    def stop(self) -> bool:
        """Ends both threads; False if a task still ran after STOP_SECONDS."""
        self._stopping.set()
        state.should_stop = 0
        until = time.monotonic() + STOP_SECONDS
        while any(thread.is_alive() for thread in self._threads) and time.monotonic() < until:
            app.control.broadcast("ping")  # a worker that waits for messages looks for the end when one comes
            for thread in self._threads:
                thread.join(POLL / 2)
        ended = not any(thread.is_alive() for thread in self._threads)
        if ended:
            state.should_stop = None
        return ended

    def _work(self) -> None:
        # not app.Worker: that one takes over signals and logging, which belong to the server here
        self.worker = app.WorkController(
            pool="solo",  # one task at a time leaves the other processors to the answers
            concurrency=1,
            hostname=f"embedded@{os.getpid()}",
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            ready_callback=lambda _consumer: self._ready.set(),
        )
        try:
            self.worker.start()
        finally:
            connections.close_all()

    def _beat(self) -> None:
        beat = Scheduler(app)
        pause = 0.0
        while not self._stopping.wait(pause):
            pause = min(max(beat.tick(), 0.05), 60.0)
        beat.close()


_running: list[Embedded] = []


def start_embedded() -> Embedded | None:
    """Starts worker and beat in this process; None with a real broker, where they are processes of their own."""
    app.loader.import_default_modules()
    if not embedded() or _running:
        return None
    _running.append(Embedded())
    _running[0].start()
    return _running[0]


def stop_embedded() -> None:
    """Ends what start_embedded() started, within some three seconds; a task that is cut off is done again later."""
    while _running:
        if not _running.pop().stop():
            log.warning("a background task was still running; it is done again after the next start")
