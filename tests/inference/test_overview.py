"""The overview: its figures, what it costs, who may see it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from athena_project import releases
from athena_project.models import HouseSettings, Job, Process
from inference import last_hour as hours
from inference.last_hour import last_hour
from inference.models import Assistant, QueryLog
from inference.overview import overview
from tests.athena_project.admin_pages import inline_scripts, staff
from tests.inference.asked import MODEL, QUOTED, ask, looked_up

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:inference_querylog_overview")
LIVE = reverse("admin:inference_querylog_overview_live")
NOW = datetime(2026, 11, 29, 20, 45, 30, tzinfo=UTC)


def test_the_last_hour_by_the_minute() -> None:
    for minutes in (0, 0, 1, 59, 60, 61):
        ask(NOW - timedelta(minutes=minutes))
    ask(NOW + timedelta(minutes=5))
    found = last_hour(NOW)
    assert [count for _, count in found.minutes[-2:]] == [1, 2] and found.minutes[0][1] == 1
    assert (len(found.minutes), found.questions, found.looked_at) == (60, 4, 4)


def test_a_busy_hour_is_counted_whole_and_looked_at_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours, "NEWEST", 2)
    for seconds in (0, 1, 2, 90):
        ask(NOW - timedelta(seconds=seconds))
    found = last_hour(NOW)
    assert [count for _, count in found.minutes[-2:]] == [1, 3]
    assert (found.questions, found.looked_at, found.counts["questions", ""]) == (4, 2, 2)


def test_what_it_tells() -> None:
    ask(NOW, looked_up("live"))
    ask(NOW, looked_up("fresh"))
    ask(NOW, looked_up("stale"), MODEL)
    ask(NOW, looked_up("live"), QUOTED)
    ask(NOW, MODEL)
    ask(NOW, outcome="refused")
    ask(NOW, looked_up(""), outcome="failed", problem="It did not answer.")
    found = overview(NOW)
    assert [(bar.label, bar.value) for bar in found.origins] == [
        ("facts", "1"), ("cache", "1"), ("documents", "1"), ("model", "2"), ("other", "0"),
    ]  # fmt: skip
    told = {what: number for what, number, _ in found.figures}
    assert told == {
        "Questions": "7", "Answered": "71 %", "Grounded": "80 %", "Refused": "1", "Failed": "1", "Hung up": "0"
    }  # fmt: skip


def test_which_process_runs_which_release() -> None:
    old = releases.publish()
    Job.objects.create(id="one", name="some.task", queued=NOW, state="waiting")
    HouseSettings.objects.update(log_days=7)
    new = releases.publish()
    Process.objects.create(name="one", role="serve", release=old, started=NOW, seen=NOW)
    Process.objects.create(name="two", role="serve", release=new, started=NOW, seen=NOW - timedelta(minutes=2))
    found = overview(NOW)
    told = [(each.name, each.number - old.number, each.current, each.ended) for each in found.processes]
    assert told == [("two", 1, True, True), ("one", 0, False, False)] and found.release == new
    assert found.jobs == {"waiting": 1, "running": 0, "failed": 0, "poison": 0}


def test_a_page_asks_a_dozen_statements_at_most(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours, "NEWEST", 2)
    Assistant.objects.create(name="athena", default=True)
    releases.publish()
    for _ in range(3):
        ask(timezone.now(), looked_up("live"), MODEL, question="<script>alert(1)</script>")
    viewer = staff("inference.view_querylog")
    with django_assert_max_num_queries(10):  # two more where the index and the sources are watched, too
        page = admin_client.get(PAGE).text
    with django_assert_max_num_queries(12):
        told = viewer.get(LIVE).json()["sections"]
    assert inline_scripts(page) == [] and "style=" not in page.partition('id="content"')[2]
    assert list(told) == ["hand", "asked", "times", "work", "origins", "health"]


@pytest.mark.parametrize("path", [PAGE, LIVE], ids=["page", "live"])
def test_who_may_see_the_log_may_see_it(path: str) -> None:
    assert Client().get(path).status_code == 302
    assert staff("athena_project.view_job").get(path).status_code == 403


def test_the_first_page_leads_there(admin_client: Client) -> None:
    assert QueryLog.objects.count() == 0
    assert f'href="{PAGE}"' in admin_client.get(reverse("admin:index")).text
    assert admin_client.get(PAGE).status_code == 200
    seen = staff("inference.view_querylog")
    assert seen.get(PAGE).status_code == 200
