"""Asks a release in the shadow what was just answered: one question at a time, while nobody waits for an answer."""

import asyncio
import logging
import time
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.db.models import F

from inference.conversation import language_of
from inference.llms import Models
from inference.models import QueryLog
from inference.now import zone_of
from inference.recorder import log_row, step_rows
from inference.runtime import Runtime, carried, hanging_up
from inference.shadow_hush import Given, Held
from inference.shadow_rows import Shadow, ShadowedQuestion
from inference.shadow_verdict import judged
from inference.snapshot import Shadowing
from inference.state import Outcome, Query, Run
from inference.verdicts import SAME
from ragdomains.lookup import Lookups

log = logging.getLogger(__name__)

WAITING = 20  # questions that wait for their shadow; one more is not asked of it
FOUND = 200  # answers that wait to be written
PAUSE = 0.2  # seconds before each question, so that an answer has left
PATIENCE = 30.0  # seconds that a question waits for a moment in which nobody is being answered
LEFT_OUT = "left_out"
ANSWERED = ("outcome", "answer", "intents", "error", "ms", "first_ms", "tokens_in", "tokens_out")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question that was answered: as it came, and what became of it."""

    asked: Query
    done: Query
    run: Run
    shadow: Shadowing


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it in the shadow; `row` is None where there is nothing to be looked at."""

    shadow: int
    verdict: str
    row: ShadowedQuestion | None = None
    since: float = field(default_factory=time.monotonic)


class Shadows:
    """The questions that wait for their shadow, and what was found. Nothing of it reaches a client or a figure."""

    def __init__(self, process: Runtime) -> None:
        """Hears of every answer of this process; to be made before the process starts."""
        self._process = process
        process.heard = self.offer
        process.recorder.also("what shadows found", self.write)
        self._waiting: deque[Spoken] = deque()
        self._found: deque[Found] = deque(maxlen=FOUND)
        self._task: asyncio.Task[None] | None = None

    def offer(self, asked: Query, done: Query, run: Run) -> None:
        """Takes a question that was answered, if it is one of the share and there is room."""
        shadow = run.snapshot.shadow
        if shadow is None or done.outcome is Outcome.CANCELLED or len(self._waiting) >= WAITING:
            return
        if shadow.allotment.takes(asked.assistant.name, "", lambda: str(asked.id)):
            self._waiting.append(Spoken(asked, done, run, shadow))
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._work())

    async def idle(self) -> None:
        """Waits until all that was taken is answered."""
        if self._task:
            await asyncio.wait({self._task})

    async def stop(self) -> None:
        """Lets go of what waits."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _work(self) -> None:
        while self._waiting:
            await self._quiet_moment()
            spoken = self._waiting.popleft()
            try:
                if await asyncio.to_thread(one_of_the_day, spoken.shadow.key):
                    self._found.append(await self._asked(spoken))
            except Exception:
                log.exception("a question could not be asked of the shadow")

    async def _quiet_moment(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            await asyncio.sleep(PAUSE)
            if not self._process.answering or time.monotonic() > until:
                return

    async def _asked(self, spoken: Spoken) -> Found:
        shadow, asked = spoken.shadow, again(spoken)
        if asked is None:
            return Found(shadow.key, LEFT_OUT)
        held = Held()
        hushed = (Lookups(held, Given(cache), self._process.index.of), Models(held))  # with no breaker that is open
        lookups, models = self._process.tried if shadow.sources else hushed
        run = Run(shadow.snapshot, lookups, models, recall=spoken.run.recall)
        done = await carried(asked, run)
        if held.wanted:
            return Found(shadow.key, LEFT_OUT)
        verdict, why = judged(spoken.done, done)
        return Found(shadow.key, verdict, None if verdict == SAME else kept(shadow.key, done, run, (verdict, why)))

    def write(self) -> None:
        """Writes down what was found; a question that is not in the log yet waits for the next time."""
        for _ in range(len(self._found)):
            found = self._found.popleft()
            try:
                late = not written(found)
            except (DatabaseError, InterfaceError):
                self._found.appendleft(found)
                raise
            if late and time.monotonic() - found.since < PATIENCE:
                self._found.append(found)


def again(spoken: Spoken) -> Query | None:
    """The question as the shadow takes it, at the moment at which it was asked; None where nobody is there to ask."""
    found, key = spoken.shadow.snapshot, spoken.asked.assistant.pk
    assistant = next((row for row in found.assistants if row.pk == key), None)
    if assistant is None:
        return None
    now = spoken.asked.now.astimezone(ZoneInfo(zone_of(assistant)))
    deadline = time.monotonic() + found.house.deadline_seconds
    mode = assistant.mode_for(spoken.asked.mode)
    asked = replace(spoken.asked, assistant=assistant, now=now, deadline=deadline)
    return replace(asked, mode=mode, language=language_of(assistant, asked.messages))


def kept(shadow: int, done: Query, run: Run, said: tuple[str, str]) -> ShadowedQuestion:
    row = log_row(done, run)
    answered = {name: getattr(row, name) for name in ANSWERED}
    steps = [
        {name: getattr(step, name) for name in ("position", "depth", "name", "start_ms", "ms", "problem", "detail")}
        for step in step_rows(done, run)
    ]
    verdict, why = said
    return ShadowedQuestion(
        shadow_id=shadow, query_id=done.id, verdict=verdict, why=why, answered=answered, steps=steps
    )


def one_of_the_day(key: int) -> bool:
    with hanging_up():
        return claimed(key, datetime.now(UTC))


def claimed(key: int, now: datetime) -> bool:
    """Takes one of the day's questions, all processes together; False where none is left or the shadow has ended."""
    try:
        mine = Shadow.objects.filter(pk=key, state=Shadow.RUNNING)
        mine.exclude(day=now.date()).update(day=now.date(), today=0)
        free = mine.filter(day=now.date(), today__lt=F("per_day"))
        return free.update(today=F("today") + 1) == 1
    except (DatabaseError, InterfaceError):
        return False


def written(found: Found) -> bool:
    """Whether it stands in the table now, or never will."""
    if found.row and not QueryLog.objects.filter(pk=found.row.query_id).exists():
        return False
    if Shadow.objects.filter(pk=found.shadow).update(**{found.verdict: F(found.verdict) + 1}) and found.row:
        found.row.save(force_insert=True)
    return True
