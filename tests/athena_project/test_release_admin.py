"""The pages of releases."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project import releases
from athena_project.models import HouseSettings, Release
from ragdomains.models import Place
from tests.athena_project.admin_pages import place, staff

pytestmark = pytest.mark.django_db
LIST = reverse("admin:athena_project_release_changelist")


def change_url(release: Release) -> str:
    return reverse("admin:athena_project_release_change", args=[release.pk])


def two_releases() -> tuple[Release, Release]:
    """The first without a place, the second with one."""
    first = releases.publish()
    place()
    return first, releases.publish()


def test_a_release_says_what_it_changed(admin_client: Client) -> None:
    _, second = two_releases()
    page = admin_client.get(change_url(second)).text
    assert "place: 1 added" in page and "Added: place Home" in page and "Europe/Oslo" in page


def test_the_newest_release_is_taken_back_with_one_click_on_the_list(admin_client: Client) -> None:
    first, second = two_releases()
    page = admin_client.get(LIST).text
    assert f"Take back release {second.number}" in page
    assert reverse("admin:athena_project_release_restore", args=[first.pk]) in page
    assert "Take back release" not in staff("athena_project.view_release").get(LIST).text


def test_there_is_nothing_to_take_back_before_the_second_release(admin_client: Client) -> None:
    releases.publish()
    assert "Take back release" not in admin_client.get(LIST).text


def test_rolling_back_makes_the_old_state_live_again(admin_client: Client) -> None:
    first, second = two_releases()
    admin_client.post(reverse("admin:athena_project_release_restore", args=[first.pk]))
    now = releases.current()
    assert now is not None and now.number == second.number + 1
    assert (now.sha256, now.author) == (first.sha256, "admin")
    assert not Place.objects.get().enabled


@pytest.mark.parametrize("page", ["restore", "publish"])
def test_publishing_needs_its_permission_and_a_post(page: str, admin_client: Client) -> None:
    first, second = two_releases()
    where = reverse(f"admin:athena_project_release_{page}", args=[first.pk] if page == "restore" else [])
    assert admin_client.get(where).status_code == 405
    assert staff("athena_project.view_release", "athena_project.change_release").post(where).status_code == 403
    assert releases.current() == second


def test_the_roll_back_button_is_for_those_who_may() -> None:
    first, _ = two_releases()
    page = staff("athena_project.view_release").get(change_url(first)).text
    assert "Roll back" not in page


def test_a_draft_is_shown_and_published(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    HouseSettings.objects.create(name="house", review_mode=True)
    before = releases.publish()
    with django_capture_on_commit_callbacks(execute=True):
        place()
    assert "Added: place Home" in admin_client.get(LIST).text
    admin_client.post(reverse("admin:athena_project_release_publish"), {"note": "a home"})
    now = releases.current()
    assert now is not None and (now.parent, now.note, now.author) == (before, "a home", "admin")
