"""The operations on an answer that was given: how it is known, and what was thought of it."""

import asyncio
import uuid
from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse

from inference import answers
from inference.api.errors import Refused, invalid
from inference.api.operations import api, json_response, posted
from inference.api.payload import dumps
from inference.api.request import Admitted, GatewayRequest
from inference.api.responses import reading
from inference.api.schemas import FeedbackRequest
from inference.messages import sound
from inference.models import Feedback
from inference.responses import LOOKS

LONGEST = 4_000  # characters of a correction or a comment
T = TypeVar("T")
THUMBS = frozenset({Feedback.UP, Feedback.DOWN})


@api.get("/v1/answers/{answer_id}/explain", url_name="explain")
async def explain(request: GatewayRequest, answer_id: str) -> HttpResponse:
    key = request.admitted.key.key_id
    found = await looked_up(answer_id, request.admitted, lambda known: answers.explained(known, key))
    return json_response(dumps(found))


@posted("/v1/answers/{answer_id}/feedback", "feedback")
async def feedback(request: GatewayRequest, answer_id: str, body: FeedbackRequest) -> HttpResponse:
    texts, key = checked(body), request.admitted.key.key_id
    given = await looked_up(answer_id, request.admitted, lambda known: answers.thought(known, key, texts))
    return json_response(dumps({"object": "answer.feedback", "id": str(given.query_id), **answers.feedback(given)}))


async def looked_up(answer_id: str, admitted: Admitted, look: Callable[[uuid.UUID], T | None]) -> T:
    """What there is of an answer; raises Refused. One that was given a moment ago is written within a second."""
    known = answers.query_id(answer_id)
    if known is None:
        raise unknown()
    async with reading(admitted):
        for pause in LOOKS:
            await asyncio.sleep(pause)
            if (found := await asyncio.to_thread(look, known)) is not None:
                return found
    if admitted.answering.recent.knows(known, admitted.key.key_id):
        raise Refused(503, "This answer is not written down yet.", "store_unavailable", retry_after=1)
    raise unknown()


def unknown() -> Refused:
    """The same answer for what never was, what is forgotten and what another key was given."""
    return Refused(404, "There is no answer with this id.", "not_found", param="id")


def checked(body: FeedbackRequest) -> dict[str, str]:
    """What is said of the answer, at least one thing; what is null or absent is not said."""
    texts = {name: sound(text).strip() for name, text in body.model_dump().items() if text is not None}
    if not texts:
        raise invalid("Send a thumb, a correction or a comment.", "thumb")
    if texts.get("thumb", Feedback.UP) not in THUMBS:
        raise invalid("thumb must be up or down.", "thumb")
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise invalid(f"{name} is longer than {LONGEST} characters.", name)
    return texts
