"""The page of what the cache keeps of a domain, and how the domain is, on its own page."""

import re
import time
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from athena_project.breaker import Breaker
from athena_project.models import HouseSettings
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.kept_admin import cache_now
from ragdomains.models import Domain, QuotaUse
from ragdomains.quotas import Quotas, quota_of
from ragdomains.standing import Known, Standings
from ragdomains.stored import described, key
from ragdomains.types import Evidence, Fact, ProviderError
from tests.athena_project.admin_pages import staff
from tests.ragdomains.house import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty() -> None:
    cache.clear()


@pytest.fixture
def domain() -> Domain:
    return Domain.objects.create(name="weather", title="the weather", kind="open_meteo", fresh_for=60, stale_for=600)


def page(domain: Domain) -> str:
    return reverse("admin:ragdomains_domain_kept", args=[domain.pk])


def forget(client: Client, domain: Domain, name: str) -> int:
    return client.post(reverse("admin:ragdomains_domain_forget", args=[domain.pk]), {"entry": name}).status_code


def keep(domain: Domain, place: str, age: float = 0) -> str:
    lookup = replace(ask(), slots={"place": place})
    kept = EvidenceCache(cache, lambda: time.time() - age)
    name = key(domain, lookup)
    plugin = domain.plugins[domain.kind]
    kept.keep(name, Evidence((Fact("temperature", 4.2, "degC"),), answer="now"), 660, described(plugin, lookup))
    return name.rpartition(":")[2]


def test_each_entry_is_listed_with_its_question_age_and_size(admin_client: Client, domain: Domain) -> None:
    keep(domain, "Bergen")
    keep(domain, "Bodø", age=120)
    other = Domain.objects.create(name="other", title="other", kind="open_meteo")
    keep(other, "Narvik")
    shown = admin_client.get(page(domain)).text
    assert "2 answers kept" in shown and "Bergen" in shown and "Bodø" in shown and "Narvik" not in shown
    assert shown.index("Bergen") < shown.index("Bodø")
    assert ">fresh<" in shown and ">stale<" in shown and "bytes" in shown


def test_a_question_that_failed_is_listed_with_its_problem(admin_client: Client, domain: Domain) -> None:
    EvidenceCache(cache).note(key(domain, ask()), ProviderError("It is away.", "missing"), None)
    assert "It is away." in admin_client.get(page(domain)).text


def test_one_entry_is_forgotten_and_the_others_stay(admin_client: Client, domain: Domain) -> None:
    gone, stays = keep(domain, "Bergen"), keep(domain, "Bodø")
    assert forget(admin_client, domain, gone) == 302
    kept = EvidenceCache(cache)
    assert kept.find(f"lookup:{domain.pk}:{gone}") == (None, None)
    assert kept.find(f"lookup:{domain.pk}:{stays}")[0]
    EvidenceCache(cache).purge(domain.pk)
    assert "Nothing is kept" in admin_client.get(page(domain)).text


def test_only_who_may_change_the_domain_forgets(domain: Domain) -> None:
    name, reader = keep(domain, "Bergen"), staff("ragdomains.view_domain")
    assert "Forget" not in reader.get(page(domain)).text
    assert forget(reader, domain, name) == 403
    assert reader.get(reverse("admin:ragdomains_domain_forget", args=[domain.pk])).status_code == 405
    assert EvidenceCache(cache).find(f"lookup:{domain.pk}:{name}")[0]


def test_nothing_but_an_entry_of_the_domain_can_be_named(admin_client: Client, domain: Domain) -> None:
    cache.set("athena:secret", 1)
    for name in ("", "../athena:secret", "purged", "0" * 63, "0" * 64 + "\n"):
        assert forget(admin_client, domain, name) == 404


def test_how_it_is_stands_on_its_page(admin_client: Client, domain: Domain) -> None:
    Domain.objects.filter(pk=domain.pk).update(quota=20)
    domain.refresh_from_db()
    breaker = Breaker("The weather service")
    breaker.succeeded(0.12)
    breaker.failed("it did not answer in time")
    Standings(EvidenceCache(cache)).say(domain, Known(domain, breaker, hits=3, misses=1).standing(None))
    quotas = Quotas(EvidenceCache(cache))
    quota = quota_of(domain, quotas.kept.clock())
    assert quota and quotas.spend(quota)
    quotas.write()
    shown = admin_client.get(reverse("admin:ragdomains_domain_change", args=[domain.pk])).text
    for text in ("closed: it is asked", "120 ms", "3 of 4 (75%)", "it did not answer in time", "19 of 20 calls left"):
        assert text in shown, text
    assert QuotaUse.objects.get().key == "day, domain weather"


def test_the_list_is_that_of_the_cache_behind_the_proxy() -> None:
    assert type(cache_now().cache).__name__ in {"LocMemCache", "RedisCache"}


def in_the_list(client: Client) -> dict[str, str]:
    """What the list says of each domain, by its name."""
    page = client.get(reverse("admin:ragdomains_domain_changelist")).text
    return dict(re.findall(r'field-name".*?>([a-z]+)</a>.*?<span class="badge [a-z]+">([^<]+)<', page, re.DOTALL))


def test_the_list_says_which_domain_waits_for_a_key_or_does_not_answer(admin_client: Client, domain: Domain) -> None:
    Domain.objects.create(name="flights", title="the flights", kind="aeroapi")
    Domain.objects.create(name="asleep", title="asleep", kind="clock", enabled=False)
    Domain.objects.create(name="home", title="home", kind="open_meteo", local_only=True)
    before = in_the_list(admin_client)
    assert before == {"asleep": "off", "flights": "needs a key", "home": "local only", "weather": "not asked yet"}
    known = Known(domain, Breaker("weather"))
    known.breaker.succeeded(0.1)
    said = Standings(cache_now())
    said.say(domain, known.standing(None))
    assert in_the_list(admin_client)["weather"] == "answers"
    said.say(domain, replace(known.standing(None), breaker="open"))
    assert in_the_list(admin_client)["weather"] == "does not answer"
    said.say(domain, replace(known.standing(None), unusable="It needs a place."))
    assert in_the_list(admin_client)["weather"] == "cannot be used"


def test_a_house_that_stays_at_home_says_so_of_its_domains(admin_client: Client, domain: Domain) -> None:
    HouseSettings.objects.create(name="house", local_only=True)
    assert in_the_list(admin_client) == {"weather": "local only"}


def test_the_two_times_of_a_domain_bear_two_names(admin_client: Client, domain: Domain) -> None:
    page = admin_client.get(reverse("admin:ragdomains_domain_change", args=[domain.pk])).text
    assert "Time for one look-up:" in page and page.count(">Timeout:") == 1
