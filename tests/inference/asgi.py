"""An ASGI client without a server, a runtime that answers as a test tells it, and a real server around both."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
import uvicorn

from athena_project.http import Http
from athena_project.models import HouseSettings, Release
from athena_project.old_http import HttpProtocol
from inference.api.entry import Gateway
from inference.auth import issue
from inference.backends import ToolCall
from inference.llms import Models
from inference.models import ApiKey, Assistant
from inference.recent import Recent
from inference.responses import Responses
from inference.snapshot import AccessRows, Snapshot, build
from inference.state import Emit, Outcome, Query, swallow

KEY, SECRET = issue("test")
Play = Callable[[Query, Emit], Awaitable[Query]]
STUCK = b"a body stops coming here"
HELLO: dict[str, Any] = {"model": "athena", "messages": [{"role": "user", "content": "Hello?"}]}
LIGHT: dict[str, Any] = {
    "type": "function",
    "function": {"name": "intent__HassTurnOn", "parameters": {"type": "object"}},
}


def snapshot(*keys: ApiKey, open_access: bool = False, spoken_errors: bool = True, **limits: Any) -> Snapshot:
    """A real snapshot with two assistants, the test's key and the keys given."""
    aliases = ["gpt-4o-mini", "gpt-4", "gpt-3.5-turbo", "local-model", "qwen3:4b-instruct"]
    rows = (
        Assistant(name="athena", aliases=aliases, default=True, time_zone="Europe/Oslo", spoken_errors=spoken_errors),
        Assistant(name="study", time_zone="Europe/Oslo"),
    )
    access = AccessRows(keys={key.key_id: key for key in (KEY, *keys)})
    empty = build({}, Release(), "", access, open_access)
    return replace(empty, assistants=rows, house=HouseSettings(**limits))


def says(*pieces: str | ToolCall, **changes: Any) -> Play:
    """A pipeline that emits these pieces and returns the query that they make."""

    async def play(query: Query, emit: Emit) -> Query:
        for piece in pieces:
            await emit(piece)
        text = "".join(piece for piece in pieces if isinstance(piece, str))
        calls = tuple(piece for piece in pieces if isinstance(piece, ToolCall))
        finish = "tool_calls" if calls else "stop"
        done = replace(query, answer=text, tool_calls=calls, outcome=Outcome.ANSWERED, finish=finish)
        return replace(done, tokens_in=12, tokens_out=7, **changes) if "tokens_in" not in changes else done

    return play


@dataclass
class Double:
    """A runtime whose pipeline does what the test says. It keeps what it was asked and how often it was cut off."""

    play: Play = field(default_factory=lambda: says("Good morning."))
    seen: Snapshot = field(default_factory=snapshot)
    asked: list[Query] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)
    responses: Responses = field(default_factory=Responses)
    recent: Recent = field(default_factory=Recent)
    models: Models = field(default_factory=lambda: Models(Http(tuple)))

    async def snapshot(self) -> Snapshot:
        return self.seen

    async def answer(self, query: Query, emit: Emit = swallow, snapshot: Snapshot | None = None) -> Query:
        assert snapshot is self.seen
        self.asked.append(query)
        try:
            done = await self.play(query, emit)
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        self.log.append("recorded")
        return done


@dataclass
class Reply:
    """What an application sent."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    chunks: list[bytes] = field(default_factory=list)
    complete: bool = False
    reads: int = 0

    @property
    def body(self) -> bytes:
        return b"".join(self.chunks)

    def json(self) -> Any:
        return orjson.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        error: dict[str, Any] = self.json()["error"]
        return error

    def events(self) -> list[Any]:
        """The data of each event; the marker of the end as text."""
        lines = self.body.decode().split("\n\n")
        assert lines.pop() == ""
        assert all(line.startswith("data: ") for line in lines)
        return [line[6:] if line == "data: [DONE]" else orjson.loads(line[6:]) for line in lines]


class Client:
    """Sends requests to an ASGI application, in pieces and with interruptions if a test wants them."""

    def __init__(self, double: Double | None = None, **options: Any) -> None:
        self.double = double or Double()
        self.gateway = Gateway(lambda: self.double, **options)
        self.address = "192.168.1.7"
        self.host = "athena.home"
        self.hung_up = asyncio.Event()
        self.send_delay = 0.0
        self.log = self.double.log

    async def get(self, path: str, **options: Any) -> Reply:
        return await self.request("GET", path, **options)

    async def chat(self, **fields: Any) -> Reply:
        return await self.post("/v1/chat/completions", {**HELLO, **fields})

    async def post(self, path: str, body: Any, **options: Any) -> Reply:
        raw = body if isinstance(body, bytes) else orjson.dumps(body)
        return await self.request("POST", path, chunks=[raw], **options)

    async def request(
        self,
        method: str,
        path: str,
        chunks: Sequence[bytes] = (b"",),
        headers: Mapping[str, str] | None = None,
        key: str = SECRET,
    ) -> Reply:
        """`chunks` are the body; it stops coming at STUCK."""
        reply = Reply()
        sent = {"host": self.host, "authorization": f"Bearer {key}", **(headers or {})}
        sent = {name: value for name, value in sent.items() if value}
        await self.gateway(self._scope(method, path, sent), self._receive(list(chunks), reply), self._send(reply))
        return reply

    def _scope(self, method: str, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
        raw = [(name.encode(), value.encode("latin1")) for name, value in headers.items()]
        path, _, query = path.partition("?")
        base = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
        return {
            **base,
            "client": (self.address, 5000),
            "server": ("127.0.0.1", 8000),
            "root_path": "",
            "scheme": "http",
        }

    def _receive(self, chunks: list[bytes], reply: Reply) -> Callable[[], Awaitable[dict[str, Any]]]:
        async def receive() -> dict[str, Any]:
            reply.reads += 1
            if chunks and chunks[0] is not STUCK:
                return {"type": "http.request", "body": chunks.pop(0), "more_body": bool(chunks)}
            await self.hung_up.wait()
            return {"type": "http.disconnect"}

        return receive

    def _send(self, reply: Reply) -> Callable[[Any], Awaitable[None]]:
        async def send(message: dict[str, Any]) -> None:
            await asyncio.sleep(self.send_delay)
            if message["type"] == "http.response.start":
                reply.status = message["status"]
                reply.headers = {name.decode(): value.decode() for name, value in message["headers"]}
                return
            reply.chunks += [message["body"]] if message["body"] else []
            reply.complete = not message["more_body"]
            self.log.append(message["body"].decode())

        return send


async def asked(**fields: Any) -> Query:
    """The query that a chat request becomes."""
    client = Client()
    reply = await client.chat(**fields)
    assert reply.status == 200, reply.body
    return client.double.asked[0]


async def refused(path: str = "/v1/chat/completions", **fields: Any) -> tuple[int, str | None]:
    reply = await Client().post(path, fields)
    assert set(reply.error) == {"message", "type", "param", "code"}
    assert reply.headers["x-should-retry"] == "false"
    return reply.status, reply.error["param"]


def message(reply: Reply) -> Any:
    return reply.json()["choices"][0]["message"]


@contextmanager
def served(gateway: Gateway) -> Iterator[str]:
    """The address of a real server on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            gateway, http=HttpProtocol, log_config=None, lifespan="off", ws="none", access_log=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        finally:
            server.should_exit = True
            thread.join(10)
