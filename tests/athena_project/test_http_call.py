"""What is sent, and where a redirect may take it."""

import pytest

from athena_project.http import HttpError
from tests.servers import Answer, Misbehaving, outgoing, redirect, reply


@pytest.mark.parametrize("data", ["\ud800", object(), {1, 2}])
async def test_what_cannot_be_json_is_an_http_error_too(data: object) -> None:
    async with Misbehaving(reply(1)) as server, outgoing(server) as http:
        with pytest.raises(HttpError, match="cannot be written down"):
            await http.post_json(server.url, json={"a": data})
    assert server.requests == []


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00b"])
async def test_a_header_that_breaks_the_line_is_not_sent(value: str) -> None:
    async with Misbehaving(reply(1)) as server, outgoing(server) as http:
        with pytest.raises(HttpError, match="cannot be sent") as failed:
            await http.get(server.url, headers={"X-Key": value})
    assert (failed.value.kind, server.requests) == ("broken", [])


async def test_follows_up_to_five_redirects_and_not_six() -> None:
    hops: dict[str, Answer] = {f"/{n}": redirect(f"/{n + 1}?n={n}") for n in range(7)}
    async with Misbehaving({**hops, "/7": reply("there")}) as server, outgoing(server) as http:
        assert await http.get_json(server.url + "/2") == "there"
        with pytest.raises(HttpError, match="redirects too often"):
            await http.get_json(server.url + "/1")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_credentials_stay_with_their_origin(status: int) -> None:
    secret = {"Authorization": "Bearer k", "X-Own-Key": "k", "Cookie": "k", "Accept": "text/x", "user-agent": "U"}
    async with Misbehaving(reply("b")) as other:
        first = Misbehaving({"/": redirect(other.url, status), "/c": redirect("/d"), "/d": reply("d")})
        async with first, outgoing(first, other) as http:
            assert await http.get_json(first.url + "/", headers=secret) == "b"
            assert await http.get_json(first.url + "/c", headers=secret) == "d"
    assert first.requests[-1].headers["Authorization"] == "Bearer k"
    assert (other.requests[0].headers["Accept"], other.requests[0].headers["User-Agent"]) == ("text/x", "U")
    assert not {"Authorization", "X-Own-Key", "Cookie"} & set(other.requests[0].headers)


@pytest.mark.parametrize("status", [307, 308])
async def test_a_post_is_repeated_on_the_same_server_only(status: int) -> None:
    async with Misbehaving(reply("b")) as other:
        first = Misbehaving({"/a": redirect("/b", status), "/b": reply("b"), "/c": redirect(other.url, status)})
        async with first, outgoing(first, other) as http:
            assert await http.post_json(first.url + "/a", json={"said": 1}) == "b"
            with pytest.raises(HttpError, match=f"status {status}"):
                await http.post_json(first.url + "/c", json={"said": 1})
    assert first.requests[1].json() == {"said": 1}
    assert other.requests == []


@pytest.mark.parametrize("status", [301, 302, 303])
async def test_a_post_never_becomes_a_get(status: int) -> None:
    async with Misbehaving({"/a": redirect("/b", status), "/b": reply("b")}) as server, outgoing(server) as http:
        with pytest.raises(HttpError, match=f"status {status}"):
            await http.post_json(server.url + "/a", json={})
    assert len(server.requests) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://user:secret@127.0.0.1:{port}/"])
async def test_a_redirect_to_no_plain_web_address_is_blocked(target: str) -> None:
    async with Misbehaving() as server, outgoing(server) as http:
        server.routes["/start"] = [redirect(target.replace("{port}", str(server.port)))]
        with pytest.raises(HttpError, match=r"^blocked by the egress policy$") as refused:
            await http.get(server.url + "/start")
    assert (refused.value.kind, len(server.requests)) == ("blocked", 1)
