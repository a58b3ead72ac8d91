"""Suites: which tests belong to them, what a run finds, and which tests are flaky."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from athena_project import celery, releases
from athena_project.models import Suite
from athena_project.releases import Content
from inference import suite_history, suite_runs, suites
from inference.models import SuiteResult, SuiteRun
from inference.runtime import runtime
from inference.snapshot import load
from inference.suite_history import Outcome
from inference.tasks import run_suites
from inference.trials import expected
from intents.models import TestCase
from tests.inference.suited import THINGS, broken, house, mended, run, suite
from validation.models import Scenario


def outcomes(text: str, **fields: Any) -> list[Outcome]:
    """One for each letter: small for passed, great for failed; the letter itself stands for the rows."""
    return [Outcome(letter.islower(), letter.lower(), **fields) for letter in text]


@pytest.mark.parametrize(
    ("said", "found"),
    [("aaa", False), ("aA", True), ("aBc", False), ("aBcD", True), ("aabbCCDD", False), ("aBcccccccccccD", False)],
)
def test_flaky_is_what_differs_on_the_same_rows_or_turns_again_and_again(said: str, found: bool) -> None:
    assert suite_history.flaky(outcomes(said)) is found


def test_a_draft_that_is_broken_and_mended_is_not_flaky() -> None:
    assert not suite_history.flaky(outcomes("aBcDeF", of_draft=True))


def test_marks_are_strokes_with_words() -> None:
    marks = suite_history.marks(outcomes("abC"))
    assert (marks.passed, marks.failed, marks.width) == ("M2 14v-8M8 14v-8", "M14 14v-14", 18)
    assert marks.words == "The last 3 runs, the oldest first: 2 passed, 1 failed."
    assert suite_history.marks([]).words == "It was not run yet."


def test_a_test_that_names_no_suite_belongs_to_the_default_and_one_that_is_off_rests() -> None:
    case = {"question": "brew", "intents": ["tea"]}
    content: Content = {
        "athena_project.suite": {"1": {"name": "smoke", "on_publish": "block"}},
        "intents.testcase": {"1": case, "2": {**case, "suite": 1}, "3": {**case, "suite": 9}},
        "validation.scenario": {"4": {"name": "warm", "question": "?", "answer": "Warm.", "suite": 1}},
    }
    found = [(test.row, test.suite.name, test.blocking) for test in suites.tests_of(content)]
    assert found == [(1, "default", False), (2, "smoke", True), (4, "smoke", True)]
    assert [test.row for test in suites.tests_of(content, "smoke")] == [2, 4]


def test_what_is_expected_is_said_in_words() -> None:
    case = TestCase(question="?", intents=["tea"], slots={"place": "Oslo"}, domain="pantry", forbidden=["lamp"])
    assert expected(case) == "tea; place Oslo; asks pantry; not lamp"
    assert (expected(TestCase()), expected(TestCase(forbidden=["lamp"]))) == ("none", "not lamp")
    row = Scenario(passes=False, finds=["numbers", "not links"])
    assert suites.demanded(row) == "the answer is stopped or mended; numbers objects; links keeps quiet"


@pytest.mark.django_db
def test_a_run_keeps_each_test_and_what_turned_since_the_run_before() -> None:
    number = house().number
    first = run()
    assert (first.state, first.result, first.release_number) == ("done", "4 passed, 0 failed", number)
    broken()
    draft = run(of_draft=True)
    assert (draft.result, draft.newly_red, draft.newly_green, draft.release_number) == (
        "3 passed, 1 failed", 1, 0, None,
    )  # fmt: skip
    lost = draft.results.get(passed=False)
    assert (lost.name, lost.expected, lost.found, lost.before) == (THINGS["tea"], "tea", "none", True)
    releases.publish()
    assert run().newly_red == 1
    mended()
    assert run(of_draft=True).newly_green == 1
    assert run(suite="nope").problem == "There is no suite nope. There are: default."


@pytest.mark.django_db
def test_a_test_that_fails_on_the_same_rows_on_which_it_passed_is_marked() -> None:
    house()
    broken()
    first = run(of_draft=True)
    SuiteResult.objects.filter(run=first).update(passed=True)
    again = run(of_draft=True)
    assert again.sha256 == first.sha256
    assert list(again.results.filter(flaky=True).values_list("name", flat=True)) == [THINGS["tea"]]


@pytest.mark.django_db
def test_rows_that_cannot_be_tried_end_the_run_with_a_word() -> None:
    assert run().problem == "There is no release yet. Start the assistant once."
    house()
    TestCase.objects.update(slots=["of another shape"])
    row = run(of_draft=True)
    assert (row.state, row.results.count()) == ("failed", 0)
    assert row.problem.startswith("They could not be run (")


@pytest.mark.django_db
def test_the_oldest_runs_are_forgotten_and_lost_ones_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite_runs, "KEPT", 2)
    rows = [SuiteRun.objects.create(state=state) for state in ("done", "done", "done", "running")]
    now = timezone.now()
    assert suite_runs.prune(now) == 2 and SuiteRun.objects.get(pk=rows[3].pk).state == "running"
    suite_runs.prune(now + timedelta(hours=2))
    assert "its process is gone" in SuiteRun.objects.get(pk=rows[3].pk).problem


@pytest.mark.django_db
def test_the_command_runs_one_suite_and_says_what_was_expected(capsys: pytest.CaptureFixture[str]) -> None:
    house()
    suite("smoke", Suite.BLOCK, THINGS["tea"])
    broken()
    with pytest.raises(CommandError) as failed:
        call_command("test_config", "--draft", "--suite", "smoke")
    with pytest.raises(CommandError) as unknown:
        call_command("test_config", "--suite", "nope")
    assert (failed.value.returncode, unknown.value.returncode) == (1, 2)
    said = capsys.readouterr().out
    assert f"failed  case: {THINGS['tea']}" in said and "expected: tea" in said and "0 passed, 1 failed" in said


def test_the_tasks_that_are_sent_exist() -> None:
    celery.app.loader.import_default_modules()
    names = {"inference.run_suites", "inference.suites_due", "athena_project.publish_due"}
    assert names <= celery.app.tasks.keys()


@pytest.mark.django_db
def test_a_short_run_of_what_is_live_is_done_by_the_process_that_answers_from_it() -> None:
    house()
    row, of_draft = SuiteRun.objects.create(), SuiteRun.objects.create(of_draft=True)
    process = runtime()
    process.current = None
    assert not suite_runs.at_hand(row.pk)
    process.current = load({})
    try:
        assert suite_runs.at_hand(row.pk) and not suite_runs.at_hand(of_draft.pk)
        run_suites.run(row.pk)
        row.refresh_from_db()
        assert (row.state, row.result) == ("done", "4 passed, 0 failed")
        broken()
        releases.publish()
        assert not suite_runs.at_hand(SuiteRun.objects.create().pk)  # not before this process has it too
    finally:
        process.current = None
