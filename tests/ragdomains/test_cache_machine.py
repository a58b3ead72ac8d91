"""The cache of look-ups against its rules written out naively, in virtual time: fresh, stale, failed, forgotten."""

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache.backends.base import BaseCache
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from pydantic import BaseModel

from athena_project.http import Http
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.stored import key
from ragdomains.types import Evidence, Fact, Lookup, ProviderError
from tests.ragdomains.house import Clock, ask, no_index

KIND = "counting_source"
FRESH, STALE = 60.0, 600.0
MISSING, FIRST = 30.0, 1.0  # s that an unknown thing, and a first error, are remembered
PLACES = st.sampled_from(["Oslo", "Bergen"])


class NoOptions(BaseModel):
    """A source that counts."""


@dataclass
class Source:
    """What the source does next, and how often it was asked."""

    mode: str = "ok"
    calls: int = 0

    async def answer(self) -> Evidence:
        self.calls += 1
        number = self.calls
        await asyncio.sleep(0)
        if self.mode != "ok":
            raise ProviderError(f"It is {self.mode}.", self.mode)
        return Evidence((Fact("number", number),), answer="number")


SOURCE = Source()


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    providers.load()

    @providers.register(KIND, NoOptions, network=True)
    async def counting(lookup: Lookup, options: NoOptions, reach: Reach) -> Evidence:
        return await SOURCE.answer()

    yield
    del providers.kinds[KIND]


class Timed(BaseCache):
    """A cache whose entries end by the clock of the test."""

    def __init__(self, clock: Clock) -> None:
        super().__init__({})
        self.clock = clock
        self.held: dict[str, tuple[object, float]] = {}

    def add(self, key: str, value: object, timeout: float | None = 300, version: int | None = None) -> bool:
        if self.get(key) is not None:
            return False
        self.set(key, value, timeout)
        return True

    def get(self, key: str, default: object = None, version: int | None = None) -> object:
        value, until = self.held.get(key, (default, 0.0))
        return value if until > self.clock() else default

    def set(self, key: str, value: object, timeout: float | None = 300, version: int | None = None) -> None:
        self.held[key] = (value, self.clock() + (timeout if timeout is not None else 1e12))

    def delete(self, key: str, version: int | None = None) -> bool:
        return self.held.pop(key, None) is not None


@dataclass
class Expected:
    """What is known of one question: the number that was answered, since when; until when it is not asked again."""

    number: int = 0
    at: float = -1e12
    quiet_until: float = -1e12
    failures: int = 0


class CacheMachine(RuleBasedStateMachine):
    """Asks, lets time pass, lets the source fail and forgets; says each time what must come back."""

    def __init__(self) -> None:
        super().__init__()
        SOURCE.mode, SOURCE.calls = "ok", 0
        self.clock = Clock()
        self.lookups = Lookups(Http(lambda: ()), Timed(self.clock), no_index, self.clock)
        self.domain = Domain(pk=3, name=uuid.uuid4().hex, title="it", kind=KIND, fresh_for=FRESH, stale_for=STALE)
        self.known = {name: Expected() for name in ("Oslo", "Bergen")}

    def question(self, place: str) -> Lookup:
        return ask(slots={"place": place})

    async def asked(self, place: str) -> tuple[str, int]:
        try:
            found = await self.lookups.look_up(self.domain, self.question(place))
        except ProviderError as error:
            return error.kind, 0
        number = found.facts[0].value
        assert isinstance(number, int)
        return found.cached, number

    def failed(self, known: Expected) -> None:
        """What the source's failure leaves behind."""
        known.failures += 1
        pause = MISSING if SOURCE.mode == "missing" else min(5.0, FIRST * 2 ** (known.failures - 1))
        known.quiet_until = self.clock() + pause

    def fetched(self, known: Expected) -> None:
        if SOURCE.mode != "ok":
            self.failed(known)
            return
        known.number, known.at, known.failures, known.quiet_until = SOURCE.calls, self.clock(), 0, -1e12

    @rule(seconds=st.sampled_from([0.5, 1.5, 6.0, 31.0, 61.0, 300.0, 700.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock.seconds += seconds
        for known in self.known.values():
            if self.clock() > known.quiet_until + 60.0:
                known.failures = 0  # an error is no longer one in a row

    @rule(mode=st.sampled_from(["ok", "ok", "missing", "refused"]))
    def the_source_changes(self, mode: str) -> None:
        SOURCE.mode = mode

    @rule(place=PLACES, together=st.integers(1, 4))
    def somebody_asks(self, place: str, together: int) -> None:
        """However many ask at once, the source is asked once at most, and all hear the same."""
        known, before = self.known[place], SOURCE.calls

        async def all_at_once() -> set[tuple[str, int]]:
            said = set(await asyncio.gather(*(self.asked(place) for _ in range(together))))
            await self.lookups.settle()
            return said

        said = asyncio.run(all_at_once())
        assert len(said) == 1 and SOURCE.calls - before <= 1
        self.judge(said.pop(), known, SOURCE.calls - before)

    def judge(self, said: tuple[str, int], known: Expected, calls: int) -> None:
        age, quiet = self.clock() - known.at, known.quiet_until > self.clock()
        if age <= FRESH:
            assert (said, calls) == (("fresh", known.number), 0)
        elif age <= FRESH + STALE:
            assert (said, calls) == (("stale", known.number), 0 if quiet else 1)
            if calls:
                self.fetched(known)
        elif quiet:
            assert calls == 0 and said[0] in {"missing", "refused"}
        else:
            assert calls == 1
            assert said == (("live", SOURCE.calls) if SOURCE.mode == "ok" else (SOURCE.mode, 0))
            self.fetched(known)

    @rule(place=PLACES)
    def one_answer_is_forgotten(self, place: str) -> None:
        self.lookups.kept.forget(key(self.domain, self.question(place)))
        self.known[place] = Expected()

    @rule()
    def the_domain_is_forgotten(self) -> None:
        """What is kept is not seen any more; what went wrong a moment ago is no answer and stays until it is over."""
        self.lookups.kept.purge(self.domain.pk)
        for place, known in self.known.items():
            if self.clock() - known.at <= FRESH + STALE:
                self.known[place] = Expected()
        self.clock.seconds += 0.001

    @invariant()
    def nothing_older_than_fresh_and_stale_is_kept_as_an_answer(self) -> None:
        for place, known in self.known.items():
            kept, _ = self.lookups.kept.find(key(self.domain, self.question(place)))
            assert kept is None or self.clock() - kept.at <= FRESH + STALE
            assert kept is None or kept.evidence.facts[0].value == known.number


TestCache = CacheMachine.TestCase
TestCache.settings = settings(max_examples=15, stateful_step_count=25)
