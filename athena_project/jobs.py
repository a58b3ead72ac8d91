"""The table of background work: who has which job, what came of it, and what is given to a worker once more."""

import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from athena_project.celery import app, embedded
from athena_project.models import Job

DELIVERIES = 3  # after so many that came to no end, a job is poison
SIGN = 5.0  # seconds between two signs of life of a job that runs
LOST = timedelta(seconds=15)  # a job that gave no sign for so long has lost its worker
FORGOTTEN = timedelta(minutes=30)  # a message that nobody took for so long is sent again, in case it is lost
KEPT = timedelta(days=14)
MOST = 5_000  # jobs that are kept, whatever their age
APPS = frozenset(name.partition(".")[0] for name in settings.INSTALLED_APPS)
ENDED = ("done", "failed", "poison")
STARTED = timezone.now()  # of this process
POISONED = f"It was given to a worker {DELIVERIES} times and never came to an end."


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a task. One that `looks` by the clock has a single row, and is not repeated when it fails."""

    name: str
    looks: bool = False
    about: Callable[..., str] | None = None

    def key(self, task_id: str) -> str:
        return self.name if self.looks else task_id


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as a worker gets it. `again` says that the broker knows of a worker that had it and is gone."""

    kind: Kind
    task_id: str
    args: Sequence[object] = ()
    again: bool = False


kinds: dict[str, Kind] = {}


def known(name: str) -> Kind | None:
    """The kind of a task; a process that runs none of them has not imported them all."""
    if name not in kinds and name.partition(".")[0] in APPS:
        app.loader.import_default_modules()
    return kinds.get(name)


def here() -> str:
    return f"{socket.gethostname()[:100]}:{os.getpid()}"


def note(delivery: Delivery, expires: datetime | None = None) -> None:
    """Writes down that a job waits, unless that is known."""
    kind = delivery.kind
    about = kind.about(*delivery.args) if kind.about else ""
    row = Job(id=kind.key(delivery.task_id), name=kind.name, about=about[:200], args=list(delivery.args))
    row.queued, row.expires = timezone.now(), expires
    Job.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def begin(delivery: Delivery) -> Job | None:
    """Gives the job to this process; None where another has it, it has ended, or it is poison from now on."""
    rows = Job.objects.select_for_update().filter(pk=delivery.kind.key(delivery.task_id))
    job = rows.first()
    if job is None:
        note(delivery)
        job = rows.get()
    if not free(job, delivery):
        return None
    if job.state in ENDED:
        job.attempts, job.worker = 0, ""
    if job.attempts >= DELIVERIES:
        end(job, "poison", job.problem or POISONED)
        return None
    job.orphaned = bool(job.worker)
    job.state, job.worker, job.attempts = "running", here(), job.attempts + 1
    job.started = job.seen = timezone.now()
    job.finished, job.done, job.total, job.step = None, 0, 0, ""
    job.save()
    return job


def free(job: Job, delivery: Delivery) -> bool:
    if job.state in ENDED:  # a copy of what is done; but what looks by the clock is to look again
        return delivery.kind.looks and job.state != "poison"
    return job.state == "waiting" or delivery.again or bereft(job)


def bereft(job: Job) -> bool:
    """Whether the worker that had it is gone: it gives no sign any more, or was a process of this machine."""
    host, _, pid = job.worker.rpartition(":")
    same_machine = host == here().rpartition(":")[0]
    silent = job.seen is None or job.seen < timezone.now() - LOST
    return silent or (same_machine and pid.isdecimal() and not alive(int(pid)))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end(job: Job, state: str, problem: str = "") -> None:
    """Writes down how a job ended, or that it waits for the next delivery."""
    same = Job.objects.filter(pk=job.pk, attempts=job.attempts)  # a later delivery tells for itself
    told = {"done": job.done, "total": job.total, "step": job.step[:200], "problem": problem[:4_000]}
    if state in ENDED:
        same.update(state=state, finished=timezone.now(), **told)
    else:
        same.update(state=state, worker="", **told)


def put_back(job: Job, problem: str) -> None:
    """The process ends before the job does: that delivery does not count."""
    waiting = Job.objects.filter(pk=job.pk, attempts=job.attempts, state="running")
    waiting.update(state="waiting", worker="", attempts=max(0, job.attempts - 1), problem=problem)


def rescue() -> int:
    """Sends again what has lost its worker or its message; returns how many jobs that were."""
    now = timezone.now()
    # the broker inside a process ends with it: what waited in an earlier one is lost
    before = max(now - FORGOTTEN, STARTED) if embedded() else now - FORGOTTEN
    Job.objects.filter(state="waiting", expires__lt=now).delete()
    lost = Job.objects.filter(Q(state="running", seen__lt=now - LOST) | Q(state="waiting", queued__lt=before))
    looks = [name for name, kind in kinds.items() if kind.looks]  # the clock sends these
    return sum(send_again(job) for job in lost.exclude(pk__in=looks).order_by("queued")[:MOST])


def send_again(job: Job) -> bool:
    """One of all who try sends it; nothing is written down where the broker does not take it."""
    with transaction.atomic():
        rows = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts, queued=job.queued)
        if rows.update(state="waiting", queued=timezone.now()) != 1:
            return False
        app.send_task(job.name, job.args, task_id=job.pk)
    return True


def retry(key: str) -> bool:
    """Gives a job that failed another three deliveries; False where it did not fail, or its task is gone."""
    job = Job.objects.filter(pk=key, state__in=("failed", "poison")).first()
    if job is None or known(job.name) is None:
        return False
    with transaction.atomic():
        rows = Job.objects.filter(pk=key, state=job.state)
        fresh = {"state": "waiting", "attempts": 0, "queued": timezone.now(), "expires": None, "finished": None}
        if rows.update(**fresh, worker="", started=None, done=0, total=0, step="") != 1:
            return False
        app.send_task(job.name, job.args, task_id=key)
    return True


def prune(now: datetime) -> int:
    """Forgets jobs that ended long ago; returns how many."""
    ended = Job.objects.filter(state__in=ENDED)
    oldest = ended.order_by("-queued").values_list("queued", flat=True)[MOST : MOST + 1].first()
    before = max(now - KEPT, oldest) if oldest else now - KEPT
    return ended.filter(queued__lte=before).delete()[0]


def troubled() -> QuerySet[Job]:
    return Job.objects.filter(state="poison")
