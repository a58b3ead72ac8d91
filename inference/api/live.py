"""An answer in the making: its pieces as they come, then the finished query."""

import asyncio
import logging
from collections import deque
from dataclasses import replace
from types import TracebackType
from typing import Self

from athena_project.until import until
from inference.api.request import Answers
from inference.backends import ToolCall
from inference.snapshot import Snapshot
from inference.state import Outcome, Query

log = logging.getLogger(__name__)

Piece = str | ToolCall

WAITING = 64  # pieces between the pipeline and a slow reader; then the pipeline waits
GRACE = 1.5  # seconds past its deadline in which a run may still end by itself; the runtime takes up to 1
SETTLE = 5.0  # seconds for a cancelled run to hang up and be recorded
TOO_LATE = "Sorry, that took too long."
BROKEN = "Sorry, something went wrong."


class Live:
    """A run of the pipeline beside the one who sends its pieces. Leaving it cancels what is still running."""

    def __init__(self, answering: Answers, query: Query, snapshot: Snapshot) -> None:
        self.query = query
        self._answering = answering
        self._snapshot = snapshot
        self._pieces: deque[Piece | None] = deque()  # at most WAITING, and the end, which always has a place
        self._came, self._taken = asyncio.Event(), asyncio.Event()
        self._begun = self._ended = self._late = False

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._answering.answer(self.query, self._emit, self._snapshot))
        self._task.add_done_callback(lambda _task: self._put(None))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._stop()

    async def _emit(self, piece: Piece) -> None:
        while len(self._pieces) >= WAITING:
            self._taken.clear()
            await self._taken.wait()
        self._put(piece)

    def _put(self, piece: Piece | None) -> None:
        self._pieces.append(piece)
        self._came.set()

    async def next(self) -> Piece | None:
        """The next piece, or None when there are no more: then finished() tells how it ended."""
        if self._ended:
            return None
        if not self._begun:
            self._begun = True
            await asyncio.sleep(0)  # a run that waits for nobody is through after that
        piece = self._pieces.popleft() if self._pieces or await self._filled() else None
        self._taken.set()
        self._ended = piece is None
        return piece

    async def _filled(self) -> bool:
        """Waits for the next piece; False where it comes too late."""
        seconds = max(self.query.seconds_left() + GRACE, 0)
        self._came.clear()
        try:
            return await until(asyncio.get_running_loop().time() + seconds, self._came.wait())
        except TimeoutError:
            self._late = True
            await self._stop()
            return False

    async def finished(self) -> Query:
        """Waits for the end and returns the query as it was recorded; a run that was lost counts as failed."""
        while await self.next() is not None:
            pass
        if self._late:
            return self._lost(TOO_LATE)
        if self._task.cancelled():
            return self._lost(BROKEN)
        if error := self._task.exception():
            log.error("the pipeline failed", exc_info=error)
            return self._lost(BROKEN)
        return self._task.result()

    def _lost(self, text: str) -> Query:
        return replace(self.query, answer=text, error=text, outcome=Outcome.FAILED)

    async def _stop(self) -> None:
        if self._task.done():
            return
        self._task.cancel()
        await asyncio.wait({self._task}, timeout=SETTLE)
