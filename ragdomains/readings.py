"""The history of a source: a row for each look at it, of which the last ones are kept."""

from django.utils import timezone

from ragdomains.counts import Counts
from ragdomains.models import Reading, Source

KEPT = 100  # looks of one source that found something
KEPT_QUIET = 20  # looks that found nothing new: one every five minutes would drive the others out in a day
MOST_PROBLEMS = 100
LONGEST = 500  # characters of one problem
BROKEN_OFF = "It broke off: its process ended."


def begin(source: Source) -> Reading:
    """A look that begins. One that was begun before and has no end has broken off: only one reads a source at once."""
    for row in Reading.objects.filter(source=source, seconds=None, problems=[]):
        row.problems = [BROKEN_OFF]
        row.save(update_fields=["problems"])
    return Reading.objects.create(source=source, started=timezone.now())


def end(reading: Reading, counts: Counts, seconds: float) -> None:
    """Writes down what came of it, and forgets the oldest."""
    problems = [problem[:LONGEST] for problem in counts.problems[:MOST_PROBLEMS]]
    if len(counts.problems) > MOST_PROBLEMS:
        problems.append(f"and {len(counts.problems) - MOST_PROBLEMS} more")
    Reading.objects.filter(pk=reading.pk).update(
        seconds=seconds,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        deleted=counts.deleted,
        failed=counts.failed,
        passages=counts.chunks,
        embedded=counts.embedded,
        problems=problems,
        eventful=counts.eventful,
    )
    prune(reading.source)


def prune(source: Source) -> None:
    for eventful, most in ((True, KEPT), (False, KEPT_QUIET)):
        rows = Reading.objects.filter(source=source, eventful=eventful).order_by("-pk")
        if oldest := list(rows.values_list("pk", flat=True)[most : most + 1]):
            rows.filter(pk__lte=oldest[0]).delete()
