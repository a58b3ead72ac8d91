"""Equal work runs once, for all who ask while it is under way."""

import asyncio
import contextlib
import gc
import threading

import pytest

from athena_project.breaker import SingleFlight


class Work:
    """Counts how often it was begun, finished and cancelled; runs until released."""

    def __init__(self, error: Exception | None = None) -> None:
        self.begun = self.finished = self.cancelled = 0
        self.error = error
        self.release = asyncio.Event()

    async def __call__(self) -> str:
        self.begun += 1
        try:
            await self.release.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        self.finished += 1
        if self.error:
            raise self.error
        return "answer"


async def start(flights: SingleFlight[str], work: Work, count: int, key: str = "k") -> list[asyncio.Task[str]]:
    waiters = [asyncio.create_task(flights.run(key, lambda: work())) for _ in range(count)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return waiters


async def test_equal_work_runs_once_for_all_who_ask() -> None:
    flights, work = SingleFlight[str](), Work()
    waiters = await start(flights, work, 500)
    work.release.set()
    assert await asyncio.gather(*waiters) == ["answer"] * 500
    assert work.begun == 1


async def test_other_keys_and_later_calls_run_by_themselves() -> None:
    flights, work = SingleFlight[str](), Work()
    waiters = await start(flights, work, 2) + await start(flights, work, 2, key="other")
    work.release.set()
    await asyncio.gather(*waiters)
    await flights.run("k", lambda: work())
    assert work.begun == 3


async def test_an_error_is_shared_and_not_kept() -> None:
    flights, work = SingleFlight[str](), Work(LookupError("no such place"))
    waiters = await start(flights, work, 3)
    work.release.set()
    results = await asyncio.gather(*waiters, return_exceptions=True)
    assert [str(result) for result in results] == ["no such place"] * 3
    work.error = None
    assert await flights.run("k", lambda: work()) == "answer"


@pytest.mark.parametrize("leaving", [0, 1, 2])
async def test_one_who_leaves_does_not_disturb_the_others(leaving: int) -> None:
    flights, work = SingleFlight[str](), Work()
    waiters = await start(flights, work, 3)
    waiters.pop(leaving).cancel()
    await asyncio.sleep(0)
    work.release.set()
    assert await asyncio.gather(*waiters) == ["answer", "answer"]
    assert (work.begun, work.cancelled) == (1, 0)


async def test_the_work_ends_when_all_have_left() -> None:
    flights, work = SingleFlight[str](), Work()
    waiters = await start(flights, work, 3)
    for waiter in waiters:
        waiter.cancel()
    await asyncio.gather(*waiters, return_exceptions=True)
    await asyncio.sleep(0)
    assert (work.begun, work.finished, work.cancelled) == (1, 0, 1)


async def test_who_comes_after_all_have_left_gets_work_of_its_own() -> None:
    flights, work = SingleFlight[str](), Work()
    [waiter] = await start(flights, work, 1)
    waiter.cancel()
    await asyncio.sleep(0)
    work.release.set()
    assert await flights.run("k", lambda: work()) == "answer"
    assert work.begun == 2


async def test_a_deadline_of_one_waiter_is_its_own() -> None:
    flights, work = SingleFlight[str](), Work()
    [patient] = await start(flights, work, 1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await flights.run("k", lambda: work())
    work.release.set()
    assert await patient == "answer"


async def test_an_error_that_everybody_left_behind_is_not_reported_as_forgotten() -> None:
    reports: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: reports.append(context))
    flights = SingleFlight[str]()

    async def work() -> str:
        try:
            await asyncio.sleep(60)
        finally:
            raise LookupError("failed while it was being cancelled")

    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(flights.run("k", work), 0.01)
    await asyncio.sleep(0)
    gc.collect()
    assert reports == []


def test_loops_of_other_threads_have_flights_of_their_own() -> None:
    flights = SingleFlight[int]()
    results: list[int] = []

    async def work() -> int:
        await asyncio.sleep(0.02)
        return threading.get_ident()

    def ask() -> None:
        results.append(asyncio.run(flights.run("k", work)))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(results)) == 3
