"""A draft that is published at a time: once, as it was tested then, and in the name of who planned it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import draft, planning, releases
from athena_project.models import ConfigChange, HouseSettings, PlannedPublish, Release, Suite
from athena_project.notices import Rows, all_notices
from athena_project.origin import acting
from inference.models import Assistant
from ragdomains.models import Place
from tests.athena_project.admin_pages import place
from tests.inference.suited import THINGS, broken, house, suite

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SOON = NOW + timedelta(minutes=5)
LIST = reverse("admin:athena_project_release_changelist")
PLAN = reverse("admin:athena_project_release_plan")
CANCEL = reverse("admin:athena_project_release_unplan")


@pytest.fixture(autouse=True)
def before() -> Release:
    """What is live; Ben and the administrator may publish, and Ann has put a place into the draft."""
    release = house()
    User.objects.create_superuser("ben")
    with acting("ann"):
        place()
    return release


def live() -> Release:
    found = releases.current()
    assert found is not None
    return found


def planned(person: str = "ben") -> PlannedPublish:
    return planning.plan(person, SOON, NOW, "a home")


def carried_out(at: datetime = SOON) -> None:
    """What the two tasks do."""
    for key in planning.due(at):
        planning.publish(key)


def told() -> list[str]:
    return [notice.text for notice in all_notices(Rows()) if "draft" in notice.text]


def test_it_goes_live_at_its_time_in_the_name_of_who_planned_it(before: Release) -> None:
    row = planned()
    assert "The draft goes live on" in told()[0] and "as ben planned" in told()[0]
    carried_out(SOON - timedelta(seconds=1))
    assert live() == before
    carried_out()
    row.refresh_from_db()
    assert (live().parent, live().author, live().note) == (before, "ben", "a home")
    assert (row.state, row.release, told()) == ("done", live(), [])


def test_it_is_claimed_once_and_again_only_when_its_worker_is_gone() -> None:
    row = planned()
    assert list(planning.due(SOON)) == [row.pk] and list(planning.due(SOON)) == []
    assert list(planning.due(SOON + planning.AGAIN + timedelta(seconds=1))) == [row.pk]
    planning.publish(row.pk)
    number = live().number
    assert planning.publish(row.pk) is None and live().number == number


def test_of_two_workers_one_publishes() -> None:
    row = planned()
    first, second = (PlannedPublish.objects.get(pk=row.pk) for _ in range(2))
    planning.published(first)
    with pytest.raises(planning.Settled):
        planning.published(second)


def test_where_a_test_blocks_the_draft_stays_and_a_notice_says_why(before: Release, admin_client: Client) -> None:
    suite("smoke", Suite.BLOCK, THINGS["tea"])
    broken()
    planned()
    carried_out()
    assert live() == before
    assert "was not published" in told()[0] and THINGS["tea"] in told()[0]
    assert "Put this away" in admin_client.get(LIST).text
    admin_client.post(CANCEL)
    assert told() == []


def test_who_made_a_change_cannot_plan_it() -> None:
    Release.objects.update(four_eyes=True)
    with pytest.raises(draft.NeedsAnother):
        planned("ann")
    assert planned("ben").state == "waiting"


@pytest.mark.parametrize(("who", "why"), [("ann", "was changed after it was looked at"), ("ben", "changed after")])
def test_with_four_eyes_nothing_goes_live_that_was_not_looked_at(who: str, why: str, before: Release) -> None:
    Release.objects.update(four_eyes=True)
    planned()
    with acting(who):
        place(name="Cabin")
    carried_out()
    assert live() == before and why in PlannedPublish.objects.get().problem


def test_who_may_not_publish_any_more_publishes_nothing(before: Release) -> None:
    planned()
    User.objects.filter(username="ben").update(is_active=False)
    carried_out()
    assert live() == before and "may not publish any more" in PlannedPublish.objects.get().problem


def test_a_later_plan_takes_the_place_of_an_earlier_one_and_publishing_ends_it() -> None:
    with acting("ben"):
        first, second = planned(), planned("admin")
    assert [each.actor for each in ConfigChange.objects.filter(action="plan")] == ["ben", "ben"]
    first.refresh_from_db()
    assert (first.state, second.state) == ("cancelled", "waiting")
    now = draft.publish("ben", "")
    second.refresh_from_db()
    assert (second.state, second.problem) == ("cancelled", f"Release {now.number} went live before.")


@pytest.mark.parametrize("at", [NOW, NOW + timedelta(days=400)])
def test_a_time_that_is_over_or_too_far_is_refused(at: datetime) -> None:
    with pytest.raises(planning.CannotPlan, match="Choose a time"):
        planning.plan("ben", at, NOW)


def test_an_empty_draft_and_live_edits_cannot_be_planned() -> None:
    releases.publish()
    with pytest.raises(planning.CannotPlan, match="Nothing waits"):
        planned()
    HouseSettings.objects.update(review_mode=False)
    with pytest.raises(planning.CannotPlan, match="review mode"):
        planned()


def test_the_page_plans_changes_and_cancels_by_the_clock_at_home(admin_client: Client) -> None:
    Assistant.objects.create(name="home", default=True, place=Place.objects.get())
    day = f"{NOW + timedelta(days=40):%Y-%m-%d}"
    for clock in ("08:00", "09:30"):
        page = admin_client.post(PLAN, {"at": f"{day}T{clock}", "note": "a home"}, follow=True).text
    assert "(Europe/Oslo)" in page and f'value="{day}T09:30"' in page and "Cancel the plan" in page
    row = PlannedPublish.objects.get(state="waiting")
    assert row.at.astimezone(ZoneInfo("Europe/Oslo")).hour == 9 and row.person == "admin"
    place(name="Cabin")
    assert "changed after this was planned" in admin_client.get(LIST).text
    assert "the draft stays" in admin_client.post(CANCEL, follow=True).text
    assert not PlannedPublish.objects.filter(state="waiting").exists()


@pytest.mark.parametrize("typed", ["", "tomorrow", "2001-01-01T08:00"])
def test_a_wrong_time_says_what_to_write(typed: str, admin_client: Client) -> None:
    page = admin_client.post(PLAN, {"at": typed}, follow=True).text
    assert "Write a date" in page or "Choose a time" in page
    assert not PlannedPublish.objects.exists()
