"""What is done in the background for the background work itself."""

from athena_project import jobs
from athena_project.work import look


@look("athena_project.rescue")
def rescue() -> None:
    jobs.rescue()
