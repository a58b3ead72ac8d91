"""Counts every outgoing call: who was asked, for whom, how many bytes; until the counts are written down."""

import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import aiohttp

from athena_project.egress import Blocked

Request = Callable[..., Awaitable[aiohttp.ClientResponse]]
Key = tuple[datetime, str, str]  # the hour, the purpose, the host
Counts = Counter[tuple[Key, str]]  # beside the key: calls, refused, sent or received

MOST = 10_000  # keys that wait to be written; beyond them all count under one
MANY = "(many)"


class Ledger:
    """What has left the house since the counts were last written. Safe to share between threads."""

    def __init__(self) -> None:
        self._counts: Counts = Counter()
        self._lock = threading.Lock()

    def add(self, purpose: str, host: str, **amounts: int) -> None:
        hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        with self._lock:
            key = (hour, purpose[:80], host[:253] if len(self._counts) < MOST else MANY)
            for name, amount in amounts.items():
                self._counts[key, name] += amount

    def counting(self, request: Request, purpose: str, opened: ExitStack) -> Request:
        """The same request; every hop of it is counted, and what came back once `opened` ends."""

        async def counted(method: str, url: Any, **more: Any) -> aiohttp.ClientResponse:
            host = f"{url.host}:{url.port}"
            try:
                answer = await request(method, url, **more)
            except aiohttp.ClientConnectorError as error:
                if isinstance(error.os_error, Blocked):
                    self.add(purpose, host, refused=1)
                raise
            except Blocked:
                self.add(purpose, host, refused=1)
                raise
            self.add(purpose, host, calls=1, sent=size(method, url, more))
            opened.callback(lambda: self.add(purpose, host, received=answer.content.total_bytes))
            return answer

        return counted

    def take(self) -> Counts:
        """What was counted since the last time; the ledger is empty then."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def put_back(self, taken: Counts) -> None:
        """What could not be written down."""
        with self._lock:
            self._counts.update(taken)


def size(method: str, url: Any, more: dict[str, Any]) -> int:
    """Bytes of the request line, its headers and its body; not those that the client adds itself."""
    line = len(method) + len(url.raw_path_qs) + len(" HTTP/1.1") + 3
    headers = sum(len(str(name)) + len(str(value)) + 4 for name, value in (more.get("headers") or {}).items())
    body = more.get("data")
    if body is None:
        return line + headers
    return line + headers + (len(body) if isinstance(body, bytes) else body.getbuffer().nbytes)
