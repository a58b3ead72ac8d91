"""The pages of canaries."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import releases
from athena_project.models import HouseSettings, Release
from inference import canary_runs
from inference.canary_rows import Canary
from inference.models import Assistant
from tests.athena_project.admin_pages import inline_scripts, place, staff
from tests.inference.asked import ask

pytestmark = pytest.mark.django_db

LIST = reverse("admin:inference_canary_changelist")
START = reverse("admin:inference_canary_start")
TYPED = {
    "percent": "20",
    "hours": "12",
    "least": "40",
    "more_failed": "3",
    "more_refused": "10",
    "slower": "50",
    "assistants": ["study"],
    "rooms": "Kitchen\n\nHall",
    "note": "a home",
}


@pytest.fixture(autouse=True)
def live() -> Release:
    """A house in review; its draft has a place more."""
    HouseSettings.objects.create(name="house", review_mode=True)
    for name in ("athena", "study"):
        Assistant.objects.create(name=name, default=name == "athena")
    made = releases.publish()
    place()
    return made


def url(row: Canary, page: str = "change") -> str:
    return reverse(f"admin:inference_canary_{page}", args=[row.pk])


def begun() -> Canary:
    return canary_runs.start(None, "ann", {"percent": 20})


def test_the_form_starts_one_with_all_that_was_typed(admin_client: Client, live: Release) -> None:
    assert "Try it for some" in admin_client.get(reverse("admin:athena_project_release_changelist")).text
    response = admin_client.post(START, TYPED)
    row = Canary.objects.get()
    assert response.headers["Location"] == url(row)
    assert (row.author, row.note, row.assistants, row.rooms) == ("admin", "a home", ["study"], ["Kitchen", "Hall"])
    assert (row.percent, row.hours, row.least, row.base) == (20, 12, 40, live)
    assert (row.release.note, row.release.author) == ("a home", "admin")


def test_an_older_release_is_named_by_its_page(admin_client: Client, live: Release) -> None:
    releases.publish()
    page = admin_client.get(reverse("admin:athena_project_release_change", args=[live.pk])).text
    assert f"{START}?release={live.number}" in page
    assert f'value="{live.number}"' in admin_client.get(f"{START}?release={live.number}").text
    admin_client.post(START, {**TYPED, "number": live.number})
    assert Canary.objects.get().release == live


@pytest.mark.parametrize(
    "typed",
    [
        {"percent": "0"},
        {"hours": "900"},
        {"assistants": ["nobody"]},
        {"number": "77"},
        {"number": "9" * 30},
        {"number": "1"},
    ],
)
def test_a_wrong_form_starts_nothing(typed: dict[str, str], admin_client: Client) -> None:
    assert "errorlist" in admin_client.post(START, {**TYPED, **typed}).text
    assert not Canary.objects.exists()


def test_the_form_leads_to_the_one_that_is_in_the_way(admin_client: Client, live: Release) -> None:
    assert "There is one at a time" not in admin_client.get(START).text
    row = begun()
    page = admin_client.get(START).text
    assert "There is one at a time" in page and url(row) in page


def test_the_page_shows_both_sides_as_a_picture_and_a_table(admin_client: Client) -> None:
    row = begun()
    ask(row.started, release=row.release, outcome="refused")
    ask(row.started, release=row.base)
    page = admin_client.get(url(row)).text
    assert 'role="img"' in page and "Release 2, tried: 0.0 % answered; Release 1, live: 100.0 % answered." in page
    assert "<td>100.0 %</td><td>0.0 %</td><td>over 10 points more</td>" in page
    assert inline_scripts(page) == []
    told = admin_client.get(reverse("admin:inference_canary_live"), {"canary": row.pk}).json()
    assert "100.0 %" in told["sections"]["sides"]


def test_pages_ask_little_of_the_database(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = begun()
    for path in (LIST, url(row), START):
        with django_assert_max_num_queries(12):
            assert admin_client.get(path).status_code == 200


def test_it_is_promoted_or_taken_back_by_a_button(admin_client: Client, live: Release) -> None:
    row = begun()
    assert "answers everything again" in admin_client.post(url(row, "end"), follow=True).text
    assert "has ended already" in admin_client.post(url(row, "promote"), follow=True).text
    row = begun()
    assert "is live for all" in admin_client.post(url(row, "promote"), follow=True).text
    now = releases.current()
    assert now is not None and now.sha256 == row.release.sha256


@pytest.mark.parametrize("page", ["promote", "end"])
def test_ending_needs_the_right_to_publish_and_a_post(page: str, admin_client: Client) -> None:
    row = begun()
    assert admin_client.get(url(row, page)).status_code == 405
    viewer = staff("inference.view_canary")
    assert viewer.post(url(row, page)).status_code == viewer.get(START).status_code == 403
    assert "<button" not in viewer.get(url(row)).text.partition("how-it-may-end")[2]
    assert Canary.objects.get().running


def test_who_may_not_look_is_told_nothing() -> None:
    row = begun()
    assert staff().get(reverse("admin:inference_canary_live"), {"canary": row.pk}).status_code == 403


def test_what_was_only_tried_has_no_way_back_to_it(admin_client: Client) -> None:
    row = begun()
    page = reverse("admin:athena_project_release_change", args=[row.release.pk])
    assert "was never live itself" in admin_client.get(page).text
    assert admin_client.post(reverse("admin:athena_project_release_restore", args=[row.release.pk])).status_code == 404
