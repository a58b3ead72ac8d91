"""The models on the house's Ollama server: which there are, getting one, removing one. Answers go by its backend.

Only the server of OLLAMA_URL is managed: the package has its own HTTP client, so nobody may choose where it goes.
"""

import asyncio
import json
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from pydantic import ValidationError

from athena_project.later import Later
from inference.backends import BackendError
from inference.wire import told

T = TypeVar("T")

ollama = Later("ollama")
httpx = Later("httpx")  # only its errors: the ollama package lets them through

SECONDS = 10.0  # for a short question
PULL_SECONDS = 6 * 3600.0
SILENCE = 120.0  # seconds without a sign of progress
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}")

NO_ADDRESS = "There is no Ollama server. Set OLLAMA_URL."
BAD_NAME = "That is no name of a model. Write one like qwen3:4b."
UNREACHABLE = "The Ollama server cannot be reached."
LATE = "The Ollama server did not answer in time."
NONSENSE = "The Ollama server's answer made no sense."
UNFINISHED = "The model was not pulled completely. Try again: what is there already is kept."


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on the server. `size` is in bytes; `parameters` as it is written ("4.0B")."""

    name: str
    size: int = 0
    family: str = ""
    parameters: str = ""
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pull is. Bytes; 0 of 0 for a step that has no size."""

    status: str
    done: int = 0
    total: int = 0


async def installed() -> list[Installed]:
    """The models on the server, the newest first; raises BackendError."""
    async with server() as client:
        found = (await within(SECONDS, client.list())).models
    return [
        Installed(
            model.model or "",
            int(model.size or 0),
            (model.details and model.details.family) or "",
            (model.details and model.details.parameter_size) or "",
            model.modified_at,
        )
        for model in found
    ]


async def loaded() -> list[str]:
    """The models that are in memory and answer without a pause."""
    async with server() as client:
        return [model.model or "" for model in (await within(SECONDS, client.ps())).models]


async def remove(name: str) -> None:
    """Deletes a model from the server; raises BackendError where it is not there."""
    async with server() as client:
        await within(SECONDS, client.delete(checked(name)))


async def pull(name: str) -> AsyncGenerator[Progress, None]:
    """Gets a model, telling how far it is; raises BackendError. Only a pull that reports success has one."""
    until = time.monotonic() + PULL_SECONDS
    async with server() as client:
        steps: AsyncIterator[object] = await within(SECONDS, client.pull(checked(name), stream=True))
        status = ""
        while (step := await within(min(SILENCE, until - time.monotonic()), anext(steps, None))) is not None:
            status = str(getattr(step, "status", "") or "")
            yield Progress(status, getattr(step, "completed", 0) or 0, getattr(step, "total", 0) or 0)
        if status != "success":
            raise BackendError(UNFINISHED, "broken")


def checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise BackendError(BAD_NAME, "refused")
    return name


@asynccontextmanager
async def server() -> AsyncIterator[Any]:
    """A client for the house's server, closed afterwards. What goes wrong with it becomes a BackendError."""
    if not settings.OLLAMA_URL:
        raise BackendError(NO_ADDRESS, "setup")
    client = ollama.AsyncClient(settings.OLLAMA_URL, follow_redirects=False, trust_env=False)
    try:
        with explained():
            yield client
    finally:
        await client.close()


@contextmanager
def explained() -> Iterator[None]:
    try:
        yield
    except ollama.ResponseError as error:
        kind = "refused" if 400 <= error.status_code < 500 else "broken"
        raise BackendError(f"The Ollama server says: {told(error.error)}", kind) from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise BackendError(LATE, "timeout") from error
    except (ConnectionError, httpx.TransportError) as error:
        raise BackendError(UNREACHABLE, "unreachable") from error
    except (json.JSONDecodeError, ValidationError, TypeError) as error:
        raise BackendError(NONSENSE, "broken") from error


async def within(seconds: float, work: Awaitable[T]) -> T:
    """The package's client has no time limit of its own."""
    async with asyncio.timeout(seconds):
        return await work
