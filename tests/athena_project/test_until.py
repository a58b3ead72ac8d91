"""Waiting until a moment: ready work needs no timer, late work is cancelled, and hears of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from athena_project.until import until


def soon(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


async def after(seconds: float, said: str, heard: list[str] | None = None) -> str:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        if heard is not None:
            heard.append("cancelled")
        raise
    return said


async def test_what_lies_ready_comes_also_past_the_moment() -> None:
    queue: asyncio.Queue[str] = asyncio.Queue()
    queue.put_nowait("ready")
    assert await until(soon(-1), queue.get()) == "ready"


async def test_what_comes_in_time_comes_after_however_many_waits() -> None:
    async def twice() -> str:
        return await after(0.001, "one, ") + await after(0, "two")

    assert await until(soon(30), twice()) == "one, two"


async def test_past_the_moment_the_work_is_cancelled() -> None:
    heard: list[str] = []
    with pytest.raises(TimeoutError):
        await until(soon(0.01), after(30, "late", heard))
    assert heard == ["cancelled"]


async def test_a_cancelled_waiter_cancels_the_work() -> None:
    heard: list[str] = []
    task = asyncio.create_task(until(soon(30), after(30, "never", heard)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["cancelled"]


async def test_what_the_work_raises_is_raised_ready_or_not() -> None:
    async def one() -> AsyncIterator[int]:
        await asyncio.sleep(0)
        yield 1

    numbers = aiter(one())
    assert await until(soon(30), anext(numbers)) == 1
    with pytest.raises(StopAsyncIteration):
        await until(soon(30), anext(numbers))
