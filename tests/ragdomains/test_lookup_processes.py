"""Looking up in several processes that share a cache: who asks, and what the others hear of it."""

import asyncio
from collections.abc import Iterator

import pytest

from ragdomains import stored
from ragdomains.lookup import Lookups
from tests.ragdomains.house import Clock, ask, memory, no_index, weather
from tests.stand_ins import OpenMeteo, local_http


@pytest.fixture(scope="module")
def source() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


async def test_equal_cold_questions_of_several_processes_cost_one_call(source: OpenMeteo) -> None:
    source.mode, source.delay = "slow", 0.2
    source.calls.clear()
    cache, http = memory(), local_http()
    processes = [Lookups(http, cache, no_index, Clock()) for _ in range(2)]
    row = weather(source, fresh_for=600, stale_for=3600)
    asking = (each.look_up(row, ask(f"question {number}")) for number in range(100) for each in processes)
    answers = await asyncio.gather(*asking)
    assert source.calls["forecast"] == 1
    assert {answer.cached for answer in answers} == {"live", "fresh"}
    await http.close()


async def test_what_goes_wrong_in_one_process_is_told_in_the_others(source: OpenMeteo) -> None:
    source.mode = "error"
    source.calls.clear()
    cache, http = memory(), local_http()
    processes = [Lookups(http, cache, no_index, Clock()) for _ in range(2)]
    row = weather(source, fresh_for=600, stale_for=3600)
    answers = await asyncio.gather(*(each.look_up(row, ask()) for each in processes), return_exceptions=True)
    assert source.calls["forecast"] == 1
    assert [str(answer) for answer in answers] == ["The weather service is out of order right now."] * 2
    await http.close()


async def test_a_process_that_died_while_asking_keeps_nobody_waiting(source: OpenMeteo) -> None:
    source.mode = "ok"
    cache, http = memory(), local_http()
    lookups = Lookups(http, cache, no_index, Clock())
    row = weather(source, fresh_for=600, stale_for=3600, timeout=1)
    assert lookups.kept.claim(stored.key(row, ask()), 1)
    assert (await lookups.look_up(row, ask())).cached == "live"
    await http.close()
