"""What is old is forgotten, as long as the live settings say."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from athena_project import releases
from athena_project.models import HouseSettings, Job
from inference import pruning, tasks
from inference.models import QueryLog, QueryStep
from ragdomains.models import Domain, IndexVersion

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def asked(days: int) -> None:
    row = QueryLog.objects.create(
        id=uuid.uuid4(), at=NOW - timedelta(days=days), assistant="athena", mode="owner", question=str(days), ms=1
    )
    QueryStep.objects.create(query=row, position=0, name="understand", start_ms=0, ms=1)


def house(**fields: int) -> None:
    row, _ = HouseSettings.objects.get_or_create(name="house")
    HouseSettings.objects.filter(pk=row.pk).update(**fields)
    releases.publish()


@pytest.mark.parametrize(("days", "left"), [(30, {"1"}), (100, {"1", "50"}), (0, {"1", "50", "400"})])
def test_questions_stay_as_long_as_the_house_says(days: int, left: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "BATCH", 1)
    for age in (1, 50, 400):
        asked(age)
    house(log_days=days)
    assert pruning.prune(NOW)["questions"] == 3 - len(left)
    assert set(QueryLog.objects.values_list("question", flat=True)) == left
    assert QueryStep.objects.count() == len(left)


def test_without_a_release_they_stay_a_year() -> None:
    for age in (364, 366):
        asked(age)
    pruning.prune(NOW)
    assert QueryLog.objects.get().question == "364"


def test_a_setting_that_is_in_the_draft_only_forgets_nothing() -> None:
    asked(50)
    house(log_days=365)
    HouseSettings.objects.update(log_days=1)
    assert pruning.prune(NOW)["questions"] == 0


def test_builds_that_nobody_goes_back_to_are_dropped() -> None:
    domain = Domain.objects.create(name="papers", title="papers", kind="documents")
    for state in ("retired", "live"):
        then = NOW - timedelta(days=3)
        IndexVersion.objects.create(domain=domain, model="m", dimensions=3, state=state, switched=then)
    assert pruning.prune(NOW)["builds of an index"] == 1
    assert set(IndexVersion.objects.values_list("state", flat=True)) == {"dropped", "live"}


def test_the_task_tells_what_it_did() -> None:
    asked(400)
    tasks.prune.apply()
    job = Job.objects.get(pk="inference.prune")
    assert (job.state, job.step.split(",")[0]) == ("done", "Forgotten: 1 questions")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite clears up by itself")
def test_the_log_is_cleared_up_long_before_a_fifth_of_it_is_forgotten() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname IN ('inference_querylog', 'inference_querystep')")
        found = [options for (options,) in cursor.fetchall()]
    assert len(found) == 2 and all("autovacuum_vacuum_scale_factor=0.02" in options for options in found)
