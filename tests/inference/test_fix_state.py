"""The list of fixes says whether each still holds, also after an older release was made live again."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import going_back, releases
from athena_project.models import HouseSettings
from inference import fix_state, fixes
from inference.fix_state import Standing
from inference.fixes import Case
from inference.models import Fix
from intents import impact
from intents.models import Entity, Intent, Pattern

pytestmark = pytest.mark.django_db
LIST = reverse("admin:inference_fix_changelist")
ASKED = "put the kettle on"


@pytest.fixture
def kettle() -> Intent:
    return Intent.objects.create(name="kettle", title="the kettle", mode="decline", reply="No kettle.")


def put_right(intent: Intent) -> Fix:
    correction = fixes.by_examples([ASKED], intent, [Case(ASKED, (intent.name,))], impact.current())
    return fixes.write(correction, "ada")


def standing() -> str:
    return fix_state.told(Fix.objects.all())[0].standing


def test_after_a_rollback_it_is_taken_back_and_nothing_offers_to_undo_it(kettle: Intent, admin_client: Client) -> None:
    before = releases.publish()
    fix = put_right(kettle)
    releases.publish()
    assert standing() == Standing.HOLDS and "in force" in admin_client.get(LIST).text
    going_back.restore(before)
    assert standing() == Standing.GONE
    assert "in force" not in admin_client.get(LIST).text
    page = admin_client.get(reverse("admin:inference_fix_change", args=[fix.pk])).text
    assert "It can be added again" in page and reverse("admin:inference_fix_undo", args=[fix.pk]) not in page


def test_another_word_for_a_name_is_taken_back_by_a_rollback_too() -> None:
    tub = Entity.objects.create(type="device", value="washer")
    before = releases.publish()
    fixes.write(fixes.by_name("tub", tub, Case("is the tub done", ("washing",))), "ada")
    releases.publish()
    going_back.restore(before)
    assert standing() == Standing.GONE


def test_in_review_mode_it_waits_in_the_draft_until_that_is_published(kettle: Intent) -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True})
    releases.publish()
    put_right(kettle)
    assert standing() == Standing.DRAFT
    releases.publish()
    assert standing() == Standing.HOLDS


def test_a_row_that_was_edited_since_is_told(kettle: Intent) -> None:
    put_right(kettle)
    row = Pattern.objects.get(text=ASKED)
    row.weight = 2.0
    row.save()
    assert standing() == Standing.PARTLY


def test_a_draft_that_is_switched_off_waits_and_undone_stays_undone(kettle: Intent) -> None:
    releases.publish()
    fix = fixes.write(fixes.new_intent("Owls", ["what do owls eat"]), "ada")
    assert standing() == Standing.WAITS
    fixes.switch_on(fix)
    releases.publish()
    assert standing() == Standing.HOLDS
    fixes.take_back(Fix.objects.get(), "bob")
    assert standing() == Standing.UNDONE


def test_a_draft_that_is_filled_in_waits_all_the_same() -> None:
    fixes.write(fixes.new_intent("Owls", ["what do owls eat"]), "ada")
    row = Intent.objects.get(title="Owls")
    row.reply = "Mice."
    row.save()
    assert standing() == Standing.WAITS


def test_the_list_asks_as_much_for_many_fixes_as_for_one(
    kettle: Intent, admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        correction = fixes.by_examples([f"{ASKED} {number}"], kettle, [], impact.current())
        fixes.write(correction, "ada")
    releases.publish()
    with django_assert_max_num_queries(12):
        assert admin_client.get(LIST).text.count("in force") == 20
