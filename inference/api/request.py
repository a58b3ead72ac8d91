"""What an operation is given: the request, whose key it came with, the snapshot it sees, and who answers."""

import math
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol

from django.core.handlers.asgi import ASGIRequest

from athena_project.models import HouseSettings
from inference.auth import Caller
from inference.llms import Models
from inference.models import ApiKey
from inference.recent import Recent
from inference.responses import Responses
from inference.snapshot import Snapshot
from inference.state import Emit, Query

MARGIN = 0.1  # of a client's own time-out, kept for the way back


class Answers(Protocol):
    """Whoever turns a query into an answer."""

    async def answer(self, query: Query, emit: Emit = ..., snapshot: Snapshot | None = None) -> Query:
        """Runs the whole pipeline on what this snapshot holds; returns when the turn is recorded."""


class Answering(Answers, Protocol):
    """What the gateway asks: the runtime of this process, or a test's double."""

    @property
    def responses(self) -> Responses: ...

    @property
    def recent(self) -> Recent: ...

    @property
    def models(self) -> Models: ...

    async def snapshot(self) -> Snapshot: ...


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that may be answered. `deadline` is a time.monotonic() moment, `size` the bytes of its body."""

    caller: Caller
    key: ApiKey
    snapshot: Snapshot
    answering: Answering
    deadline: float
    size: int = 0


class GatewayRequest(Protocol):
    """A request on its way to its operation, which enters in `leaving` what must end with the exchange."""

    @property
    def path(self) -> str: ...

    @property
    def body(self) -> bytes: ...

    @property
    def admitted(self) -> Admitted: ...

    @property
    def leaving(self) -> AsyncExitStack: ...


@dataclass(frozen=True, slots=True)
class Posted:
    """A request whose operation is called straight: it needs nothing else of Django's request."""

    path: str
    body: bytes
    admitted: Admitted
    leaving: AsyncExitStack = field(default_factory=AsyncExitStack)


class Framed(ASGIRequest):
    """A request that ninja calls the operation for."""

    def __init__(self, scope: Mapping[str, Any], body: bytes, admitted: Admitted) -> None:
        super().__init__(dict(scope), BytesIO())
        self._body = body  # read already, under the house's own cap instead of Django's
        self.admitted = admitted
        self.leaving = AsyncExitStack()


def patience(headers: Mapping[str, str], house: HouseSettings) -> float:
    """Seconds for the whole answer: the house's deadline, less where the client waits for a shorter time."""
    try:
        waits = float(headers.get("x-stainless-read-timeout", "nan"))
    except ValueError:
        waits = math.nan
    return min(house.deadline_seconds, waits * (1 - MARGIN)) if waits > 0 else house.deadline_seconds
