"""What model servers put on the wire: lines, server-sent events, JSON; and their failures as ours."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Any

import orjson
from pydantic_core import from_json

from athena_project.http import HttpError
from inference.backends import BackendError
from inference.messages import sound
from inference.reply import CUT_OFF, LATE, NONSENSE

LINE = 1_000_000  # bytes of one line or event

NO_KEY = "The model server did not accept the key. Set the credential of this LLM."
NO_API = "There is no model server at this address. Set base_url in the LLM's options."
BLOCKED = "The model server's address may not be reached. Add an egress rule for it in the admin."
FAILURES = {
    "timeout": (LATE, "timeout"),
    "blocked": (BLOCKED, "blocked"),
    "unreachable": ("The model server cannot be reached.", "unreachable"),
    "broken": (CUT_OFF, "broken"),
}


async def batches(chunks: AsyncIterator[bytes]) -> AsyncGenerator[list[bytes], None]:
    """The lines of a body, without their ends (LF or CRLF), as many at once as came at once; raises BackendError."""
    held = b""
    async for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n") if b"\n" in chunk else (held + chunk,)
        if whole:
            yield [line.removesuffix(b"\r") for line in whole]
        if len(held) > LINE:
            raise BackendError(NONSENSE, "broken")
    if held:
        yield [held.removesuffix(b"\r")]


async def lines(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The lines of a body one by one; raises BackendError for one beyond the cap."""
    async with aclosing(batches(chunks)) as found:
        async for batch in found:
            for line in batch:
                yield line


async def events(source: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The data of server-sent events (HTML Living Standard, 9.2.6). A bare JSON line is taken as one: an error is."""
    data: list[bytes] = []
    size = 0
    async for line in source:
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
            size += len(line)
        elif line.startswith(b"{"):
            yield line
        elif not line and data:
            yield b"\n".join(data)
            data, size = [], 0
        if size > LINE:
            raise BackendError(NONSENSE, "broken")
    if data:
        yield b"\n".join(data)  # some servers leave the last blank line out


def parse(raw: bytes | str) -> object:
    """JSON; also with the lone surrogates that servers write which cut their answer into tokens. Raises ValueError."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def record(raw: bytes) -> dict[str, Any]:
    """A line's or event's JSON object; raises BackendError."""
    try:
        data = parse(raw)
    except ValueError:
        raise BackendError(NONSENSE, "broken") from None
    if not isinstance(data, dict):
        raise BackendError(NONSENSE, "broken")
    return data


def told(error: object) -> str:
    """The message of an error in any server's shape, short enough to be spoken."""
    if isinstance(error, Mapping):
        error = error.get("message") or error.get("error") or error.get("type") or ""
    if isinstance(error, Mapping):
        return told(error)
    text = " ".join(sound(str(error)).split())
    return text if len(text) <= 160 else text[:157] + "..."


def reported(error: object) -> BackendError:
    """An error that a server sends inside its stream."""
    text = told(error)
    return BackendError(f"The model server failed: {text}" if text else CUT_OFF, "broken")


def refusal(error: HttpError) -> str:
    """What the body of an error status says; of a long one only the beginning is known."""
    try:
        return told(from_json(error.body, allow_partial="trailing-strings"))
    except ValueError:
        return ""


def failure(error: HttpError, model: str = "") -> BackendError:
    """An HttpError as the backend's own, fit to be spoken."""
    if error.kind == "status":
        return _status(error, model)
    text, kind = FAILURES.get(error.kind, (NONSENSE, "broken"))
    return BackendError(text, kind)


def _status(error: HttpError, model: str) -> BackendError:
    status, said = error.status, refusal(error)
    if status in {401, 403}:
        return BackendError(NO_KEY, "refused")
    if status in {429, 503}:
        return BackendError("The model server is busy.", "limited", error.retry_after)
    if status in {408, 504}:
        return BackendError(LATE, "timeout")
    if status == 404:
        named = f"The model {model} is not on the server, or its address is wrong." if model else NO_API
        return BackendError(named, "refused")
    if status >= 500:
        return BackendError(f"The model server failed{': ' + said if said else '.'}", "broken")
    return BackendError(f"The model server did not take the question{': ' + said if said else '.'}", "refused")
