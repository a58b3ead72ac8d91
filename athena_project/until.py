"""Waits until a moment, and sets a timer only where something has to be waited for at all."""

import asyncio
from collections.abc import Awaitable, Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


async def until(moment: float, work: Awaitable[T]) -> T:
    """What it comes to; raises TimeoutError past the moment of the running loop's clock.

    Most of what is waited for lies ready, as bytes in a buffer or room in a socket: a timer costs more than that.
    """
    steps = work.__await__()
    try:
        waited = steps.send(None)
    except StopIteration as done:
        found: T = done.value
        return found
    async with asyncio.timeout_at(moment):
        return await _Rest(steps, waited)


class _Rest(Generic[T]):
    """What is left of a piece of work that waits for the first time, and what it waits for."""

    __slots__ = ("_steps", "_waited")

    def __init__(self, steps: Generator[Any, Any, T], waited: object) -> None:
        self._steps = steps
        self._waited = waited

    def __await__(self) -> Generator[Any, Any, T]:
        steps, waited = self._steps, self._waited
        while True:
            try:
                try:
                    yield waited
                except BaseException as error:  # noqa: BLE001 a cancellation too is for the work to hear
                    waited = steps.throw(error)
                else:
                    waited = steps.send(None)
            except StopIteration as done:
                found: T = done.value
                return found
