"""The questions of the last hour in figures, from the newest rows of the log and no others."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from inference.models import QueryLog
from inference.tally import Counts, asked, counted

MINUTES = 60
NEWEST = 500  # questions whose steps are looked at; in a busier hour the figures are those of the newest
TO_THE_MINUTE = 16  # characters of 2026-11-29 20:45:10 as both databases write it


@dataclass(frozen=True, slots=True)
class LastHour:
    """What was asked in the last hour: how often by the minute, oldest first; and the counts of the newest of it."""

    minutes: list[tuple[datetime, int]]
    counts: Counts
    questions: int
    looked_at: int


def last_hour(now: datetime) -> LastHour:
    """The hour that ends with the minute of `now`."""
    start = now.replace(second=0, microsecond=0) - timedelta(minutes=MINUTES - 1)
    rows = QueryLog.objects.filter(at__gte=start, at__lte=now)
    found = asked(rows.order_by("-at")[:NEWEST])
    if len(found) < NEWEST:
        by_minute = Counter(each.at.replace(second=0, microsecond=0) for each in found)
    else:
        by_minute = minutes_of(rows)
    moments = [start + timedelta(minutes=number) for number in range(MINUTES)]
    minutes = [(moment, by_minute[moment]) for moment in moments]
    counts = counted(found, timezone.get_current_timezone())
    return LastHour(minutes, counts, sum(count for _, count in minutes), len(found))


def minutes_of(rows: QuerySet[QueryLog]) -> Counter[datetime]:
    """How many rows each minute has, by the index of time alone; truncating dates costs SQLite 20 times as much."""
    minute = Substr(Cast("at", CharField()), 1, TO_THE_MINUTE)
    found = rows.order_by().annotate(minute=minute).values_list("minute").annotate(count=Count("*"))
    return Counter({datetime.fromisoformat(f"{text}+00:00"): count for text, count in found})
