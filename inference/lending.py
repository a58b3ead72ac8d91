"""Lends the pages of understanding what they may not import: recorded questions, and the running of test cases."""

from collections.abc import Iterator, Mapping, Sequence

from asgiref.sync import async_to_sync
from django.db.models.functions import Substr

from inference import trials
from inference.models import QueryLog
from inference.runtime import Runtime
from inference.snapshot import Snapshot, load
from intents import lent
from intents.lent import Verdict
from intents.models import TestCase
from intents.words import LONGEST

AT_MOST = 10  # newest rows of the log that are read for each different question wanted


@lent.recorded_by
def newest_questions(count: int) -> Iterator[str]:
    """The newest different questions, newest first."""
    texts = QueryLog.objects.order_by("-at").values_list(Substr("question", 1, LONGEST), flat=True)
    seen = set[str]()
    for text in texts[: count * AT_MOST].iterator(chunk_size=count):
        if text.strip() and text not in seen and len(seen) < count:
            seen.add(text)
            yield text


@lent.run_by
def run_cases(cases: Sequence[TestCase]) -> Mapping[int, Verdict]:
    """Against the newest release."""
    snapshot = load({})
    return async_to_sync(tried)(cases, snapshot) if snapshot else {}


async def tried(cases: Sequence[TestCase], snapshot: Snapshot) -> dict[int, Verdict]:
    process = Runtime("test cases")
    try:
        found = {case.pk: await trials.try_case(case, process, snapshot) for case in cases}
    finally:
        await process.http.close()
    return {key: Verdict(trial.passed, trial.found, snapshot.number) for key, trial in found.items()}
