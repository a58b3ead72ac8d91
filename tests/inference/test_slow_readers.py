"""Raw sockets: a stream that ends with its connection, and readers that take next to nothing."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from inference.state import Emit, Outcome, Query
from tests.inference.asgi import HELLO, SECRET, Client, Double, says, served

PIECE = "x" * 4_096


@pytest.fixture
def client() -> Client:
    return Client(Double(says("It is five.")), send_seconds=0.5)


@pytest.fixture
def address(client: Client) -> Iterator[tuple[str, int]]:
    with served(client.gateway) as url:
        parts = urlsplit(url)
        yield parts.hostname or "", parts.port or 0


def request(path: str) -> bytes:
    body = json.dumps({**HELLO, "stream": True}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: athena\r\nAuthorization: Bearer {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/api/chat"])
def test_a_stream_is_chunks_and_then_the_end_of_the_connection(address: tuple[str, int], path: str) -> None:
    with socket.create_connection(address, 10) as wire:
        wire.sendall(request(path))
        came = b""
        while part := wire.recv(65_536):
            came += part
    head, _, body = came.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower() and b"connection: close" in head.lower()
    assert body.endswith(b"0\r\n\r\n")
    assert (b"data: [DONE]\n\n" if path.startswith("/v1") else b'"done":true}\n') in body


def test_a_reader_of_single_bytes_is_cut_and_holds_little(client: Client, address: tuple[str, int]) -> None:
    emitted = 0

    async def play(query: Query, emit: Emit) -> Query:
        nonlocal emitted
        for _ in range(100_000):  # 400 MB
            await emit(PIECE)
            emitted += 1
        return replace(query, answer=PIECE, outcome=Outcome.ANSWERED)

    client.double.play = play
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        wire.settimeout(20)
        wire.connect(address)
        wire.sendall(request("/v1/chat/completions"))
        end = time.monotonic() + 20
        while not client.double.cancelled.is_set() and time.monotonic() < end:
            wire.recv(1)
            time.sleep(0.02)
    assert client.double.cancelled.is_set()
    assert emitted < 5_000  # what the kernel, the server and the queue of pieces hold


async def test_waits_that_are_short_each_are_too_long_together() -> None:
    client = Client(Double(says(*("x" for _ in range(60)))), send_seconds=0.1)
    client.send_delay = 0.01
    async with asyncio.timeout(5):
        assert not (await client.chat(stream=True)).complete
    assert client.gateway.open == 0
