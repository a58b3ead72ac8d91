"""Two people at one row."""

import pytest
from django.test import Client
from django.urls import reverse

from athena_project.edit_conflict import FIELD, version
from athena_project.origin import acting
from intents.models import Intent, Pattern
from ragdomains.models import Place
from tests.athena_project.admin_pages import field_errors, form_data, place, staff

pytestmark = pytest.mark.django_db


def page_of(row: Place) -> str:
    return reverse("admin:ragdomains_place_change", args=[row.pk])


def saved_meanwhile(client: Client) -> tuple[Place, dict[str, object]]:
    """A row that somebody opened and Ann then saved, and what the first one sends."""
    row = place()
    shown = client.get(page_of(row))
    sent = {**form_data(shown), FIELD: shown.context["row_version"], "country": "Sweden"}
    with acting("ann"):
        row.country = "Norway"
        row.save()
    return row, sent


def test_a_row_that_was_saved_meanwhile_is_not_overwritten_unseen(admin_client: Client) -> None:
    row, sent = saved_meanwhile(admin_client)
    said = " ".join(field_errors(admin_client.post(page_of(row), sent))["__all__"])
    row.refresh_from_db()
    assert row.country == "Norway"
    assert "ann saved this row" in said and "country: saved is “Norway”; yours is “Sweden”." in said


def test_who_has_seen_both_versions_may_save_again(admin_client: Client) -> None:
    row, sent = saved_meanwhile(admin_client)
    again = admin_client.post(page_of(row), sent)
    assert f'name="{FIELD}" value="{version(row)}"' in again.text
    admin_client.post(page_of(row), {**sent, FIELD: again.context["row_version"]})
    row.refresh_from_db()
    assert row.country == "Sweden"


def test_a_row_that_nobody_touched_is_saved_at_once(admin_client: Client) -> None:
    row = place()
    shown = admin_client.get(page_of(row))
    sent = {**form_data(shown), FIELD: shown.context["row_version"], "country": "Sweden"}
    assert admin_client.post(page_of(row), sent).status_code == 302


def deleted_meanwhile(client: Client) -> tuple[str, dict[str, object]]:
    """The page of an intent with a pattern that Ann deletes, and what is sent from it then."""
    row = Intent.objects.create(name="tea", title="tea", mode="none")
    Pattern.objects.create(intent=row, type="example", text="make some tea")
    page = reverse("admin:intents_intent_change", args=[row.pk])
    shown = client.get(page)
    with acting("ann"):
        row.delete()
    return page, {**form_data(shown), FIELD: shown.context["row_version"], "title": "a nice cup of tea"}


def test_what_was_typed_into_a_row_that_was_deleted_meanwhile_comes_back(admin_client: Client) -> None:
    page, sent = deleted_meanwhile(admin_client)
    back = admin_client.post(page, sent)
    assert "ann deleted this row" in " ".join(field_errors(back)["__all__"])
    assert "a nice cup of tea" in back.text and "make some tea" in back.text
    assert not Intent.objects.exists()


def test_who_saves_it_again_makes_the_row_anew_with_what_is_inside(admin_client: Client) -> None:
    page, sent = deleted_meanwhile(admin_client)
    back = admin_client.post(page, sent)
    again = reverse("admin:intents_intent_add")
    assert f'action="{again}"' in back.text
    saved = admin_client.post(again, form_data(back))
    assert saved.status_code == 302, field_errors(saved)
    made = Intent.objects.get()
    assert (made.title, made.patterns.get().text) == ("a nice cup of tea", "make some tea")


def test_who_may_not_add_rows_is_told_that_it_is_gone(admin_client: Client) -> None:
    page, sent = deleted_meanwhile(admin_client)
    client = staff("intents.change_intent", "intents.view_intent")
    assert "deleted" in client.post(page, sent, follow=True).text
