"""One HTTP exchange over ASGI: reads the body under its limits, sends with a deadline, hears the client hang up."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from athena_project.models import HouseSettings
from athena_project.until import until
from inference.api.errors import MIB, Refused, too_large
from inference.auth import Caller

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SMALL = 64 * 1024  # bytes of a body that the server has buffered anyway
LINGER = 1.0  # seconds for which the rest of a refused body is thrown away, so that the client hears why
SEND_SECONDS = 60.0
PLAIN = "Send the request without compression."


class Gone(Exception):
    """The client hung up, or takes nothing any more."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer whose chunks are sent as they come: Django's own looks at each of them, and at each header, again."""

    chunks: AsyncIterator[bytes]
    content_type: str
    headers: Mapping[str, str]


Answer = HttpResponseBase | Streamed


class Exchange:
    """A request and its answer. Nothing is read before read() is called."""

    def __init__(self, scope: Message, receive: Receive, send: Send, send_seconds: float = SEND_SECONDS) -> None:
        self.scope = scope
        self.caller = Caller(headers_of(scope), str(scope["path"]), str((scope.get("client") or ("",))[0]))
        self.known = False  # whether the caller has shown a valid key
        self.started = False
        self._complete = False
        self._length = length_of(self.caller.headers)
        self._receive = receive
        self._send = send
        self._patience = send_seconds

    async def read(self, house: HouseSettings, mebibytes: float) -> bytes:
        """The whole body, of at most so many MiB; raises Refused (413, 415, 408) or Gone."""
        if self.caller.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refused(415, PLAIN, "unsupported_encoding", headers={"Accept-Encoding": "identity"})
        if self._length is None:
            raise Refused(400, "The Content-Length is no number.", "invalid_header")
        if self._length > mebibytes * MIB:
            raise too_large(mebibytes)
        try:
            return await until(asyncio.get_running_loop().time() + house.body_seconds, self._read(mebibytes))
        except TimeoutError:
            raise Refused(408, "The request took too long to arrive.", "body_timeout") from None

    async def _read(self, mebibytes: float) -> bytes:
        body = bytearray()
        while not self._complete:
            body += await self._chunk()
            if len(body) > mebibytes * MIB:
                raise too_large(mebibytes)
        return bytes(body)

    async def _chunk(self) -> bytes:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise Gone
        self._complete = not message.get("more_body", False)
        return bytes(message.get("body", b""))

    async def hung_up(self) -> None:
        """Returns when the client has hung up; drops what it still sends, so only after read() where that is wanted."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def answer(self, response: Answer) -> None:
        """Sends a response, a stream chunk by chunk. Raises Gone; a client's waits add up."""
        abandoned = self._abandons()
        closing = {"Connection": "close"} if abandoned else {}
        if isinstance(response, Streamed):
            await self._start(200, {"Content-Type": response.content_type, **response.headers, **closing})
            async for chunk in response.chunks:
                await self._body(chunk, True)
            return await self._body(b"", False)
        content = response.content if isinstance(response, HttpResponse) else b""
        response.headers["Content-Length"] = str(len(content))
        await self._start(response.status_code, {**dict(response.items()), **closing})
        silent = self.scope["method"] == "HEAD"
        await self._body(b"" if silent else content, abandoned)
        if abandoned:
            await self._throw_away()
            await self._body(b"", False)
        return None

    def _abandons(self) -> bool:
        """Whether the client may still be sending a body that nobody wants."""
        big = self._length is None or self._length > SMALL or "transfer-encoding" in self.caller.headers
        return big and not self._complete

    async def _throw_away(self) -> None:
        """Drops what a known client still sends: closing at once would reset its connection under the answer."""
        end = time.monotonic() + LINGER
        while self.known and not self._complete and (left := end - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._chunk()
            except (TimeoutError, Gone):
                return

    async def _start(self, status: int, fields: Mapping[str, str]) -> None:
        headers = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in fields.items()]
        self.started = True
        await self._put({"type": "http.response.start", "status": status, "headers": headers})

    async def _body(self, body: bytes, more: bool) -> None:
        await self._put({"type": "http.response.body", "body": body, "more_body": more})

    async def _put(self, message: Message) -> None:
        """Sends a message; the waits of all of them add up, so that nobody holds a place by reading byte by byte."""
        clock = asyncio.get_running_loop().time
        end = clock() + self._patience
        try:
            await until(end, self._send(message))
        except (TimeoutError, OSError) as error:
            raise Gone from error
        self._patience = end - clock()


def headers_of(scope: Message) -> dict[str, str]:
    """Headers by lower-case name; one that came twice is joined by a comma, as RFC 9110 has it."""
    headers: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin1").lower()
        text = value.decode("latin1")
        headers[name] = f"{headers[name]},{text}" if name in headers else text
    return headers


def length_of(headers: Mapping[str, str]) -> int | None:
    """The declared bytes of the body, 0 where none are declared, None where it is no number."""
    length = headers.get("content-length", "0")
    return int(length[:20]) if length.isascii() and length.isdigit() else None
