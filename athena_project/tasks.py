"""What is done in the background for the background work itself, and for drafts whose time has come."""

from django.utils import timezone

from athena_project import chain, jobs, planning
from athena_project.work import job, look, tell


@look("athena_project.rescue")
def rescue() -> None:
    jobs.rescue()


@look("athena_project.audit")
def look_over_audit() -> None:
    found = chain.look_over()
    tell(f"{found.entries} entries are as they were written" + (f"; then comes {found.broken}" if found.broken else ""))


@look("athena_project.publish_due")
def publish_due() -> None:
    for key in planning.due(timezone.now()):
        publish_planned.delay(key)


@job("athena_project.publish_planned")
def publish_planned(planned_id: int) -> None:
    planning.publish(planned_id)
