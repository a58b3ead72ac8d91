"""Writes the query log and the use of rows in batches behind a bounded queue: a slow database slows no answer."""

import logging
import queue
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, close_old_connections, transaction

from athena_project import row_use
from athena_project.connections import keep_sound_ones
from athena_project.inserts import insert
from athena_project.metrics import LOG_DROPPED, LOG_QUEUE
from athena_project.row_use import Use
from inference import found
from inference.linking import StepRow, Unlinked, link, unlinked
from inference.models import FoundEvidence, QueryLog, QueryStep
from inference.plain import clean, plain, thousandths
from inference.state import Found, Query, Run

log = logging.getLogger(__name__)

ROWS = 5_000  # questions that wait at most; beyond that the newest is dropped and counted
BATCH = 200
SECONDS = 0.5  # kill -9 loses at most this and the time of one write
USED = 500  # rows counted of one question at most

Written = StepRow | Use | FoundEvidence


@dataclass(slots=True)
class LogRow:
    """A QueryLog that is yet to be written, by its columns, as a StepRow is one of its steps."""

    id: uuid.UUID
    at: datetime
    release_id: int | None
    assistant: str
    api_key: str
    mode: str
    client: str
    conversation: str
    room: str
    question: str
    answer: str
    outcome: str
    intents: str
    error: str
    ms: float
    first_ms: float | None
    tokens_in: int
    tokens_out: int
    streamed: bool
    starred: bool = False


@dataclass(slots=True)
class Record:
    """A question, the rows that are written with it, and what is yet to be made into more: claims and evidence."""

    row: LogRow | QueryLog
    rest: list[Written]
    unlinked: Sequence[Unlinked] = ()
    found: Sequence[Found] = ()


class Recorder:
    """The one writer of QueryLog, QueryStep and RowUse, on a thread of its own.

    `accounts` are called beside them, by what they write down: what was counted or kept in memory meanwhile.
    """

    def __init__(self, accounts: Mapping[str, Callable[[], None]] | None = None) -> None:
        self._accounts = dict(accounts or {})
        self._queue: queue.Queue[Record] = queue.Queue(ROWS)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="athena-recorder", daemon=True)
        self.failing_since: datetime | None = None

    def also(self, what: str, write_down: Callable[[], None]) -> None:
        """Calls this beside the accounts, from now on."""
        self._accounts[what] = write_down

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Writes what waits and ends; gives up after `seconds`."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def add(self, query: Query, run: Run) -> None:
        """Takes a finished query; never blocks, never raises."""
        try:
            row, steps = row_of(query, run), steps_of(query, run)
            self._queue.put_nowait(Record(row, [*steps, *uses_of(run, row.at)], unlinked(run, steps), run.found))
        except queue.Full:
            LOG_DROPPED.inc()

    def waiting(self) -> int:
        return self._queue.qsize()

    def _work(self) -> None:
        while not self._stop.is_set():
            self._stop.wait(SECONDS)
            self._drain()
            self._account()
            keep_sound_ones()
        transaction.get_connection().close()

    def _drain(self) -> None:
        while batch := self._batch():
            LOG_QUEUE.set(self._queue.qsize())
            for record in batch:
                link(record.unlinked)
                record.rest.extend(found.rows(record.row.id, record.found))
            self._write_patiently(batch)

    def _account(self) -> None:
        """What fails waits for the next time."""
        for what, write_down in tuple(self._accounts.items()):  # another thread may add one meanwhile
            try:
                write_down()
            except (DatabaseError, InterfaceError) as error:
                log.warning("%s could not be written down (%s)", what, type(error).__name__)

    def _batch(self) -> list[Record]:
        batch: list[Record] = []
        while len(batch) < BATCH:
            try:
                batch.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return batch

    def _write_patiently(self, batch: list[Record], again: bool = False) -> None:
        """Tries until the database is back; at the end of the process only for a short while."""
        pause, until = 0.2, time.monotonic() + 3.0
        while True:
            try:
                write(batch, again)
            except (DataError, IntegrityError) as error:
                self._write_the_sound_ones(batch, error)
                return
            except (DatabaseError, InterfaceError) as error:
                self._complain(error)
                if self._stop.is_set() and time.monotonic() > until:
                    LOG_DROPPED.inc(len(batch))
                    return
                time.sleep(pause)
                pause, again = min(pause * 2, 5.0), True
                close_old_connections()
            else:
                self._recovered()
                return

    def _write_the_sound_ones(self, batch: list[Record], error: DatabaseError) -> None:
        """A row that the database refuses must not keep the others out of the log; waiting would not help it."""
        if len(batch) > 1:
            for record in batch:
                self._write_patiently([record], again=True)
            return
        LOG_DROPPED.inc()
        log.error("a question was not logged (%s)", type(error).__name__)

    def _complain(self, error: Exception) -> None:
        if self.failing_since is None:
            self.failing_since = datetime.now(UTC)
            log.error("the query log cannot be written (%s); it waits in memory", type(error).__name__)

    def _recovered(self) -> None:
        if self.failing_since is not None:
            log.info("the query log is written again")
            self.failing_since = None


def write(batch: list[Record], again: bool = True) -> None:
    """One transaction for the batch. Again: what was written before its connection broke is not written twice."""
    with transaction.atomic():
        known = written_of(batch) if again else set()
        fresh = {record.row.id: record for record in batch if record.row.id not in known}
        insert([record.row for record in fresh.values()], QueryLog)
        written = [each for record in fresh.values() for each in record.rest]
        insert([each for each in written if isinstance(each, StepRow)], QueryStep)
        insert([each for each in written if isinstance(each, FoundEvidence)])
        row_use.add(each for each in written if isinstance(each, Use))


def written_of(batch: list[Record]) -> set[object]:
    return set(QueryLog.objects.filter(pk__in=[record.row.id for record in batch]).values_list("pk", flat=True))


def log_row(query: Query, run: Run) -> QueryLog:
    """The row of the log, for who shows it and does not write it."""
    return QueryLog(**asdict(row_of(query, run)))


def row_of(query: Query, run: Run) -> LogRow:
    return LogRow(
        id=query.id,
        at=datetime.now(UTC),
        release_id=run.snapshot.release_id or None,
        assistant=query.assistant.name,
        api_key=query.api_key,
        mode=query.mode,
        client=clean(query.client)[:200],
        conversation=clean(query.conversation)[:64],
        room=clean(query.room)[:80],
        question=clean(query.question)[:32_768],
        answer=clean(query.answer)[:65_536],
        outcome=query.outcome.value,
        intents=", ".join(part.intent.name for part in query.parts if part.intent)[:300],
        error=clean(query.error)[:2_000],
        ms=thousandths(run.ms()),
        first_ms=run.first_ms and thousandths(run.first_ms),
        tokens_in=query.tokens_in,
        tokens_out=query.tokens_out,
        streamed=query.streamed,
    )


def step_rows(query: Query, run: Run) -> list[QueryStep]:
    """The steps as rows of the log, for who shows them and does not write them."""
    return [QueryStep(**asdict(step)) for step in steps_of(query, run)]


def steps_of(query: Query, run: Run) -> list[StepRow]:
    return [
        StepRow(
            query_id=query.id,
            position=number,
            depth=span.depth,
            name=span.name[:80],
            start_ms=thousandths(span.start_ms),
            ms=thousandths(span.ms),
            problem=clean(span.problem)[:2_000],
            detail=plain(span.detail),
        )
        for number, span in enumerate(run.spans[:500])
    ]


def uses_of(run: Run, at: datetime) -> list[Use]:
    hour = row_use.hour_of(at)
    return [Use(clean(row)[:80], hour) for row in sorted(run.used)[:USED]]
