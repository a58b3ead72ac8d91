"""Asks a domain: cache, then one call for all who ask the same, then breaker, then provider."""

import asyncio
import logging
import time
import traceback
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache.backends.base import BaseCache
from pydantic import BaseModel
from pydantic import ValidationError as OptionsError

from athena_project.breaker import Breaker, Open, SingleFlight
from athena_project.http import Http, HttpError
from athena_project.plugins import Plugin, UnknownKind
from ragdomains.evidence_cache import EvidenceCache, Problem, fresh_for
from ragdomains.excuses import refused_ahead, service, told, used_up
from ragdomains.heard import Heard, looked
from ragdomains.models import Domain
from ragdomains.popular import Asked
from ragdomains.providers import Provider, Reach, Search
from ragdomains.quotas import Quotas, quota_of
from ragdomains.service_limits import allowance
from ragdomains.standing import Known, Standings
from ragdomains.stored import described
from ragdomains.stored import key as key_of
from ragdomains.types import Evidence, Lookup, ProviderError

log = logging.getLogger(__name__)

OUTAGES = {"unreachable", "timeout", "limited", "broken"}  # what the breaker counts; the rest is no fault of the source
WATCH = 0.02  # s between two looks for what another process is asking


class PluginMishap(ProviderError):
    """A provider's own mistake; it says nothing about the source behind it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One question on its way to its domain."""

    domain: Domain
    lookup: Lookup
    plugin: Plugin[Provider]
    options: BaseModel
    reach: Callable[[], Reach]  # what the provider works with; an answer that is kept needs none
    key: str = ""
    tale: dict[str, object] = field(default_factory=dict)  # how it was answered, for the explain page


class Lookups:
    """Answers from the domains. `search` gives a domain's own index by its pk."""

    def __init__(
        self, http: Http, cache: BaseCache, search: Callable[[int], Search], clock: Callable[[], float] = time.time
    ) -> None:
        self.http = http
        self.search = search
        self.kept = EvidenceCache(cache, clock)
        self.quotas = Quotas(self.kept)
        self.standings = Standings(self.kept)
        self.asked = Asked()
        self._flights: SingleFlight[Evidence] = SingleFlight()
        self._known: dict[int, Known] = {}
        self._tasks: set[asyncio.Task[Evidence]] = set()

    async def look_up(
        self,
        domain: Domain,
        lookup: Lookup,
        secret: str = "",
        seconds: float | None = None,
        tale: dict[str, object] | None = None,
    ) -> Evidence:
        """The domain's evidence within `seconds` and its own timeout; ProviderError is the one error that leaves.

        `tale` is told how it was answered: by which key of the cache, why not by the cache, and what the source said.
        """
        call = self._call(domain, lookup, secret, {} if tale is None else tale)
        if call.plugin.extra.get("network") is False:
            self._known.pop(domain.pk, None)  # if its options did not fit before, they do now
            return await self._wait(ask(call), seconds, domain)
        self.asked.add(domain.pk, call.key, lookup)
        kept, problem = self.kept.find(call.key)
        known = self._recall(domain)
        call.tale.update(looked(call.key, kept, problem, self.kept.clock()))
        if kept and (age := self.kept.clock() - kept.at) <= fresh_for(domain, kept.evidence) + domain.stale_for:
            known.hits += 1
            if age <= fresh_for(domain, kept.evidence):
                return kept.evidence
            self._renew(call, problem)
            return replace(kept.evidence, cached="stale")
        known.misses += 1
        if problem and problem.until > self.kept.clock():
            raise ProviderError(problem.text, problem.kind, problem.until - self.kept.clock())
        return await self._wait(self._flights.run(call.key, lambda: self._alone(call, problem)), seconds, domain)

    async def keep_warm(self, domain: Domain, lookup: Lookup, secret: str, ahead: float) -> bool:
        """Asks again what will not be fresh any more in `ahead` seconds; True where it did. ProviderError as look_up().

        A question that failed just now, or that any process is asking, is left alone.
        """
        call = self._call(domain, lookup, secret, {})
        kept, problem = self.kept.find(call.key)
        now = self.kept.clock()
        failed = problem is not None and problem.until > now
        lasts = kept is not None and now - kept.at + ahead < fresh_for(domain, kept.evidence)
        if not call.key or failed or lasts or not self.kept.claim(call.key, domain.timeout):
            return False
        try:
            await self._flights.run(call.key, lambda: self._fetch(call, problem))
        finally:
            self.kept.release(call.key)
        return True

    def health(self) -> list[tuple[str, str, str]]:
        """(name, up, degraded or down, detail) of every domain that was asked and is reached by network."""
        return sorted(known.health(self._left(known.domain)) for known in list(self._known.values()))

    def keep_accounts(self) -> None:
        """Writes down what was spent of the quotas, and says how the domains are; raises what the database raises."""
        for known in list(self._known.values()):
            self.standings.say(known.domain, known.standing(self._left(known.domain)))
        self.quotas.write()

    async def settle(self) -> None:
        """Waits for what goes on behind the answers that were given; each call ends by its domain's own timeout."""
        if running := {task for task in self._tasks if not task.done()}:
            await asyncio.wait(running)

    def _call(self, domain: Domain, lookup: Lookup, secret: str, tale: dict[str, object]) -> Call:
        try:
            plugin, options = domain.plugins[domain.kind], domain.parsed()
        except (UnknownKind, OptionsError) as error:
            log.error("domain %s cannot be asked: %s", domain.name, type(error).__name__)
            text = f"{service(domain)} is not set up correctly."
            self._recall(domain).unusable = text
            raise ProviderError(text, "setup") from error
        key = "" if plugin.extra.get("network") is False else key_of(domain, lookup)
        return Call(domain, lookup, plugin, options, lambda: self._reach(domain, secret, tale), key, tale)

    def _reach(self, domain: Domain, secret: str, tale: dict[str, object]) -> Reach:
        http = self.http.on_behalf(f"domain {domain.name}", domain.local_only, lambda: self._pay(domain))
        http.hear = Heard(tale, secret)
        http.notice = lambda headers: self._note(domain, headers)
        return Reach(http, self.search(domain.pk), secret, tale)

    def _pay(self, domain: Domain) -> None:
        """Takes one call of the domain's quota; raises ProviderError (quota) where none is left, or where the service
        said that it would refuse this one."""
        now, quota = self.kept.clock(), quota_of(domain, self.kept.clock())
        allowed = self._recall(domain).allowed
        if allowed and allowed.spent(now):
            raise refused_ahead(domain, allowed.until - now)
        if quota and not self.quotas.spend(quota):
            raise used_up(domain, quota.end.timestamp() - now)

    def _note(self, domain: Domain, headers: Mapping[str, str]) -> None:
        if found := allowance(headers, self.kept.clock()):
            self._recall(domain).allowed = found

    def _left(self, domain: Domain) -> int | None:
        quota = quota_of(domain, self.kept.clock())
        return self.quotas.left(quota) if quota else None

    def _recall(self, domain: Domain) -> Known:
        """A domain that was edited starts anew: what went wrong before says nothing about its new address."""
        known = self._known.get(domain.pk)
        if known is None or (known.domain.kind, known.domain.options) != (domain.kind, domain.options):
            known = self._known[domain.pk] = Known(domain, Breaker(service(domain)))
        if known.domain.credential != domain.credential:  # another key has its own allowance
            known.unusable, known.allowed = "", None
        known.domain = domain  # its quota may be another now
        return known

    async def _wait(self, work: Coroutine[Any, Any, Evidence], seconds: float | None, domain: Domain) -> Evidence:
        """Waits as long as the caller can. The call itself goes on, for the cache, until the domain's own timeout."""
        task = self._begin(work)
        try:
            done, _ = await asyncio.wait({task}, timeout=None if seconds is None else max(0.0, seconds))
        except asyncio.CancelledError:
            task.cancel()
            raise
        if not done:
            raise ProviderError(f"{service(domain)} did not answer in time.", "timeout")
        return task.result()

    def _begin(self, work: Coroutine[Any, Any, Evidence]) -> asyncio.Task[Evidence]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Evidence]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # seen here: a call that nobody waits for any more may fail in peace

    def _renew(self, call: Call, problem: Problem | None) -> None:
        """Exactly one renewal behind a stale answer, in all processes together; not while an error is fresh."""
        if problem and problem.until > self.kept.clock():
            return
        if self.kept.claim(call.key, call.domain.timeout):
            self._begin(self._flights.run(call.key, lambda: self._fetch(call, problem))).add_done_callback(
                lambda _task: self.kept.release(call.key)
            )

    async def _alone(self, call: Call, before: Problem | None) -> Evidence:
        """Asks the source, or waits for what another process that is asking it already keeps for all."""
        domain = call.domain
        if domain.fresh_for + domain.stale_for <= 0:  # nothing would be kept that one could wait for
            return await self._fetch(call, before)
        while not self.kept.claim(call.key, domain.timeout):  # a claim ends with its time, so this does too
            await asyncio.sleep(WATCH)
            if found := self._found(call, before):
                return found
        try:
            return self._found(call, before) or await self._fetch(call, before)
        finally:
            self.kept.release(call.key)

    def _found(self, call: Call, before: Problem | None) -> Evidence | None:
        """What has been kept meanwhile; raises ProviderError for what has gone wrong meanwhile."""
        kept, problem = self.kept.find(call.key)
        now = self.kept.clock()
        if kept and now - kept.at <= fresh_for(call.domain, kept.evidence):
            return kept.evidence
        if problem and problem != before and problem.until > now:
            raise ProviderError(problem.text, problem.kind, problem.until - now)
        return None

    async def _fetch(self, call: Call, before: Problem | None) -> Evidence:
        known, domain = self._recall(call.domain), call.domain
        breaker = known.breaker
        try:
            is_probe = breaker.check()
        except Open as error:
            since = f"{breaker.since.astimezone(call.lookup.now.tzinfo):%H:%M}"
            text = f"{service(domain)} has not been answering since {since}."
            raise ProviderError(text, "unreachable", error.retry_in) from error
        began, settled = time.monotonic(), False
        try:
            evidence = await ask(call)
            breaker.succeeded(time.monotonic() - began)
            settled, known.unusable = True, ""
        except ProviderError as error:
            self.kept.note(call.key, error, before)
            known.failed(error)
            if error.kind in OUTAGES and not isinstance(error, PluginMishap):
                breaker.failed(str(error), error.retry_after)
                settled = True
            raise
        finally:
            if is_probe and not settled:
                breaker.abandoned()
        seconds = fresh_for(domain, evidence) + domain.stale_for
        self.kept.keep(call.key, evidence, seconds, described(call.plugin, call.lookup))
        return evidence


async def ask(call: Call) -> Evidence:
    """Runs the provider within the domain's timeout; whatever goes wrong in it is a ProviderError."""
    name = service(call.domain)
    try:
        async with asyncio.timeout(call.domain.timeout):
            evidence = await call.plugin.run(call.lookup, call.options, call.reach())
    except ProviderError:
        raise
    except TimeoutError as error:
        raise ProviderError(f"{name} did not answer in time.", "timeout") from error
    except HttpError as error:
        raise told(error, name) from error
    except Exception as error:  # a foreign provider may raise anything; the other parts must go on
        # without the error's own text, which may hold an address with its key
        where = "".join(traceback.format_tb(error.__traceback__)[-3:])
        log.error("the provider %s failed with %s\n%s", call.domain.kind, type(error).__name__, where)
        raise PluginMishap(f"{name} could not make sense of that.", "broken") from error
    if not isinstance(evidence, Evidence):
        raise PluginMishap(f"{name} could not make sense of that.", "broken")
    return evidence if evidence.as_of else replace(evidence, as_of=call.lookup.now)
