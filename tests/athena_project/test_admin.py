"""The admin site and the foundation's own pages."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import admin_site, releases
from athena_project.admin_pages import EstimatingPaginator, ReadOnlyAdmin
from athena_project.admin_site import GROUPS
from athena_project.health import Health
from athena_project.models import ConfigChange, Credential, HouseSettings
from ragdomains.models import Domain, Place
from tests.athena_project.admin_pages import field_errors, form_data, inline_scripts, place, staff

pytestmark = pytest.mark.django_db
PAGES: list[tuple[type[models.Model], Any]] = sorted(admin.site._registry.items(), key=lambda p: p[0]._meta.label)
LABELS = [model._meta.label_lower for model, _ in PAGES]
OWN_APPS = {"athena_project", "ragdomains", "intents", "validation", "inference"}


def url(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize(("model", "page"), PAGES, ids=LABELS)
def test_every_list_opens_with_few_queries(
    model: type[models.Model],
    page: Any,
    admin_client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    HouseSettings.objects.get_or_create(name="house")
    with django_assert_max_num_queries(12):
        response = admin_client.get(url(model, "changelist"))
    assert response.status_code in (200, 302)
    assert inline_scripts(response.text) == []


@pytest.mark.parametrize(("model", "page"), PAGES, ids=LABELS)
def test_every_add_page_opens_or_is_closed_to_people(
    model: type[models.Model], page: Any, admin_client: Client
) -> None:
    response = admin_client.get(url(model, "add"))
    assert response.status_code == (403 if isinstance(page, ReadOnlyAdmin) or model is HouseSettings else 200)
    assert inline_scripts(response.text) == []


@pytest.mark.parametrize("model", [model for model, page in PAGES if isinstance(page, ReadOnlyAdmin)])
def test_what_the_machine_writes_nobody_edits(model: type[models.Model], admin_client: Client) -> None:
    page = admin.site._registry[model]
    request: Any = admin_client.get("/admin/").wsgi_request
    assert not page.has_change_permission(request) and not page.has_delete_permission(request)
    assert page.get_paginator(request, model._default_manager.order_by("pk"), 50).__class__ is EstimatingPaginator


def test_every_page_stands_in_a_group_of_the_first_page() -> None:
    assert not set(LABELS) - {label for _, labels in GROUPS for label in labels}


def test_every_row_that_configures_has_a_page_or_an_inline() -> None:
    inlines = {inline.model for _, page in PAGES for inline in page.inlines}
    assert set(releases.config_models()) <= {model for model, _ in PAGES} | inlines


def test_the_count_stops(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ConfigChange.objects.bulk_create([ConfigChange(action="add", model="m", row=str(n), label="l") for n in range(30)])
    paginator = EstimatingPaginator(ConfigChange.objects.order_by("-at"), 10)
    paginator.most = 20
    with django_assert_max_num_queries(1):
        assert paginator.count == 20


def test_the_first_page_tells_the_house_at_a_glance(admin_client: Client) -> None:
    release = releases.publish(author="pat", note="first light")
    page = admin_client.get("/admin/").text
    for words in (f"Release {release.number}", "first light", "There is no assistant", "curl http", "database"):
        assert words in page
    assert inline_scripts(page) == []


def test_the_first_page_shows_what_ails_and_folds_what_is_well(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Health("the cellar", "up", "dry"), Health("the roof", "down", "it leaks")]
    monkeypatch.setattr(admin_site, "report", lambda: found)
    page = admin_client.get(reverse("admin:index")).content.decode()
    shown, folded = page.split("<details>")
    assert "it leaks" in shown and "the cellar" not in shown
    assert "1 others are up" not in folded and "1 other is up" in folded and "the cellar" in folded
    monkeypatch.setattr(admin_site, "report", lambda: found[:1])
    assert "<details open>" in admin_client.get(reverse("admin:index")).content.decode()


def test_the_first_page_names_rows_whose_plug_in_is_gone(admin_client: Client) -> None:
    domain = Domain.objects.create(name="lost", title="lost", kind="gone")
    page = admin_client.get("/admin/").text
    assert "domain lost is of the kind gone, which is not installed." in page
    assert url(Domain, "change", domain.pk) in page


def test_the_groups_hold_every_page_once(admin_client: Client) -> None:
    groups = admin_client.get("/admin/").context["app_list"]
    shown = [entry["model"] for group in groups for entry in group["models"]]
    assert len(shown) == len(set(shown)) == len(PAGES)
    assert groups[0]["name"] == "Assistant"


def test_settings_lead_straight_to_their_one_row(admin_client: Client) -> None:
    response = admin_client.get(url(HouseSettings, "changelist"))
    assert response.headers["Location"] == url(HouseSettings, "change", HouseSettings.objects.get().pk)


def test_settings_stay_closed_without_permission() -> None:
    assert staff().get(url(HouseSettings, "changelist")).status_code == 403
    assert not HouseSettings.objects.exists()


CANARY = "canary-secret-4711"


def make_credential(client: Client) -> Credential:
    data = {"name": "weather-key", "note": "", "secret": CANARY}
    assert client.post(url(Credential, "add"), data).status_code == 302
    return Credential.objects.get()


def test_a_secret_goes_in_and_never_comes_out(admin_client: Client) -> None:
    row = make_credential(admin_client)
    assert row.reveal() == CANARY
    for page in (url(Credential, "change", row.pk), url(Credential, "changelist"), url(Credential, "history", row.pk)):
        assert CANARY not in admin_client.get(page).text
    assert row.fingerprint in admin_client.get(url(Credential, "change", row.pk)).text
    told = [str(entry.__dict__) for found in (LogEntry.objects.all(), ConfigChange.objects.all()) for entry in found]
    assert not any(CANARY in text for text in told)


@pytest.mark.parametrize(("typed", "kept"), [("", CANARY), ("another", "another")])
def test_an_empty_secret_keeps_the_stored_one(typed: str, kept: str, admin_client: Client) -> None:
    row = make_credential(admin_client)
    admin_client.post(url(Credential, "change", row.pk), {"name": row.name, "note": "new", "secret": typed})
    row.refresh_from_db()
    assert (row.reveal(), row.note) == (kept, "new")


def test_a_secret_is_not_shown_again_after_a_mistake(admin_client: Client) -> None:
    response = admin_client.post(url(Credential, "add"), {"name": "not a slug!", "secret": CANARY})
    assert "name" in field_errors(response) and CANARY not in response.text


def test_a_new_credential_needs_a_secret(admin_client: Client) -> None:
    assert "secret" in field_errors(admin_client.post(url(Credential, "add"), {"name": "empty"}))


def test_saving_in_review_mode_says_that_it_is_a_draft(admin_client: Client) -> None:
    HouseSettings.objects.create(name="house", review_mode=True)
    row = place()
    data = form_data(admin_client.get(url(Place, "change", row.pk)))
    response = admin_client.post(url(Place, "change", row.pk), data, follow=True)
    assert "the draft</a>. It goes live when someone publishes it." in response.text


@pytest.mark.parametrize(("action", "before", "after"), [("switch_off", True, False), ("switch_on", False, True)])
def test_rows_are_switched_together(action: str, before: bool, after: bool, admin_client: Client) -> None:
    row = place(enabled=before)
    admin_client.post(url(Place, "changelist"), {"action": action, "_selected_action": [row.pk]})
    assert Place.objects.get().enabled is after
    assert ConfigChange.objects.filter(action="change", row=str(row.pk)).count() == 1


def test_an_audit_row_shows_only_what_changed(admin_client: Client) -> None:
    row = place()
    row.country = "Norway"
    row.save()
    page = admin_client.get(url(ConfigChange, "change", ConfigChange.objects.get(action="change").pk)).text
    assert "Norway" in page and "Europe/Oslo" not in page


def test_every_setting_of_the_house_stands_on_its_page(admin_client: Client) -> None:
    row = HouseSettings.objects.get_or_create(name="house")[0]
    page = admin_client.get(url(HouseSettings, "change", row.pk)).content.decode()
    names = {column.name for column in HouseSettings._meta.concrete_fields} - {"id", "name", "enabled"}
    assert {name for name in names if f'name="{name}"' not in page} == set()
