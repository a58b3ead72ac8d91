"""A stored key stays with the hosts it was given for, whoever edits the row that uses it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from athena_project import releases
from athena_project.key_guard import hosts, refused
from athena_project.models import Credential
from ragdomains.models import Domain, Source
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
    assert hosts(options) == {"a.example", "b.example", "http://c:1"}


LIKE_KNOWN = (
    "https://newsapi.org'.thief.example",
    "https://newsapi.org<.thief.example",
    "https://newsapi.org\t.thief.example",
    "ht\ntps://thief.example",
    "http://newsapi.org/v2",
    "https://newsapi.org:444",
)


@pytest.mark.parametrize("address", LIKE_KNOWN)
def test_no_spelling_makes_another_host_look_like_the_known_one(key: Credential, address: str) -> None:
    saved(key)
    assert refused(Domain(kind="newsapi", credential=key, options={"base_url": address}))


def test_what_went_in_the_clear_may_go_sealed(key: Credential) -> None:
    saved(key, "http_json", **{**OWN, "url": "http://api.example.org/v1"})
    assert not refused(Domain(kind="http_json", options=OWN, credential=key))


def papers(key: Credential | None, path: str) -> Source:
    domain = Domain.objects.create(name="papers", title="papers", kind="documents", credential=key)
    return Source.objects.create(domain=domain, kind="webpage", path=path)


def test_a_source_leads_the_key_of_its_domain_nowhere_else(key: Credential) -> None:
    source = papers(key, "https://wiki.example/{key}")
    editor = staff("ragdomains.view_source", "ragdomains.change_source")
    address = reverse("admin:ragdomains_source_change", args=[source.pk])

    def errors(**typed: Any) -> dict[str, list[str]]:
        answer = editor.post(address, {**form_data(editor.get(address)), **typed})
        return {} if answer.status_code == 302 else field_errors(answer)

    assert "thief.example" in errors(path="https://thief.example/{key}")["path"][0]
    assert not errors(path="https://wiki.example/other/{key}")
    assert not errors(path="https://thief.example/page")  # which is sent no key
    assert "path" in errors(path="{key}.thief.example/{key2}")


def test_a_source_on_the_page_of_its_domain_is_looked_at_too(key: Credential) -> None:
    source = papers(key, "https://wiki.example/{key}")
    editor = staff(*EDITOR, "ragdomains.view_source", "ragdomains.change_source")
    edit(editor, source.domain, **{"sources-0-path": "https://thief.example/{key}"})
    source.refresh_from_db()
    assert source.path == "https://wiki.example/{key}"
    edit(editor, source.domain, **{"sources-0-path": "https://wiki.example/{key}/b"})
    source.refresh_from_db()
    assert source.path == "https://wiki.example/{key}/b"


def test_a_domain_gets_no_key_that_its_sources_would_lead_away(key: Credential) -> None:
    saved(key)
    source = papers(None, "https://thief.example/{key}")
    assert "thief.example" in edit(staff(*EDITOR), source.domain, credential=str(key.pk))["credential"][0]


def test_going_back_leads_no_key_to_where_it_went_once(key: Credential) -> None:
    row = saved(key, base_url="https://old.example")
    old = releases.publish()
    row.options = {"base_url": "https://new.example"}
    row.save()
    releases.publish()
    address = reverse("admin:athena_project_release_restore", args=[old.pk])
    publisher = staff("athena_project.publish", "athena_project.view_release")
    assert "old.example" in publisher.post(address, follow=True).content.decode()
    row.refresh_from_db()
    assert row.options == {"base_url": "https://new.example"}


def test_a_security_administrator_may_go_back(key: Credential, admin_client: Client) -> None:
    row = saved(key, base_url="https://old.example")
    old = releases.publish()
    Domain.objects.filter(pk=row.pk).update(options={})
    admin_client.post(reverse("admin:athena_project_release_restore", args=[old.pk]))
    row.refresh_from_db()
    assert row.options == {"base_url": "https://old.example"}
