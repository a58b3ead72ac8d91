"""The outgoing client against servers that misbehave: every failure is a short HttpError, in time and in size."""

import asyncio
import gc
import time
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp import web

from athena_project.http import Http, HttpError
from athena_project.http_error import retry_after
from tests.servers import (
    Answer,
    Misbehaving,
    bad_json,
    bomb,
    cut,
    drip,
    empty,
    failing,
    giant,
    gzipped,
    hang,
    html,
    outgoing,
    raw,
    redirect,
    reply,
    stream,
    too_many,
)

MEBI = 1024**2


def packed(data: bytes, wbits: int) -> bytes:
    compressor = zlib.compressobj(wbits=wbits)
    return compressor.compress(data) + compressor.flush()


GZIP = packed(b'{"a":1}', 31)
DATA = b'{"wind": [1, 2.5, null, "\xc3\xa9"]}'


async def failure(answer: Answer, seconds: float = 5.0, max_bytes: int = MEBI) -> HttpError:
    """What a GET of JSON fails with."""
    async with Misbehaving(answer) as server, outgoing(server) as http:
        with pytest.raises(HttpError) as failed:
            await http.get_json(server.url + "/x?key=SECRET", seconds=seconds, max_bytes=max_bytes)
    return failed.value


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (bad_json(), "broken", "sent no JSON"),
        (html(), "broken", "sent no JSON"),
        (empty(), "broken", "sent no JSON"),
        (empty(204), "broken", "sent no JSON"),
        (raw(b'{"a": NaN}'), "broken", "sent no JSON"),
        (raw(b'{"a": "\\ud800"}'), "broken", "sent no JSON"),
        (raw(b'{"a": "\xff\xfe"}'), "broken", "sent no JSON"),
        (raw(b"[" * 100_000), "broken", "sent JSON that is nested too deeply"),
        (raw(b"[" * 65 + b"]" * 65), "broken", "sent JSON that is nested too deeply"),
        (raw(b'{"a":' * 65 + b"1" + b"}" * 65), "broken", "sent JSON that is nested too deeply"),
        (cut(), "broken", "broke off in the middle of its answer"),
        (giant(), "too_large", "sent more than 1,048,576 bytes"),
        (bomb(), "too_large", "sent more than 1,048,576 bytes"),
        (gzipped(b" " * (MEBI + 1)), "too_large", "sent more than 1,048,576 bytes"),
        (gzipped(DATA, layers=2), "broken", "sent no JSON"),
        (gzipped(DATA, layers=2, encoding="gzip, gzip"), "broken", "answered in an encoding that was not asked for"),
        (gzipped(DATA, encoding="br"), "broken", "answered in an encoding that was not asked for"),
        (raw(DATA, headers={"Content-Encoding": "gzip"}), "broken", "sent a damaged answer"),
        (raw(GZIP[:-5], headers={"Content-Encoding": "gzip"}), "broken", "broke off in the middle of its answer"),
        (raw(GZIP + b"rubbish", headers={"Content-Encoding": "gzip"}), "broken", "sent a damaged answer"),
        (redirect("/x?key=OTHER"), "broken", "redirects too often"),
        (redirect("http://[::1"), "broken", "cannot be sent"),
        (failing(500), "status", "answered with status 500"),
        (html(404), "status", "answered with status 404"),
        (raw(b"", status=302), "status", "answered with status 302"),
    ],
)
async def test_what_misbehaves_is_named_briefly(answer: Answer, kind: str, text: str) -> None:
    error = await failure(answer)
    assert (error.kind, text in str(error)) == (kind, True), str(error)
    assert "SECRET" not in str(error)
    assert len(str(error)) < 80


@pytest.mark.parametrize("answer", [hang(), drip(), stream([b"{"] * 9, every=0.04)])
async def test_the_deadline_is_for_the_whole_call(answer: Answer) -> None:
    began = asyncio.get_running_loop().time()
    error = await failure(answer, seconds=0.15)
    assert (error.kind, str(error)) == ("timeout", "127.0.0.1 did not answer in time")
    assert asyncio.get_running_loop().time() - began < 1.0


async def test_a_get_returns_the_whole_answer() -> None:
    answer = raw("grüezi", "text/plain; charset=utf-8", 203, {"ETag": '"7"'})
    async with Misbehaving(answer) as server, outgoing(server) as http:
        got = await http.get(server.url + "/a?x=1", params={"q": "a b&c", "n": 2, "f": 0.5}, headers={"X-Key": "k"})
    assert (got.status, got.body, got.headers["etag"]) == (203, "grüezi".encode(), '"7"')
    assert server.requests[0].query == {"x": "1", "q": "a b&c", "n": "2", "f": "0.5"}
    assert server.requests[0].headers["X-Key"] == "k"
    assert server.requests[0].headers["User-Agent"].startswith("Athena/")


async def test_posts_json_and_reads_json() -> None:
    async with Misbehaving(reply({"ok": True})) as server, outgoing(server) as http:
        assert await http.post_json(server.url, json={"prompt": "x" * 2 * MEBI}, headers={"X-Key": "k"}) == {"ok": True}
    [seen] = server.requests
    assert (seen.method, seen.headers["Content-Type"]) == ("POST", "application/json")
    assert seen.json() == {"prompt": "x" * 2 * MEBI}


async def test_a_refusal_carries_status_wait_and_a_short_quote() -> None:
    error = await failure(raw("ü" * 5000, "text/plain", 429, {"Retry-After": "7"}))
    assert (error.kind, error.status, error.retry_after, error.body) == ("status", 429, 7.0, "ü" * 300)
    assert str(error) == "127.0.0.1 answered with status 429"


async def test_a_refusal_whose_body_hangs_is_still_a_refusal() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=503, headers={"Retry-After": "9", "Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"over")
        await asyncio.sleep(60)
        return response

    began = asyncio.get_running_loop().time()
    error = await failure(answer)
    assert (error.status, error.retry_after, error.body) == (503, 9.0, "over")
    assert asyncio.get_running_loop().time() - began < 2.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("9" * 5000, 86_400.0),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("1.5", None),
    ],
)
def test_reads_retry_after_in_seconds(header: str, seconds: float | None) -> None:
    assert retry_after(header) == seconds


@pytest.mark.parametrize(("ahead", "seconds"), [(90, 90), (-90, 0), (10**7, 86_400)])
def test_reads_retry_after_as_a_date(ahead: int, seconds: float) -> None:
    header = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    assert retry_after(header) == pytest.approx(seconds, abs=2)


async def test_a_wait_stands_in_the_error_of_a_real_answer() -> None:
    assert (await failure(too_many("120"))).retry_after == 120.0
    assert (await failure(too_many("whenever"))).retry_after is None


async def test_nobody_listening_is_unreachable() -> None:
    async with Misbehaving() as server:
        pass
    async with outgoing(server) as http:
        with pytest.raises(HttpError, match=r"^127\.0\.0\.1 cannot be reached$") as failed:
            await http.get(server.url + "/?key=SECRET")
    assert failed.value.kind == "unreachable"
    assert failed.value.__cause__ is None


async def test_tls_to_a_server_without_it_says_so() -> None:
    async with Misbehaving(reply(1)) as server, outgoing(server) as http:
        with pytest.raises(HttpError, match="no secure connection") as failed:
            await http.get(server.url.replace("http:", "https:"))
    assert failed.value.kind == "unreachable"


async def test_what_is_no_http_is_broken() -> None:
    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    place = Misbehaving()
    place.port = server.sockets[0].getsockname()[1]
    async with server, outgoing(place) as http:
        with pytest.raises(HttpError, match="does not answer in HTTP"):
            await http.get(place.url)


async def test_cookies_are_not_kept() -> None:
    async with Misbehaving(raw("1", headers={"Set-Cookie": "a=1"})) as server, outgoing(server) as http:
        for _ in range(2):
            await http.get(f"http://localhost:{server.port}/")
    assert "Cookie" not in server.requests[1].headers


async def test_bytes_that_lie_ready_do_not_outlive_the_deadline() -> None:
    async with (
        Misbehaving(raw(b"x" * 300_000)) as server,
        outgoing(server) as http,
        http.stream("GET", server.url, seconds=0.2) as chunks,
    ):
        await anext(chunks)
        await asyncio.sleep(0.1)
        time.sleep(0.15)  # a consumer that blocks the loop, so that no timer can act
        with pytest.raises(HttpError, match="in time"):
            await anext(chunks)


async def test_a_stream_yields_chunks_as_they_come() -> None:
    async with (
        Misbehaving(stream([b"one", b"two"], every=0.03)) as server,
        outgoing(server) as http,
        http.stream("POST", server.url, json={"a": 1}) as chunks,
    ):
        assert [chunk async for chunk in chunks] == [b"one", b"two"]
    assert server.requests[0].json() == {"a": 1}


async def test_a_stream_can_be_a_get_without_body() -> None:
    async with (
        Misbehaving(gzipped(DATA)) as server,
        outgoing(server) as http,
        http.stream("GET", server.url) as chunks,
    ):
        assert b"".join([chunk async for chunk in chunks]) == DATA
    assert (server.requests[0].method, server.requests[0].body) == ("GET", b"")


async def read(chunks: AsyncIterator[bytes]) -> None:
    async for _chunk in chunks:
        pass


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(cut(), "broken"), (drip(), "timeout"), (giant(), "too_large"), (hang(), "timeout"), (failing(503), "status")],
)
async def test_a_stream_fails_with_an_http_error_too(answer: Answer, kind: str) -> None:
    async with Misbehaving(answer) as server, outgoing(server) as http:
        with pytest.raises(HttpError) as failed:
            async with http.stream("POST", server.url, json={}, seconds=0.2, max_bytes=MEBI) as chunks:
                await read(chunks)
    assert failed.value.kind == kind


async def test_leaving_a_stream_hangs_up_at_once() -> None:
    async with Misbehaving(drip()) as server, outgoing(server) as http:
        async with http.stream("POST", server.url, json={}) as chunks:
            assert await anext(chunks) == b" "
        await server.client_left(1)


@pytest.mark.parametrize("answer", [drip(), hang()])
async def test_cancelling_a_stream_hangs_up_at_once(answer: Answer) -> None:
    async with Misbehaving(answer) as server, outgoing(server) as http:

        async def ask() -> None:
            async with http.stream("POST", server.url, json={}) as chunks:
                await read(chunks)

        asking = asyncio.create_task(ask())
        async with asyncio.timeout(1):
            while not server.requests:
                await asyncio.sleep(0.005)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await server.client_left(1)


async def test_the_deadline_never_cancels_the_work_of_the_consumer() -> None:
    async with (
        Misbehaving(drip()) as server,
        outgoing(server) as http,
        http.stream("POST", server.url, json={}, seconds=0.1) as chunks,
    ):
        await anext(chunks)
        await asyncio.sleep(0.2)
        with pytest.raises(HttpError, match="in time"):
            await read(chunks)


async def test_errors_of_the_consumer_pass_through_as_they_are() -> None:
    async with Misbehaving(drip()) as server, outgoing(server) as http:
        with pytest.raises(TimeoutError, match="mine"):
            async with http.stream("POST", server.url, json={}):
                raise TimeoutError("mine")


async def test_connections_are_used_again() -> None:
    ports: list[int] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        ports.append(request.get_extra_info("peername")[1])
        return web.json_response(1)

    async with Misbehaving(answer) as server, outgoing(server) as http:
        for _ in range(3):
            await http.get_json(server.url)
    assert len(set(ports)) == 1


async def test_a_running_stream_survives_a_change_of_the_allow_list() -> None:
    async with Misbehaving(stream([b"a", b"b", b"c"], every=0.02)) as server:
        rules = [server.allowed]
        http = Http(lambda: rules[-1])
        async with http.stream("GET", server.url) as chunks:
            assert await anext(chunks) == b"a"
            rules.append(server.allowed * 2)
            assert (await http.get(server.url)).body == b"abc"
            assert b"".join([chunk async for chunk in chunks]) == b"bc"
        await http.close()


async def test_many_calls_run_at_once() -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.2)
        return web.json_response(1)

    began = asyncio.get_running_loop().time()
    async with Misbehaving(answer) as server, outgoing(server) as http:
        results = await asyncio.gather(*(http.get_json(server.url) for _ in range(80)))
    assert results == [1] * 80
    assert asyncio.get_running_loop().time() - began < 2.0


def test_one_client_serves_loop_after_loop() -> None:
    async def ask(http: Http) -> object:
        async with Misbehaving(reply("here")) as server:
            http.allowed = lambda: server.allowed
            answer = await http.get_json(server.url)
            await http.close()
            return answer

    http = Http(lambda: ())
    assert [asyncio.run(ask(http)) for _ in range(3)] == ["here"] * 3


def test_loops_that_ended_without_closing_are_forgotten() -> None:
    async def ask(http: Http) -> None:
        async with Misbehaving(raw("1", headers={"Connection": "close"})) as server:
            http.allowed = lambda: server.allowed
            await http.get(server.url)

    http = Http(lambda: ())
    for _ in range(3):
        asyncio.run(ask(http))
    asyncio.run(http.close())
    gc.collect()
    assert (
        len([thing for thing in gc.get_objects() if isinstance(thing, aiohttp.ClientSession) and not thing.closed]) == 0
    )
