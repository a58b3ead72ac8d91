"""Counts the query log day by day, so that figures over months ask nothing of the log, and outlive its questions."""

import time
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock

from django.db import transaction
from django.db.models import Q, QuerySet

from athena_project.celery import stopping
from athena_project.home import home_zone
from athena_project.work import tell
from inference import months
from inference.models import QueryLog, Slice, TalliedDay, Tally
from inference.slices import FULL, OTHERS, ROOMS, Slices, add, bounded, rows
from inference.tally import Counts, asked, counted, of

PAGE = 500  # questions that are looked at in one go
LONGEST = 20.0  # seconds of one run, as other work waits; the days that are left are counted by the next
GRACE = timedelta(minutes=15)  # after its end a day's last questions are surely written
SELDOM = 50  # a day under way is counted again after so many times what it took: at most 2 % of a processor
VERSION = 2  # of what is counted: days that were counted for less are counted anew, as far as the log has them
KEPT = timedelta(days=400)
FARTHEST = 400  # days back
UNANSWERED = 50  # questions without an answer that are kept by their text, of each day


def roll_up(now: datetime, log_days: int = 0) -> int:
    """Counts each day that may have changed, the newest first; returns how many that were.

    A day is counted anew as a whole, so that a run may be repeated or cut off. A day of which the log has forgotten
    something already (it keeps `log_days`; 0: all) stays as it was counted.
    """
    zone, until, done = home_zone(), time.monotonic() + LONGEST, 0
    for day in due(now, zone, log_days):
        if time.monotonic() > until or not count(day, zone, now):
            break
        done += 1
        tell(f"{done} days counted, the last {day:%Y-%m-%d}")
    today = now.astimezone(zone).date()
    months.gather(today - timedelta(days=FARTHEST), today - timedelta(days=1))
    return done


def due(now: datetime, zone: tzinfo, log_days: int) -> Iterator[date]:
    """Today, and back from it the days with questions that are not counted for good."""
    forgotten = now - timedelta(days=log_days) if log_days else None
    day = now.astimezone(zone).date()
    last = day - timedelta(days=FARTHEST)
    known = {row.day: row for row in TalliedDay.objects.filter(day__gte=last)}
    final = {each for each, row in known.items() if is_final(row, forgotten)}
    if day not in known or now - known[day].counted >= SELDOM * timedelta(seconds=known[day].seconds):
        yield day
    while (day := before(day, final, zone) or last) > last:
        yield day


def is_final(row: TalliedDay, forgotten: datetime | None) -> bool:
    over = row.counted >= row.ends + GRACE and row.version >= VERSION
    return over or (forgotten is not None and row.starts < forgotten)


def before(day: date, final: Collection[date], zone: tzinfo) -> date | None:
    """The next day back that has questions and is not counted for good."""
    while True:
        day -= timedelta(days=1)
        if day in final:
            continue
        at = QueryLog.objects.filter(at__lt=bounds(day, zone)[1]).order_by("-at").values_list("at", flat=True).first()
        if at is None:
            return None
        day = at.astimezone(zone).date()
        if day not in final:
            return day


def bounds(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From midnight to midnight; where clocks change that is 23 or 25 hours."""
    first, last = (datetime.combine(each, clock(), zone) for each in (day, day + timedelta(days=1)))
    return first.astimezone(UTC), last.astimezone(UTC)


def count(day: date, zone: tzinfo, now: datetime) -> bool:
    """Counts one day and puts the counts in the place of those before; False where the process ends meanwhile."""
    (starts, ends), began = bounds(day, zone), time.monotonic()
    counts: Counts = Counter()
    slices: Slices = {}
    for page in pages(QueryLog.objects.filter(at__gte=starts, at__lt=ends)):
        for each in asked(page):
            own = counted([each], zone)
            counts.update(own)
            add(slices, each, own)
        slices = bounded(slices) if len(slices) > FULL else slices
        if stopping():
            return False
    values: dict[str, datetime | float] = {
        "starts": starts,
        "ends": ends,
        "counted": now,
        "seconds": time.monotonic() - began,
        "version": VERSION,
    }
    store(day, counts, slices, values)
    return True


def pages(rows: QuerySet[QueryLog]) -> Iterator[QuerySet[QueryLog]]:
    """The rows in order of time, a page at a time, each found by the last key of the one before."""
    ordered = rows.order_by("at", "pk")
    left = ordered
    while keys := list(left.values_list("at", "pk")[:PAGE]):
        at, key = keys[-1]
        yield QueryLog.objects.filter(pk__in=[pk for _, pk in keys])
        left = ordered.filter(Q(at__gt=at) | Q(at=at, pk__gt=key), at__gte=at)


@transaction.atomic
def store(day: date, counts: Counts, slices: Slices, values: dict[str, datetime | float]) -> None:
    row = TalliedDay.objects.filter(day=day).first()
    if row and has_more(row, counts):
        TalliedDay.objects.filter(pk=row.pk).update(version=VERSION)
        return
    texts = {text for text, _ in of(counts, "unanswered")[:UNANSWERED]}
    for text, often in of(counts, "unanswered")[UNANSWERED:]:
        counts["unanswered", text] -= often
    for room, often in of(counts, "room")[ROOMS:]:
        counts["room", room] -= often
        counts["room", OTHERS] += often
    row, _ = TalliedDay.objects.update_or_create(day=day, defaults=values)
    row.tallies.all().delete()
    found = [Tally(day=row, what=what, name=name, count=often) for (what, name), often in counts.items() if often]
    Tally.objects.bulk_create(found, batch_size=PAGE)
    row.slices.all().delete()
    Slice.objects.bulk_create(rows(row, slices, texts), batch_size=PAGE)
    months.forget(day)


def has_more(row: TalliedDay, counts: Counts) -> bool:
    """Whether a day was counted for good when the log had more of it."""
    known = row.tallies.filter(what="questions").values_list("count", flat=True).first() or 0
    return row.counted >= row.ends + GRACE and known > counts["questions", ""]


def prune(now: datetime, log_days: int) -> int:
    """Forgets the oldest counts, and the texts of questions that the log has forgotten; returns how many days went."""
    if log_days:
        forgotten = now - timedelta(days=log_days)
        Tally.objects.filter(what="unanswered", day__ends__lt=forgotten).delete()
        held = Slice.objects.filter(day__ends__lt=forgotten).exclude(unanswered={})
        for day in list(held.values_list("day__day", flat=True).distinct()):
            months.forget(day)
        held.update(unanswered={})
    months.forget_before((now - KEPT).date())
    old = TalliedDay.objects.filter(ends__lt=now - KEPT)
    gone = old.count()
    old.delete()
    return gone
