"""Asks a question of the live release or of the draft, and keeps all that can be seen of it. Nothing is logged."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from copy import copy
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
from inference.backends import backends
from inference.llms import Models
from inference.messages import sound
from inference.models import Assistant, QueryLog, QueryStep
from inference.now import now_at
from inference.recorded import Asked
from inference.recorder import log_row, step_rows
from inference.replay_sides import Side
from inference.runtime import carried, runtime
from inference.snapshot import Snapshot, build, load_access
from inference.state import Emit, Query, Run, swallow
from intents import trained
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.lookup import Lookups
from ragdomains.models import Place
from ragdomains.quotas import Quotas

LIVE, DRAFT = "live", "draft"
FACTS, MODEL = "facts", "llm"
CLIENT = "the admin"


class PlaygroundError(Exception):
    """A question that cannot be asked like this. The text says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A question and how it is to be asked. `place` is home by name, "" for the assistant's own.

    `words` is facts (no language model is asked), llm (a model words what a domain knows) or "" (as each intent says).
    """

    asked: Asked
    place: str = ""
    words: str = ""
    by_cache: bool = True


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

    def __init__(self, side: Side, wish: Wish) -> None:
        self.side = side
        self.snapshot = worded(snapshot_of(side), wish.words)
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
        try:
            return await carried(query, self._run)
        finally:
            await self.lookups.settle()
            await self.http.close()

    def answered(self, query: Query) -> Answered:
        run = self._run or Run(self.snapshot, self.lookups, Models(self.http))
        return Answered(self.side, log_row(query, run), step_rows(query, run))

    def write_down(self) -> None:
        """What was spent at services is spent: their quotas and the outgoing calls count it, as they count tests."""
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


def worded(snapshot: Snapshot, words: str) -> Snapshot:
    """The snapshot whose answers are worded by no language model, or by one wherever a domain is asked."""
    if words == FACTS:
        plain = tuple(llm for llm in snapshot.llms if llm.kind in kinds_without_model())
        return replace(snapshot, llms=plain)
    if words != MODEL:
        return snapshot
    intents = {}
    for name, intent in snapshot.intents.items():
        if intent.mode == "facts" and intent.domain:
            intent = copy(intent)  # snapshots share their rows
            intent.mode = "llm"
        intents[name] = intent
    return replace(snapshot, intents=intents)


def kinds_without_model() -> set[str]:
    """The backends that quote instead of writing."""
    return {kind for kind, _ in backends.choices() if backends[kind].extra.get("needs_evidence")}


def query_of(wish: Wish, snapshot: Snapshot, name: str) -> Query:
    asked, assistant = wish.asked, assistant_of(wish, snapshot, name)
    text = sound(asked.text)
    return Query(
        messages=(*asked.messages(), {"role": "user", "content": text}),
        question=text,
        assistant=assistant,
        now=now_at(assistant),
        deadline=time.monotonic() + snapshot.house.deadline_seconds,
        mode=assistant.mode_for(asked.mode),
        language=assistant.language,
        client=CLIENT,
        streamed=True,
    )


def assistant_of(wish: Wish, snapshot: Snapshot, name: str) -> Assistant:
    """A copy of the assistant, at the place where it is to be."""
    wanted = wish.asked.assistant
    found = snapshot.assistant(wanted) if wanted else next(iter(snapshot.assistants), None)
    if found is None:
        raise PlaygroundError(f"{name} has no assistant {wanted}." if wanted else f"{name} has no assistant.")
    assistant = copy(found)
    if wish.words == FACTS:
        assistant.understanding_llm = None
    if wish.place:
        place = next((row for row in snapshot.rows.all(Place) if row.name == wish.place), None)
        if place is None:
            raise PlaygroundError(f"{name} has no place {wish.place}.")
        assistant.place, assistant.time_zone = place, ""
    return assistant


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
        finally:
            await asyncio.shield(sync_to_async(bench.write_down)())
        yield bench.answered(done)


async def all_of(benches: Sequence[Bench]) -> list[Answered]:
    return [each async for each in asked_in_turn(benches) if isinstance(each, Answered)]
