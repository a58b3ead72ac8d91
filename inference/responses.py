"""Keeps answers of the Responses API for a while, so that the next question can name one instead of repeating it.

What was just answered waits in memory until the recorder's thread writes it; only a request that names an earlier
answer ever asks the database.
"""

import asyncio
import threading
from datetime import datetime

from django.db import DataError, close_old_connections
from django.utils import timezone

from inference.models import StoredResponse

WAITING = 500  # answers in memory while the database is away; beyond that the oldest is dropped
LOOKS = (0.0, 0.3, 0.7)  # seconds before each look: another process writes what it answered twice a second


class Responses:
    """The stored answers. `find` and `forget` know those of one key only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, StoredResponse] = {}

    def keep(self, row: StoredResponse) -> None:
        """Takes an answer; never blocks on the database."""
        with self._lock:
            while len(self._waiting) >= WAITING:
                self._waiting.pop(next(iter(self._waiting)))
            self._waiting[row.pk] = row

    async def find(self, response_id: str, api_key: str) -> StoredResponse | None:
        """The answer, unless it is unknown, expired or another key's; raises DatabaseError."""
        for pause in LOOKS:
            await asyncio.sleep(pause)
            row = self._remembered(response_id) or await asyncio.to_thread(stored, response_id)
            if row is not None:
                return row if row.api_key == api_key and row.expires > timezone.now() else None
        return None

    async def forget(self, response_id: str, api_key: str) -> bool:
        """Deletes the answer; False where find() knows none. Raises DatabaseError."""
        if await self.find(response_id, api_key) is None:
            return False
        with self._lock:
            self._waiting.pop(response_id, None)
        await asyncio.to_thread(delete, response_id)
        return True

    def write(self) -> None:
        """Writes what waits; what was forgotten meanwhile is not left in the database. Raises DatabaseError."""
        with self._lock:
            rows = list(self._waiting.values())
        if not rows:
            return
        try:
            StoredResponse.objects.bulk_create(rows, ignore_conflicts=True)
        except DataError:  # waiting would not help what the database does not take
            self._taken(rows)
            raise
        if gone := self._taken(rows):
            StoredResponse.objects.filter(pk__in=gone).delete()

    def _taken(self, rows: list[StoredResponse]) -> list[str]:
        """Lets go of these rows; returns the ids of those that were forgotten before."""
        with self._lock:
            return [row.pk for row in rows if self._waiting.pop(row.pk, None) is None]

    def _remembered(self, response_id: str) -> StoredResponse | None:
        with self._lock:
            return self._waiting.get(response_id)


def stored(response_id: str) -> StoredResponse | None:
    try:
        return StoredResponse.objects.filter(pk=response_id).first()
    finally:
        close_old_connections()


def delete(response_id: str) -> None:
    try:
        StoredResponse.objects.filter(pk=response_id).delete()
    finally:
        close_old_connections()


def prune(now: datetime) -> int:
    """Deletes what has expired; returns how many rows went."""
    deleted, _ = StoredResponse.objects.filter(expires__lte=now).delete()
    return deleted
