"""Asks the most popular look-ups again before what is kept of them gets stale, so that questions find it fresh."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.core.cache import cache
from django.utils import timezone
from pydantic import ValidationError as OptionsError

from athena_project import egress_use
from athena_project.celery import embedded, stopping
from athena_project.http import Allowed, Http
from athena_project.infrastructure import Infrastructure
from athena_project.models import Credential, HouseSettings
from athena_project.plugins import UnknownKind
from inference.rows import current_rows
from inference.runtime import runtime
from inference.snapshot import AccessRows, load_access
from ragdomains.index import Index
from ragdomains.lookup import OUTAGES, Lookups
from ragdomains.models import Domain
from ragdomains.popular import popular
from ragdomains.stored import key as key_of
from ragdomains.types import Lookup, ProviderError

EVERY = 60.0  # seconds from one run to the next
LONGEST = 50.0  # seconds of one run

Popular = Sequence[tuple[int, str, Lookup]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a run may do: the live house and its domains, their secrets, and who asks them."""

    house: HouseSettings
    domains: Mapping[int, Domain]
    secret: Callable[[Credential | None], str]
    lookups: Lookups

    async def renew(self, asked: Popular) -> int:
        """Renews what would be stale before the next run; a source that is out of order is left alone until then."""
        renewed, left_alone = 0, set[int]()
        for domain, lookup in self.chosen(asked):
            if renewed >= self.house.prefetch or stopping():
                break
            if domain.pk in left_alone:
                continue
            try:
                secret = self.secret(domain.credential)
                renewed += await self.lookups.keep_warm(domain, lookup, secret, EVERY)
            except ProviderError as error:
                if error.kind in OUTAGES | {"setup", "blocked", "refused"}:
                    left_alone.add(domain.pk)
        return renewed

    def chosen(self, asked: Popular) -> Iterator[tuple[Domain, Lookup]]:
        """Each question once. One of a day that was meant another day is not asked by anybody any more."""
        once = set[str]()
        for domain_id, then, lookup in asked:
            domain = self.domains.get(domain_id)
            if domain is None or domain.local_only or self.house.local_only or domain.fresh_for < EVERY:
                continue
            now = key_now(domain, lookup)
            if now and now not in once and (now == then or lookup.days is None):
                once.add(now)
                yield domain, lookup


def key_now(domain: Domain, lookup: Lookup) -> str:
    """ "" for a domain that cannot be asked at all."""
    try:
        return key_of(domain, lookup)
    except (UnknownKind, OptionsError):
        return ""


def prefetch() -> int:
    """Returns how many look-ups were renewed."""
    process = runtime()
    if not embedded():
        return apart()
    if process.current is None or process.loop is None:
        return 0
    live = process.current
    ahead = Ahead(live.house, by_key(live.domains.values()), live.secret, process.lookups)
    asked = popular(timezone.now()) if live.house.prefetch else []
    work = asyncio.run_coroutine_threadsafe(asyncio.wait_for(ahead.renew(asked), LONGEST), process.loop)
    return work.result(LONGEST + 1)


def apart() -> int:
    """The same in a worker of its own, whose breakers last from one run to the next."""
    rows = current_rows()
    house = next(iter(rows.all(HouseSettings)), HouseSettings())
    asked = popular(timezone.now()) if house.prefetch else []
    if not asked:
        return 0
    worker = own()
    worker.admit(house, load_access(""))
    ahead = Ahead(house, by_key(rows.all(Domain)), worker.secret, worker.lookups)
    try:
        return asyncio.run(worker.run(ahead, asked))
    finally:
        egress_use.write(worker.lookups.http.ledger)


class Worker:
    """What a worker process needs to ask domains over the network."""

    def __init__(self) -> None:
        self.house = HouseSettings()
        self.access = AccessRows()
        self.infrastructure = Infrastructure()
        http = Http(self.allowed, local_only=lambda: self.house.local_only)
        self.lookups = Lookups(http, cache, Index().of)

    def admit(self, house: HouseSettings, access: AccessRows) -> None:
        self.house, self.access = house, access
        self.infrastructure.look()

    def allowed(self) -> tuple[Allowed, ...]:
        return self.access.allowed + self.infrastructure.allowed

    def secret(self, credential: Credential | None) -> str:
        return self.access.secrets.get(credential.name, "") if credential else ""

    async def run(self, ahead: Ahead, asked: Popular) -> int:
        try:
            async with asyncio.timeout(LONGEST):
                return await ahead.renew(asked)
        finally:
            await self.lookups.http.close()


@lru_cache(maxsize=1)
def own() -> Worker:
    return Worker()


def by_key(domains: Iterable[Domain]) -> dict[int, Domain]:
    return {domain.pk: domain for domain in domains}
