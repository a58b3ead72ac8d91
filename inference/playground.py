"""Asks a question of the live release or of the draft, and keeps all that can be seen of it. Nothing is logged."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.core.cache.backends.dummy import DummyCache
from django.db import DatabaseError, InterfaceError

from athena_project import egress_use
from athena_project.http import Http
from athena_project.infrastructure import reachable
from athena_project.models import Release
from inference import replay_sides
from inference.api.live import Live
from inference.llms import Models
from inference.models import QueryLog, QueryStep
from inference.playground_query import Wish, query_of, worded
from inference.recorder import log_row, step_rows
from inference.replay_sides import Side
from inference.runtime import carried, runtime
from inference.snapshot import Snapshot, build, load_access
from inference.state import Emit, Query, Run, swallow
from intents import trained
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.lookup import Lookups
from ragdomains.quotas import Quotas

LIVE, DRAFT = "live", "draft"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it, as the query log would hold it; neither row is ever saved. `side` says who answered."""

    side: Side
    log: QueryLog
    steps: Sequence[QueryStep]

    @property
    def title(self) -> str:
        return title(self.side)


def title(side: Side) -> str:
    return "The draft" if side.number is None else f"Release {side.number}"


class Bench:
    """One side with what it needs to answer, apart from all that the assistant's own questions use and count.

    Raises PlaygroundError for an assistant or a place that this side does not have. Reads the database; ask() does not.
    """

    def __init__(self, side: Side, wish: Wish, snapshot: Snapshot | None = None) -> None:
        self.side = side
        self.snapshot = worded(snapshot or snapshot_of(side), wish.words)
        self.query = query_of(wish, self.snapshot, title(side))
        allowed = (*self.snapshot.access.allowed, *reachable())
        self.http = Http(lambda: allowed, local_only=lambda: self.snapshot.house.local_only)
        self.lookups = Lookups(self.http, cache if wish.by_cache else DummyCache("", {}), runtime().index.of)
        self.lookups.quotas = Quotas(EvidenceCache(cache))  # a question here spends what any other would
        self.lookups.quotas.write()
        self._run: Run | None = None

    async def answer(self, query: Query, emit: Emit = swallow, snapshot: Snapshot | None = None) -> Query:
        """The whole pipeline, as any client's question goes through it."""
        self._run = Run(snapshot or self.snapshot, self.lookups, Models(self.http), emit)
        return await carried(query, self._run)

    def answered(self, query: Query) -> Answered:
        run = self._run or Run(self.snapshot, self.lookups, Models(self.http))
        return Answered(self.side, log_row(query, run), step_rows(query, run))

    async def close(self) -> None:
        """Lets what goes on behind a stale answer end, hangs up, and writes down what it cost."""
        await self.lookups.settle()
        await self.http.close()
        await sync_to_async(self._write_down)()

    def _write_down(self) -> None:
        """What was spent at services is spent: their quotas and the list of outgoing calls count it."""
        with suppress(DatabaseError, InterfaceError):
            self.lookups.quotas.write()
            egress_use.write(self.http.ledger)


def side_of(name: str) -> Side:
    """Raises ReplayError before the first release."""
    return replay_sides.draft() if name == DRAFT else replay_sides.release()


def snapshot_of(side: Side) -> Snapshot:
    """With the keys of this house: real sources are asked. What the live snapshot holds just so is taken from it."""
    current = runtime().current
    if current and current.number == side.number:
        return replace(current, access=load_access(""))
    learned = replay_sides.learned(side) or trained.newest()
    row = Release(pk=None, number=side.number or 0)
    return build(side.content, row, "", load_access(""), learned=learned, earlier=current)


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the answer of one side, as it came."""

    side: Side
    text: str


async def asked_in_turn(benches: Sequence[Bench]) -> AsyncGenerator[Said | Answered, None]:
    """Each side's pieces and then what came of it, one side after the other: so neither takes the other's time.

    Closing it hangs up.
    """
    for bench in benches:
        bench.query = replace(bench.query, deadline=time.monotonic() + bench.snapshot.house.deadline_seconds)
        yield Said(bench.side, "")
        try:
            async with Live(bench, bench.query, bench.snapshot) as live:
                while (piece := await live.next()) is not None:
                    yield Said(bench.side, piece if isinstance(piece, str) else f"[{piece.name} {piece.arguments}]")
                done = await live.finished()
            yield bench.answered(done)
        finally:
            await asyncio.shield(bench.close())


async def all_of(benches: Sequence[Bench]) -> list[Answered]:
    return [each async for each in asked_in_turn(benches) if isinstance(each, Answered)]
