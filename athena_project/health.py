"""Liveness, readiness, health and metrics. Dependencies register a probe; this module knows none by name."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from athena_project.later import redis

UP, DEGRADED, DOWN = "up", "degraded", "down"
SECONDS = 3.0  # for one probe


@dataclass(frozen=True, slots=True)
class Health:
    """How one dependency is: up, degraded or down, since when, and what there is to say (without secrets)."""

    name: str
    state: str
    detail: str = ""
    since: datetime | None = None


Probe = Callable[[], Awaitable[list[Health]]]

_probes: dict[str, tuple[Probe, bool]] = {}
_last: dict[str, Health] = {}


def register(name: str, probe: Probe, *, needed: bool = False) -> None:
    """Adds a probe; what is `needed` makes the process unready while it is down."""
    _probes[name] = (probe, needed)


async def examined(name: str, probe: Probe) -> list[Health]:
    try:
        async with asyncio.timeout(SECONDS):
            return await probe()
    except TimeoutError:
        return [Health(name, DOWN, f"no answer within {SECONDS:.0f} s")]


async def gathered(*, needed_only: bool = False) -> list[Health]:
    """The state of every dependency, each with the moment since which it holds."""
    chosen = [(name, probe) for name, (probe, needed) in _probes.items() if needed or not needed_only]
    found = await asyncio.gather(*(examined(name, probe) for name, probe in chosen))
    return [since(health) for group in found for health in group]


def since(health: Health) -> Health:
    known = _last.get(health.name)
    begun = known.since if known and known.state == health.state else datetime.now(UTC)
    _last[health.name] = replace(health, since=begun)
    return _last[health.name]


def report() -> list[Health]:
    """The same for code that is not async, such as an admin page."""
    return async_to_sync(gathered)()


async def database() -> list[Health]:
    return [await sync_to_async(database_now)()]


def database_now() -> Health:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError as error:
        return Health("database", DOWN, type(error).__name__)
    return Health("database", UP, connection.vendor)


async def cache_round_trip() -> list[Health]:
    return [await sync_to_async(cache_now, thread_sensitive=False)()]


def cache_now() -> Health:
    token = datetime.now(UTC).isoformat()
    try:
        cache.set("athena:health", token, 10)
        same = cache.get("athena:health") is not None
    except (OSError, redis.RedisError) as error:
        return Health("cache", DOWN, type(error).__name__)
    return Health("cache", UP if same else DOWN, "Redis" if settings.REDIS_URL else "in process")


register("database", database, needed=True)
register("cache", cache_round_trip, needed=True)


async def livez(_request: HttpRequest) -> HttpResponse:
    """The process runs."""
    return HttpResponse("ok", content_type="text/plain")


async def lacking() -> list[str]:
    """What is down of that without which the process cannot answer: database, cache, retrieval."""
    return [health.name for health in await gathered(needed_only=True) if health.state == DOWN]


async def as_of_a_model_server(_request: HttpRequest) -> HttpResponse:
    """Whether it can answer, told as llama.cpp's server does: programs that start model servers wait for it."""
    down = await lacking()
    return JsonResponse({"status": "error" if down else "ok"}, status=503 if down else 200)


async def readyz(_request: HttpRequest) -> HttpResponse:
    """The process can answer: a database, a cache and a retrieval round trip."""
    down = await lacking()
    text = f"not ready: {', '.join(down)}" if down else "ready"
    return HttpResponse(text, status=503 if down else 200, content_type="text/plain")


async def healthz(request: HttpRequest) -> HttpResponse:
    """Every dependency; details only for those who may read metrics."""
    everything = await gathered()
    states = {health.state for health in everything}
    whole = DOWN if any(h.state == DOWN and _probes.get(h.name, (None, False))[1] for h in everything) else UP
    whole = DEGRADED if whole == UP and states != {UP} else whole
    open_eyes = may_look(request)
    rows = [
        {"name": h.name, "state": h.state, "since": h.since, **({"detail": h.detail} if open_eyes else {})}
        for h in everything
    ]
    return JsonResponse({"state": whole, "dependencies": rows}, status=503 if whole == DOWN else 200)


async def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format; from this machine, or with a key of the scope metrics."""
    if not may_look(request):
        return HttpResponse("An API key with the scope metrics is needed.\n", status=401, content_type="text/plain")
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def may_look(request: HttpRequest) -> bool:
    return bool(import_string(settings.METRICS_GUARD)(request))
