"""A stand-in for any service that is asked over HTTP: fixed answers by path, counted, and every way to misbehave."""

import asyncio
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import orjson
from aiohttp import web

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
class Answering:
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
    url: str = ""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _thread: threading.Thread | None = None
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    def __enter__(self) -> "Answering":
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(10), "the stand-in did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread:
            self._thread.join(10)
        self._loop.close()

    async def _serve(self, ready: threading.Event) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        ready.set()
        await self._stop.wait()
        await runner.cleanup()
        hanging = asyncio.all_tasks() - {asyncio.current_task()}
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)

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
