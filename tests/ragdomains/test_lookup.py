"""Looking up: what the cache answers, how often the source is asked, and what is said when it fails."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache.backends.redis import RedisCache
from pydantic import BaseModel

from athena_project.http import Http
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Spot
from tests.ragdomains.house import HOME, NOW, Clock, House, ask, memory, no_index, weather
from tests.stand_ins import OpenMeteo, local_http, wait_for


@pytest.fixture(scope="module")
def source() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@pytest.fixture
async def house(source: OpenMeteo) -> AsyncIterator[House]:
    source.mode, source.only, source.delay = "ok", "", 0.2
    source.calls.clear()
    http, clock = local_http(), Clock()
    house = House(source, clock, Lookups(http, memory(), no_index, clock))
    yield house
    await house.settle()
    await http.close()


async def test_a_fresh_answer_comes_from_the_cache(house: House) -> None:
    live = await house.look_up(ask("what is the weather like"))
    house.clock.seconds += 599
    fresh = await house.look_up(ask("and outside?", now=NOW + timedelta(minutes=9)))
    assert (live.cached, fresh.cached) == ("live", "fresh")
    assert replace(fresh, cached="live") == live
    assert house.server.calls["forecast"] == 1


async def test_a_stale_answer_is_served_at_once_with_one_renewal_behind_it(house: House) -> None:
    await house.look_up()
    house.clock.seconds += 601
    house.server.mode, house.server.delay = "slow", 1.0
    began = time.perf_counter()
    answers = [await house.look_up() for _ in range(20)]
    assert time.perf_counter() - began < house.server.delay
    assert {answer.cached for answer in answers} == {"stale"}
    await house.settle()
    assert house.server.calls["forecast"] == 2
    assert (await house.look_up()).cached == "fresh"


async def test_older_than_stale_is_not_served(house: House) -> None:
    await house.look_up()
    house.clock.seconds += 600 + 3600 + 1
    assert (await house.look_up()).cached == "live"
    house.clock.seconds += 600 + 3600 + 1
    house.server.mode = "error"
    with pytest.raises(ProviderError):
        await house.look_up()


async def test_500_equal_cold_questions_cost_one_call(house: House) -> None:
    house.server.mode = "slow"
    answers = await asyncio.gather(*(house.look_up(ask(f"question {number}")) for number in range(500)))
    assert house.server.calls["forecast"] == 1
    assert {answer.facts[0] for answer in answers} == {answers[0].facts[0]}


SOON = 0.4  # seconds, for what never answers; all else may take as long as a busy machine needs
FAILURES = [
    ("error", "unreachable", "The weather service is out of order right now."),
    ("bad", "refused", "The weather service refused the request."),
    ("limited", "limited", "The weather service has been asked too often. Please try again later."),
    ("refused", "refused", "The weather service refused the request. Its key may be missing or wrong."),
    ("hang", "timeout", "The weather service did not answer in time."),
    ("html", "broken", "The weather service gave an answer that makes no sense."),
    ("shape", "broken", "The weather service gave an answer that makes no sense."),
    ("empty", "broken", "The weather service gave an answer that makes no sense."),
    ("nulls", "broken", "The weather service has nothing about Oslo for today."),
    ("junk", "broken", "The weather service has nothing about Oslo for today."),
    ("huge", "broken", "The weather service gave an answer that makes no sense."),
    ("cut", "broken", "The weather service gave an answer that makes no sense."),
]


@pytest.mark.parametrize(("mode", "kind", "text"), FAILURES)
async def test_a_failing_source_is_a_spoken_error_of_its_kind(house: House, mode: str, kind: str, text: str) -> None:
    house.server.mode, house.domain.timeout = mode, SOON if mode == "hang" else house.domain.timeout
    with pytest.raises(ProviderError) as caught:
        await house.look_up()
    assert (caught.value.kind, str(caught.value)) == (kind, text)


@pytest.mark.parametrize("mode", [mode for mode, _, _ in FAILURES])
async def test_a_failed_renewal_leaves_the_cache_as_it_was(house: House, mode: str) -> None:
    live = await house.look_up()
    house.clock.seconds += 700
    house.server.mode, house.domain.timeout = mode, SOON if mode == "hang" else house.domain.timeout
    assert (await house.look_up()).cached == "stale"
    await house.settle()
    assert house.server.calls["forecast"] == 2
    assert replace(await house.look_up(), cached="live") == live


async def test_a_failed_renewal_is_not_tried_again_at_once(house: House) -> None:
    await house.look_up()
    house.clock.seconds += 700
    house.server.mode = "error"
    for _ in range(5):
        await house.look_up()
        await house.settle()
    assert house.server.calls["forecast"] == 2


async def test_the_source_s_own_waiting_time_is_told(house: House) -> None:
    house.server.mode = "limited"
    with pytest.raises(ProviderError) as caught:
        await house.look_up()
    assert caught.value.retry_after == 7


async def test_errors_are_remembered_for_a_moment_that_grows(house: House) -> None:
    house.server.mode = "bad"  # no outage, so that the breaker stays closed
    asked = []
    for wait in (0, 0.5, 0.6, 1.0, 1.1, 3.0, 1.1):
        house.clock.seconds += wait
        with pytest.raises(ProviderError):
            await house.look_up()
        asked.append(house.server.calls["forecast"])
    assert asked == [1, 1, 2, 2, 3, 3, 4]


async def test_an_unknown_thing_stays_unknown_for_half_a_minute(house: House) -> None:
    asked = []
    for wait in (0, 29, 2):
        house.clock.seconds += wait
        with pytest.raises(ProviderError, match="Blorgville") as caught:
            await house.look_up(ask(spot=Spot("Blorgville")))
        asked.append(house.server.calls["geocoding"])
    assert caught.value.kind == "missing"
    assert asked == [1, 1, 2]


async def test_a_source_that_is_down_is_left_alone(house: House) -> None:
    house.server.mode = "error"
    for degree in range(5):
        with pytest.raises(ProviderError) as caught:
            await house.look_up(ask(spot=replace(HOME, latitude=float(degree))))
    assert house.server.calls["forecast"] == 3
    assert str(caught.value).startswith("The weather service has not been answering since ")
    assert house.lookups.health()[0][:2] == ("domain weather", "down")


async def test_an_edited_domain_is_asked_anew(house: House) -> None:
    house.server.mode = "error"
    for degree in range(4):
        with pytest.raises(ProviderError):
            await house.look_up(ask(spot=replace(HOME, latitude=float(degree))))
    house.server.mode = "ok"
    house.domain = weather(house.server, options=house.server.options | {"timeout": 4})
    assert (await house.look_up()).cached == "live"


async def test_a_caller_in_a_hurry_leaves_and_the_cache_is_filled_behind_him(house: House) -> None:
    house.server.mode, house.server.delay = "slow", 1.0
    began = time.perf_counter()
    with pytest.raises(ProviderError) as caught:
        await house.look_up(seconds=0.05)
    assert caught.value.kind == "timeout"
    assert time.perf_counter() - began < house.server.delay
    await house.settle()
    assert (await house.look_up()).cached == "fresh"


async def test_a_caller_who_goes_away_ends_the_call(house: House) -> None:
    house.server.mode = "hang"
    task = asyncio.create_task(house.look_up())
    await asyncio.to_thread(wait_for, lambda: house.server.calls["forecast"] == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(house.settle(), 1)


async def test_an_address_that_is_not_allowed_is_blocked_and_allowed_at_the_next_question(house: House) -> None:
    closed = Http(lambda: ())
    house.lookups.http = closed
    with pytest.raises(ProviderError) as caught:
        await house.look_up()
    await closed.close()
    house.lookups.http = http = local_http()
    assert caught.value.kind == "blocked"
    assert (await house.look_up()).cached == "live"
    await http.close()


async def test_a_cache_that_is_down_is_an_empty_one(house: House) -> None:
    house.lookups.kept.cache = RedisCache("redis://127.0.0.1:1", {"OPTIONS": {"socket_connect_timeout": 0.1}})
    assert [(await house.look_up()).cached for _ in range(2)] == ["live", "live"]


async def test_a_damaged_entry_is_not_there(house: House) -> None:
    await house.look_up()
    cache = house.lookups.kept.cache
    for name in list(cache._cache):  # type: ignore[attr-defined]
        cache.set(name.split(":", 2)[2], b"1800000000 {not json")
    assert (await house.look_up()).cached == "live"


async def test_health_tells_how_a_domain_is(house: House) -> None:
    await house.look_up()
    await house.look_up()
    name, state, detail = house.lookups.health()[0]
    assert (name, state) == ("domain weather", "up")
    assert "1 of 2 from the cache" in detail


class NoOptions(BaseModel):
    """A provider of the tests."""


@pytest.fixture
def foreign() -> Iterator[dict[str, Any]]:
    """A foreign provider that does what a test puts into `act`."""
    providers.load()
    acts: dict[str, Any] = {}

    @providers.register("foreign", NoOptions, network=True)
    async def run(lookup: Lookup, options: NoOptions, reach: Reach) -> Any:
        return acts["act"](reach)

    yield acts
    del providers.kinds["foreign"]


def fail(error: Exception) -> Any:
    def act(reach: Reach) -> None:
        raise error

    return act


@pytest.mark.parametrize(
    "act", [fail(KeyError("hush-hush")), fail(RuntimeError("hush-hush")), lambda reach: "no evidence"]
)
async def test_a_foreign_provider_s_mistake_harms_nobody(
    house: House, foreign: dict[str, Any], act: Any, caplog: pytest.LogCaptureFixture
) -> None:
    foreign["act"] = act
    house.domain = Domain(pk=9, name="odd", title="oddities", kind="foreign", options={})
    with pytest.raises(ProviderError) as caught:
        await house.look_up(secret="hush-hush")
    assert caught.value.kind == "broken"
    assert "hush-hush" not in caplog.text + str(caught.value)
    assert house.lookups.health()[0][1] == "up"


async def test_text_that_is_no_unicode_is_answered_but_not_kept(house: House, foreign: dict[str, Any]) -> None:
    foreign["act"] = lambda reach: Evidence((Fact("name", "\ud800"),))
    house.domain = Domain(pk=9, name="odd", title="oddities", kind="foreign", options={})
    answers = [(await house.look_up(ask(spot=Spot("\ud800")))).cached for _ in range(2)]
    assert answers == ["live", "live"]


async def test_the_provider_gets_its_secret_and_when_it_was_asked_is_noted(
    house: House, foreign: dict[str, Any]
) -> None:
    foreign["act"] = lambda reach: Evidence((Fact("secret", reach.secret),))
    house.domain = Domain(pk=9, name="odd", title="oddities", kind="foreign", options={})
    evidence = await house.look_up(secret="pst")
    assert (evidence.facts[0].value, evidence.as_of) == ("pst", NOW)


@pytest.mark.parametrize(("kind", "options"), [("no_such_kind", {}), ("open_meteo", {"base_url": "ftp://x"})])
async def test_a_domain_that_is_set_up_wrongly_says_so(house: House, kind: str, options: dict[str, str]) -> None:
    house.domain = Domain(pk=9, name="odd", title="the weather", kind=kind, options=options)
    with pytest.raises(ProviderError, match="not set up correctly") as caught:
        await house.look_up()
    assert caught.value.kind == "setup"


async def test_what_needs_no_network_is_never_cached(house: House) -> None:
    house.domain = Domain(pk=4, name="clock", title="the clock", kind="clock", options={})
    times = [await house.look_up(ask(ask="time", now=NOW + timedelta(hours=hour))) for hour in range(2)]
    assert [evidence.values["time"] for evidence in times] == ["15:05", "16:05"]
    assert house.lookups.health() == []


async def test_an_answer_may_say_itself_how_long_it_is_fresh(house: House, foreign: dict[str, Any]) -> None:
    foreign["act"] = lambda reach: Evidence((Fact("score", 3),), source="The referee", fresh_for=30)
    house.domain = Domain(pk=9, name="games", title="games", kind="foreign", options={}, fresh_for=600, stale_for=60)
    await house.look_up()
    house.clock.seconds += 29
    assert (await house.look_up()).cached == "fresh"
    house.clock.seconds += 2
    assert (await house.look_up()).cached == "stale"
    await house.settle()
    house.clock.seconds += 30 + 60 + 1
    assert (await house.look_up()).cached == "live"


async def test_a_domain_that_is_kept_in_the_house_asks_nobody_outside(house: House) -> None:
    outside = {**house.server.options, "base_url": "http://93.184.216.34:9"}
    house.domain = weather(house.server, local_only=True, options=outside)
    with pytest.raises(ProviderError) as caught:
        await house.look_up()
    assert caught.value.kind == "blocked"
    taken = house.lookups.http.ledger.take()
    assert [(purpose, host, name) for ((_, purpose, host), name), count in taken.items() if count] == [
        ("domain weather", "93.184.216.34:9", "refused")
    ]
    house.domain = weather(house.server, local_only=True)
    assert (await house.look_up()).cached == "live"  # an egress rule names this machine


async def test_a_purged_domain_is_asked_again_and_no_other(house: House) -> None:
    other = weather(house.server, pk=4, fresh_for=600)
    await house.look_up()
    await house.lookups.look_up(other, ask())
    house.clock.seconds += 1
    house.lookups.kept.purge(3)
    assert (await house.lookups.look_up(other, ask())).cached == "fresh"
    house.clock.seconds += 1
    assert (await house.look_up()).cached == "live"
    assert (await house.look_up()).cached == "fresh"


async def test_a_domain_whose_last_call_failed_is_not_called_up(house: House) -> None:
    house.server.mode = "error"
    with pytest.raises(ProviderError):
        await house.look_up()
    name, state, detail = house.lookups.health()[0]
    assert state == "degraded" and "(tried " in detail and "has never answered" in detail
    house.server.mode = "ok"
    house.clock.seconds += 5
    await house.look_up()
    assert house.lookups.health()[0][1] == "up" and "last failure" in house.lookups.health()[0][2]


async def test_health_says_what_keeps_a_domain_from_being_used_until_it_is_mended(house: House) -> None:
    house.domain = Domain(pk=3, name="papers", title="the papers", kind="newsapi", options={"base_url": "x"})
    with pytest.raises(ProviderError, match="not set up correctly"):
        await house.look_up()
    unusable = "cannot be used: The papers service is not set up correctly"
    assert house.lookups.health()[0][1:] == ("degraded", unusable)
    house.domain.options = {}
    with pytest.raises(ProviderError, match="needs a key"):
        await house.look_up()
    assert "cannot be used: NewsAPI needs a key." in house.lookups.health()[0][2]
    house.domain = weather(house.server)
    await house.look_up()
    assert house.lookups.health()[0][1] == "up" and "cannot be used" not in house.lookups.health()[0][2]


async def test_what_asks_no_network_is_told_of_only_while_its_options_do_not_fit(house: House) -> None:
    house.domain = Domain(pk=9, name="papers", title="the papers", kind="documents", options={"limit": 0})
    with pytest.raises(ProviderError, match="not set up correctly"):
        await house.look_up()
    assert house.lookups.health()[0][1] == "degraded"
    house.domain.options = {}
    with pytest.raises(ProviderError, match="nothing about that"):
        await house.look_up()
    assert house.lookups.health() == []
