"""The operations of the Responses API: asking, and the answers that are kept for the next question."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.utils import timezone

from inference.api.errors import Refused
from inference.api.exchange import Answer
from inference.api.framing import AGAIN, frame_of
from inference.api.operations import answered, api, json_response, posted
from inference.api.payload import dumps, loads
from inference.api.question import ask
from inference.api.request import Admitted, Framed, GatewayRequest
from inference.api.response_items import items_of, page_of
from inference.api.response_request import chat_of, messages_of, said
from inference.api.response_writer import ResponseWriter
from inference.api.schemas import ResponseRequest
from inference.history import newest
from inference.models import StoredResponse

KEPT = 64_000  # characters of the conversation that are kept with an answer
Message = Mapping[str, Any]


@posted("/v1/responses", "responses")
async def respond(request: GatewayRequest, body: ResponseRequest) -> Answer:
    admitted = request.admitted
    earlier = await before(body, admitted)
    chat = chat_of(body, earlier)
    query = ask(chat, admitted)
    turns = [*earlier, *said(body)]

    def keeping(made: dict[str, Any]) -> None:
        if stores(body, admitted):
            keep(made, turns, admitted)

    writer = ResponseWriter(frame_of(chat, query), told(body, admitted), keeping)
    return await answered(request, query, writer, bool(body.stream))


@api.api_operation(["GET", "DELETE"], "/v1/responses/{response_id}", url_name="response")
async def response(request: Framed, response_id: str) -> HttpResponse:
    if request.method == "DELETE":
        return await forget(request.admitted, response_id)
    row = await found(request.admitted, response_id)
    if row is None:
        raise unknown(404, "response_id")
    return json_response(dumps(row.response))


@api.get("/v1/responses/{response_id}/input_items", url_name="input_items")
async def input_items(request: Framed, response_id: str) -> HttpResponse:
    """What an answer was made from: the conversation before it, as far as that is kept."""
    row = await found(request.admitted, response_id)
    if row is None:
        raise unknown(404, "response_id")
    given = row.messages[: len(row.messages) - len(answered_with(row.response))]
    return json_response(dumps(page_of(items_of(given, response_id), request.GET.dict())))


async def forget(admitted: Admitted, response_id: str) -> HttpResponse:
    async with reading(admitted):
        gone = await admitted.answering.responses.forget(response_id, admitted.key.key_id)
    if not gone:
        raise unknown(404, "response_id")
    return json_response(dumps({"id": response_id, "object": "response", "deleted": True}))


async def before(body: ResponseRequest, admitted: Admitted) -> Sequence[Message]:
    """The conversation up to the answer that the client names; the store is read only where it names one."""
    if not body.previous_response_id:
        return ()
    row = await found(admitted, body.previous_response_id)
    if row is None:
        raise unknown(400, "previous_response_id")
    messages: Sequence[Message] = row.messages
    return messages


async def found(admitted: Admitted, response_id: str) -> StoredResponse | None:
    async with reading(admitted):
        return await admitted.answering.responses.find(response_id, admitted.key.key_id)


@asynccontextmanager
async def reading(admitted: Admitted) -> AsyncIterator[None]:
    """Looks into the store no longer than the request has; raises Refused where the database is away."""
    try:
        async with asyncio.timeout(max(admitted.deadline - time.monotonic(), 0)):
            yield
    except (TimeoutError, DatabaseError, InterfaceError):
        raise Refused(503, "Earlier answers cannot be read just now.", "store_unavailable", retry_after=AGAIN) from None


def unknown(status: int, param: str) -> Refused:
    """The same answer for what never was, what has expired and what another key was given."""
    code = "not_found" if status == 404 else "previous_response_not_found"
    return Refused(status, "There is no stored response with this id.", code, param=param)


def told(body: ResponseRequest, admitted: Admitted) -> dict[str, Any]:
    """The fields of a response that repeat the request."""
    return {
        "instructions": body.instructions,
        "max_output_tokens": body.max_output_tokens and int(body.max_output_tokens),
        "metadata": body.metadata if isinstance(body.metadata, dict) else {},
        "parallel_tool_calls": body.parallel_tool_calls is not False,
        "previous_response_id": body.previous_response_id,
        "store": stores(body, admitted),
        "temperature": body.temperature,
        "text": body.text or {"format": {"type": "text"}},
        "tool_choice": body.tool_choice or "auto",
        "tools": body.tools or [],
        "top_p": body.top_p,
        "truncation": "auto",
    }


def stores(body: ResponseRequest, admitted: Admitted) -> bool:
    return body.store is not False and admitted.snapshot.house.response_hours > 0


def keep(made: dict[str, Any], turns: Sequence[Message], admitted: Admitted) -> None:
    """Keeps an answer with its conversation, as long as the house has it."""
    messages = [*turns, *answered_with(made)]
    row = StoredResponse(
        id=made["id"],
        api_key=admitted.key.key_id,
        expires=timezone.now() + timedelta(hours=admitted.snapshot.house.response_hours),
        response=loads(dumps(made)),  # as it was sent: a number without end would keep it out of the database
        messages=loads(dumps(newest(messages, KEPT)[0])),
    )
    admitted.answering.responses.keep(row)


def answered_with(made: Mapping[str, Any]) -> list[Message]:
    """The output of a response as messages."""
    return messages_of([spoken_item(item) for item in made["output"]])


def spoken_item(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """An item of the output as one of an input; a message's text is plain."""
    if item["type"] != "message":
        return item
    return {"role": "assistant", "content": "".join(part["text"] for part in item["content"])}
