"""Makes functions tasks whose every run stands in the table of jobs; what a task tells of its progress goes there."""

import functools
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from celery import Task
from celery.exceptions import Reject
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from athena_project import jobs
from athena_project.celery import app, stopping
from athena_project.jobs import Delivery, Kind
from athena_project.logs import discreet
from athena_project.models import Job

log = logging.getLogger(__name__)

TELL = 1.0  # seconds between two looks at what a task has told
PAUSES = (1.0, 5.0)  # seconds after a task's first and second failure
TRIES = (0.2, 0.5, 1.0, 2.0)  # seconds between the tries to write down how a job ended
COUNTED = re.compile(r"(\d{1,9}) of (\d{1,9})\b")
AWAY = (DatabaseError, InterfaceError)


class JobError(Exception):
    """A job that cannot be done, and that trying again at once would not help. The text says why."""


class Interrupted(Exception):
    """The process ends; the job is left for the next start."""


class Running:
    """A job that runs here; a thread of its own writes down its progress and that it lives."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.problem = ""
        self._ended = threading.Event()
        self._told = False
        self._thread = threading.Thread(target=self._write, name="athena-job", daemon=True)

    def tell(self, step: str) -> None:
        self.job.step = step
        if counted := COUNTED.match(step):
            self.job.done, self.job.total = int(counted[1]), int(counted[2])
        self._told = True

    @contextmanager
    def watched(self) -> Iterator[None]:
        token = _running.set(self)
        self._thread.start()
        try:
            yield
        finally:
            _running.reset(token)
            self._ended.set()

    def _write(self) -> None:
        signed = time.monotonic()
        while not self._ended.wait(TELL):
            if self._told or time.monotonic() - signed >= jobs.SIGN:
                self._told, signed = False, time.monotonic()
                with forgiving("the progress of a job"):
                    self._sign()
        connection.close()

    def _sign(self) -> None:
        job = self.job
        mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state="running")
        mine.update(seen=timezone.now(), done=job.done, total=job.total, step=job.step[:200])


_running: ContextVar[Running | None] = ContextVar("running", default=None)


def tell(step: str) -> None:
    """What the job does just now. A text that begins with "3 of 40" moves its bar. Costs nothing, never fails."""
    if running := _running.get():
        running.tell(step)


def complain(problem: str) -> None:
    """What went wrong in a job that goes on all the same."""
    if running := _running.get():
        running.problem = problem


def again() -> bool:
    """Whether an earlier delivery of this job came to no end: what it claimed is free."""
    running = _running.get()
    return running is not None and running.job.orphaned


def job(name: str, about: Callable[..., str] | None = None, longest: int | None = None) -> Callable[..., Task]:
    """Makes a function of numbers a task. `about` says of the same numbers what the job is about; it may run
    `longest` seconds, where not the usual ones."""
    return registered(Kind(name, about=about), longest)


def look(name: str, longest: int | None = None) -> Callable[..., Task]:
    """Makes a function a task that beat sends by the clock."""
    return registered(Kind(name, looks=True), longest)


def registered(kind: Kind, longest: int | None) -> Callable[..., Task]:
    jobs.kinds[kind.name] = kind
    limit = {} if longest is None else {"time_limit": longest}

    def made(function: Callable[..., None]) -> Task:
        @functools.wraps(function)
        def run(task: Task, *args: object) -> None:
            if task.request.called_directly:
                function(*args)
            else:
                take(delivery(kind, task.request, args), lambda: function(*args))

        return app.task(name=kind.name, bind=True, **limit)(run)

    return made


def delivery(kind: Kind, request: Any, args: tuple[object, ...]) -> Delivery:
    # Redis gives out again what takes long; the others only what a worker had that is gone
    redelivered = (request.delivery_info or {}).get("redelivered", False)
    return Delivery(kind, str(request.id), args, bool(redelivered) and not app.conf.broker_url.startswith("redis"))


def take(delivery: Delivery, work: Callable[[], None]) -> None:
    """Does a job that is this process's to do, and writes down what came of it. Raises Reject to get it once more."""
    try:
        job = jobs.begin(delivery)
    except AWAY as error:
        mend(error, "that a job begins")
        job = Job(id="", name=delivery.kind.name)  # it is done all the same
    if job is None:
        return
    running = Running(job)
    try:
        with running.watched():
            work()
    except JobError as error:
        settle(job, "failed", str(error))
    except Interrupted as error:
        patiently(lambda: jobs.put_back(job, "It was interrupted and goes on after the next start."))
        raise Reject(error, requeue=True) from error
    except Exception as error:
        log.exception("the task %s failed", delivery.kind.name)
        failed(delivery.kind, job, error)
    else:
        settle(job, "done", running.problem)


def failed(kind: Kind, job: Job, error: Exception) -> None:
    """A task that looks by the clock looks again by itself; any other is delivered again, three times in all."""
    problem = discreet(f"{type(error).__name__}: {error}")
    if kind.looks or job.attempts >= jobs.DELIVERIES:
        settle(job, "failed" if kind.looks else "poison", problem)
        return
    settle(job, "waiting", problem)
    rest(PAUSES[max(0, job.attempts - 1)])
    raise Reject(type(error).__name__, requeue=True) from None  # told above; Celery would tell it all again


def rest(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopping():
        time.sleep(0.1)


def settle(job: Job, state: str, problem: str = "") -> None:
    patiently(lambda: jobs.end(job, state, discreet(problem)))


def patiently(write: Callable[[], None]) -> None:
    """Tries for some seconds; what cannot be written then is found by rescue()."""
    for pause in (*TRIES, None):
        try:
            write()
            return
        except AWAY as error:
            mend(error, "how a job ended")
            if pause is None or connection.in_atomic_block:
                return
            time.sleep(pause)


@contextmanager
def forgiving(what: str) -> Iterator[None]:
    try:
        yield
    except AWAY as error:
        mend(error, what)


def mend(error: Exception, what: str) -> None:
    log.warning("%s could not be written down (%s)", what, type(error).__name__)
    connection.close_if_unusable_or_obsolete()
