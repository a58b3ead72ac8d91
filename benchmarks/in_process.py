"""Asks a gateway in this process, without a network between."""

import asyncio
import json
import time
from collections.abc import MutableMapping
from typing import Any

from benchmarks.home_fixture import request
from benchmarks.home_judge import Call
from inference.api.entry import Gateway


class Client:
    """A client of this gateway."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def calls(self, text: str) -> list[Call]:
        made: list[Call] = []
        for event in (await self._ask(json.dumps(request(text)).encode())).split(b"\n\n"):
            if event.startswith(b"data: {"):
                for choice in json.loads(event[6:]).get("choices", ()):
                    made += [called(each["function"]) for each in choice["delta"].get("tool_calls", ())]
        return made

    async def first_call_ms(self, body: bytes) -> tuple[float, float] | None:
        """Milliseconds until the first call left: by the clock, and of the processor (nothing else counts)."""
        begun = time.perf_counter(), time.process_time()
        first: list[tuple[float, float]] = []
        await self._ask(body, first)
        return ((first[0][0] - begun[0]) * 1000, (first[0][1] - begun[1]) * 1000) if first else None

    async def sent(self, body: bytes) -> bytes:
        """All that comes back for this body."""
        return await self._ask(body)

    async def _ask(self, body: bytes, first: list[tuple[float, float]] | None = None) -> bytes:
        sent = bytearray()
        left = [body]

        async def receive() -> dict[str, object]:
            if left:
                return {"type": "http.request", "body": left.pop(), "more_body": False}
            await asyncio.sleep(3600)
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            piece = message.get("body", b"")
            assert isinstance(piece, bytes)
            if first is not None and not first and b"tool_calls" in piece:
                first.append((time.perf_counter(), time.process_time()))
            sent.extend(piece)

        await self._gateway(scope(), receive, send)
        return bytes(sent)


def called(function: dict[str, str]) -> Call:
    return function["name"].rsplit("__", 1)[-1], json.loads(function["arguments"])


def scope() -> dict[str, object]:
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
    base = {"type": "http", "method": "POST", "path": "/v1/chat/completions", "query_string": b"", "headers": headers}
    return {**base, "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 8000), "root_path": "", "scheme": "http"}
