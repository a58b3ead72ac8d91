"""What a key may ask: counted in all processes together, kept across restarts, refused plainly, shown."""

import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from prometheus_client import REGISTRY

from athena_project.models import Credential
from inference.fixed_replies import in_language
from ragdomains import quotas as counted
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.lookup import Lookups
from ragdomains.models import Domain, QuotaUse
from ragdomains.quotas import Quotas, bounds, quota_of
from ragdomains.types import ProviderError, Spot
from tests.ragdomains.house import Clock, ask, no_index, weather
from tests.stand_ins import OpenMeteo, local_http

pytestmark = pytest.mark.django_db
KEY = Credential(name="weather-key")
LIMITED = Domain(pk=3, name="weather", title="the weather", kind="open_meteo", credential=KEY, quota=3)
USED_UP = "The quota of the weather service for today is used up."


def shared() -> BaseCache:
    return LocMemCache(uuid.uuid4().hex, {})


def spent(quotas: Quotas, domain: Domain = LIMITED) -> bool:
    quota = quota_of(domain, quotas.kept.clock())
    assert quota
    return quotas.spend(quota)


def left(quotas: Quotas, domain: Domain = LIMITED) -> int:
    quota = quota_of(domain, quotas.kept.clock())
    assert quota
    return quotas.left(quota)


def test_processes_that_share_a_cache_share_the_count() -> None:
    cache, clock = shared(), Clock()
    one, other = Quotas(EvidenceCache(cache, clock)), Quotas(EvidenceCache(cache, clock))
    assert [spent(each) for each in (one, other, one, other)] == [True, True, True, False]
    assert (left(one), left(other)) == (0, 0)


def test_threads_never_spend_more_than_there_is() -> None:
    quotas, many = Quotas(EvidenceCache(shared(), Clock())), Domain(name="w", quota=50)
    with ThreadPoolExecutor(8) as pool:
        taken = sum(pool.map(lambda _: spent(quotas, many), range(200)))
    assert taken <= 50  # two that meet at the last call may both be refused it
    assert taken + sum(spent(quotas, many) for _ in range(10)) == 50


@pytest.mark.parametrize("cache", [DummyCache("", {}), RedisCache("redis://127.0.0.1:1", {})], ids=["none", "down"])
def test_without_a_cache_a_process_counts_for_itself(cache: BaseCache) -> None:
    quotas = Quotas(EvidenceCache(cache, Clock()))
    assert [spent(quotas) for _ in range(4)] == [True, True, True, False]


def test_a_restart_does_not_forget_within_the_window_and_a_new_one_begins_anew() -> None:
    clock = Clock()
    first = Quotas(EvidenceCache(shared(), clock))
    assert spent(first) and spent(first)
    first.write()
    second = Quotas(EvidenceCache(shared(), clock))
    second.write()
    assert (left(second), spent(second), spent(second)) == (1, True, False)
    second.write()
    assert QuotaUse.objects.get().calls == 3
    clock.seconds += 86_400
    assert left(second) == 3 and spent(second)


def test_processes_without_a_common_cache_see_each_other_by_the_table() -> None:
    clock = Clock()
    one, other = (Quotas(EvidenceCache(shared(), clock)) for _ in range(2))
    assert spent(one) and spent(one) and spent(other)
    one.write()
    clock.seconds += counted.REREAD
    other.write()
    assert not spent(other)


def test_domains_with_one_key_share_its_count_and_others_do_not() -> None:
    quotas = Quotas(EvidenceCache(shared(), Clock()))
    same, own = replace_row(name="forecast"), replace_row(name="own", credential=None)
    assert all(spent(quotas, each) for each in (LIMITED, same, LIMITED))
    assert (left(quotas, same), left(quotas, own)) == (0, 3)
    assert left(quotas, replace_row(quota_window="hour")) == 3
    assert quota_of(Domain(name="free"), 0) is None


def replace_row(**fields: object) -> Domain:
    return Domain(**{"name": "weather", "credential": KEY, "quota": 3, **fields})


@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        ("minute", "2026-12-31T23:59", "2027-01-01T00:00"),
        ("hour", "2026-12-31T23:00", "2027-01-01T00:00"),
        ("day", "2026-12-31T00:00", "2027-01-01T00:00"),
        ("month", "2026-12-01T00:00", "2027-01-01T00:00"),
    ],
)
def test_a_window_is_that_of_the_clock(window: str, start: str, end: str) -> None:
    found = bounds(window, datetime(2026, 12, 31, 23, 59, 30, tzinfo=UTC))
    assert [f"{moment:%Y-%m-%dT%H:%M}" for moment in found] == [start, end]


def test_old_counts_are_forgotten() -> None:
    now = datetime(2026, 11, 29, tzinfo=UTC)
    for age, window in ((1, "day"), (3, "day"), (20, "month"), (70, "month")):
        QuotaUse.objects.create(key=f"{window}, key k", start=now - timedelta(days=age), calls=1)
    assert (counted.prune(now), QuotaUse.objects.count()) == (2, 2)
    assert len(counted.written(now)) == 2


@pytest.fixture(scope="module")
def source() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@pytest.fixture
async def lookups(source: OpenMeteo) -> AsyncIterator[Lookups]:
    source.calls.clear()
    http = local_http()
    yield Lookups(http, shared(), no_index, Clock())
    await http.close()


def places(*names: str) -> list[Spot]:
    return [Spot(name, 59.9 + place, 10.75, "Europe/Oslo") for place, name in enumerate(names)]


async def test_what_is_beyond_the_quota_is_refused_plainly_and_reaches_nobody(
    lookups: Lookups, source: OpenMeteo
) -> None:
    domain = weather(source, quota=2)
    here, there, nowhere = places("Oslo", "Bergen", "Bodø")
    for spot in (here, there):
        await lookups.look_up(domain, ask(spot=spot))
    with pytest.raises(ProviderError) as caught:
        await lookups.look_up(domain, ask(spot=nowhere))
    assert (str(caught.value), caught.value.kind, source.calls["forecast"]) == (USED_UP, "quota", 2)
    assert in_language(USED_UP, "de") == "Das Kontingent des Dienstes Wetter ist für heute aufgebraucht."
    assert (await lookups.look_up(domain, ask(spot=here))).cached == "fresh"
    ((_, state, detail),) = lookups.health()
    assert state == "up" and "0 of 2 calls left" in detail


async def test_what_the_service_says_it_allows_is_shown_and_obeyed(lookups: Lookups, source: OpenMeteo) -> None:
    domain, clock = weather(source), lookups.kept.clock
    assert isinstance(clock, Clock)
    here, there = places("Oslo", "Bergen")
    source.headers = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "30"}
    await lookups.look_up(domain, ask(spot=here))
    assert "0 of 60 calls left by what the service says" in lookups.health()[0][2]
    with pytest.raises(ProviderError, match="asked too often") as caught:
        await lookups.look_up(domain, ask(spot=there))
    assert (caught.value.kind, caught.value.retry_after, source.calls["forecast"]) == ("quota", 30, 1)
    clock.seconds += 31
    source.headers = {}
    assert await lookups.look_up(domain, ask(spot=there))


async def test_a_stale_answer_is_served_although_nothing_is_left(lookups: Lookups, source: OpenMeteo) -> None:
    domain, clock = weather(source, quota=1, fresh_for=60, stale_for=600), lookups.kept.clock
    assert isinstance(clock, Clock)
    await lookups.look_up(domain, ask())
    clock.seconds += 61
    assert (await lookups.look_up(domain, ask())).cached == "stale"
    await lookups.settle()
    assert source.calls["forecast"] == 1


async def test_a_raised_quota_acts_at_the_next_question(lookups: Lookups, source: OpenMeteo) -> None:
    here, there = places("Oslo", "Bergen")
    await lookups.look_up(weather(source, quota=1), ask(spot=here))
    with pytest.raises(ProviderError, match="used up"):
        await lookups.look_up(weather(source, quota=1), ask(spot=there))
    assert await lookups.look_up(weather(source, quota=2), ask(spot=there))


@pytest.mark.django_db(transaction=True)
async def test_what_is_spent_is_written_down_and_measured(lookups: Lookups, source: OpenMeteo) -> None:
    domain = weather(source, quota=5, quota_window="hour")
    await lookups.look_up(domain, ask())
    await sync_to_async(lookups.keep_accounts)()
    assert (await QuotaUse.objects.aget()).calls == 1
    figures = {"athena_quota_left": 4, "athena_domain_up": 1, "athena_domain_cache_hit_ratio": 0}
    assert {name: REGISTRY.get_sample_value(name, {"domain": "weather"}) for name in figures} == figures
    assert REGISTRY.get_sample_value("athena_domain_last_success_timestamp_seconds", {"domain": "weather"})
    assert REGISTRY.get_sample_value("athena_domain_latency_seconds", {"domain": "weather"}) is not None
