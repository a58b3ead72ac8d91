"""Equal cold questions in two processes, and what an answer from the cache costs in process and by Redis."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import django
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from benchmarks.hot_path import call
from benchmarks.served import serving
from tests.acceptance.served import Served
from tests.real_servers import start
from tests.stand_ins import OpenMeteo, local_http

QUESTION = "What's the weather in Boston tomorrow?"
ALL = 500  # questions
HITS = 500


def main() -> None:
    full = start(Path(tempfile.mkdtemp()))
    for name, extra, most in (("without Redis", {}, 2), ("with Redis", full, 1)):
        calls = cold(extra)
        print(f"{f'{ALL} equal cold questions on two processes, {name}':60} {calls} calls (at most {most})")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    caches: dict[str, Callable[[], tuple[BaseCache, int]]] = {
        "in process": lambda: (LocMemCache("lookups", {}), 1),
        "by Redis": lambda: (RedisCache(full["REDIS_URL"], {}), 3),
    }
    for name, made in caches.items():
        cache, most = made()
        print(f"{f'an answer from the cache, {name}':60} {asyncio.run(hit(cache)):.2f} ms (at most {most})")


def cold(extra: dict[str, str]) -> int:
    """How often the source is asked when two processes that know nothing are asked the same at once."""
    with OpenMeteo(mode="slow", delay=1.0) as weather:
        row = {"name": "weather", "title": "the weather", "kind": "open_meteo", "options": weather.options}
        house = {"name": "house", "max_parallel": ALL}
        rows = {"ragdomains.domain": [row], "athena_project.housesettings": [house]}
        with serving(rows, extra) as (server, key):
            server.manage("allow_egress", "127.0.0.1")
            second = Served(server.data, server.extra).start()
            try:
                time.sleep(2)
                asyncio.run(asked((server.url, second.url), key))
            finally:
                second.stop()
        return weather.calls["forecast"]


async def asked(urls: tuple[str, str], key: str) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=ALL)) as session:
        answers = await asyncio.gather(*(call(session, urls[at % 2], key, QUESTION) for at in range(ALL)))
    assert all("Boston" in answer for answer in answers), set(answers)


async def hit(cache: BaseCache) -> float:
    """Milliseconds of a look-up that the cache answers."""
    from ragdomains.lookup import Lookups  # noqa: PLC0415 Django must be set up before the apps are imported
    from ragdomains.models import Domain  # noqa: PLC0415
    from ragdomains.types import Lookup, Spot  # noqa: PLC0415

    with OpenMeteo() as weather:
        http = local_http()
        lookups = Lookups(http, cache, lambda _pk: none_found)
        row = Domain(pk=1, name="weather", title="the weather", kind="open_meteo", options=weather.options)
        asking = Lookup("now", "how is the weather", datetime.now(UTC), Spot("Oslo", 59.91, 10.75, "Europe/Oslo"))
        await lookups.look_up(row, asking)
        begun = time.perf_counter()
        for _ in range(HITS):
            assert (await lookups.look_up(row, asking)).cached == "fresh"
        took = time.perf_counter() - begun
        await http.close()
    return took / HITS * 1000


async def none_found(text: str, limit: int, *_: object) -> list[object]:
    return []
