"""A stored key stays with the hosts it was given for, whoever edits the row that uses it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from athena_project.key_guard import hosts, refused
from athena_project.models import Credential
from ragdomains.models import Domain
from tests.athena_project.admin_pages import field_errors, form_data, staff

pytestmark = pytest.mark.django_db
EDITOR = ("ragdomains.view_domain", "ragdomains.change_domain")
OWN = {"url": "https://api.example.org/v1", "fields": [{"name": "x", "path": "x"}], "short": "{x}"}


@pytest.fixture
def key() -> Credential:
    row = Credential.objects.create(name="trains")
    row.seal("canary4711")
    row.save()
    return row


def saved(key: Credential | None, kind: str = "newsapi", **options: Any) -> Domain:
    return Domain.objects.create(name=kind, title=kind, kind=kind, credential=key, options=options)


def edit(client: Client, row: Domain, **typed: Any) -> dict[str, list[str]]:
    address = reverse("admin:ragdomains_domain_change", args=[row.pk])
    answer = client.post(address, {**form_data(client.get(address)), **typed})
    return {} if answer.status_code == 302 else field_errors(answer)


def test_an_editor_cannot_lead_a_key_to_another_host(key: Credential) -> None:
    row, editor = saved(key), staff(*EDITOR)
    assert "credential" in edit(editor, row, option_base_url="https://thief.example")
    assert edit(editor, row, option_base_url="https://newsapi.org@thief.example").keys() == {"credential"}
    assert not edit(editor, row, title="the papers", fresh_for="60")
    assert not edit(editor, row, option_base_url="https://thief.example", credential="")
    assert "credential" in edit(editor, row, credential=str(key.pk))  # nor in two steps
    row.refresh_from_db()
    assert row.credential is None


def test_a_security_administrator_may(key: Credential) -> None:
    row, both = saved(key), staff(*EDITOR, "athena_project.change_credential")
    assert not edit(both, row, option_base_url="https://mirror.example")
    row.refresh_from_db()
    assert row.options["base_url"] == "https://mirror.example"


def test_a_new_key_goes_where_its_kind_asks_by_itself_and_a_used_one_where_it_is_used(key: Credential) -> None:
    assert not refused(Domain(kind="newsapi", credential=key))
    assert refused(Domain(kind="http_json", options=OWN, credential=key))
    saved(key, "http_json", **OWN)
    assert not refused(Domain(kind="http_json", options={**OWN, "url": "https://api.example.org/v2"}, credential=key))
    assert refused(Domain(kind="http_json", options={**OWN, "url": "https://api.example.org:444/"}, credential=key))
    assert "newsapi.org" in refused(Domain(kind="newsapi", credential=key))
    assert not refused(Domain(kind="newsapi", options={"base_url": "https://elsewhere.example"}))


def test_hosts_are_found_wherever_an_option_names_them() -> None:
    options = {
        "calendars": ["Family https://a.example/f.ics", "webcal://b.example/{key}"],
        "deep": {"x": ["http://c:1"]},
    }
    assert hosts(options) == {"a.example", "b.example", "c:1"}
