"""Reads the body of an answer: capped, at most one layer of compression, JSON of bounded depth."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator

import aiohttp
import orjson

from athena_project.http_error import HttpError, explained
from athena_project.until import until

PIECE = 65_536  # bytes that are decoded at a time
AUTOMATIC = 32 + zlib.MAX_WBITS  # gzip or zlib, by its header
MEMBERS = 1000  # each costs a decoder, so thousands of empty ones would cost seconds
DEPTH = 64  # arrays and objects inside each other
BRACKETS = bytes.maketrans(b"{}", b"[]")
NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
ENCODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True, "deflate": True}


class Decoder:
    """Decodes one body and counts it; raises HttpError past `most` bytes on the wire or decoded."""

    def __init__(self, host: str, encoding: str, most: int) -> None:
        try:
            self.packed = ENCODINGS[encoding.strip().lower()]
        except KeyError:
            raise HttpError(f"{host} answered in an encoding that was not asked for", "broken") from None
        self.host = host
        self.most = most
        self.decoded = 0
        self.wire = 0
        self.members = 1
        self.zlib = zlib.decompressobj(wbits=AUTOMATIC)

    def feed(self, raw: bytes) -> Iterator[bytes]:
        """The decoded pieces of some bytes from the wire."""
        self.wire += len(raw)
        if self.wire > self.most + PIECE:  # empty blocks decode to nothing, for ever
            raise self._too_large()
        for piece in self._unpacked(raw) if self.packed else (raw,):
            self.decoded += len(piece)
            if self.decoded > self.most:
                raise self._too_large()
            if piece:
                yield piece

    def _unpacked(self, raw: bytes) -> Iterator[bytes]:
        while True:
            if self.zlib.eof:  # a gzip body may be several members, one after the other (RFC 1952, 2.2)
                self.zlib = zlib.decompressobj(wbits=AUTOMATIC)
                self.members += 1
            try:
                piece = self.zlib.decompress(raw, PIECE)
            except zlib.error:
                raise HttpError(f"{self.host} sent a damaged answer", "broken") from None
            yield piece
            raw = self.zlib.unused_data if self.zlib.eof else self.zlib.unconsumed_tail
            if self.members > MEMBERS:
                raise self._too_large()
            if not raw:
                return

    def finish(self) -> None:
        """Raises HttpError where the compressed body ends too early."""
        if self.packed and self.wire and not self.zlib.eof:
            raise HttpError(f"{self.host} broke off in the middle of its answer", "broken")

    def _too_large(self) -> HttpError:
        return HttpError(f"{self.host} sent more than {self.most:,} bytes", "too_large")


async def chunks(answer: aiohttp.ClientResponse, deadline: float, most: int) -> AsyncIterator[bytes]:
    """The decoded body as it comes; raises HttpError past the deadline (the loop's clock) or the cap.

    The deadline is one moment that each read is held to, and no timeout lies round a yield: one that fires while the
    consumer runs would cancel the consumer's own work.
    """
    host = answer.url.host or ""
    decoder = Decoder(host, ",".join(answer.headers.getall("Content-Encoding", [])), most)
    while raw := await _read(answer, deadline):
        for piece in decoder.feed(raw):
            yield piece
    decoder.finish()


async def _read(answer: aiohttp.ClientResponse, deadline: float) -> bytes:
    with explained(answer.url.host or ""):
        # bytes that lie ready are read without a pause in which a timeout could act
        if asyncio.get_running_loop().time() >= deadline:
            raise TimeoutError
        return await until(deadline, answer.content.readany())


def parse_json(body: bytes, host: str) -> object:
    """JSON of at most DEPTH levels; raises HttpError, kind broken."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        if not _is_shallow(body):
            raise HttpError(f"{host} sent JSON that is nested too deeply", "broken")
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise HttpError(f"{host} sent no JSON", "broken") from None


def _is_shallow(body: bytes) -> bool:
    """Looks at the brackets outside of strings only; each round takes the innermost pairs away."""
    if body.count(b"[") + body.count(b"{") <= DEPTH:
        return True
    unescaped = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b"".join(unescaped.split(b'"')[::2])
    brackets = outside.translate(BRACKETS, NO_BRACKETS)
    for _ in range(DEPTH):
        brackets = brackets.replace(b"[]", b"")
    return not brackets
