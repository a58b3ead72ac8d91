"""Local servers for tests: one that answers as told, also badly, and a trap that counts who connects to it.

    async with Misbehaving(failing(500), reply({"ok": True})) as server, outgoing(server) as http:
        await http.get_json(server.url + "/v1/forecast")   # the first request gets the first answer, the last repeats

`Misbehaving({"/a": reply(1), "/b": [hang(), reply(2)]})` answers by path; any other path is 404. An answer is an
aiohttp handler, `async def handler(request) -> StreamResponse`, so a test can bring its own. For tests that are not
async: `with in_thread(server):`.
"""

import asyncio
import contextlib
import gzip
import io
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_network

import orjson
from aiohttp import web

from athena_project.http import Allowed, Http

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Answers = Answer | Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        return orjson.loads(self.body)


class Misbehaving:
    """A server on a free port of 127.0.0.1. `requests` is what it saw, `hung_up` how many clients left early."""

    def __init__(self, *answers: Answer | Mapping[str, Answers]) -> None:
        self.routes: dict[str, list[Answer]] = {}
        for answer in answers:
            if isinstance(answer, Mapping):
                for path, given in answer.items():
                    self.routes[path] = [given] if callable(given) else list(given)
            else:
                self.routes.setdefault("*", []).append(answer)
        self.requests: list[Seen] = []
        self.hung_up = 0
        self.port = 0
        self.runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def allowed(self) -> tuple[Allowed, ...]:
        """What an Http must be allowed in order to reach this server."""
        return (Allowed(ip_network("127.0.0.1/32"), self.port),)

    async def __aenter__(self) -> "Misbehaving":
        app = web.Application(client_max_size=64 * 1024**2)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self.runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.05, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.port = self.runner.addresses[0][1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self.runner is not None:
            await self.runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.requests.append(Seen(request.method, request.path, dict(request.query), request.headers.copy(), body))
        answers = self.routes.get(request.path, self.routes.get("*", []))
        if not answers:
            return web.Response(status=404)
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        try:
            return await answer(request)
        except asyncio.CancelledError:
            self.hung_up += 1
            raise
        except ConnectionResetError:
            self.hung_up += 1
            return web.Response()  # nobody is there to read it

    async def client_left(self, seconds: float = 1.0) -> None:
        """Returns when a client has hung up in mid-answer; raises TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while not self.hung_up:
                await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def outgoing(*servers: Misbehaving) -> AsyncIterator[Http]:
    """An Http that may reach these servers and nothing else of the house."""
    http = Http(lambda: tuple(rule for server in servers for rule in server.allowed))
    try:
        yield http
    finally:
        await http.close()


@contextlib.contextmanager
def in_thread(server: Misbehaving) -> Iterator[Misbehaving]:
    """Runs the server on a loop of its own, for tests that are not async."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(10)
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def reply(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """A good answer in JSON."""
    return raw(orjson.dumps(data), "application/json", status, headers)


def raw(
    body: bytes | str, kind: str = "text/plain", status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    """Exactly this body."""
    content = body.encode() if isinstance(body, str) else body

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, body=content, headers={"Content-Type": kind, **(headers or {})})

    return answer


def bad_json() -> Answer:
    return raw(b'{"temperature": 21.5, "wind":', "application/json")


def html(status: int = 200) -> Answer:
    """A page where JSON is expected, as captive portals and proxies send it."""
    return raw("<!doctype html><title>Sign in</title><p>Please sign in", "text/html", status)


def empty(status: int = 200) -> Answer:
    return raw(b"", "application/json", status)


def too_many(retry_after: str = "7") -> Answer:
    return raw('{"error":"slow down"}', "application/json", 429, {"Retry-After": retry_after})


def failing(status: int = 500, body: str = '{"error":"out of order"}') -> Answer:
    return raw(body, "application/json", status)


def gzipped(body: bytes, layers: int = 1, encoding: str = "gzip") -> Answer:
    for _ in range(layers):
        body = gzip.compress(body)
    return raw(body, "application/json", 200, {"Content-Encoding": encoding})


def bomb(size: int = 64 * 1024**2) -> Answer:
    """`size` bytes of JSON text in a thousandth of it on the wire."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as file:
        for _ in range(size // 2**20):
            file.write(b" " * 2**20)
    return raw(packed.getvalue(), "application/json", 200, {"Content-Encoding": "gzip"})


def stream(chunks: Sequence[bytes], every: float = 0.0, kind: str = "text/event-stream") -> Answer:
    """These chunks, each flushed by itself, `every` seconds apart."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": kind})
        await response.prepare(request)
        for chunk in chunks:
            await response.write(chunk)
            await asyncio.sleep(every)
        await response.write_eof()
        return response

    return answer


def drip(every: float = 0.02, count: int = 100_000) -> Answer:
    """A byte at a time: each read succeeds soon, the whole never ends."""
    return stream([b" "] * count, every, "application/json")


def giant(size: int = 64 * 1024**2) -> Answer:
    """Megabytes without a Content-Length."""
    return stream([b"x" * 65_536] * (size // 65_536), 0.0, "application/json")


def redirect(to: str, status: int = 302) -> Answer:
    return raw(b"", "text/plain", status, {"Location": to})


def hang() -> Answer:
    """Takes the request and never answers."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError("nothing sets this event")

    return answer


def cut(body: bytes = b'{"temperature": 21', promised: int = 1000) -> Answer:
    """Promises `promised` bytes, sends `body` and drops the connection."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(promised)})
        await response.prepare(request)
        await response.write(body)
        if request.transport is not None:
            request.transport.close()
        return response

    return answer


class Trap:
    """A port on every address of this machine that nothing may connect to: `connections` counts who did."""

    def __init__(self) -> None:
        self.connections = 0
        self.addresses: list[str] = []  # on which of this machine's addresses
        self.port = 0
        self.servers: list[asyncio.Server] = []

    async def __aenter__(self) -> "Trap":
        self.servers.append(await asyncio.start_server(self._caught, "0.0.0.0", 0))
        self.port = self.servers[0].sockets[0].getsockname()[1]
        if socket.has_ipv6:
            with contextlib.suppress(OSError):  # no IPv6 on this machine
                self.servers.append(await asyncio.start_server(self._caught, "::", self.port))
        return self

    async def _caught(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.addresses.append(writer.get_extra_info("sockname")[0])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()

    async def __aexit__(self, *_error: object) -> None:
        for server in self.servers:
            server.close()
            await server.wait_closed()
