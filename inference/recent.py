"""Remembers where the newest answers came from, for who asks next how they are known."""

import asyncio
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, models

from inference.conversation import last_answer
from inference.models import QueryLog
from inference.sources import Earlier, Source, Step, sources
from inference.state import Query

MOST = 1_000  # answers in memory
SECONDS = 1.0  # the longest look into the query log
LOOKED_AT = 300  # answers of one key that are looked at there
OLDEST = timedelta(days=2)  # what was said before that is another conversation


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in memory. `text` is a digest of it: what was said stays in the log alone."""

    query_id: uuid.UUID
    api_key: str
    conversation: str
    text: str
    sources: tuple[Source, ...]


class Recent:
    """The newest answers of this process; older ones, and those of other processes, are looked for in the query log."""

    def __init__(self) -> None:
        self._kept: dict[uuid.UUID, Kept] = {}

    def keep(self, query: Query, steps: Iterable[Step]) -> None:
        while len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        kept = Kept(query.id, query.api_key, query.conversation, digest(query.answer), sources(steps))
        self._kept[query.id] = kept

    def knows(self, query_id: uuid.UUID, api_key: str) -> bool:
        """Whether this process gave that answer to that key lately."""
        kept = self._kept.get(query_id)
        return kept is not None and kept.api_key == api_key

    async def find(self, query: Query) -> Earlier | None:
        """The answer that the client shows as the last one; else, where it shows none, the conversation's last."""
        said = last_answer(query.messages)
        own = [kept for kept in reversed(self._kept.values()) if kept.api_key == query.api_key]
        alike = [kept for kept in own if kept.text == digest(said)] if said else own
        same = [kept for kept in alike if kept.conversation == query.conversation]
        if best := next(iter(same or (alike if said else ())), None):
            return Earlier(best.query_id, best.sources)
        try:
            async with asyncio.timeout(min(SECONDS, max(query.seconds_left(), 0))):
                return await asyncio.to_thread(logged, query, said)
        except (TimeoutError, DatabaseError, InterfaceError):
            return None


def logged(query: Query, said: str) -> Earlier | None:
    """The same from the query log."""
    try:
        rows = QueryLog.objects.filter(api_key=query.api_key, at__gt=query.now - OLDEST).exclude(answer="")
        rows = rows.order_by("-at")
        same = rows.filter(conversation=query.conversation) if query.conversation else rows.none()
        found = matching(same, said) or (matching(rows, said) if said else None)
        return Earlier(found.pk, sources(found.steps.order_by("position"))) if found else None
    finally:
        close_old_connections()


def matching(rows: "models.QuerySet[QueryLog]", said: str) -> QueryLog | None:
    """The newest of them that says just that; the newest at all where nothing is known of what was said."""
    wanted = digest(said)
    newest = rows.only("pk", "answer")[:LOOKED_AT]
    return next((row for row in newest if not said or digest(row.answer) == wanted), None)


def digest(text: str) -> str:
    """What two copies of an answer have in common: clients keep its words, not always its white space."""
    return hashlib.blake2s(" ".join(text.split()).encode("utf-8", "replace"), digest_size=16).hexdigest()
