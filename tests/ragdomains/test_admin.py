"""The pages of domains, places and documents."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ragdomains.evidence_cache import EvidenceCache
from ragdomains.models import Chunk, Document, Domain, IndexVersion, Place, Source, Template
from ragdomains.types import Evidence, Fact
from tests.athena_project.admin_pages import form_data, staff

pytestmark = pytest.mark.django_db


def sums() -> Domain:
    return Domain.objects.create(name="sums", title="sums", kind="calculator")


def change_url(domain: Domain) -> str:
    return reverse("admin:ragdomains_domain_change", args=[domain.pk])


def test_own_sentences_are_edited_on_the_page_of_the_domain(admin_client: Client) -> None:
    domain = sums()
    typed = {"templates-TOTAL_FORMS": "1", "templates-0-answer": "now", "templates-0-form": "short"}
    typed |= {"templates-0-text": "It is {temperature}.", "templates-0-enabled": "on"}
    admin_client.post(change_url(domain), {**form_data(admin_client.get(change_url(domain))), **typed})
    assert Template.objects.get().text == "It is {temperature}."


def document(domain: Domain) -> Document:
    source = Source.objects.create(domain=domain, path="papers")
    found = Document.objects.create(source=source, path="a.md", title="A", sha256="0", changed=timezone.now())
    version = IndexVersion.objects.create(domain=domain, state="live", model="m", dimensions=1, token="t")
    Chunk.objects.create(document=found, version=version, position=0, text="text", sha256="0", model="m", vector=b"\0")
    return found


def test_a_domain_is_deleted_with_what_was_read_for_it() -> None:
    domain = sums()
    document(domain)
    client = staff("ragdomains.view_domain", "ragdomains.delete_domain", "ragdomains.change_domain")
    person = User.objects.get()
    person.user_permissions.add(*Permission.objects.filter(codename__in=["delete_source", "delete_template"]))
    client.post(reverse("admin:ragdomains_domain_delete", args=[domain.pk]), {"post": "yes"})
    assert not Domain.objects.exists() and not Chunk.objects.exists()


def test_sources_are_added_and_changed_on_the_page_of_their_domain(admin_client: Client) -> None:
    domain = Domain.objects.create(name="papers", title="papers", kind="documents")
    Source.objects.create(domain=domain, kind="feed", path="https://town.example/feed", options={"entries": 7})
    shown = {**form_data(admin_client.get(change_url(domain))), "sources-TOTAL_FORMS": "2"}
    row = {"sources-1-path": "town.example", "sources-1-kind": "webpage", "sources-1-interval": "600"}
    refused = admin_client.post(change_url(domain), {**shown, **row, "sources-0-kind": "calendar"})
    assert "Write an address" in refused.content.decode()
    row = {**row, "sources-1-path": "https://town.example", "sources-0-kind": "calendar"}
    admin_client.post(change_url(domain), {**shown, **row})
    assert set(Source.objects.values_list("kind", "path")) == {
        ("calendar", "https://town.example/feed"),
        ("webpage", "https://town.example"),
    }
    assert all(source.options == {} for source in Source.objects.all())


def test_a_document_shows_its_passages(admin_client: Client) -> None:
    found = document(sums())
    assert "text" in admin_client.get(reverse("admin:ragdomains_document_change", args=[found.pk])).text


def test_other_names_of_a_place_are_lines(admin_client: Client) -> None:
    data = {"name": "Home", "aliases": "the house\nour place", "enabled": "on"}
    where = {"latitude": "59.9", "longitude": "10.7", "time_zone": "Europe/Oslo"}
    admin_client.post(reverse("admin:ragdomains_place_add"), {**data, **where})
    assert Place.objects.get().aliases == ["the house", "our place"]


def test_what_is_kept_of_a_domain_is_forgotten_by_those_who_may_change_it(admin_client: Client) -> None:
    domain = Domain.objects.create(name="weather", title="the weather", kind="open_meteo")
    kept = EvidenceCache(cache)
    key = f"lookup:{domain.pk}:abc"
    kept.keep(key, Evidence((Fact("aqi", 3),), source="Open-Meteo"), 60)
    chosen = {"action": "forget", "_selected_action": [domain.pk]}
    Client().post(reverse("admin:ragdomains_domain_changelist"), chosen)
    assert kept.find(key)[0]
    page = admin_client.post(reverse("admin:ragdomains_domain_changelist"), chosen, follow=True)
    assert "What was kept of weather is forgotten" in page.content.decode()
    assert kept.find(key) == (None, None)
