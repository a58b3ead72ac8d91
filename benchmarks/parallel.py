"""Forty one-second model answers at once against one of them, on the embedded and on the full profile."""

import asyncio
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.hot_path import call
from benchmarks.served import serving
from tests.real_servers import start

SLOW = {"inference.llm": [{"name": "slow", "kind": "echo", "priority": 1, "options": {"delay_seconds": 1.0}}]}
QUESTION = "Tell me a story about a fox."
MANY = 40


def main() -> None:
    profiles: dict[str, dict[str, str]] = {"embedded": {}, "full": start(Path(tempfile.mkdtemp()))}
    for name, extra in profiles.items():
        with serving(SLOW, extra) as (server, key):
            time.sleep(2)
            one, many = asyncio.run(measure(server.url, key))
        print(f"{name}: one {one:.2f} s, {MANY} at once {many:.2f} s, ratio {many / one:.2f} (at most 1.5)")


async def measure(url: str, key: str) -> tuple[float, float]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=MANY)) as session:
        await call(session, url, key, QUESTION)
        one = await timed(call(session, url, key, QUESTION))
        many = await timed(*(call(session, url, key, QUESTION) for _ in range(MANY)))
    return one, many


async def timed(*calls: object) -> float:
    begun = time.perf_counter()
    await asyncio.gather(*calls)  # type: ignore[call-overload]  # coroutines
    return time.perf_counter() - begun
