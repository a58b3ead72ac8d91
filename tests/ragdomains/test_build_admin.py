"""The pages of the builds: how one compares, another on demand, one click back; only for those who may publish."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project.celery import app
from ragdomains import rebuild
from ragdomains.filling import BuildError
from ragdomains.ingest import read_source
from ragdomains.models import DocumentText, IndexVersion, Source
from tests.ragdomains.papers import fill, source_of

pytestmark = pytest.mark.django_db

LIST = "/admin/ragdomains/indexversion/"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    source = source_of(fill(tmp_path, {f"{n}.md": f"# Page {n}\n\nThe text of the page {n}." for n in range(3)}))
    read_source(source)
    return source


def reader(client: Client) -> Client:
    """Somebody who may look at the builds and nothing else."""
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_indexversion"))
    client.force_login(user)
    return client


def live() -> int:
    return IndexVersion.objects.get(state="live").pk


def test_another_build_and_one_click_back(
    admin_client: Client, source: Source, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = live()
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"{LIST}{source.domain_id}/rebuild/")
    second = live()
    assert second != first
    page = admin_client.get(LIST).content.decode()
    assert f"Back to index {first}" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(f"{LIST}{source.domain_id}/back/")
    assert answer.headers["Location"] == f"{LIST}{first}/change/"
    assert live() == first


def test_a_build_shows_how_it_compares(admin_client: Client, source: Source) -> None:
    old, new = live(), rebuild.reindex(source.domain_id).pk
    page = admin_client.get(f"{LIST}{new}/change/").content.decode()
    assert f"Index {new} beside index {old}" in page
    assert "3 sentences of your documents were asked of both" in page
    assert page.count("1.00 before") == 3 and "too low" not in page
    assert f"Back to index {old}" in page


def test_a_build_that_failed_says_why(admin_client: Client, source: Source) -> None:
    DocumentText.objects.update(sections=[("", None, "Something else.")])
    with pytest.raises(BuildError):
        rebuild.reindex(source.domain_id)
    failed = IndexVersion.objects.get(state="failed")
    page = admin_client.get(f"{LIST}{failed.pk}/change/").content.decode()
    assert "found among the first five: 0.00, and 1.00" in page and "too low" in page
    assert "found among the first five" in admin_client.get(LIST).content.decode()


def test_a_build_under_way_shows_how_far_it_is(admin_client: Client, source: Source) -> None:
    version = rebuild.begin(source.domain_id)
    IndexVersion.objects.filter(pk=version.pk).update(done=1, total=3, step="embedding 1 of 3 documents")
    page = admin_client.get(f"{LIST}{version.pk}/change/").content.decode()
    assert '<progress id="progress" max="3" value="1">' in page
    assert "Embedding 1 of 3 documents." in page
    assert f"Index {version.pk} is being built" in admin_client.get(LIST).content.decode()
    told = admin_client.post(f"{LIST}{source.domain_id}/rebuild/", follow=True).content.decode()
    assert "is being built since" in told


@pytest.mark.parametrize("what", ["rebuild", "back"])
def test_only_who_may_publish_may_switch(client: Client, source: Source, what: str) -> None:
    rebuild.reindex(source.domain_id)
    before = live()
    assert reader(client).post(f"{LIST}{source.domain_id}/{what}/").status_code == 403
    page = client.get(LIST).content.decode()
    assert "Build anew" not in page and "Back to" not in page
    assert live() == before


def test_looking_changes_nothing(admin_client: Client, source: Source) -> None:
    assert admin_client.get(f"{LIST}{source.domain_id}/rebuild/").status_code == 405
    told = admin_client.post(f"{LIST}{source.domain_id}/back/", follow=True).content.decode()
    assert "There is no earlier index to go back to." in told
    assert IndexVersion.objects.count() == 1
