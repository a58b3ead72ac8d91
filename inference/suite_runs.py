"""Runs suites on the draft or on the live release, and keeps what came of each test."""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from athena_project import releases
from athena_project.models import Release
from inference import replay_sides, suite_history, suites
from inference.models import SuiteResult, SuiteRun
from inference.replay_sides import ReplayError, Side
from inference.runtime import runtime
from inference.snapshot import Snapshot, build, load_access
from inference.suite_history import Key, Outcome
from inference.suites import Result, Test
from intents import trained
from intents.models import TrainedModel

log = logging.getLogger(__name__)

KEPT = 100  # runs; older ones are forgotten
CHUNK = 50  # tests between two words of progress
FEW = 200  # tests that take a second or so
NO_END = timedelta(hours=1)  # after so long a run has lost its process
UNLEARNED = (
    "The example sentences of these rows are not learned yet: new ones were compared with the questions one by one, as "
    "in the first minutes after publishing."
)


def run(key: int) -> None:
    """Fills the row; safe to do twice, and nothing is done for a row that is finished or gone."""
    row = SuiteRun.objects.filter(pk=key, state__in=SuiteRun.UNDER_WAY).first()
    if row is not None:
        attempt(row)


def attempt(row: SuiteRun, side: Side | None = None) -> None:
    """Fills the row with what the tests say of these rows, or with why they could not be run."""
    try:
        fill(row, side or (replay_sides.draft() if row.of_draft else replay_sides.release()))
    except ReplayError as error:
        row.problem = str(error)
    except Exception as error:  # rows of any shape, and plug-ins: nobody but the one who wants to publish can mend them
        log.exception("the tests could not be run")
        row.problem = f"They could not be run ({type(error).__name__}). The log of the process says more."
    if row.problem:
        row.state = SuiteRun.FAILED
        row.save()


def fill(row: SuiteRun, side: Side) -> None:
    """Tries the tests of these rows and writes down what became of each. Raises ReplayError."""
    tests = wanted(row, side)
    model = replay_sides.learned(side)
    row.results.all().delete()
    row.state, row.progress, row.started = SuiteRun.RUNNING, 0.0, timezone.now()
    row.release_number, row.sha256, row.learned = side.number, side.sha256, model.digest if model else ""
    row.note = note(side, model)
    row.save()
    begun = time.perf_counter()
    snapshot = made(side, model)
    found = []
    for start in range(0, len(tests), CHUNK):
        found += suites.tried(tests[start : start + CHUNK], snapshot)
        SuiteRun.objects.filter(pk=row.pk).update(progress=len(found) / len(tests))
    row.seconds = round(time.perf_counter() - begun, 3)
    keep(row, found)


def note(side: Side, model: TrainedModel | None) -> str:
    """What is to be known of a run on these rows; "" where nothing is."""
    return "" if model or not trained.examples_of(side.content).enough else UNLEARNED


def wanted(row: SuiteRun, side: Side) -> list[Test]:
    known = {suite.name for suite in suites.suites_of(side.content).values()}
    if row.suite and row.suite not in known:
        raise ReplayError(f"There is no suite {row.suite}. There are: {', '.join(sorted(known))}.")
    return suites.tests_of(side.content, row.suite)


def made(side: Side, model: TrainedModel | None) -> Snapshot:
    """With keys and secrets: an assistant may have a model that helps to understand.

    What this process answers from is taken as it is.
    """
    current = runtime().current
    if current is not None and current.number == side.number:
        return replace(current, access=load_access(""))
    release = Release(pk=None, number=side.number or 0)
    learned = model or trained.newest()
    return build(side.content, release, "", load_access(""), learned=learned, earlier=current)


def at_hand(key: int) -> bool:
    """Whether a run is short and asks what this process answers from anyhow: another one would take longer to start."""
    current, live = runtime().current, releases.outline()
    if current is None or live is None or current.number != live.number:
        return False
    row = SuiteRun.objects.filter(pk=key, of_draft=False).first()
    return row is not None and len(wanted(row, replay_sides.release())) <= FEW


def keep(row: SuiteRun, found: Sequence[Result]) -> None:
    before = outcomes_of(run_before(row))
    past = suite_history.histories()
    results = [result(row, each, before, past) for each in found]
    SuiteResult.objects.bulk_create(results, batch_size=500)
    row.passed = sum(each.passed for each in results)
    row.failed = len(results) - row.passed
    row.newly_red = sum(each.before is True and not each.passed for each in results)
    row.newly_green = sum(each.before is False and each.passed for each in results)
    row.flaky = sum(each.flaky for each in results)
    row.state, row.progress = SuiteRun.DONE, 1.0
    row.save()


def result(row: SuiteRun, found: Result, before: dict[Key, bool], past: dict[Key, list[Outcome]]) -> SuiteResult:
    test = found.test
    key = (test.model, test.row)
    outcome = Outcome(found.passed, f"{row.sha256} {row.learned}", row.of_draft)
    return SuiteResult(
        run=row, model=test.model, row=test.row, name=str(test.item)[:500], suite=test.suite.name,
        blocking=test.blocking, passed=found.passed, before=before.get(key), expected=test.expected, found=found.told,
        flaky=suite_history.flaky([*past.get(key, ()), outcome][-suite_history.LAST :]),
    )  # fmt: skip


def run_before(row: SuiteRun) -> SuiteRun | None:
    """What a run is compared with: the newest of the live release, or for a draft without one, of the draft."""
    done = SuiteRun.objects.filter(state=SuiteRun.DONE, suite=row.suite, pk__lt=row.pk)
    live = done.filter(of_draft=False).first()
    return live or (done.first() if row.of_draft else None)


def outcomes_of(row: SuiteRun | None) -> dict[Key, bool]:
    found = row.results.values_list("model", "row", "passed") if row else ()
    return {(model, key): passed for model, key, passed in found}


def prune(now: datetime) -> int:
    """Forgets the oldest runs, and gives up those that came to no end; returns how many were forgotten."""
    lost = SuiteRun.objects.filter(state__in=SuiteRun.UNDER_WAY, created__lt=now - NO_END)
    lost.update(state=SuiteRun.FAILED, problem="It came to no end: its process is gone. Run the tests again.")
    keep = list(SuiteRun.objects.values_list("pk", flat=True)[:KEPT])
    old = SuiteRun.objects.exclude(pk__in=keep)
    count = old.count()
    old.delete()
    return count
