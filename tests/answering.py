"""A stand-in for any service that is asked over HTTP: fixed answers by path, counted, and every way to misbehave."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from aiohttp import web

from tests.threaded import Threaded

FIXTURES = Path(__file__).parent / "fixtures"
TYPES = {
    ".json": "application/json",
    ".xml": "application/xml",
    ".html": "text/html",
    ".csv": "text/csv",
    ".ics": "text/calendar",
}
# what a service says that is none of its answers: status, headers, body
WRONG: Mapping[str, tuple[int, dict[str, str], bytes]] = {
    "bad_json": (200, {"Content-Type": "application/json"}, b'{"results": [{"name": '),
    "html": (200, {"Content-Type": "text/html"}, b"<!doctype html><html><body><h1>Welcome!</h1></body></html>"),
    "empty": (200, {}, b""),
    "null": (200, {"Content-Type": "application/json"}, b"null"),
    "text": (200, {"Content-Type": "application/json"}, b'"soon"'),
    "limited": (429, {"Retry-After": "7"}, b"slow down"),
    "refused": (403, {}, b"no"),
    "error": (500, {}, b"oops"),
}


def fixture(name: str) -> bytes:
    """What a service answered. JSON stands under `body`, beside the address of the page that it was made from."""
    content = (FIXTURES / name).read_bytes()
    return orjson.dumps(orjson.loads(content)["body"]) if name.endswith(".json") else content


@dataclass
class Answering(Threaded):
    """`with Answering({"/v1/search": "espn/search.json"}) as server:` answers at `server.url` from fixtures.

    The longest path that the request's begins with wins; a value may be the name of a fixture or the bytes themselves.
    What no path fits is 404. `mode` makes it misbehave: one of WRONG, drip (a byte now and then), giant (no end).
    `replaced` answers a path otherwise for a while. `asked` keeps path and query of each call.
    """

    answers: Mapping[str, str | bytes]
    mode: str = "ok"
    replaced: dict[str, bytes] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    def routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/{path:.*}", self._answer)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = max((path for path in self.answers if request.path.startswith(path)), key=len, default="")
        self.calls[path] += 1
        self.asked.append((request.path, dict(request.query), dict(request.headers)))
        if self.mode in WRONG:
            status, headers, body = WRONG[self.mode]
            return web.Response(status=status, headers=headers, body=body)
        if self.mode in {"drip", "giant"}:
            return await self._pour(request)
        if not path:
            return web.Response(status=404, text="not found")
        body, kind = self.body(path), Path(str(self.answers[path])).suffix
        return web.Response(body=body, headers={"Content-Type": TYPES.get(kind, "application/json")})

    def body(self, path: str) -> bytes:
        if path in self.replaced:
            return self.replaced[path]
        answer = self.answers[path]
        return answer if isinstance(answer, bytes) else fixture(answer)

    async def _pour(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"[" if self.mode == "drip" else b" " * 1_000_000)
                await asyncio.sleep(0.05 if self.mode == "drip" else 0)
        except (ConnectionError, asyncio.CancelledError):
            return response
