"""The only outgoing HTTP client: egress policy at connect time, deadlines, size caps."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from athena_project.body import chunks, parse_json
from athena_project.egress import Allowed, Egress, PermittedNames
from athena_project.http_call import Call, Request, prepare, send
from athena_project.http_error import HttpError
from athena_project.ledger import Ledger

__all__ = ["Allowed", "Http", "HttpError", "Response"]

OWN_HEADERS = {"User-Agent": "Athena/0.1 (self-hosted assistant)", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer, within its size cap."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def free() -> None:
    """What a call costs that nobody counts."""


def unnoticed(_headers: Mapping[str, str]) -> None:
    """Where nobody wants to know what stands in the headers."""


def unheard(_url: str, _status: int, _body: bytes) -> None:
    """Where nobody wants to know what came back."""


@dataclass(slots=True, eq=False)
class _Lines:
    """The connections of one event loop under one policy."""

    egress: Egress
    session: aiohttp.ClientSession
    calls: int = 0


class Http:
    """Makes outgoing calls. `allowed` and `local_only` are asked at each call: an edit acts at the next one.

    Each call is entered into `ledger` under the purpose that on_behalf() named. `hear` is told the address, the status
    (0 where nothing came) and the body of each whole answer, `notice` the headers of each that came.
    """

    def __init__(
        self,
        allowed: Callable[[], tuple[Allowed, ...]],
        *,
        local_only: Callable[[], bool] = lambda: False,
        resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver,
    ) -> None:
        self.allowed = allowed
        self.local_only = local_only
        self.resolver = resolver
        self.ledger = Ledger()
        self.purpose = ""
        self.toll: Callable[[], None] = free
        self.hear: Callable[[str, int, bytes], None] = unheard
        self.notice: Callable[[Mapping[str, str]], None] = unnoticed
        self._lines: dict[tuple[AbstractEventLoop, bool], _Lines] = {}

    def on_behalf(self, purpose: str, local_only: bool = False, toll: Callable[[], None] | None = None) -> "Http":
        """The same client, whose calls count for this purpose ("domain weather"), and may be kept in the house.

        `toll` is called before each call, and may raise instead of letting it out.
        """
        view = copy(self)
        view.purpose = purpose
        view.toll = toll or self.toll
        if local_only:
            view.local_only = lambda: True
        return view

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
        for key in [key for key in self._lines if key[0] is asyncio.get_running_loop()]:
            await self._lines.pop(key).session.close()

    async def _whole(self, call: Call) -> Response:
        try:
            async with self._answer(call) as answer:
                body = b"".join([chunk async for chunk in chunks(answer, call.deadline, call.max_bytes)])
                found = Response(answer.status, answer.headers, body, str(answer.url))
        except HttpError as error:
            self.hear(str(call.url), error.status, error.body.encode(errors="replace"))
            raise
        self.hear(found.url, found.status, found.body)
        return found

    @asynccontextmanager
    async def _stream(self, prepared: Callable[[], Call]) -> AsyncIterator[AsyncIterator[bytes]]:
        call = prepared()  # here and not before: the deadline counts from the moment the stream is entered
        async with self._answer(call) as answer:
            yield chunks(answer, call.deadline, call.max_bytes)

    @asynccontextmanager
    async def _answer(self, call: Call) -> AsyncIterator[aiohttp.ClientResponse]:
        self.toll()
        lines = await self._current()
        lines.calls += 1
        try:
            with ExitStack() as opened:
                yield await send(
                    self._noticing(self.ledger.counting(lines.session.request, self.purpose, opened)), call, opened
                )
        finally:
            lines.calls -= 1
            await self._retire(lines)

    def _noticing(self, request: Request) -> Request:
        async def answer(*args: Any, **fields: Any) -> aiohttp.ClientResponse:
            came = await request(*args, **fields)
            self.notice(came.headers)
            return came

        return answer

    async def _current(self) -> _Lines:
        """The running loop's connections. Another allow list means new ones: none made under the old is used."""
        egress = Egress(self.allowed(), self.local_only())
        key = asyncio.get_running_loop(), egress.local_only
        old = self._lines.get(key)
        if old is not None and old.egress == egress:
            return old
        lines = self._lines[key] = _Lines(egress, self._session(egress))
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
        for key in [key for key in self._lines if key[0].is_closed()]:
            await self._lines.pop(key).session.close()
