"""Answers HTTP/1.0 in its own way: a body of unknown length has no chunks, and ends where the connection ends.

RFC 9112, 6.1 and 6.3. uvicorn's parser httptools sends chunks to every client; a client or proxy of HTTP/1.0 that does
not know them takes their lengths for a part of the answer.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

Message = MutableMapping[str, Any]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[..., Awaitable[None]]


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's own, but for answers to HTTP/1.0."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        old = cycle.scope["http_version"] == "1.0"
        super()._start_asgi_task(cycle, without_chunks(app, cycle) if old else app)


def without_chunks(app: Application, cycle: RequestResponseCycle) -> Application:
    """The application, whose bodies of unknown length are sent as they are; the server closes behind them anyway."""

    async def served(scope: Message, receive: Any, send: Send) -> None:
        unknown = False

        async def plainly(message: Message) -> None:
            nonlocal unknown
            if message["type"] == "http.response.start":
                unknown = not any(name.lower() == b"content-length" for name, _ in message.get("headers", ()))
                cycle.chunked_encoding = False if unknown else None
            elif unknown:  # the server counts what was announced: each piece announces itself
                cycle.expected_content_length = len(message.get("body", b""))
            await send(message)

        await app(scope, receive, plainly)

    return served
