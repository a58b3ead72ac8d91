"""How the answers of each release came out, read from the counts of days and from what people thought of them."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Count, Sum
from django.utils import timezone

from athena_project.release_quality import Quality, told_by
from inference.models import Feedback, Tally
from inference.state import Outcome
from inference.tally import ANSWERED, RELEASE_OUTCOME, RELEASE_TIME, Counts, percentile

LOOKED_BACK = timedelta(days=90)


@told_by
def figures() -> list[Quality]:
    """Of the releases that answered in the last 90 days."""
    since = (timezone.now() - LOOKED_BACK).date()
    rows = Tally.objects.filter(what__in=(RELEASE_OUTCOME, RELEASE_TIME), day__day__gte=since).order_by()
    found: defaultdict[int, Counts] = defaultdict(Counter)
    for what, name, count in rows.values_list("what", "name").annotate(Sum("count")):
        number, _, of = name.partition(" ")
        found[int(number)][what, of] += count
    thumbs = opinions()
    return [quality(number, counts, thumbs) for number, counts in found.items()]


def opinions() -> Counter[tuple[int | None, str]]:
    """(number of the release, thumb) -> how often."""
    given = Feedback.objects.filter(at__gte=timezone.now() - LOOKED_BACK).order_by()
    counted = given.values_list("query__release__number", "thumb").annotate(Count("pk"))
    return Counter({(number, thumb): count for number, thumb, count in counted})


def quality(number: int, counts: Counts, thumbs: Counter[tuple[int | None, str]]) -> Quality:
    return Quality(
        number=number,
        answered=sum(counts[RELEASE_OUTCOME, outcome] for outcome in ANSWERED),
        refused=counts[RELEASE_OUTCOME, Outcome.REFUSED.value],
        failed=counts[RELEASE_OUTCOME, Outcome.FAILED.value],
        p95=percentile(counts, RELEASE_TIME, 0.95),
        up=thumbs[number, Feedback.UP],
        down=thumbs[number, Feedback.DOWN],
    )
