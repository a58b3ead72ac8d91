"""Lends the tests to the publishing of drafts."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from athena_project.gate import Candidate, Failure, Refused, Tests, Verdict, tested_by
from inference import suite_runs, suites, tasks
from inference.models import SuiteResult, SuiteRun
from inference.replay_sides import Side

AT_ONCE = 600  # tests that somebody who publishes waits for; more are run in the background
FRESH = timedelta(hours=1)  # so long the last run of just these rows holds


def known(sha256: str) -> Verdict | None:
    """What the last run of all suites said of these rows."""
    done = SuiteRun.objects.filter(sha256=sha256, suite="", state=SuiteRun.DONE, created__gt=timezone.now() - FRESH)
    row = done.first()
    return verdict(row) if row else None


def run(draft: Candidate) -> Verdict:
    """Tries all tests now; where they are too many to be waited for, in the background. Raises Refused then."""
    tests = suites.tests_of(draft.content)
    if not tests:
        return Verdict(draft.sha256)
    row = SuiteRun(author=draft.person, reason=SuiteRun.PUBLISH, of_draft=True, sha256=draft.sha256)
    if len(tests) > AT_ONCE and not draft.patient:
        text = later(row)
        raise Refused(text, run=page(row))
    row.save()
    suite_runs.attempt(row, Side(draft.content, draft.sha256))
    if row.state == SuiteRun.DONE:
        return verdict(row)
    if any(test.blocking for test in tests):
        raise Refused(f"It was not published, because its tests could not be run. {row.problem}", run=page(row))
    return Verdict(draft.sha256, problem=row.problem, run=page(row))


def later(row: SuiteRun) -> str:
    """Begins a run in the background, unless one waits; what is to be told of it."""
    there = SuiteRun.objects.filter(state__in=SuiteRun.UNDER_WAY, sha256=row.sha256, of_draft=True).first()
    if there is None:
        row.save()
        transaction.on_commit(lambda: tasks.run_suites.delay(row.pk))
    else:
        row.pk = there.pk
    return "There are many tests, so they are run in the background. When that run is done, publish again."


def page(row: SuiteRun) -> str:
    return reverse("admin:inference_suiterun_change", args=[row.pk])


def verdict(row: SuiteRun) -> Verdict:
    failed = row.results.filter(passed=False)
    return Verdict(
        row.sha256,
        row.passed,
        tuple(failure(each) for each in failed),
        note=row.note,
        run=page(row),
    )


def failure(row: SuiteResult) -> Failure:
    found = f"expected {row.expected}, but came {row.found}"
    return Failure(row.name, row.suite, found, row.model, str(row.row), row.blocking)


tested_by(Tests(known, run))
