"""Two people at one row."""

import pytest
from django.test import Client
from django.urls import reverse

from athena_project.edit_conflict import FIELD, version
from athena_project.origin import acting
from ragdomains.models import Place
from tests.athena_project.admin_pages import field_errors, form_data, place

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
