"""Bodies are decoded within their caps, and JSON is read to a bounded depth."""

import zlib

import orjson
import pytest

from athena_project.body import Decoder
from athena_project.http import HttpError
from tests.servers import Misbehaving, gzipped, outgoing, raw

DATA = b'{"wind": [1, 2.5, null, "\xc3\xa9"]}'


def packed(data: bytes, wbits: int) -> bytes:
    compressor = zlib.compressobj(wbits=wbits)
    return compressor.compress(data) + compressor.flush()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (DATA, "identity"),
        (DATA, ""),
        (packed(DATA, 31), "gzip"),
        (packed(DATA, 31), "X-GZIP"),
        (packed(DATA, 15), "deflate"),
        (packed(DATA[:9], 31) + packed(DATA[9:], 31), "gzip"),
        (b"\xef\xbb\xbf" + DATA, ""),
    ],
)
async def test_reads_json_plain_or_in_one_layer_of_compression(body: bytes, encoding: str) -> None:
    async with (
        Misbehaving(raw(body, "text/plain", 200, {"Content-Encoding": encoding})) as server,
        outgoing(server) as http,
    ):
        assert await http.get_json(server.url) == {"wind": [1, 2.5, None, "é"]}
    assert server.requests[0].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 400_000])
async def test_a_compressed_body_of_any_size_comes_out_whole(size: int) -> None:
    body = orjson.dumps("x" * size)
    async with Misbehaving(gzipped(body)) as server, outgoing(server) as http:
        assert (await http.get(server.url, max_bytes=len(body))).body == body


@pytest.mark.parametrize("data", [b'"' + b"[" * 500 + b'"', b'["' + b'\\"[' * 500 + b'\\\\", "[[[["]', b"[[],{}]"])
async def test_brackets_inside_of_strings_are_no_depth(data: bytes) -> None:
    async with Misbehaving(raw(data)) as server, outgoing(server) as http:
        assert await http.get_json(server.url) == orjson.loads(data)


async def test_sixty_four_levels_are_allowed_and_so_is_any_breadth() -> None:
    deep, broad = b"[[]," + b"[" * 63 + b"]" * 63 + b"]", b"[" + b"[]," * 9999 + b"[]]"
    async with Misbehaving(raw(deep), raw(broad)) as server, outgoing(server) as http:
        assert await http.get_json(server.url) == orjson.loads(deep)
        assert await http.get_json(server.url) == [[]] * 10_000


def test_many_tiny_compressed_members_are_refused_early() -> None:
    decoder = Decoder("evil.example", "gzip", 5_000_000)
    with pytest.raises(HttpError, match="more than"):
        list(decoder.feed(packed(b"", 31) * 2000))


def test_compressed_bytes_that_decode_to_nothing_are_capped_on_the_wire() -> None:
    decoder, compressor = Decoder("evil.example", "gzip", 1000), zlib.compressobj(wbits=31)
    nothing = compressor.flush(zlib.Z_FULL_FLUSH) + b"\x00\x00\x00\xff\xff" * 30_000
    with pytest.raises(HttpError, match="more than"):
        list(decoder.feed(nothing))
