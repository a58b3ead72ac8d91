"""A client of HTTP/1.0 gets its answer as it is, up to the end of the connection."""

import http.client
import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.inference.asgi import HELLO, SECRET, Client, Double, says, served

SAID = ("Good ", "morning", ".")


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    with served(Client(Double(says(*SAID))).gateway) as url:
        parts = urlsplit(url)
        yield str(parts.hostname), int(parts.port or 0)


def came(address: tuple[str, int], path: str, version: str, **fields: object) -> tuple[str, bytes]:
    """Head and body of what a client of that version of HTTP is sent until the connection closes."""
    body = json.dumps({**HELLO, **fields}).encode()
    head = f"POST {path} HTTP/{version}\r\nAuthorization: Bearer {SECRET}\r\nContent-Length: {len(body)}\r\n"
    with socket.create_connection(address, 10) as wire:
        wire.sendall(f"{head}Connection: close\r\n\r\n".encode() + body)
        answer = http.client.HTTPResponse(wire)
        answer.begin()
        lengths = [value for name, value in answer.getheaders() if name.lower() == "transfer-encoding"]
        answer.chunked, answer.length = False, None  # the bytes as they are on the wire
        return ",".join(lengths), answer.read()


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [("/v1/chat/completions", b"data: {", b"data: [DONE]\n\n"), ("/api/chat", b'{"model"', b"}\n")],
)
def test_a_stream_has_no_chunks(address: tuple[str, int], path: str, first: bytes, last: bytes) -> None:
    framing, body = came(address, path, "1.0", stream=True)
    assert framing == ""
    assert body.startswith(first) and body.endswith(last)
    assert body.count(b"\n") == sum(map(body.count, (b"}\n", b"]\n"))) * (2 if path.startswith("/v1") else 1)


def test_an_answer_in_one_piece_keeps_its_length(address: tuple[str, int]) -> None:
    framing, body = came(address, "/v1/chat/completions", "1.0")
    assert framing == ""
    assert json.loads(body)["choices"][0]["message"]["content"] == "".join(SAID)


def test_newer_clients_get_chunks_as_before(address: tuple[str, int]) -> None:
    framing, body = came(address, "/v1/chat/completions", "1.1", stream=True)
    assert framing == "chunked"
    assert body.endswith(b"0\r\n\r\n")
