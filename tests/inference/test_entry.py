"""The gateway's door: keys before bodies, limits, deadlines, hanging up."""

import asyncio
import re
from typing import Any

import orjson
import pytest

from inference.api import entry
from inference.api.entry import NOTHING, Gateway
from inference.api.routes import normalised, serves
from inference.auth import issue
from inference.runtime import NotReadyError
from inference.snapshot import Snapshot
from inference.state import Emit, Query
from tests.inference.asgi import HELLO, SECRET, STUCK, Client, Double, Reply, says, snapshot

CHAT = "/v1/chat/completions"
BODY = orjson.dumps(HELLO)
ROUTES = [("POST", CHAT), ("POST", "/v1/embeddings"), ("GET", "/v1/models"), ("GET", "/v1/models/athena")]


async def forever(query: Query, _emit: Emit) -> Query:
    await asyncio.sleep(60)
    return query


def scope(path: str, accept: str = "*/*") -> dict[str, Any]:
    return {"path": path, "headers": [(b"accept", accept.encode())]}


def retry(reply: Reply) -> str:
    return reply.headers["x-should-retry"]


@pytest.mark.parametrize(
    ("method", "path"), [*ROUTES, ("GET", "/v1/nothing"), ("OPTIONS", CHAT), ("HEAD", "/v1/models")]
)
async def test_no_route_is_open_without_a_key(method: str, path: str) -> None:
    reply = await Client().request(method, path, key="")
    assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")


async def test_the_key_is_asked_for_before_the_body_is_read() -> None:
    reply = await Client().post(CHAT, BODY, key="ath_wrong", headers={"content-length": "200000000"})
    assert (reply.status, reply.reads) == (401, 0)
    assert reply.headers["connection"] == "close"


async def test_a_key_of_another_scope_is_told_so_on_every_route() -> None:
    row, text = issue("x", scopes=["metrics"])
    client = Client(Double(seen=snapshot(row)))
    replies = [await client.request(method, path, key=text) for method, path in ROUTES]
    assert {reply.status for reply in replies} == {403}


async def test_an_unknown_path_is_not_found_in_openai_s_shape() -> None:
    reply = await Client().get("/v1/nothing")
    assert reply.status == 404
    assert set(reply.error) == {"message", "type", "param", "code"}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", CHAT), ("PUT", CHAT), ("DELETE", "/v1/models"), ("POST", "/v1/models")]
)
async def test_a_wrong_method_is_told_the_right_one(method: str, path: str) -> None:
    reply = await Client().request(method, path)
    assert (reply.status, reply.reads) == (405, 0)
    assert reply.headers["allow"] == ("GET, HEAD" if "models" in path else "POST")


async def test_options_names_the_methods() -> None:
    reply = await Client().request("OPTIONS", CHAT)
    assert (reply.status, reply.headers["allow"], reply.body) == (204, "OPTIONS, POST", b"")


async def test_head_has_the_headers_of_get_and_no_body() -> None:
    got, headed = await Client().get("/v1/models"), await Client().request("HEAD", "/v1/models")
    assert headed.body == b""
    assert headed.headers == got.headers


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/v1/models/", "/v1/models"),
        ("//v1//models", "/v1/models"),
        ("/v1/v1/chat/completions", CHAT),
        ("/chat/completions", CHAT),
        ("/completions", "/v1/completions"),
        ("/responses/resp_1", "/v1/responses/resp_1"),
        ("/v1/api/chat", "/api/chat"),
        ("/api/v1/models", "/v1/models"),
        ("//api/tags/", "/api/tags"),
        pytest.param(f"/k/{SECRET}/api/chat", "/api/chat", id="key-in-path-of-ollama"),
        pytest.param(f"//k//{SECRET}//v1/models", "/v1/models", id="key-in-path-with-doubled-slashes"),
        pytest.param(f"/k/{SECRET}/", "/", id="key-in-path-alone"),
        ("/models/study", "/v1/models/study"),
        pytest.param(f"/k/{SECRET}/v1/models", "/v1/models", id="key-in-path"),
        pytest.param(f"/k/{SECRET}/embeddings/", "/v1/embeddings", id="key-in-path-without-v1"),
        ("/v1/models/v1/v1", "/v1/models/v1/v1"),
        ("/openai/deployments/study/chat/completions", CHAT),
        ("/openai/deployments/all-minilm/embeddings", "/v1/embeddings"),
        ("/openai/v1/responses", "/v1/responses"),
        ("/openai/models", "/openai/models"),
        ("/v1x/models", "/v1x/models"),
    ],
)
def test_paths_are_read_as_they_were_meant(typed: str, meant: str) -> None:
    assert normalised(typed) == meant
    assert serves(scope(typed)) == (not typed.startswith("/v1x"))


@pytest.mark.parametrize(
    "path", ["/admin/", "/livez", "/metrics", "/kitchen", "/modelsx", "/apis", "/api/config", "/api/config/rows/x/"]
)
def test_other_paths_are_not_the_gateway_s(path: str) -> None:
    assert not serves(scope(path))


def test_the_root_is_django_s_for_browsers_only() -> None:
    assert serves(scope("/"))
    assert not serves(scope("/", "text/html,application/xhtml+xml"))


@pytest.mark.parametrize("path", ["/api/nope", "/api/rows/", "/api/configs", "/v1/nope", "/v2/models", "/openai/nope"])
async def test_what_is_not_there_is_told_in_the_form_of_the_protocol(path: str) -> None:
    assert serves(scope(path))
    reply = await Client().get(path)
    assert (reply.status, reply.headers["content-type"]) == (404, "application/json")
    told = reply.json()["error"]
    assert told == NOTHING if path.startswith("/api") else told["code"] == "not_found"


async def test_a_key_in_the_path_opens() -> None:
    assert (await Client().get(f"/k/{SECRET}/v1/models", key="")).status == 200


async def test_a_declared_body_beyond_the_cap_is_refused_unread() -> None:
    client = Client(Double(seen=snapshot(max_body_mib=0.01, max_history_mib=0.01)))
    reply = await client.post(CHAT, b" " * 20_000, headers={"content-length": "20000"})
    assert (reply.status, reply.reads, reply.error["code"]) == (413, 0, "request_too_large")
    assert retry(reply) == "false"


async def test_a_chunked_body_is_counted_as_it_comes() -> None:
    client = Client(Double(seen=snapshot(max_body_mib=0.01, max_history_mib=0.01)))
    chunks = [b" " * 4_000] * 50
    reply = await client.request("POST", CHAT, chunks=chunks, headers={"transfer-encoding": "chunked"})
    assert (reply.status, reply.headers["connection"]) == (413, "close")
    assert not client.double.asked


@pytest.mark.parametrize("path", ["/v1/completions", "/v1/embeddings", "/v1/verify", "/api/generate", "/api/embed"])
async def test_only_a_conversation_may_be_longer_than_a_request(path: str) -> None:
    client = Client(Double(seen=snapshot(max_body_mib=0.01)))
    reply = await client.post(path, b" " * 20_000, headers={"content-length": "20000"})
    assert (reply.status, reply.reads) == (413, 0)


@pytest.mark.parametrize("kept", ["messages", "tools"])
async def test_a_conversation_is_refused_where_what_is_kept_of_it_is_too_large(kept: str) -> None:
    client = Client(Double(seen=snapshot(max_body_mib=0.25)))
    turns = [{"role": "user", "content": "x" * 10_000}] * 40
    asked = {**HELLO, "messages": [*turns, *HELLO["messages"]]}
    assert (await client.post(CHAT, asked)).status == 200
    tool = {"type": "function", "function": {"name": "look", "description": "x" * 300_000}}
    more = {"messages": [{"role": "user", "content": "x" * 300_000}]} if kept == "messages" else {"tools": [tool]}
    reply = await client.post(CHAT, {**asked, **more})
    assert (reply.status, reply.error["code"]) == (413, "request_too_large")


async def test_a_body_at_the_cap_is_taken() -> None:
    client = Client(Double(seen=snapshot(max_body_mib=0.01)))
    body = BODY + b" " * (int(0.01 * 1024 * 1024) - len(BODY))
    assert (await client.post(CHAT, body, headers={"content-length": str(len(body))})).status == 200


async def test_a_body_arrives_in_any_pieces() -> None:
    chunks = [BODY[number : number + 3] for number in range(0, len(BODY), 3)]
    assert (await Client().request("POST", CHAT, chunks=chunks)).status == 200


@pytest.mark.parametrize("length", ["x", "-1", "1e3", "²"])
async def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    assert (await Client().post(CHAT, BODY, headers={"content-length": length})).status == 400


@pytest.mark.parametrize(("encoding", "status"), [("gzip", 415), ("br", 415), ("identity", 200), ("Identity", 200)])
async def test_a_compressed_body_is_refused_unread_and_told_why(encoding: str, status: int) -> None:
    reply = await Client().post(CHAT, BODY, headers={"content-encoding": encoding})
    assert (reply.status, reply.headers.get("accept-encoding")) == (status, "identity" if status == 415 else None)


async def test_a_body_that_does_not_come_is_timed_out_and_not_to_be_sent_again() -> None:
    client = Client(Double(seen=snapshot(body_seconds=0.05)))
    reply = await client.request("POST", CHAT, chunks=[BODY[:5], STUCK])
    assert (reply.status, retry(reply), reply.error["code"]) == (408, "false", "body_timeout")


async def test_one_question_too_many_is_asked_to_come_again() -> None:
    client = Client(Double(forever, snapshot(max_parallel=2)))
    busy = [asyncio.create_task(client.chat()) for _ in range(2)]
    while len(client.double.asked) < 2:
        await asyncio.sleep(0.001)
    reply = await client.chat()
    assert (reply.status, reply.headers["retry-after"], retry(reply)) == (503, "1", "true")
    assert (await client.get("/v1/models")).status == 200
    client.hung_up.set()
    await asyncio.gather(*busy)
    client.hung_up.clear()
    client.double.play = says("Free again.")
    assert (await client.chat()).status == 200


async def test_a_key_s_requests_are_counted() -> None:
    row, text = issue("x", per_minute=2)
    client = Client(Double(seen=snapshot(row)))
    replies = [await client.get("/v1/models", key=text) for _ in range(3)]
    assert [reply.status for reply in replies] == [200, 200, 429]
    assert (replies[2].headers["retry-after"], retry(replies[2])) == ("30", "true")
    assert (await client.get("/v1/models")).status == 200


@pytest.mark.parametrize("streamed", [True, False])
async def test_hanging_up_cancels_the_work_at_once(streamed: bool) -> None:
    client = Client(Double(forever))
    asked = asyncio.create_task(client.chat(stream=streamed))
    while not client.double.asked:
        await asyncio.sleep(0.001)
    client.hung_up.set()
    async with asyncio.timeout(1):
        await client.double.cancelled.wait()
        reply = await asked
    assert reply.status == 0
    assert client.gateway.open == 0


@pytest.mark.parametrize("streamed", [True, False])
async def test_nobody_listens_for_a_client_that_is_answered_at_once(
    streamed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "LASTING", 60.0)  # however busy the machine is, this is sooner
    reply = await Client().chat(stream=streamed)
    assert (reply.status, reply.reads) == (200, 1)


async def test_hanging_up_in_mid_stream_cancels_the_work_at_once() -> None:
    client = Client()

    async def play(query: Query, emit: Emit) -> Query:
        await emit("It is")
        return await forever(query, emit)

    client.double.play = play
    asked = asyncio.create_task(client.chat(stream=True))
    while not any("It is" in line for line in client.log):
        await asyncio.sleep(0.001)
    client.hung_up.set()
    async with asyncio.timeout(1):
        await client.double.cancelled.wait()
        assert not (await asked).complete


async def test_hanging_up_while_the_body_is_sent_asks_nothing() -> None:
    client = Client()
    client.hung_up.set()
    reply = await client.request("POST", CHAT, chunks=[BODY[:5], STUCK])
    assert (reply.status, client.double.asked) == (0, [])


async def test_a_reader_that_takes_nothing_is_cut() -> None:
    client = Client(Double(says("One.", " Two.")), send_seconds=0.02)
    client.send_delay = 60
    async with asyncio.timeout(2):
        assert not (await client.chat(stream=True)).complete
    assert client.gateway.open == 0


@pytest.mark.parametrize(
    ("waits", "seconds"), [("10", 9), ("600", 30), ("nan", 30), ("-1", 30), ("soon", 30), ("0", 30)]
)
async def test_the_client_s_own_time_out_shortens_the_deadline(waits: str, seconds: float) -> None:
    client = Client()
    await client.post(CHAT, HELLO, headers={"x-stainless-read-timeout": waits})
    left = client.double.asked[0].seconds_left()
    assert seconds - 1 < left <= seconds


async def test_a_run_past_its_deadline_is_cancelled_and_apologised_for() -> None:
    client = Client(Double(forever, snapshot(deadline_seconds=0.05)))
    reply = await client.chat()
    assert client.double.cancelled.is_set()
    assert reply.json()["choices"][0]["message"]["content"] == "Sorry, that took too long."


async def test_open_requests_are_counted_for_a_server_that_stops() -> None:
    client = Client(Double(forever))
    asked = asyncio.create_task(client.chat())
    while not client.double.asked:
        await asyncio.sleep(0.001)
    assert client.gateway.open == 1
    client.hung_up.set()
    await asked
    assert client.gateway.open == 0


async def test_a_runtime_that_fails_is_an_error_in_openai_s_shape_and_is_raised() -> None:
    class NotReady(Double):
        async def snapshot(self) -> Any:
            raise RuntimeError("secret")

    client = Client(NotReady())
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    with pytest.raises(RuntimeError):
        await client.gateway(client._scope("GET", "/v1/models", {}), client._receive([b""], Reply()), send)
    assert sent[0]["status"] == 500
    assert orjson.loads(sent[1]["body"])["error"]["code"] == "internal_error"
    assert b"secret" not in sent[1]["body"]


async def test_before_the_first_release_clients_are_asked_to_come_again() -> None:
    class Empty(Double):
        async def snapshot(self) -> Snapshot:
            raise NotReadyError

    reply = await Client(Empty()).chat()
    assert (reply.status, reply.headers["retry-after"], retry(reply)) == (503, "2", "true")


async def test_only_http_is_served() -> None:
    with pytest.raises(ValueError, match="websocket"):
        await Gateway(Double)({"type": "websocket"}, lambda: asyncio.sleep(0), lambda _m: asyncio.sleep(0))  # type: ignore[arg-type, return-value]


async def test_what_is_logged_holds_no_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    await Client().get(f"/k/{SECRET}/v1/nothing\nforged", key="")
    await Client().post(CHAT, b"{secret", key=SECRET)
    assert re.search("refused GET .*404", caplog.text)
    assert SECRET not in caplog.text
    assert "secret" not in caplog.text
    assert "\nforged" not in caplog.text
