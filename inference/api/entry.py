"""The slim ASGI entry of the inference routes, beside Django's handler: who may, how much, how long, and hanging up."""

import asyncio
import logging
import time
from collections.abc import Callable

from django.http import HttpResponse

from athena_project.models import HouseSettings
from inference.api import errors
from inference.api.errors import Refused
from inference.api.exchange import SEND_SECONDS, Exchange, Gone, Message, Receive, Send
from inference.api.request import Admitted, Answering, Framed, GatewayRequest, Posted, patience
from inference.api.routes import Route, normalised, route_to
from inference.auth import NOBODY, authenticate
from inference.models import ApiKey
from inference.runtime import NotReadyError, runtime
from inference.snapshot import Snapshot
from inference.throttle import Throttle

log = logging.getLogger(__name__)

BUSY_SECONDS = 1.0
LASTING = 0.01  # seconds of work from which on somebody listens whether it is still wanted
NOTHING = "There is nothing at this address."


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
            log.info("a client hung up: %r", where(exchange))
        except Exception:
            if not exchange.started:
                await exchange.answer(errors.response(errors.failure(), where(exchange)))
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
            self._working += self._place(route, snapshot.house)
            try:
                self._throttle.admit(key)
                body = b"" if route.access.open else await exchange.read(snapshot.house, cap_of(route, snapshot.house))
                admitted = Admitted(exchange.caller, key, snapshot, answering, deadline, len(body))
                await work(exchange, route, request_of(exchange, route, body, admitted))
            finally:
                self._working -= route.access.works
        except NotReadyError:
            await exchange.answer(errors.response(errors.starting(), where(exchange)))
        except Refused as refused:
            path = where(exchange)
            log.info("refused %s %r with %s, %s", exchange.scope["method"], path, refused.status, refused.code)
            await exchange.answer(errors.response(refused, path))

    def _admit(self, exchange: Exchange, snapshot: Snapshot) -> tuple[Route, ApiKey]:
        """Who may, then what there is: without a key nobody learns which paths exist."""
        route = route_to(where(exchange))
        key = NOBODY
        if route is None or not route.access.open:
            key = authenticate(exchange.caller, snapshot, route.access.scope if route else "")
            exchange.known = True
        if route is None:
            raise Refused(404, f"{NOTHING} The base URL ends in /v1.", "not_found", ollama=NOTHING)
        if exchange.scope["method"] not in {*route.access.methods, "OPTIONS"}:
            allowed = {"Allow": ", ".join(route.access.methods)}
            raise Refused(405, "This address does not take that method.", "method_not_allowed", headers=allowed)
        return route, key

    def _place(self, route: Route, house: HouseSettings) -> int:
        """How many of the places for questions at once it takes: lists of models none. Raises Refused where all are."""
        if route.access.works and self._working >= house.max_parallel:
            raise Refused(503, "I am busy. Please try again in a moment.", "overloaded", retry_after=BUSY_SECONDS)
        return int(route.access.works)


class Ear:
    """Hears the client hang up, and cancels the task that works for it. `gone`: it has.

    It listens to work that lasts: what is answered sooner than that needs no task beside it.
    """

    def __init__(self, exchange: Exchange) -> None:
        worker = asyncio.current_task()
        assert worker is not None
        self.gone = False
        self.worker = worker
        self._closed = False
        self._listening: asyncio.Task[None] | None = None
        self._begin = worker.get_loop().call_later(LASTING, self._listen, exchange)

    def _listen(self, exchange: Exchange) -> None:
        self._listening = asyncio.create_task(exchange.hung_up())
        self._listening.add_done_callback(self._heard)

    def _heard(self, listening: asyncio.Task[None]) -> None:
        if not self._closed and not listening.cancelled():
            self.gone = self.worker.cancel()

    def close(self) -> None:
        self._closed = True
        self._begin.cancel()
        if self._listening:
            self._listening.cancel()


async def work(exchange: Exchange, route: Route, request: GatewayRequest) -> None:
    """Runs the operation and sends what it returns; when the client hangs up, everything behind it is cancelled."""
    ear = Ear(exchange)
    try:
        await respond(exchange, route, request)
    except asyncio.CancelledError:
        if not ear.gone:
            raise
        ear.worker.uncancel()
        raise Gone from None
    finally:
        ear.close()


async def respond(exchange: Exchange, route: Route, request: GatewayRequest) -> None:
    async with request.leaving:
        await exchange.answer(await route.view(request, **route.values))


def where(exchange: Exchange) -> str:
    """The path without the key that it may hold."""
    return normalised(exchange.caller.path)


def request_of(exchange: Exchange, route: Route, body: bytes, admitted: Admitted) -> GatewayRequest:
    if route.straight:
        return Posted(where(exchange), body, admitted)
    return Framed(plain_scope(exchange), body, admitted)


def plain_scope(exchange: Exchange) -> Message:
    """The scope for the operation: its own path, a query string of ASCII, and GET where only the headers are wanted."""
    scope = exchange.scope
    asked = scope.get("query_string", b"")
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return {
        **scope,
        "path": where(exchange),
        "method": method,
        "query_string": asked if asked.isascii() else b"",
        "root_path": "",
    }


def cap_of(route: Route, house: HouseSettings) -> float:
    """MiB of the largest body: of a conversation more is read, for its oldest turns can be left out."""
    return max(house.max_body_mib, house.max_history_mib) if route.access.talks else house.max_body_mib


def allowing(route: Route) -> HttpResponse:
    """What OPTIONS is told."""
    answer = HttpResponse(status=204)
    answer.headers["Allow"] = ", ".join(("OPTIONS", *route.access.methods))
    return answer


application = Gateway(runtime)
