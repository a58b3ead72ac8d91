"""The only outgoing HTTP client: egress policy at connect time, deadlines, size caps."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from athena_project.body import chunks, parse_json
from athena_project.egress import Allowed, Egress, PermittedNames
from athena_project.http_call import Call, prepare, send
from athena_project.http_error import HttpError

__all__ = ["Allowed", "Http", "HttpError", "Response"]

OWN_HEADERS = {"User-Agent": "Athena/0.1 (self-hosted assistant)", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer, within its size cap."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass(slots=True, eq=False)
class _Lines:
    """The connections of one event loop under one allow list."""

    allowed: tuple[Allowed, ...]
    session: aiohttp.ClientSession
    calls: int = 0


class Http:
    """Makes outgoing calls. `allowed` is asked at each call, so that an edited rule acts at the next one."""

    def __init__(
        self,
        allowed: Callable[[], tuple[Allowed, ...]],
        *,
        resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver,
    ) -> None:
        self.allowed = allowed
        self.resolver = resolver
        self._lines: dict[AbstractEventLoop, _Lines] = {}

    async def get(
        self,
        url: str | URL,
        *,
        params: Mapping[str, str | int | float] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 10.0,
        max_bytes: int = 5_000_000,
    ) -> Response:
        """GETs within `seconds` in all; raises HttpError, also for a status of 400 and above."""
        return await self._whole(
            prepare("GET", url, params=params, headers=headers, seconds=seconds, max_bytes=max_bytes)
        )

    async def get_json(
        self,
        url: str | URL,
        *,
        params: Mapping[str, str | int | float] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 10.0,
        max_bytes: int = 5_000_000,
    ) -> object:
        """GETs and parses JSON (depth-capped); raises HttpError, kind broken where it is no JSON."""
        call = prepare("GET", url, params=params, headers=headers, seconds=seconds, max_bytes=max_bytes)
        return parse_json((await self._whole(call)).body, call.host)

    async def post_json(
        self,
        url: str | URL,
        *,
        json: object,
        headers: Mapping[str, str] | None = None,
        seconds: float = 30.0,
        max_bytes: int = 20_000_000,
    ) -> object:
        """POSTs JSON and parses the JSON answer; raises HttpError as get_json does."""
        call = prepare("POST", url, json=json, headers=headers, seconds=seconds, max_bytes=max_bytes)
        return parse_json((await self._whole(call)).body, call.host)

    def stream(
        self,
        method: str,
        url: str | URL,
        *,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 30.0,
        max_bytes: int = 20_000_000,
    ) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """The body's chunks as they come; the deadline and the cap hold for the whole stream; leaving it hangs up."""
        return self._stream(
            lambda: prepare(method, url, json=json, headers=headers, seconds=seconds, max_bytes=max_bytes)
        )

    async def close(self) -> None:
        """Closes every connection of the running loop, and what loops that have ended left behind."""
        await self._sweep()
        if lines := self._lines.pop(asyncio.get_running_loop(), None):
            await lines.session.close()

    async def _whole(self, call: Call) -> Response:
        async with self._answer(call) as answer:
            body = b"".join([chunk async for chunk in chunks(answer, call.deadline, call.max_bytes)])
            return Response(answer.status, answer.headers, body, str(answer.url))

    @asynccontextmanager
    async def _stream(self, prepared: Callable[[], Call]) -> AsyncIterator[AsyncIterator[bytes]]:
        call = prepared()  # here and not before: the deadline counts from the moment the stream is entered
        async with self._answer(call) as answer:
            yield chunks(answer, call.deadline, call.max_bytes)

    @asynccontextmanager
    async def _answer(self, call: Call) -> AsyncIterator[aiohttp.ClientResponse]:
        lines = await self._current()
        lines.calls += 1
        try:
            with ExitStack() as opened:
                yield await send(lines.session.request, call, opened)
        finally:
            lines.calls -= 1
            await self._retire(lines)

    async def _current(self) -> _Lines:
        """The running loop's connections. Another allow list means new ones: none made under the old is used."""
        loop, allowed = asyncio.get_running_loop(), self.allowed()
        old = self._lines.get(loop)
        if old is not None and old.allowed == allowed:
            return old
        lines = self._lines[loop] = _Lines(allowed, self._session(Egress(allowed)))
        await self._sweep()
        if old is not None:
            await self._retire(old)
        return lines

    def _session(self, egress: Egress) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=PermittedNames(egress, self.resolver()),
            socket_factory=egress.open,
            limit=500,
            limit_per_host=100,
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers=OWN_HEADERS,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),  # each call has its own deadline
            trust_env=False,
            auto_decompress=False,  # body.py does it, with a cap
        )

    async def _retire(self, lines: _Lines) -> None:
        """Closes connections that were made under an older allow list, once their last call has ended."""
        if lines.calls == 0 and lines not in self._lines.values():
            await lines.session.close()

    async def _sweep(self) -> None:
        for loop in [loop for loop in self._lines if loop.is_closed()]:
            await self._lines.pop(loop).session.close()
