"""Reads document sources: which are due, one reader at a time for each, and what came of it."""

import time
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from athena_project.work import Interrupted
from ragdomains import readings
from ragdomains.counts import Counts
from ragdomains.intake import Progress, read_source, silent
from ragdomains.models import Document, Refresh, Source
from ragdomains.readers import ReadError

__all__ = ["Counts", "Interrupted", "claim_due", "read_now", "read_source", "read_sources"]

DEAD = timedelta(seconds=90)  # a reader that gave no sign of life for so long has ended
SIGN = 10.0  # seconds between two signs of life
SLOT = 60  # seconds after which a source that was claimed but not read is due again
OVERDUE = timedelta(minutes=5)  # nobody looks for changed documents any more

INTERRUPTED = "It was interrupted and will be read again."
BUSY = "It is being read by another process just now."


def read_sources(domain_id: int | None = None, progress: Progress = silent) -> Counts:
    """Reads every enabled source (of one domain) now; one that cannot be read leaves a problem, the others go on."""
    total = Counts()
    for source in readable() if domain_id is None else readable().filter(domain=domain_id):
        counts = read_now(source, progress)
        counts.problems = [f"{source.path}: {problem}" for problem in counts.problems]
        total.add(counts)
    return total


def readable() -> QuerySet[Source]:
    return Source.objects.filter(enabled=True, domain__enabled=True).select_related("domain").order_by("pk")


def overdue() -> int:
    """How many sources have waited for minutes: no worker runs, or it does not keep up."""
    waiting = Refresh.objects.filter(source__in=readable(), claimed=None)
    return waiting.filter(due__lt=timezone.now() - OVERDUE).count()


def claim_due() -> list[int]:
    """The sources that are due, each given to one caller only; a source that is new is due at once."""
    now = timezone.now()
    for source in readable().filter(refresh=None):
        Refresh.objects.get_or_create(source=source, defaults={"due": now})
    due = Refresh.objects.filter(source__in=readable(), due__lte=now)
    chosen = due.values_list("source", "due")
    later = now + timedelta(seconds=SLOT)
    return [key for key, then in list(chosen) if Refresh.objects.filter(source=key, due=then).update(due=later) == 1]


def make_due(source_id: int) -> None:
    now = timezone.now()
    Refresh.objects.update_or_create(source_id=source_id, defaults={"due": now})


def due_again(source_id: int) -> None:
    """The same for one that was read before; one that is gone stays so."""
    Refresh.objects.filter(source=source_id).update(due=timezone.now())


def read_now(source: Source, progress: Progress = silent, again: bool = False) -> Counts:
    """Reads one source unless another process does, and writes down how that went.

    `again`: who began it has ended, and its claim with it.
    """
    if not claim(source, again):
        return Counts(problems=[BUSY])
    begun = time.monotonic()
    reading = readings.begin(source)
    counts = Counts(problems=["It broke; the log says where."])  # stands if something unforeseen is raised
    try:
        counts = read_source(source, alive(source, progress))
    except ReadError as error:
        counts = Counts(problems=[str(error)])
    except Interrupted:
        counts = Counts(problems=[INTERRUPTED])
    finally:
        seconds = round(time.monotonic() - begun, 3)
        readings.end(reading, counts, seconds)
        release(source, counts, seconds)
    return counts


def claim(source: Source, again: bool = False) -> bool:
    now = timezone.now()
    Refresh.objects.get_or_create(source=source, defaults={"due": now})
    rows = Refresh.objects.filter(source=source)
    free = rows if again else rows.filter(Q(claimed=None) | Q(claimed__lt=now - DEAD))
    return free.update(claimed=now) == 1


def alive(source: Source, progress: Progress) -> Progress:
    """`progress` that also renews the claim."""
    signed = time.monotonic()

    def step(text: str) -> None:
        nonlocal signed
        progress(text)
        if time.monotonic() - signed > SIGN:
            signed = time.monotonic()
            Refresh.objects.filter(source=source).update(claimed=timezone.now())

    return step


def release(source: Source, counts: Counts, seconds: float) -> None:
    now = timezone.now()
    Refresh.objects.filter(source=source).update(
        claimed=None,
        due=now if INTERRUPTED in counts.problems else now + timedelta(seconds=source.interval),
        finished=now,
        seconds=seconds,
        documents=Document.objects.filter(source=source, problem="").count(),
        problem="\n".join(counts.problems[:20]),
    )
