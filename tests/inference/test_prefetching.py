"""Popular look-ups are renewed before they get stale, within the bounds that the house sets."""

import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils import timezone

from athena_project import releases
from athena_project.models import EgressRule, EgressUse, HouseSettings, Job
from inference import prefetching, tasks
from inference.prefetching import Ahead, Popular
from ragdomains import popular
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.popular import Asked
from ragdomains.stored import key as key_of
from ragdomains.types import Days, Lookup, Spot
from tests.ragdomains.house import Clock, no_index
from tests.stand_ins import OpenMeteo, local_http

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
PLACES = [Spot(name, 59.91, 10.75, "Europe/Oslo") for name in ("Oslo", "Bergen", "Hamar")]


@pytest.fixture(scope="module")
def source() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@dataclass
class Kept:
    """A domain of which three look-ups are kept, all popular."""

    server: OpenMeteo
    clock: Clock
    lookups: Lookups
    domain: Domain

    @property
    def asked(self) -> Popular:
        found = [Lookup("now", "how is it", NOW, place) for place in PLACES]
        return [(self.domain.pk, key_of(self.domain, lookup), lookup) for lookup in found]

    async def renew(self, asked: Popular | None = None, **house: Any) -> int:
        ahead = Ahead(HouseSettings(**house), {self.domain.pk: self.domain}, lambda _row: "", self.lookups)
        return await ahead.renew(self.asked if asked is None else asked)


@pytest.fixture
async def kept(source: OpenMeteo) -> AsyncIterator[Kept]:
    source.mode = "ok"
    http, clock = local_http(), Clock()
    domain = Domain(pk=3, name="weather", title="the weather", kind="open_meteo", options=source.options, fresh_for=600)
    found = Kept(source, clock, Lookups(http, LocMemCache(uuid.uuid4().hex, {}), no_index, clock), domain)
    for _, _, lookup in found.asked:
        await found.lookups.look_up(domain, lookup)
    source.calls.clear()
    yield found
    await http.close()


async def test_what_would_get_stale_before_the_next_run_is_asked_again(kept: Kept) -> None:
    kept.clock.seconds += 500
    assert await kept.renew() == 0
    kept.clock.seconds += 50
    assert (await kept.renew(), await kept.renew()) == (3, 0)
    kept.clock.seconds += 500
    assert (await kept.lookups.look_up(kept.domain, kept.asked[0][2])).cached == "fresh"
    assert kept.server.calls["forecast"] == 3


@pytest.mark.parametrize(
    ("house", "renewed"), [({"prefetch": 2}, 2), ({"prefetch": 0}, 0), ({"local_only": True}, 0)], ids=str
)
async def test_the_house_sets_the_bounds(kept: Kept, house: dict[str, Any], renewed: int) -> None:
    kept.clock.seconds += 590
    assert await kept.renew(**house) == renewed
    assert kept.server.calls["forecast"] == renewed


@pytest.mark.parametrize("fields", [{"local_only": True}, {"fresh_for": 30}, {"kind": "gone"}], ids=str)
async def test_a_domain_that_must_not_or_cannot_be_kept_warm_is_left_alone(
    kept: Kept, fields: dict[str, object]
) -> None:
    asked = kept.asked
    kept.clock.seconds += 590
    for name, value in fields.items():
        setattr(kept.domain, name, value)
    assert await kept.renew(asked) == 0
    assert not kept.server.calls["forecast"]


async def test_a_source_that_is_out_of_order_is_asked_once_in_a_run(kept: Kept) -> None:
    kept.clock.seconds += 590
    kept.server.mode = "error"
    assert await kept.renew() == 0
    assert kept.server.calls["forecast"] == 1


async def test_a_quota_that_is_used_up_is_obeyed(kept: Kept) -> None:
    kept.clock.seconds += 590
    kept.server.mode = "limited"
    await kept.renew()
    kept.server.mode = "ok"
    kept.clock.seconds += 1
    assert await kept.renew() == 0
    assert kept.server.calls["forecast"] == 1


async def test_a_day_that_was_meant_another_day_is_not_asked_for(kept: Kept) -> None:
    days = Days(NOW.date(), NOW.date(), "", "today")
    asked = [(domain, key, replace(lookup, days=days)) for domain, key, lookup in kept.asked]
    kept.clock.seconds += 590
    assert await kept.renew(asked) == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_its_own_asks_and_accounts_for_it(source: OpenMeteo) -> None:
    source.mode = "ok"
    source.calls.clear()
    EgressRule.objects.create(network="127.0.0.1")
    domain = Domain.objects.create(name="weather", title="the weather", kind="open_meteo", options=source.options)
    releases.publish()
    asked = Asked()
    lookup = Lookup("now", "how is it", timezone.now(), PLACES[0])
    for _ in range(3):
        asked.add(domain.pk, key_of(domain, lookup), lookup)
    popular.write(asked)
    assert prefetching.apart() == 1
    assert source.calls["forecast"] == 1
    use = EgressUse.objects.get(purpose="domain weather")
    assert (use.calls, use.hour > timezone.now() - timedelta(hours=2)) == (1, True)
    connection.close()


@pytest.mark.django_db
def test_the_task_leaves_a_row(settings: object) -> None:
    tasks.prefetch.apply()
    assert Job.objects.get(pk="inference.prefetch").state == "done"
