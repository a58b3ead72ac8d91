"""Background work: what is due is read, once, and a changed source is noticed."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery.worker import state
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project.celery import app
from athena_project.work import Interrupted
from ragdomains import tasks
from ragdomains.ingest import overdue, read_source
from ragdomains.models import Document, IndexVersion, Refresh
from tests.ragdomains.papers import fill, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.conf, "task_always_eager", True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "papers", {"a.md": "# A\n\nFirst."})


def test_what_is_due_is_read_and_then_waits(folder: Path) -> None:
    source_of(folder)
    tasks.refresh_due()
    fill(folder, {"b.md": "# B\n\nSecond."})
    tasks.refresh_due()
    assert [row.path for row in Document.objects.all()] == ["a.md"]


def test_sources_that_nobody_reads_are_noticed(folder: Path) -> None:
    source = source_of(folder)
    tasks.refresh_due()
    assert overdue() == 0
    Refresh.objects.filter(source=source).update(due=timezone.now() - timedelta(minutes=6))
    assert overdue() == 1
    Refresh.objects.update(claimed=timezone.now())  # one is being read just now
    assert overdue() == 0


def test_a_task_may_run_twice(folder: Path) -> None:
    source = source_of(folder)
    tasks.refresh(source.pk)
    tasks.refresh(source.pk)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("fields", [{"enabled": False}, None])
def test_a_source_that_is_off_or_gone_is_left_alone(folder: Path, fields: dict[str, Any] | None) -> None:
    source = source_of(folder, **(fields or {}))
    key = source.pk
    if fields is None:
        source.delete()
    tasks.refresh(key)
    assert not Document.objects.exists()
    assert not Refresh.objects.filter(finished__isnull=False).exists()


def test_a_process_that_ends_leaves_the_rest_for_later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of(fill(folder, {"b.md": "# B\n\nSecond."}))
    monkeypatch.setattr(state, "should_stop", 0)
    tasks.refresh(source.pk)
    with pytest.raises(Interrupted):
        tasks.reindex(source.domain_id)
    row = Refresh.objects.get()
    assert "interrupted" in row.problem
    assert row.claimed is None and row.finished == row.due
    assert IndexVersion.objects.get(state="building").seen is None
    monkeypatch.undo()
    tasks.refresh(source.pk)
    assert Document.objects.count() == 2


def test_reindex_makes_a_new_build(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    tasks.reindex(source.domain_id)
    assert sorted(IndexVersion.objects.values_list("state", flat=True)) == ["live", "retired"]


def test_a_saved_source_is_read_soon(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        source_of(folder)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("change", ["off", "delete"])
def test_a_source_switched_off_or_deleted_rings_the_bell(folder: Path, change: str) -> None:
    source = source_of(folder)
    read_source(source)
    before = IndexVersion.objects.get(state="live").token
    if change == "off":
        source.enabled = False
        source.save()
    else:
        source.delete()
    after = IndexVersion.objects.get(state="live")
    assert (after.token != before, after.chunks) == (True, 0)


def test_deleting_a_domain_takes_everything_along(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    source.domain.delete()
    assert not IndexVersion.objects.exists() and not Document.objects.exists()


def test_every_task_has_a_name_of_its_app_and_no_thread_is_started() -> None:
    names = {name for name in app.tasks if not name.startswith("celery.")}
    assert {"ragdomains.refresh_due", "ragdomains.refresh", "ragdomains.reindex"} <= names
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("athena-worker")]
