"""The one django-ninja application of the gateway: how bodies are read, answers sent and errors told."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from pydantic import BaseModel
from pydantic import ValidationError as InvalidBody

from inference.api import errors
from inference.api.allotting import allotted
from inference.api.exchange import Answer, Streamed
from inference.api.framing import Writer, judged, stream
from inference.api.live import Live
from inference.api.payload import BadJson, loads
from inference.api.request import GatewayRequest
from inference.state import Query

log = logging.getLogger(__name__)

# a stream's connection is closed behind it: readers that wait for the end of the bytes do not wait any longer
STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no", "Connection": "close"}


class Lenient(Parser):
    """Reads bodies as payload.py does."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        body: dict[str, Any] = loads(request.body)
        return body


# The gateway has authenticated and throttled before ninja is reached: ninja's own throttles are called synchronously.
api = NinjaAPI(title="Athena", urls_namespace="gateway", openapi_url=None, docs_url=None, parser=Lenient())


View = Callable[..., Awaitable[Answer]]
straight: dict[str, View] = {}  # the operations that take a body, by their names, as the gateway calls them


def posted(path: str, name: str) -> Callable[[View], View]:
    """Registers an operation that takes a body. ninja keeps the routes; a response, a getter and a model of the body's
    model, which it makes anew for each request, cost more than the body."""

    def add(view: View) -> View:
        straight[name] = straightly(view, get_type_hints(view)["body"])
        api.post(path, url_name=name)(view)
        return view

    return add


def straightly(view: View, model: type[BaseModel]) -> View:
    """The operation with its body read, and its errors told as they are told of all others."""

    async def called(request: GatewayRequest, **values: Any) -> Answer:
        try:
            return await view(request, body=read(request, model), **values)
        except errors.Refused as error:
            return refused(request, error)
        except Exception as error:  # noqa: BLE001 an operation that fails is told to the client and to the log
            return broken(request, error)

    return called


def read(request: GatewayRequest, model: type[BaseModel]) -> BaseModel:
    """The body as its model; raises Refused."""
    try:
        return model.model_validate(loads(request.body))
    except BadJson:
        raise errors.bad_json() from None
    except InvalidBody as error:
        raise errors.unprocessable(
            [{**each, "loc": ("body", "body", *each["loc"])} for each in error.errors()]
        ) from None


async def answered(request: GatewayRequest, query: Query, writer: Writer, streamed: bool) -> Answer:
    """Runs the pipeline and writes what comes of it, whole or as a stream; the same for every protocol."""
    query, snapshot = allotted(query, request.admitted)
    live = await request.leaving.enter_async_context(Live(request.admitted.answering, query, snapshot))
    if not streamed:
        return json_response(writer.whole(judged(await live.finished())), query)
    # nothing is sent before the first piece, so that a question that fails at once can still be an HTTP error
    first = await live.next()
    if first is None:
        judged(await live.finished())
    headers = {**STREAM_HEADERS, "x-request-id": str(query.id)}
    return Streamed(stream(live, first, writer), content_type=writer.content_type, headers=headers)


def json_response(body: bytes, query: Query | None = None) -> HttpResponse:
    answer = HttpResponse(body, content_type="application/json")
    if query is not None:
        answer["x-request-id"] = str(query.id)
    return answer


@api.exception_handler(errors.Refused)
def refused(request: HttpRequest | GatewayRequest, refused: errors.Refused) -> HttpResponse:
    log.info("refused with %s, %s%s", refused.status, refused.code, f" at {refused.param}" if refused.param else "")
    return errors.response(refused, request.path)


@api.exception_handler(ValidationError)
def unprocessable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, errors.unprocessable(error.errors))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
    """ninja raises it for one reason only: the parser found no JSON."""
    return refused(request, errors.bad_json())


@api.exception_handler(Exception)
def broken(request: HttpRequest | GatewayRequest, error: Exception) -> HttpResponse:
    log.error("an operation failed", exc_info=error)
    return refused(request, errors.failure())
