"""Stand-ins for the world outside: a local Open-Meteo that answers for a few places, counts calls and can misbehave."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from zoneinfo import ZoneInfo

from aiohttp import web

from athena_project.http import Allowed, Http
from tests.threaded import Threaded
from tests.weather_table import PLACES, Row, aggregate, converted, near, nearest, wanted_days, weather

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class OpenMeteo(Threaded):
    """`with OpenMeteo() as server:` answers at `server.url` for geocoding, forecast and air quality alike.

    It runs in a thread of its own, so that sync and async tests and child processes can ask it. `mode` makes it
    misbehave from the next call on: error (500), bad (400), limited (429), refused (403), slow (sleeps `delay`), hang,
    html, shape (a list), empty ({}), nulls, short (lists that end early), junk (values of wrong types), huge, cut.
    `only` restricts the mode to one of geocoding, forecast, air. `changes` overrides values by the API's names.
    `now` freezes its clock. `calls` counts by endpoint, `asked` keeps the queries, `headers` go with each answer.
    """

    mode: str = "ok"
    only: str = ""
    delay: float = 0.2
    now: datetime | None = None
    changes: dict[str, object] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def options(self) -> dict[str, str]:
        """The options of a domain row that make it ask here."""
        return {"base_url": self.url, "geocoding_url": self.url, "air_url": self.url}

    def routes(self, app: web.Application) -> None:
        app.router.add_get("/v1/search", self._guarded("geocoding", self._search))
        app.router.add_get("/v1/forecast", self._guarded("forecast", self._forecast))
        app.router.add_get("/v1/air-quality", self._guarded("air", self._forecast))

    def _guarded(self, name: str, answer: Callable[[Mapping[str, str]], dict[str, object]]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            self.calls[name] += 1
            self.asked.append(dict(request.query))
            mode = self.mode if self.only in {"", name} else "ok"
            if (response := await self._misbehave(mode, request)) is not None:
                return response
            try:
                body = answer(request.query)
            except (KeyError, ValueError) as error:
                return web.json_response({"error": True, "reason": str(error)}, status=400)
            return web.json_response(spoiled(body, mode), headers=self.headers)

        return handle

    async def _misbehave(self, mode: str, request: web.Request) -> web.StreamResponse | None:
        if mode in {"slow", "hang"}:
            await asyncio.sleep(self.delay if mode == "slow" else 3600)
        if mode == "cut":
            return await cut(request)
        statuses = {"error": 500, "bad": 400, "limited": 429, "refused": 403}
        if mode in statuses:
            headers = {"Retry-After": "7"} if mode == "limited" else {}
            body = {"error": True, "reason": "Minutely API request limit exceeded. Please try again in one minute."}
            return web.json_response(body, status=statuses[mode], headers=headers)
        bodies = {"html": "<html><h1>Bad gateway</h1></html>", "shape": "[1, 2]", "empty": "{}"}
        if mode == "huge":
            return web.Response(text='{"x": "' + "y" * 20_000_000 + '"}', content_type="application/json")
        return web.Response(text=bodies[mode]) if mode in bodies else None

    def _search(self, query: Mapping[str, str]) -> dict[str, object]:
        name = query["name"].casefold()
        found = [p for p in PLACES if near(name, p[0].casefold())]
        found.sort(key=lambda p: -p[7])
        keys = ("name", "admin1", "country", "country_code", "latitude", "longitude", "timezone", "population")
        results = [dict(zip(keys, p, strict=True), id=n + 1, feature_code="PPL") for n, p in enumerate(found)]
        body: dict[str, object] = {"generationtime_ms": 0.5}
        # the real one leaves the key out when nothing is found
        return {"results": results[: int(query.get("count", "10"))], **body} if results else body

    def _forecast(self, query: Mapping[str, str]) -> dict[str, object]:
        latitude, longitude = float(query["latitude"]), float(query["longitude"])
        place = nearest(latitude, longitude)
        zone = ZoneInfo(place[6] if query.get("timezone") == "auto" else query.get("timezone", "GMT"))
        local = (self.now or datetime.now(UTC)).astimezone(zone)
        days = wanted_days(query, local.date())
        value = self._valuer(place, query)
        body = heading(latitude, longitude, local)
        if names := query.get("current"):
            moment = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
            values = {name: value(name, [moment]) for name in names.split(",")}
            body["current"] = {"time": f"{moment:%Y-%m-%dT%H:%M}", "interval": 900, **values}
        hours = [[datetime(day.year, day.month, day.day, hour) for hour in range(24)] for day in days]
        if names := query.get("hourly"):
            every = [hour for day in hours for hour in day]
            columns = {name: [value(name, [hour]) for hour in every] for name in names.split(",")}
            body["hourly"] = {"time": [f"{hour:%Y-%m-%dT%H:%M}" for hour in every], **columns}
        if names := query.get("daily"):
            columns = {name: [value(name, day) for day in hours] for name in names.split(",")}
            body["daily"] = {"time": [day.isoformat() for day in days], **columns}
        return body

    def _valuer(self, place: Row, query: Mapping[str, str]) -> Callable[[str, list[datetime]], object]:
        def value(name: str, hours: list[datetime]) -> object:
            if name in self.changes:
                return self.changes[name]
            if name in {"sunrise", "sunset"}:
                return f"{hours[0]:%Y-%m-%d}T{'07:14' if name == 'sunrise' else '16:02'}"
            return converted(name, aggregate(name, [weather(place[0], place[4], hour) for hour in hours]), query)

        return value


def heading(latitude: float, longitude: float, local: datetime) -> dict[str, object]:
    """What stands before the values of an answer."""
    offset = local.utcoffset() or timedelta()
    return {
        "latitude": latitude,
        "longitude": longitude,
        "generationtime_ms": 0.1,
        "utc_offset_seconds": int(offset.total_seconds()),
        "timezone": str(local.tzinfo),
        "timezone_abbreviation": local.tzname(),
        "elevation": 38.0,
    }


def spoiled(body: dict[str, object], mode: str) -> dict[str, object]:
    """The same answer with every value null, every list cut short, or every value of a wrong type."""
    how: dict[str, Callable[[object], object]] = {
        "nulls": lambda v: [None] * len(v) if isinstance(v, list) else None,
        "short": lambda v: v[:0] if isinstance(v, list) else v,
        "junk": lambda v: [{"a": "NaN"}] * len(v) if isinstance(v, list) else "abc",
    }
    if mode not in how:
        return body
    change = how[mode]
    spoil = {
        k: {n: change(v) if n != "time" else v for n, v in b.items()} for k, b in body.items() if isinstance(b, dict)
    }
    return {**body, **spoil, **({"results": change(body["results"])} if "results" in body else {})}


async def cut(request: web.Request) -> web.StreamResponse:
    """Promises more than it sends, then hangs up."""
    response = web.StreamResponse(headers={"Content-Length": "5000", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"current": {"temp')
    if request.transport:
        request.transport.close()
    return response


def wait_for(seen: Callable[[], bool], seconds: float = 5) -> None:
    """Waits until something has come true; fails the test when it does not."""
    until = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def local_http() -> Http:
    """A client that may reach this machine, as an egress rule would allow it."""
    return Http(lambda: (Allowed(ip_network("127.0.0.0/8")),))
