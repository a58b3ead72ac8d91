"""Puts the slices of days together by months, so that figures of a year are added up of some thousand rows."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import orjson
from django.db import transaction
from django.db.models import Max

from athena_project.celery import stopping
from inference.models import MonthSlice, Slice
from inference.slices import FIELDS, FULL, Held, Slices, bounded, fields
from inference.tally import Counts

DAY = timedelta(days=1)
FULLER = 2  # so many times as many slices as a day has
PAGE = 500  # rows that are written in one go


def gather(oldest: date, newest: date) -> None:
    """Puts each month together that begins on these days, as far as they go, unless that was done."""
    known = dict(MonthSlice.objects.values_list("first").annotate(Max("last")))
    for first in beginning(oldest, newest):
        last = min(end(first), newest)
        if stopping():
            return
        if known.get(first) != last:
            put_together(first, last)


def beginning(oldest: date, newest: date) -> Iterator[date]:
    """The first days of the months that begin then."""
    first = oldest if oldest.day == 1 else end(oldest) + DAY
    while first <= newest:
        yield first
        first = end(first) + DAY


def end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


@transaction.atomic
def put_together(first: date, last: date) -> None:
    MonthSlice.objects.filter(first=first).delete()
    found = bounded(of_days(first, last), FULLER)
    rows = [
        MonthSlice(
            first=first, last=last, **fields(key, counts, {name for what, name in counts if what == "unanswered"})
        )
        for key, counts in found.items()
    ]
    MonthSlice.objects.bulk_create(rows, batch_size=PAGE)


def of_days(first: date, last: date) -> Slices:
    """The slices of these days, those alike as one."""
    found: Slices = {}
    rows = Slice.objects.filter(day__day__gte=first, day__day__lte=last).order_by().values_list(*FIELDS)
    for held in (Held(*row) for row in rows.iterator()):
        found.setdefault((held.assistant, held.room, held.intents, held.domains), Counter()).update(counted(held))
        found = bounded(found, FULLER) if len(found) > FULL else found
    return found


def counted(held: Held) -> Counts:
    """What the slice of a day counts, and of which day that is."""
    nested = {**orjson.loads(held.counts), "unanswered": held.unanswered}
    told = {(what, name): often for what, names in nested.items() for name, often in names.items()}
    return Counter({**told, ("questions", ""): held.questions, ("day", held.day.isoformat()): held.questions})


def forget(day: date) -> None:
    """A day was counted anew, or its texts are forgotten: the month that holds it is put together again."""
    MonthSlice.objects.filter(first__lte=day, last__gte=day).delete()


def forget_before(day: date) -> None:
    """Months that begin before a day are not whole any more."""
    MonthSlice.objects.filter(first__lt=day).delete()
