"""The operations of the OpenAI-compatible API, and where they are found."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from inference.api import errors
from inference.api.embeddings import within
from inference.api.framing import Frame, completion, events, judged
from inference.api.live import Live
from inference.api.payload import dumps, loads
from inference.api.question import ask
from inference.api.request import GatewayRequest
from inference.api.schemas import ChatRequest, EmbeddingsRequest, VerifyRequest
from inference.api.tools import legacy, names
from inference.api.verification import verifications
from inference.messages import sound
from inference.state import Query

log = logging.getLogger(__name__)

STARTED = int(time.time())
METHODS = {"chat": ("POST",), "embeddings": ("POST",), "models": ("GET", "HEAD"), "verify": ("POST",)}
STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


class Lenient(Parser):
    """Reads bodies as payload.py does."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        body: dict[str, Any] = loads(request.body)
        return body


# The gateway has authenticated and throttled before ninja is reached: ninja's own throttles are called synchronously.
api = NinjaAPI(title="Athena", urls_namespace="openai", openapi_url=None, docs_url=None, parser=Lenient())


@api.post("/v1/chat/completions", url_name="chat")
async def chat(request: GatewayRequest, body: ChatRequest) -> HttpResponseBase:
    admitted = request.admitted
    query = ask(body, admitted)
    frame = frame_of(body, query)
    live = await request.leaving.enter_async_context(Live(admitted.answering, query, admitted.snapshot))
    if not body.stream:
        return json_response(completion(judged(await live.finished()), frame), query)
    # nothing is sent before the first piece, so that a question that fails at once can still be an HTTP error
    first = await live.next()
    if first is None:
        judged(await live.finished())
    headers = {**STREAM_HEADERS, "x-request-id": str(query.id)}
    return StreamingHttpResponse(events(live, first, frame), content_type="text/event-stream", headers=headers)


@api.get("/v1/models", url_name="models")
async def models(request: GatewayRequest) -> HttpResponse:
    data = [described(assistant.name) for assistant in request.admitted.snapshot.assistants]
    return json_response(dumps({"object": "list", "data": data}))


@api.get("/v1/models/{path:name}", url_name="models")
async def model(request: GatewayRequest, name: str) -> HttpResponse:
    if request.admitted.snapshot.assistant(name) is None:
        raise errors.unknown_model(name)
    return json_response(dumps(described(name)))


@api.post("/v1/embeddings", url_name="embeddings")
async def embed(request: GatewayRequest, body: EmbeddingsRequest) -> HttpResponse:
    seconds = request.admitted.deadline - time.monotonic()
    return json_response(dumps(await within(seconds, body, request.admitted.snapshot)))


@api.post("/v1/verify", url_name="verify")
async def verify(request: GatewayRequest, body: VerifyRequest) -> HttpResponse:
    return json_response(dumps(await verifications(body, request.admitted.deadline)))


def frame_of(body: ChatRequest, query: Query) -> Frame:
    return Frame(
        query_id=query.id,
        model=sound(body.model or query.assistant.name),
        declared=frozenset() if query.tool_choice == "none" else names(query.tools),
        usage=bool((body.stream_options or {}).get("include_usage")),
        legacy=legacy(body),
    )


def described(name: str) -> dict[str, object]:
    return {"id": sound(name), "object": "model", "created": STARTED, "owned_by": "athena"}


def json_response(body: bytes, query: Query | None = None) -> HttpResponse:
    answer = HttpResponse(body, content_type="application/json")
    if query is not None:
        answer["x-request-id"] = str(query.id)
    return answer


@api.exception_handler(errors.Refused)
def refused(_request: HttpRequest, refused: errors.Refused) -> HttpResponse:
    log.info("refused with %s, %s%s", refused.status, refused.code, f" at {refused.param}" if refused.param else "")
    return errors.response(refused)


@api.exception_handler(ValidationError)
def unprocessable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, errors.unprocessable(error.errors))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
    """ninja raises it for one reason only: the parser found no JSON."""
    return refused(request, errors.bad_json())


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("an operation failed", exc_info=error)
    return refused(request, errors.failure())


@dataclass(frozen=True, slots=True)
class Route:
    """An operation: what it is called with, the scope a key needs for it, and its methods."""

    view: Callable[..., Awaitable[HttpResponseBase]]
    values: Mapping[str, Any]
    scope: str
    methods: tuple[str, ...]


PATTERNS = tuple(entry for entry in api.urls[0] if isinstance(entry, URLPattern) and entry.name in METHODS)


def route_to(path: str) -> Route | None:
    """The operation behind a normalised path."""
    for pattern in PATTERNS:
        if found := pattern.resolve(path.lstrip("/")):
            scope = pattern.name or ""
            return Route(found.func, found.kwargs, scope, METHODS[scope])
    return None
