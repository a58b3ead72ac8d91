"""Tests before publishing: what blocks, what only warns, and what the pages say of it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from athena_project import draft, gate, planning, releases
from athena_project.changes import acting
from athena_project.models import HouseSettings, Release, Suite
from athena_project.notices import Rows, all_notices
from inference import suite_clock, suite_gate, suite_history, suite_runs
from inference.models import SuiteRun
from intents.models import Intent, TestCase
from tests.athena_project.admin_pages import form_data, inline_scripts, staff
from tests.inference.suited import THINGS, broken, house, mended, run, suite
from validation.models import Scenario

pytestmark = pytest.mark.django_db

DRAFT = reverse("admin:athena_project_release_changelist")
PUBLISH = reverse("admin:athena_project_release_publish")
RUNS = reverse("admin:inference_suiterun_changelist")
START = reverse("admin:inference_suiterun_start")
TEA = THINGS["tea"]
NOON = datetime.fromisoformat("2030-01-31T12:00:00+00:00")  # far from the hour of the nightly run


def url(row: SuiteRun, query: str = "") -> str:
    return reverse("admin:inference_suiterun_change", args=[row.pk]) + query


def live() -> Release:
    found = releases.current()
    assert found is not None
    return found


def all_committed() -> None:
    """What waits for the end of the test's own transaction, which never comes."""
    connection.run_on_commit.clear()


def warned() -> list[str]:
    return [notice.text for notice in all_notices(Rows())]


def test_a_blocking_test_keeps_the_draft_and_is_named_and_linked(admin_client: Client) -> None:
    before = house()
    suite("smoke", Suite.BLOCK, TEA)
    broken()
    page = admin_client.post(PUBLISH, follow=True).text
    assert live() == before
    assert f"It was not published: 1 test fails whose suite blocks. “{TEA}” (expected tea, but came none)" in page
    assert url(SuiteRun.objects.get()) in page
    assert reverse("admin:intents_testcase_change", args=[TestCase.objects.get(question=TEA).pk]) in page
    mended()
    assert "is live" in admin_client.post(PUBLISH, follow=True).text and live().parent == before


def test_switching_review_mode_off_takes_what_publishing_takes(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = house()
    suite("smoke", Suite.BLOCK, TEA)
    broken()
    address = reverse("admin:athena_project_housesettings_change", args=[HouseSettings.objects.get().pk])
    form = {**form_data(admin_client.get(address)), "log_days": "12"}
    form.pop("review_mode")
    page = admin_client.post(address, form, follow=True).text
    assert "Review mode stays on, and nothing was saved" in page and url(SuiteRun.objects.get()) in page
    assert (live(), HouseSettings.objects.get().log_days) == (before, 365)
    mended()
    all_committed()
    with django_capture_on_commit_callbacks(execute=True):
        assert "Review mode stays on" not in admin_client.post(address, form, follow=True).text
    assert live().parent == before and not HouseSettings.objects.get().review_mode


def test_however_it_is_switched_off_the_draft_passes_its_tests_or_stays(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = house()
    suite("smoke", Suite.BLOCK, TEA)
    broken()
    all_committed()
    with django_capture_on_commit_callbacks(execute=True):
        settings = HouseSettings.objects.get()
        settings.review_mode = False
        settings.save()
    assert (live(), HouseSettings.objects.get().review_mode) == (before, True)


def test_a_warning_is_kept_with_the_release_and_told_by_the_last_run(admin_client: Client) -> None:
    house()
    broken()
    admin_client.post(PUBLISH)
    said = f"The test “{TEA}” of the suite default fails: expected tea, but came none"
    assert [each["text"] for each in live().checks] == [said]
    assert said in admin_client.get(reverse("admin:athena_project_release_change", args=[live().pk])).text
    assert f"1 of 4 tests fail on what is live: “{TEA}”." in warned()
    mended()
    draft.publish("ann", "")
    assert not [text for text in warned() if "tests fail" in text]


def test_the_draft_page_says_what_the_suites_say_before_publishing(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    house()
    suite("smoke", Suite.BLOCK, TEA)
    broken()
    broken("lamp")
    assert "Nobody has run them on this draft yet" in admin_client.get(DRAFT).text
    run(of_draft=True)
    with django_assert_max_num_queries(12):
        page = admin_client.get(DRAFT).text
    assert "2 passed" in page and "2 failed" in page and "cannot be published" in page and "These only warn" in page
    mended()
    assert "Nobody has run them on this draft yet" in admin_client.get(DRAFT).text


def test_the_draft_page_asks_the_database_little_though_all_of_it_is_there(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    house()
    broken()
    planning.plan("bob", NOON, NOON - timedelta(days=1), "Tea")
    with acting("ann"):
        Intent.objects.create(name="milk", title="milk", mode="decline", reply="No.")
    run(of_draft=True)
    assert connection.features.supports_json_field  # Django asks the database that once
    with django_assert_max_num_queries(12):
        page = admin_client.get(DRAFT).text
    assert "The draft was changed after this was planned" in page and "1 failed" in page


def test_what_is_known_of_just_these_rows_is_not_tried_again() -> None:
    house()
    broken()
    run(of_draft=True)
    draft.publish("ann", "")
    assert SuiteRun.objects.count() == 1


def test_nothing_is_tried_where_all_is_live_or_there_is_no_test() -> None:
    first = house()
    assert draft.publish("ann", "") == first
    TestCase.objects.all().delete()
    broken()
    Scenario.objects.all().delete()
    assert draft.publish("ann", "").parent == first


def test_too_many_tests_to_wait_for_go_to_the_background(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = house()
    broken()
    monkeypatch.setattr(suite_gate, "AT_ONCE", 3)
    with django_capture_on_commit_callbacks() as sent:
        for _ in range(2):
            with pytest.raises(gate.Refused, match="run in the background"):
                draft.publish("ann", "")
    row = SuiteRun.objects.get()
    assert (len(sent), row.state, row.of_draft, live()) == (1, "waiting", True, before)
    assert draft.publish("ann", "", patient=True).parent == before


def test_what_changes_while_it_is_tested_is_not_published() -> None:
    before = house()
    broken()
    verdict = draft.tested("ann")
    mended()
    with pytest.raises(gate.Refused, match="while it was tested"), transaction.atomic():
        draft.publish_tested("ann", "", verdict)
    assert live() == before


def test_with_live_edits_nothing_is_held_up_and_the_edit_is_tested_soon_after() -> None:
    house(review_mode=False)
    suite("smoke", Suite.BLOCK, TEA)
    broken()
    now = NOON
    Release.objects.filter(pk=releases.publish().pk).update(created=now)
    assert now == live().created and list(suite_clock.due(now)) == []  # others may follow
    later = now + suite_clock.SETTLED
    keys = list(suite_clock.due(later))
    assert SuiteRun.objects.get(pk=keys[0]).reason == "edit" and list(suite_clock.due(later)) == []
    suite_runs.run(keys[0])
    assert list(suite_clock.due(later)) == []
    assert f"1 of 4 tests fail on what is live: “{TEA}”." in warned()


def test_suites_run_once_in_the_hour_of_the_night_that_is_set() -> None:
    release = house(test_hour=4)
    night = datetime.fromisoformat("2030-01-31T04:00:30+00:00")
    SuiteRun.objects.create(sha256=release.sha256)  # so that it is no edit that nobody tested
    assert list(suite_clock.due(night - timedelta(minutes=1))) == []
    (key,) = suite_clock.due(night)
    SuiteRun.objects.filter(pk=key).update(created=night)
    assert SuiteRun.objects.get(pk=key).reason == "night"
    assert list(suite_clock.due(night + timedelta(minutes=50))) == []
    HouseSettings.objects.update(test_hour=None)
    releases.publish()
    assert not suite_clock.nightly(live(), night + timedelta(days=1))


def test_the_button_starts_a_run_once_and_needs_the_right(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    house()
    with django_capture_on_commit_callbacks() as sent:
        for _ in range(2):
            admin_client.post(START, {"of": "draft", "suite": ""})
    row = SuiteRun.objects.get()
    assert (row.of_draft, row.author, row.state, len(sent)) == (True, "admin", "waiting", 1)
    assert '<meta http-equiv="refresh"' in admin_client.get(url(row)).text
    client = staff("inference.view_suiterun")
    assert client.post(START).status_code == 403 and START not in client.get(RUNS).text
    assert START in admin_client.get(RUNS).text


def test_a_run_shows_what_was_expected_and_the_history(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    house()
    TestCase.objects.filter(question=TEA).update(question="<script>alert(1)</script>")
    first, row = run(of_draft=True), run(of_draft=True)
    with django_assert_max_num_queries(12):
        page = admin_client.get(url(row, f"?with={first.pk}")).text
    for words in ("3 passed, 1 failed", "Failing: 1", "What came", "The last 2 runs, the oldest first: 2 failed."):
        assert words in page
    assert inline_scripts(page) == [] and "came out alike" in page and "&lt;script&gt;" in page
    assert len(admin_client.get(url(row, "?show=all")).content) < 60_000
    assert suite_history.LAST == 20 and admin_client.get(url(row, "?show=none&page=x")).status_code == 200


def test_ticked_tests_are_put_into_a_suite(admin_client: Client) -> None:
    house()
    row = suite("smoke", Suite.BLOCK)
    case = TestCase.objects.get(question=TEA)
    where = reverse("admin:intents_testcase_changelist")
    assert "Put into the suite smoke" in admin_client.get(where).text
    admin_client.post(where, {"action": f"suite_{row.pk}", "_selected_action": [case.pk]})
    case.refresh_from_db()
    assert case.suite == row
    assert "Put into" not in staff("intents.view_testcase").get(where).text
    page = admin_client.get(reverse("admin:athena_project_suite_changelist")).text
    assert "smoke" in page and "no suite of the name" in page
