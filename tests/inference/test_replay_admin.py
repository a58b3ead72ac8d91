"""The pages of replays, and the stars of the query log."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from athena_project import celery, releases
from athena_project.models import HouseSettings
from inference.models import QueryLog, Replay, ReplayedQuestion
from tests.athena_project.admin_pages import inline_scripts, staff

pytestmark = pytest.mark.django_db

LIST = reverse("admin:inference_replay_changelist")
START = reverse("admin:inference_replay_start")
LOG = reverse("admin:inference_querylog_changelist")
TELL = {"text": "x", "intent": "weather", "mode": "facts", "domain": "weather", "slots": {"place": "Paris"}}
LOST = {**TELL, "intent": "none", "mode": "", "domain": "", "slots": {}}


def url(row: Replay, query: str = "") -> str:
    return reverse("admin:inference_replay_change", args=[row.pk]) + query


def asked(text: str = "is it wet", **fields: Any) -> QueryLog:
    row = {"id": uuid.uuid4(), "at": timezone.now(), "assistant": "a", "mode": "owner", "question": text, "ms": 1}
    return QueryLog.objects.create(**{**row, **fields})


def done(log: QueryLog, verdict: str = "worse", count: int = 1) -> Replay:
    row = Replay.objects.create(state="done", **{verdict: count}, seconds=0.5, after_sha256="ab" * 32, before_number=3)
    after = [LOST] if verdict == "worse" else [TELL]
    rows = [
        ReplayedQuestion(
            replay=row, query=log, position=number, verdict=verdict, why="It is lost.", before=[TELL], after=after
        )
        for number in range(count)
    ]
    ReplayedQuestion.objects.bulk_create(rows)
    return row


def test_the_form_starts_one_in_the_background(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    number = releases.publish().number
    assert f'value="{number}"' in admin_client.get(f"{START}?after={number}").text
    with django_capture_on_commit_callbacks() as sent:
        response = admin_client.post(START, {"last": "20", "starred": "on", "after": number, "before": ""})
    row = Replay.objects.get()
    assert (row.last, row.starred, row.after_number, row.before_number) == (20, True, number, None)
    assert (row.state, row.author, response.headers["Location"], len(sent)) == ("waiting", "admin", url(row), 1)
    again = admin_client.post(START, {"last": "20", "starred": "on", "after": number}, follow=True)
    assert "waits for its turn already" in again.text and Replay.objects.count() == 1


def test_the_task_that_is_sent_exists() -> None:
    celery.app.loader.import_default_modules()
    assert "inference.replay" in celery.app.tasks


@pytest.mark.parametrize(
    "typed",
    [{"last": "0"}, {"last": "5001"}, {"last": ""}, {"last": "5", "after": "9"}, {"last": "5", "before": "1e9"}],
)
def test_a_wrong_form_starts_nothing(typed: dict[str, str], admin_client: Client) -> None:
    assert "errorlist" in admin_client.post(START, typed).text
    assert not Replay.objects.exists()


def test_starting_needs_the_right_to_publish(admin_client: Client) -> None:
    assert START in admin_client.get(LIST).text
    client = staff("inference.view_replay")
    assert client.get(START).status_code == client.post(START, {"last": "5"}).status_code == 403
    assert START not in client.get(LIST).text


def test_a_replay_under_way_shows_how_far_and_looks_again(admin_client: Client) -> None:
    page = admin_client.get(url(Replay.objects.create(state="running", progress=0.43))).text
    assert '<meta http-equiv="refresh"' in page and 'value="43"' in page


def test_the_result_shows_both_sides_of_each_change(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    log = asked("<script>alert(1)</script>")
    row = done(log, count=45)
    with django_assert_max_num_queries(12):
        page = admin_client.get(url(row))
    for words in ("0 same, 0 changed, 45 worse", "It is lost.", "facts from weather; place Paris", "Page 1 of 3"):
        assert words in page.text
    assert reverse("admin:inference_querylog_change", args=[log.pk]) in page.text
    assert inline_scripts(page.text) == [] and len(page.content) < 60_000 and "not published" in page.text
    assert "http-equiv" not in page.text and "None." in admin_client.get(url(row, "?verdict=same")).text


def test_two_replays_are_laid_side_by_side(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    log = asked()
    one, other = done(log), done(log, "changed")
    assert "Asked in both, and otherwise understood here: 1" not in admin_client.get(url(one)).text
    with django_assert_max_num_queries(12):
        page = admin_client.get(url(one, f"?with={other.pk}")).text
    assert "otherwise understood here: 1" in page and "Here: worse" in page and "There: changed" in page
    assert "understood alike" in admin_client.get(url(done(log), f"?with={one.pk}")).text


def test_a_replay_that_failed_or_found_nothing_says_so(admin_client: Client) -> None:
    assert "went wrong" in admin_client.get(url(Replay.objects.create(state="failed", problem="It went wrong."))).text
    assert "No question was recorded" in admin_client.get(url(Replay.objects.create(state="done"))).text
    assert admin_client.get(reverse("admin:inference_replay_change", args=["99"])).status_code == 302


def test_the_draft_leads_to_the_form(admin_client: Client) -> None:
    releases.publish()
    assert LIST in admin_client.get(reverse("admin:athena_project_release_changelist")).text
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True, "log_days": 7})
    assert START in admin_client.get(reverse("admin:athena_project_release_changelist")).text


def test_stars_are_given_and_taken_by_who_may_publish(admin_client: Client) -> None:
    row = asked()
    data = {"_selected_action": [str(row.pk)]}
    staff("inference.view_querylog").post(LOG, {**data, "action": "star"})
    assert not QueryLog.objects.get().starred
    page = admin_client.post(LOG, {**data, "action": "star"}, follow=True).text
    assert QueryLog.objects.get().starred and "★ is it wet" in page and "Starred: 1." in page
    again = admin_client.post(LOG, {**data, "action": "star"}, follow=True).text
    assert "Starred: 0. 1 had a star already." in again
    admin_client.post(LOG, {**data, "action": "unstar"})
    assert not QueryLog.objects.get().starred
