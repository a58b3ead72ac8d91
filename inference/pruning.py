"""Forgets what is too old to be of use: questions, jobs, counts, and builds of an index that nobody goes back to."""

from datetime import datetime, timedelta

from athena_project import egress_use, jobs, row_use
from athena_project.celery import stopping
from athena_project.models import HouseSettings
from athena_project.work import tell
from inference import replay, responses, rollup, suite_runs
from inference.models import QueryLog
from inference.rows import current_rows
from ragdomains import builds, popular, quotas

BATCH = 500  # questions that are deleted in one transaction
LONGEST = 200  # batches of one run; the rest goes with the next


def prune(now: datetime) -> dict[str, int]:
    """What -> how many rows went."""
    house = live_house()
    rollup.roll_up(now, house.log_days)  # what is forgotten was counted before
    return {
        "questions": questions(now - timedelta(days=house.log_days)) if house.log_days else 0,
        "jobs": jobs.prune(now),
        "counts": row_use.prune(now) + egress_use.prune(now) + popular.prune(now) + quotas.prune(now),
        "days of figures": rollup.prune(now, house.log_days),
        "answers": responses.prune(now),
        "replays": replay.prune(),
        "test runs": suite_runs.prune(now),
        "builds of an index": builds.prune(),
    }


def live_house() -> HouseSettings:
    return next(iter(current_rows().all(HouseSettings)), HouseSettings())


def roll_up(now: datetime) -> int:
    """Counts the days of the log that may have changed; returns how many."""
    return rollup.roll_up(now, live_house().log_days)


def questions(before: datetime) -> int:
    """In short transactions, oldest first: a log of millions must not hold up the one who writes it. A star keeps."""
    gone = 0
    old = QueryLog.objects.filter(at__lt=before, starred=False).order_by("at")
    for _ in range(LONGEST):
        keys = list(old.values_list("pk", flat=True)[:BATCH])
        if not keys or stopping():
            break
        QueryLog.objects.filter(pk__in=keys).delete()
        gone += len(keys)
        tell(f"{gone} old questions forgotten")
    return gone
