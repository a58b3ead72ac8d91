"""Counts how many answers each row helped to decide, by the hour."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from athena_project import counts
from athena_project.models import RowUse

DAY = timedelta(hours=24)
MONTH = timedelta(days=30)
KEPT = timedelta(days=31)
Key = tuple[str, datetime]


def label(row: models.Model) -> str:
    """How a row is named in the counts: app.model:key."""
    return f"{row._meta.label_lower}:{row.pk}"


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Use:
    """A row that took part in so many answers of an hour; it becomes a count, and is no row of a table itself."""

    row: str
    hour: datetime
    count: int = 1


def add(uses: Iterable[Use]) -> None:
    """Adds these counts to those that are stored; call it inside a transaction."""
    found: Counter[Key] = Counter()
    for use in uses:
        found[use.row, hour_of(use.hour)] += use.count
    counts.add(RowUse, ("row", "hour"), ("count",), [(*key, count) for key, count in found.items()])


def prune(now: datetime) -> int:
    """Forgets the hours that no page asks for any more; returns how many counts went."""
    deleted, _ = RowUse.objects.filter(hour__lt=now - KEPT).delete()
    return deleted


def used(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows with `used_day` and `used_month`: in how many answers each took part, read in the same query."""
    now = timezone.now()
    counts = {"used_day": total(rows.model, now - DAY), "used_month": total(rows.model, now - MONTH)}
    found: models.QuerySet[Any] = rows.annotate(**counts)
    return found


def total(model: type[models.Model], since: datetime) -> Coalesce:
    found = uses_of(model).filter(hour__gte=hour_of(since)).order_by().values("row").annotate(total=models.Sum("count"))
    return Coalesce(models.Subquery(found.values("total")), 0)


def uses_of(model: type[models.Model]) -> models.QuerySet[RowUse]:
    """The counts of the row that an outer query looks at."""
    key = Concat(models.Value(f"{model._meta.label_lower}:"), Cast(models.OuterRef("pk"), models.CharField()))
    return RowUse.objects.filter(row=key)


def unused(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows that took part in no answer as far back as is kept."""
    return rows.filter(~models.Exists(uses_of(rows.model)))


def recent() -> models.QuerySet[RowUse]:
    """All counts of the last 30 days; where there are none, "never used" would say nothing."""
    return RowUse.objects.filter(hour__gte=timezone.now() - MONTH)
