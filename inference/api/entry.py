"""The slim ASGI entry of the inference routes, beside Django's handler: who may, how much, how long, and hanging up."""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpResponse

from athena_project.models import HouseSettings
from inference.api import errors
from inference.api.errors import Refused
from inference.api.exchange import SEND_SECONDS, Exchange, Gone, Message, Receive, Send
from inference.api.live import SETTLE
from inference.api.openai import Route, route_to
from inference.api.request import Admitted, Answering, GatewayRequest, patience
from inference.auth import authenticate, split_path
from inference.models import ApiKey
from inference.runtime import NotReadyError, runtime
from inference.snapshot import Snapshot
from inference.throttle import Throttle

log = logging.getLogger(__name__)

BARE = re.compile(r"/(chat/completions|embeddings|verify|models(/.*)?)", re.DOTALL)  # typed without /v1
OURS = re.compile(r"/(v1|k|chat|embeddings|verify|models)(/.*)?", re.DOTALL)
BUSY_SECONDS = 1.0


def serves(path: str) -> bool:
    """Whether a request path belongs to the gateway; all others are Django's."""
    return OURS.fullmatch(re.sub("/{2,}", "/", path)) is not None


def normalised(path: str) -> str:
    """The path as the operations know it: no key in front, one /v1, no doubled slash and none at the end."""
    path = re.sub("/{2,}", "/", path)
    path = split_path(path)[1].rstrip("/")
    path = re.sub(r"^(/v1)+(?=/|$)", "/v1", path)
    return f"/v1{path}" if BARE.fullmatch(path) else path


class Gateway:
    """The ASGI application. `open` counts the requests under way, so that a server that stops can wait for them."""

    def __init__(self, runtime: Callable[[], Answering], send_seconds: float = SEND_SECONDS) -> None:
        self.open = 0
        self._runtime = runtime
        self._throttle = Throttle()
        self._working = 0
        self._send_seconds = send_seconds

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"The gateway serves HTTP, not {scope['type']}.")
        exchange = Exchange(scope, receive, send, self._send_seconds)
        self.open += 1
        try:
            await self._serve(exchange)
        except Gone:
            log.info("a client hung up: %r", normalised(exchange.caller.path))
        except Exception:
            if not exchange.started:
                await exchange.answer(errors.response(errors.failure()))
            raise
        finally:
            self.open -= 1

    async def _serve(self, exchange: Exchange) -> None:
        arrived = time.monotonic()
        answering = self._runtime()
        try:
            snapshot = await answering.snapshot()
            route, key = self._admit(exchange, snapshot)
            if exchange.scope["method"] == "OPTIONS":
                return await exchange.answer(allowing(route))
            deadline = arrived + patience(exchange.caller.headers, snapshot.house)
            with self._place(route, snapshot.house):
                self._throttle.admit(key)
                body = await exchange.read(snapshot.house)
                admitted = Admitted(exchange.caller, key, snapshot, answering, deadline)
                await work(exchange, route, GatewayRequest(plain_scope(exchange), body, admitted))
        except NotReadyError:
            await exchange.answer(errors.response(errors.starting()))
        except Refused as refused:
            where = normalised(exchange.caller.path)
            log.info("refused %s %r with %s, %s", exchange.scope["method"], where, refused.status, refused.code)
            await exchange.answer(errors.response(refused))

    def _admit(self, exchange: Exchange, snapshot: Snapshot) -> tuple[Route, ApiKey]:
        """Who may, then what there is: without a key nobody learns which paths exist."""
        route = route_to(normalised(exchange.caller.path))
        key = authenticate(exchange.caller, snapshot, route.scope if route else "")
        exchange.known = True
        if route is None:
            raise Refused(404, "There is nothing at this address. The base URL ends in /v1.", "not_found")
        if exchange.scope["method"] not in {*route.methods, "OPTIONS"}:
            allowed = {"Allow": ", ".join(route.methods)}
            raise Refused(405, "This address does not take that method.", "method_not_allowed", headers=allowed)
        return route, key

    @contextmanager
    def _place(self, route: Route, house: HouseSettings) -> Iterator[None]:
        """One of the places for questions at once; lists of models need none."""
        if "POST" not in route.methods:
            yield
            return
        if self._working >= house.max_parallel:
            raise Refused(503, "I am busy. Please try again in a moment.", "overloaded", retry_after=BUSY_SECONDS)
        self._working += 1
        try:
            yield
        finally:
            self._working -= 1


async def work(exchange: Exchange, route: Route, request: GatewayRequest) -> None:
    """Runs the operation and sends what it returns; when the client hangs up, everything behind it is cancelled."""
    job = asyncio.create_task(respond(exchange, route, request))
    ear = asyncio.create_task(exchange.hung_up())
    try:
        await asyncio.wait({job, ear}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        job.cancel()
        ear.cancel()
        await asyncio.wait({job, ear}, timeout=2 * SETTLE)
    if not job.done() or job.cancelled():
        raise Gone
    job.result()


async def respond(exchange: Exchange, route: Route, request: GatewayRequest) -> None:
    async with request.leaving:
        await exchange.answer(await route.view(request, **route.values))


def plain_scope(exchange: Exchange) -> Message:
    """The scope for the operation: its own path, no query string, and GET where only the headers are wanted."""
    scope = exchange.scope
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return {**scope, "path": normalised(exchange.caller.path), "method": method, "query_string": b"", "root_path": ""}


def allowing(route: Route) -> HttpResponse:
    """What OPTIONS is told."""
    answer = HttpResponse(status=204)
    answer.headers["Allow"] = ", ".join(("OPTIONS", *route.methods))
    return answer


application = Gateway(runtime)
