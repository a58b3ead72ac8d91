"""A stand-in for a server that embeds, by Ollama's wire format and OpenAI's, and misbehaves.

Its vectors are those of the built-in model in another guise: of one dimension more, and every two texts alike, as the
E5 models have them. Modes: ok; shuffled (in another order, with their index); fewer, uneven, zero, null, words, huge
(vectors); flat (the same vector for every text); wide (more dimensions); 400, 401, 404, 429, 500, 503; html, array;
hang (never answers).
"""

import asyncio
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

import numpy as np
from aiohttp import web

from athena_project.http import Allowed
from ragdomains.embeddings import Vectors, embed
from tests.model_noise import HEADERS, STATUSES
from tests.threaded import Threaded

DIMENSIONS = 385


@dataclass
class EmbeddingServer(Threaded):
    """What came is in `asked` and `headers`."""

    mode: str = "ok"
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def allowed(self) -> tuple[Allowed, ...]:
        return (Allowed(ip_network("127.0.0.1/32"), self.port),)

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/api/embed", self._ollama)
        app.router.add_post("/v1/embeddings", self._openai)

    async def _ollama(self, request: web.Request) -> web.Response:
        rows = await self._rows(request)
        return rows if isinstance(rows, web.Response) else web.json_response({"model": "m", "embeddings": rows})

    async def _openai(self, request: web.Request) -> web.Response:
        rows = await self._rows(request)
        if isinstance(rows, web.Response):
            return rows
        data = [{"object": "embedding", "index": number, "embedding": row} for number, row in enumerate(rows)]
        return web.json_response({"object": "list", "data": data[::-1] if self.mode == "shuffled" else data})

    async def _rows(self, request: web.Request) -> list[Any] | web.Response:
        body = await request.json()
        self.asked.append(body)
        self.headers.append(dict(request.headers))
        if self.mode == "hang":
            await asyncio.Event().wait()
        if self.mode in STATUSES:
            return web.json_response({"error": "no"}, status=STATUSES[self.mode], headers=HEADERS.get(self.mode))
        if self.mode in {"html", "array"}:
            return web.Response(text="[1, 2]" if self.mode == "array" else "<!doctype html>")
        return bent(disguised(await asyncio.to_thread(embed, body["input"])).tolist(), self.mode)


def disguised(vectors: Vectors) -> Vectors:
    alike = np.full((len(vectors), 1), np.sqrt(0.75), dtype=np.float32)
    return np.hstack((0.5 * vectors, alike))


def bent(rows: list[Any], mode: str) -> list[Any]:
    if mode in {"null", "words", "huge"}:
        rows[-1][3] = {"null": None, "words": "three", "huge": 1e300}[mode]
    if mode == "zero":
        rows[-1] = [0.0] * DIMENSIONS
    if mode == "uneven":
        rows[-1] = rows[-1][:-1]
    if mode == "wide":
        rows = [[*row, 0.0] for row in rows]
    return rows[:-1] if mode == "fewer" else [rows[0]] * len(rows) if mode == "flat" else rows
