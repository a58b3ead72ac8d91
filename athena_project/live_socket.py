"""The websocket of the admin's live pages: tells what has changed, as long as the session that opened it lasts."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from channels.db import aclose_old_connections
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError

from athena_project.live import Values, followed, request_of

log = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two looks
SOCKETS = 32  # pages that one process tells at once; another asks by HTTP
ENDED = 4403  # the session ended, or may not look any more
BUSY = 1013  # try again later


class LiveSocket(AsyncJsonWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """One page that someone looks at. It is told the values of its address whenever they differ."""

    count = 0

    async def connect(self) -> None:
        self.telling: asyncio.Task[None] | None = None
        values = await self._values()
        if values is None:
            await self.close(ENDED)  # before it was accepted: the browser sees 403
            return
        await self.accept()
        if LiveSocket.count >= SOCKETS:
            await self.close(BUSY)
            return
        LiveSocket.count += 1
        self.telling = asyncio.create_task(self._tell(values))

    async def receive(self, *_: Any, **__: Any) -> None:
        """A page has nothing to say here."""

    async def disconnect(self, code: int) -> None:
        if self.telling is not None:
            LiveSocket.count -= 1
            self.telling.cancel()
            with suppress(asyncio.CancelledError):
                await self.telling

    async def _tell(self, values: Values | None) -> None:
        told: Values | None = None
        while values is not None:
            if values != told:
                await self.send_json(values)
                told = values
            await asyncio.sleep(EVERY)
            with suppress(DatabaseError, InterfaceError):  # it is asked again in a moment
                values = await self._values()
        await self.close(ENDED)

    async def _values(self) -> Values | None:
        try:
            return await sync_to_async(look)(self.scope)
        finally:
            await aclose_old_connections()


def look(scope: dict[str, Any]) -> Values | None:
    """What the page is to show; None where whoever opened it may not see it, now or any more."""
    view = followed(scope)
    request = request_of(scope) if view else None
    try:
        return view(request) if view and request else None
    except PermissionDenied:
        return None


application = LiveSocket.as_asgi()
