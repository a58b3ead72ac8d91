"""What a client is told when it gets an error instead of an answer: in its own shape, short enough to be spoken."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from inference.api.payload import dumps
from inference.messages import sound

MIB = 1024 * 1024
TYPES = {401: "invalid_request_error", 403: "permission_error", 408: "timeout_error", 429: "rate_limit_error"}


class Refused(Exception):
    """A request that gets an error. The text is fit to be spoken and holds nothing of the body.

    `param` is the field at fault. `retry_after` (seconds) says when the same request may work; without it, or with
    `retry` off, clients are told not to send it again. `ollama` are Ollama's own words, where clients know them.
    """

    def __init__(
        self,
        status: int,
        text: str,
        code: str,
        *,
        param: str | None = None,
        retry_after: float | None = None,
        retry: bool | None = None,
        headers: Mapping[str, str] | None = None,
        ollama: str = "",
    ) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.code = code
        self.param = param
        self.retry_after = retry_after
        self.retry = retry_after is not None if retry is None else retry
        self.headers = dict(headers or {})
        self.ollama = ollama or text


def shape(refused: Refused) -> dict[str, Any]:
    """OpenAI's error object."""
    kind = TYPES.get(refused.status, "server_error" if refused.status >= 500 else "invalid_request_error")
    error = {"message": sound(refused.text), "type": kind, "param": refused.param, "code": refused.code}
    return {"error": error}


def ollama_shape(refused: Refused) -> dict[str, Any]:
    """Ollama's error object."""
    return {"error": sound(refused.ollama)}


def response(refused: Refused, path: str) -> HttpResponse:
    """The error as a response, in the shape of the API that the (normalised) path belongs to.

    openai-python sends 408, 409, 429 and 5xx again unless x-should-retry forbids it.
    """
    made = ollama_shape(refused) if path.startswith("/api/") else shape(refused)
    answer = HttpResponse(dumps(made), status=refused.status, content_type="application/json")
    answer["x-should-retry"] = "true" if refused.retry else "false"
    if refused.retry_after is not None:
        answer["Retry-After"] = str(max(1, math.ceil(refused.retry_after)))
    for name, value in refused.headers.items():
        answer[name] = value
    return answer


def invalid(text: str, param: str | None = None) -> Refused:
    return Refused(400, text, "invalid_value", param=param)


def too_large(mebibytes: float) -> Refused:
    return Refused(413, f"The request is larger than {mebibytes:g} megabytes.", "request_too_large")


def bad_json() -> Refused:
    return Refused(400, "The request is not valid JSON.", "invalid_json")


def unknown_model(name: str) -> Refused:
    name = sound(name)[:80]
    text = f"The model '{name}' does not exist."
    return Refused(404, text, "model_not_found", param="model", ollama=f"model '{name}' not found")


def failure() -> Refused:
    return Refused(500, "Something went wrong inside. The log of the server says what.", "internal_error")


def too_late() -> Refused:
    return Refused(504, "Sorry, that took too long.", "deadline_exceeded")


def starting() -> Refused:
    return Refused(503, "I am still starting. Please try again in a moment.", "starting", retry_after=2)


def unprocessable(problems: Sequence[Mapping[str, Any]]) -> Refused:
    """pydantic's findings as one sentence about the first of them, without the value that was sent."""
    first = problems[0]
    param = path(first["loc"])
    text = re.sub(r"^Value error, ", "", str(first["msg"])).rstrip(".")
    if not param:
        return invalid("The request must be a JSON object.")
    if first["type"] == "missing":
        return Refused(400, f"The request has no {param}.", "missing_required_parameter", param=param)
    return Refused(400, f"{param}: {text}.", "invalid_type", param=param)


def path(loc: Sequence[str | int]) -> str:
    """Where in the body, as OpenAI writes it: messages[0].role. ninja puts the source and the argument's name first."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc[2:]).lstrip(".")
