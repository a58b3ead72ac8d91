"""Refuses a body by the length that it announces, before Django takes it in and writes it to a file."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings

CAPPED = "/api/config/"
TOLD = {
    411: ("Say how long the body is (Content-Length).", "length_required"),
    413: ("The body is too large.", "request_too_large"),
}


def refusal(scope: Mapping[str, Any]) -> int:
    """The status of the refusal; 0 where nothing is wrong. The admin, which takes uploads, has its own limits."""
    headers = dict(scope["headers"])
    if not scope["path"].startswith(CAPPED):
        return 0
    if b"transfer-encoding" in headers:
        return 411
    length = headers.get(b"content-length", b"0")
    return 413 if not length.isdigit() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE else 0


async def refuse(status: int, send: Any) -> None:
    text, code = TOLD[status]
    error = {"message": text, "type": "invalid_request_error", "param": None, "code": code}
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": orjson.dumps({"error": error})})
