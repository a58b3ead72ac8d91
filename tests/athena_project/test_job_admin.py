"""The page of background work: what it shows, to whom, and who may have a job tried again."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from athena_project import jobs
from athena_project.job_admin import duration, poison
from athena_project.models import Job
from athena_project.notices import Rows
from tests.athena_project.admin_pages import inline_scripts, staff
from tests.athena_project.test_jobs import sent

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:athena_project_job_changelist")
LIVE = reverse("admin:athena_project_job_live")
RETRY = reverse("admin:athena_project_job_retry")
NOW = timezone.now()
VIEW = "athena_project.view_job"


def make(key: str, state: str = "poison", **fields: object) -> Job:
    return Job.objects.create(
        id=key, name="ragdomains.reindex", args=[7], **{"state": state, "queued": NOW, "started": NOW, **fields}
    )


def test_a_page_of_jobs_asks_a_dozen_statements_at_most(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        make(str(number), problem="it failed " * 40)
    with django_assert_max_num_queries(12):
        page = admin_client.get(PAGE).content.decode()
    assert page.count('formaction="') == 50
    assert inline_scripts(page) == []


def test_what_is_under_way_stands_first_then_the_newest(admin_client: Client) -> None:
    for number, state in enumerate(("running", "waiting", "done", "failed")):
        make(state, state, queued=NOW + timedelta(seconds=number))
    listed = admin_client.get(PAGE).context["cl"].result_list
    assert [job.state for job in listed] == ["running", "waiting", "failed", "done"]


def test_trouble_is_found_in_one_go(admin_client: Client) -> None:
    for state in ("done", "failed", "poison"):
        make(state, state)
    listed = admin_client.get(f"{PAGE}?state=trouble").context["cl"].result_list
    assert {job.state for job in listed} == {"failed", "poison"}


def test_who_may_only_look_sees_no_button(admin_client: Client) -> None:
    make("one")
    assert b"formaction" in admin_client.get(PAGE).content
    assert b"formaction" not in staff(VIEW).get(PAGE).content


@pytest.mark.parametrize("permissions", [[], ["athena_project.view_process"]], ids=["nothing", "something else"])
def test_nobody_else_sees_how_they_are(permissions: list[str]) -> None:
    assert staff(*permissions).get(LIVE).status_code == 403
    assert Client().get(LIVE).status_code == 302


def test_the_jobs_of_a_page_are_told_as_they_are_now(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make("one", "running", done=50, total=40, step="50 of 40")
    make("two", queued=NOW + timedelta(seconds=1))
    with django_assert_max_num_queries(4):
        found = admin_client.get(LIVE, {"job": ["one", "none"]}).json()
    assert found["newest"] == "two"
    assert [(job["id"], job["state"], job["done"], job["total"]) for job in found["jobs"]] == [
        ("one", "running", 40, 40)
    ]


def test_a_job_that_failed_is_tried_again_once(admin_client: Client) -> None:
    make("one")
    with sent() as messages:
        assert admin_client.post(RETRY, {"job": "one"}).status_code == 302
        page = admin_client.post(RETRY, {"job": "one"}, follow=True).content.decode()
    assert messages == [("ragdomains.reindex", "one", [7])]
    assert "That job has not failed." in page
    assert Job.objects.get().state == "waiting"


def test_a_job_of_a_task_that_is_gone_stays_as_it_is(admin_client: Client) -> None:
    make("one")
    Job.objects.update(name="some.thing")
    assert "has not failed" in admin_client.post(RETRY, {"job": "one"}, follow=True).content.decode()
    assert Job.objects.get().state == "poison"


def test_it_is_tried_again_by_who_may_by_post_and_with_a_token(admin_client: Client, admin_user: User) -> None:
    make("one")
    assert staff(VIEW).post(RETRY, {"job": "one"}).status_code == 403
    assert admin_client.get(RETRY, {"job": "one"}).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert strict.post(RETRY, {"job": "one"}).status_code == 403
    assert Job.objects.get().state == "poison"


def test_who_may_try_again_needs_no_other_right() -> None:
    make("one")
    with sent():
        assert staff(VIEW, "athena_project.retry_job").post(RETRY, {"job": "one"}).status_code == 302
    assert Job.objects.get().state == "waiting"


def test_the_first_page_tells_of_poison() -> None:
    assert list(poison(Rows())) == []
    make("one")
    assert [notice.text for notice in poison(Rows())] == ["A job was given up after 3 tries."]
    make("two")
    assert [notice.text for notice in poison(Rows())] == ["2 jobs were given up after 3 tries."]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"finished": NOW + timedelta(seconds=2.34)}, "2.3 s"),
        ({"finished": NOW + timedelta(seconds=125)}, "2 min 5 s"),
        ({"started": None}, ""),
        ({"state": "waiting"}, ""),
    ],
)
def test_the_time_of_a_job(fields: dict[str, object], told: str) -> None:
    assert duration(Job(**{"id": "one", "state": "done", "started": NOW, **fields})) == told


def test_its_tasks_are_known_by_their_kind() -> None:
    found = {name: jobs.known(name) for name in ("inference.prune", "ragdomains.reindex", "some.thing")}
    assert [kind and kind.looks for kind in found.values()] == [True, False, None]
