"""What Celery tells of a job outside of its task: it is asked for, nobody wants it any more, it was cut off."""

from typing import Any

from celery.exceptions import TimeLimitExceeded
from celery.signals import before_task_publish, task_failure, task_revoked
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from athena_project import jobs
from athena_project.jobs import Delivery
from athena_project.models import Job
from athena_project.work import forgiving


def asked_for(headers: dict[str, Any], body: Any, **_: object) -> None:
    """A message leaves for the broker."""
    kind = jobs.known(str(headers.get("task")))
    if kind is None or kind.looks:  # of what looks by the clock only the run itself is told
        return
    expires = headers.get("expires")
    args = tuple(body[0])
    with forgiving("that a job waits"):
        jobs.note(Delivery(kind, str(headers["id"]), args), parse_datetime(expires) if expires else None)


def expired(request: Any, expired: bool = False, **_: object) -> None:
    """A message waited for longer than anybody wants it."""
    if expired:
        with forgiving("that a job is not wanted any more"):
            Job.objects.filter(pk=str(request.id), state="waiting").delete()


def cut_off(task_id: str, exception: Exception, sender: Any, **_: object) -> None:
    """The worker ended a task that took too long; the task itself could say nothing."""
    kind = jobs.kinds.get(sender.name)
    if kind is None or not isinstance(exception, TimeLimitExceeded):
        return
    with forgiving("that a job took too long"):
        running = Job.objects.filter(pk=kind.key(task_id), state="running")
        problem = f"It took longer than {exception.args[0]:.0f} s."
        running.update(state="failed", problem=problem, finished=timezone.now())


before_task_publish.connect(asked_for)
task_revoked.connect(expired)
task_failure.connect(cut_off)
