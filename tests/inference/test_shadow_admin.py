"""The pages of shadows."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import releases
from athena_project.models import ConfigChange, HouseSettings
from inference import shadow_runs
from inference.models import Assistant
from inference.shadow_rows import Shadow, ShadowedQuestion
from tests.athena_project.admin_pages import inline_scripts, place, staff
from tests.inference.asked import ask, looked_up

pytestmark = pytest.mark.django_db

LIST = reverse("admin:inference_shadow_changelist")
START = reverse("admin:inference_shadow_start")
TYPED = {"percent": "30", "per_day": "50", "hours": "12", "sources": "on", "note": "a home"}
STEP = {"position": 0, "depth": 0, "name": "understand", "start_ms": 0, "ms": 3, "problem": "", "detail": {}}


@pytest.fixture(autouse=True)
def house() -> None:
    """A house in review; its draft has a place more."""
    HouseSettings.objects.create(name="house", review_mode=True)
    Assistant.objects.create(name="athena", default=True)
    releases.publish()
    place()


def url(row: Shadow | ShadowedQuestion, page: str = "change") -> str:
    return reverse(f"admin:inference_shadow_{page}", args=[row.pk])


def begun() -> Shadow:
    return shadow_runs.start(None, "ann", {"percent": 30})


def otherwise(row: Shadow, verdict: str = "worse", count: int = 1, **asked: str) -> ShadowedQuestion:
    log = ask(row.started, looked_up("live"), release=row.base, answer="It is <b>12</b> degrees.", **asked)
    told = {"outcome": "refused", "answer": "I do not know.", "intents": "", "error": "", "ms": 7.0}
    rows = [
        ShadowedQuestion(shadow=row, query=log, verdict=verdict, why="It was lost.", answered=told, steps=[STEP])
        for _ in range(count)
    ]
    return ShadowedQuestion.objects.bulk_create(rows)[0]


def test_the_form_starts_one_and_it_is_written_down(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:athena_project_release_changelist")).text
    assert START in page
    response = admin_client.post(START, TYPED)
    row = Shadow.objects.get()
    assert response.headers["Location"] == url(row)
    assert (row.percent, row.per_day, row.hours, row.sources, row.note) == (30, 50, 12, True, "a home")
    assert row.release.trial and row.author == "admin"
    entry = ConfigChange.objects.latest("id")
    assert (entry.action, entry.model) == ("start", "inference.shadow")
    assert "Another shadow is running" in admin_client.post(START, TYPED).text


def test_the_report_leads_to_both_traces(admin_client: Client) -> None:
    row = begun()
    found = otherwise(row)
    page = admin_client.get(url(row)).text
    assert url(found, "question") in page and "It is &lt;b&gt;12&lt;/b&gt; degrees." in page
    beside = admin_client.get(url(found, "question")).text
    assert "In the shadow: release 2" in beside and "I do not know." not in beside.partition("<ins>")[0]
    assert "It was lost." in beside and inline_scripts(beside) == inline_scripts(page) == []


def test_the_report_shows_one_verdict_and_turns_its_pages(admin_client: Client) -> None:
    row = begun()
    for number in range(21):
        otherwise(row, "changed", question=f"is it wet in {number} days")
    assert "Page 2 of 2" in admin_client.get(f"{url(row)}?verdict=changed&page=2").text
    assert "None so far." in admin_client.get(f"{url(row)}?verdict=worse").text


def test_a_question_that_was_asked_again_is_one_line(admin_client: Client) -> None:
    row = begun()
    otherwise(row, count=2)
    newest = otherwise(row)
    otherwise(row, question="is it wet")
    page = admin_client.get(url(row)).text
    assert page.count('class="replay-change"') == 2
    assert "Asked 3 times; this is the last." in page and url(newest, "question") in page


def test_pages_ask_little_of_the_database(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = begun()
    found = otherwise(row, count=5)
    for path in (LIST, url(row), START, url(found, "question")):
        with django_assert_max_num_queries(12):
            assert admin_client.get(path).status_code == 200


def test_only_who_may_publish_starts_and_ends_it(admin_client: Client) -> None:
    row = begun()
    viewer = staff("inference.view_shadow")
    refused = (viewer.get(START), viewer.post(url(row, "end")), viewer.get(url(otherwise(row), "question")))
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert "asked nothing any more" in admin_client.post(url(row, "end"), follow=True).text
    assert not Shadow.objects.get().running
