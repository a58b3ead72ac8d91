"""The list of releases tells how each answered: what became of its questions, thumbs, how long they took."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from athena_project import releases
from athena_project.models import HouseSettings, Release
from athena_project.release_quality import SHARES, SHOWN, Quality, drawn, time_line
from inference.models import Feedback
from inference.release_figures import figures
from inference.rollup import roll_up
from tests.athena_project.admin_pages import place
from tests.inference.asked import ask

pytestmark = pytest.mark.django_db
LIST = reverse("admin:athena_project_release_changelist")


@pytest.fixture
def two() -> tuple[Release, Release]:
    """The first answered 3 of 4 questions of this week, the second 1 of 2 and slower; one client hung up."""
    now, first = timezone.now(), releases.publish()
    place()
    second = releases.publish(note="A place")
    for outcome in ("answered", "answered", "partly answered", "refused"):
        ask(now - timedelta(days=2), release=first, outcome=outcome)
    liked = ask(now, release=second, ms=900.0)
    ask(now, release=second, outcome="failed", ms=900.0)
    ask(now, release=second, outcome="cancelled")
    Feedback.objects.create(query=liked, thumb="down", author="ada")
    Feedback.objects.create(query=liked, thumb="up", author="bob")
    roll_up(now)
    return first, second


def test_each_release_has_its_own_figures(two: tuple[Release, Release]) -> None:
    first, second = sorted(figures(), key=lambda each: each.number)
    assert (first.number, first.answered, first.refused, first.failed) == (two[0].number, 3, 1, 0)
    assert (second.number, second.answered, second.refused, second.failed) == (two[1].number, 1, 0, 1)
    assert (first.up, first.down, second.up, second.down) == (0, 0, 1, 1)
    assert first.p95 == pytest.approx(40, rel=0.1) and second.p95 == pytest.approx(900, rel=0.1)


def test_the_list_shows_them_as_a_picture_and_a_table(
    two: tuple[Release, Release], admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        page = admin_client.get(LIST).text
    said = f"Release {two[1].number} answered 50 % of 2 questions, release {two[0].number} 75 % of 4."
    assert page.count(said) == 2  # for who sees the picture, and for who does not
    assert "1 up, 1 down" in page and "A place" in page
    assert f"Release {two[0].number}: 75 % answered, 25 % refused, 0 % failed" in page


def test_a_full_time_line_stays_within_a_page(admin_client: Client) -> None:
    for number in range(SHOWN + 3):
        place(name=f"place {number}")
        made = releases.publish(note="A note as long as people write them, about what changed and why it did " * 2)
        for outcome in ("answered", "refused", "failed"):
            ask(timezone.now(), release=made, outcome=outcome)
    roll_up(timezone.now())
    page = admin_client.get(LIST)
    assert len(page.context["time_line"].releases) == SHOWN and len(page.content) < 60_000


def test_what_a_release_answered_more_than_90_days_ago_is_left_out(two: tuple[Release, Release]) -> None:
    long_ago = timezone.now() - timedelta(days=100)
    ask(long_ago, release=two[0], outcome="failed")
    roll_up(timezone.now())
    assert [each.failed for each in figures() if each.number == two[0].number] == [0]


def test_in_review_mode_the_picture_has_a_page_of_its_own(
    two: tuple[Release, Release], admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True})
    own = reverse("admin:athena_project_release_quality")
    page = admin_client.get(LIST).text
    assert own in page and "75 % of 4" not in page
    with django_assert_max_num_queries(12):
        assert "75 % of 4" in admin_client.get(own).text
    assert Client().get(own).status_code == 302


def test_a_house_without_questions_says_what_to_do(admin_client: Client) -> None:
    releases.publish()
    assert time_line() is None and "ask something, and look again in five minutes" in admin_client.get(LIST).text


def test_the_shares_of_a_column_fill_it() -> None:
    row = releases.publish()
    (told,) = drawn([Quality(row.number, 5, 3, 2, 80.0)], {row.number: row}).releases
    heights = [float(box.height) for box in told.boxes if box.kind != "time"]
    assert heights == [50.0, 30.0, 20.0] and sum(heights) == SHARES
    assert [float(box.y) for box in told.boxes][:3] == [50.0, 20.0, 0.0]


def test_the_figures_of_a_release_stand_in_the_file_of_the_analytics(
    two: tuple[Release, Release], admin_client: Client
) -> None:
    file = admin_client.get(reverse("admin:inference_querylog_figures")).text
    assert f"release,{two[0].number} refused,1" in file and f"time: release {two[1].number}," in file
