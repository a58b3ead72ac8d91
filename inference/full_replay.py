"""Answers recorded questions as a whole on two sides: from what was recorded, or with sources and models asked anew."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import async_to_sync

from inference.models import QueryLog, QueryStep
from inference.now import zone_of
from inference.playground import Bench
from inference.playground_query import Wish, query_of
from inference.recorded import Asked, Recorded
from inference.recorder import log_row, step_rows
from inference.recordings import UNRECORDED, RecordedModels, Recordings
from inference.replay_sides import Pair, Side
from inference.runtime import Runtime, carried
from inference.snapshot import Snapshot
from inference.state import Outcome, Part, Query, Run
from inference.verdicts import CHANGED, WORSE, Cases, Compared, told, verdict

CLIENT = "a replay"
KEPT_BACK = {"guest", "declined"}  # problems that understanding finds, not a source
RANKS = {Outcome.ANSWERED: 3, Outcome.PARTLY: 2, Outcome.REFUSED: 1}  # 0: failed
LOGGED = ("answer", "outcome", "intents", "error", "ms", "first_ms", "tokens_in", "tokens_out", "assistant", "mode")
STEPPED = ("position", "depth", "name", "start_ms", "ms", "problem", "detail")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question on one side, and how."""

    query: Query
    log: QueryLog
    steps: Sequence[QueryStep]

    @property
    def parts(self) -> list[Part]:
        """As they were understood: what a source could not say is no matter of understanding."""
        return [p if p.problem_kind in KEPT_BACK else replace(p, problem="") for p in self.query.parts]

    @property
    def unrecorded(self) -> list[str]:
        return [part.problem for part in self.query.parts if part.problem_kind == UNRECORDED]

    def as_told(self) -> dict[str, Any]:
        return {"answer": self.log.answer, "outcome": self.log.outcome}

    def as_trace(self) -> dict[str, Any]:
        """All that the page of an answer needs, as JSON."""
        steps = [{name: getattr(step, name) for name in STEPPED} for step in self.steps]
        return {"log": {name: getattr(self.log, name) for name in LOGGED}, "steps": steps}


class Recall:
    """Answers as it was answered then: from the recorded evidence, in the recorded words of the model."""

    def __init__(self, pair: Pair, cases: Cases, process: Runtime) -> None:
        self._pair = pair
        self._cases = cases
        self._models = process.models

    def compare(self, questions: Sequence[Recorded]) -> list[Compared]:
        keys = [question.key for question in questions]
        rows = QueryLog.objects.filter(pk__in=keys).prefetch_related("steps", "found").in_bulk()
        return asyncio.run(self._all([(question.asked, rows[question.key]) for question in questions]))

    async def _all(self, questions: Sequence[tuple[Asked, QueryLog]]) -> list[Compared]:
        return [await self._compared(asked, row) for asked, row in questions]

    async def _compared(self, asked: Asked, row: QueryLog) -> Compared:
        before, after = [await self._answer(asked, row, side) for side in (self._pair.before, self._pair.after)]
        return compared(before, after, self._cases.of(asked))

    async def _answer(self, asked: Asked, row: QueryLog, snapshot: Snapshot) -> Answer:
        query = query_for(asked, snapshot)
        query.assistant.understanding_llm = None
        query = replace(query, now=row.at.astimezone(ZoneInfo(zone_of(query.assistant))))
        steps = row.ordered_steps()
        run = Run(snapshot, Recordings(self._models, row.found.all()), RecordedModels(self._models, steps))
        done = await carried(query, run)
        return Answer(done, log_row(done, run), step_rows(done, run))


class Anew:
    """Asks sources and models anew for both sides, as the playground does."""

    def __init__(self, pair: Pair, sides: tuple[Side, Side], cases: Cases) -> None:
        self._sides = list(zip(sides, (pair.before, pair.after), strict=True))
        self._cases = cases

    def compare(self, questions: Sequence[Recorded]) -> list[Compared]:
        found = []
        for question in questions:
            benches = [Bench(side, wish(question.asked, snapshot), snapshot) for side, snapshot in self._sides]
            before, after = async_to_sync(answers)(benches)  # in this thread, which holds the connection
            found.append(compared(before, after, self._cases.of(question.asked)))
        return found


async def answers(benches: Sequence[Bench]) -> list[Answer]:
    """One side after the other, so that neither takes the other's time."""
    found = []
    for bench in benches:
        try:
            done = await bench.answer(replace(bench.query, streamed=False))
            answered = bench.answered(done)
            found.append(Answer(done, answered.log, answered.steps))
        finally:
            await bench.close()
    return found


def wish(asked: Asked, snapshot: Snapshot) -> Wish:
    """Of the assistant that was asked then, or of the first one where it is gone."""
    return Wish(asked if snapshot.assistant(asked.assistant) else replace(asked, assistant=""))


def query_for(asked: Asked, snapshot: Snapshot) -> Query:
    return replace(query_of(wish(asked, snapshot), snapshot, "This side"), client=CLIENT, streamed=False)


def compared(before: Answer, after: Answer, cases: Sequence[Any]) -> Compared:
    """Worse: understood worse, or answered less; what nobody recorded is no answer, but no worse one either."""
    said, why = verdict(before.parts, after.parts, cases)
    if said != WORSE:
        said, why = judged(before, after, said)
    differs = said != "same"
    return Compared(
        said,
        why,
        [*map(told, before.parts)],
        [*map(told, after.parts)],
        [before.as_told(), after.as_told()],
        [before.as_trace(), after.as_trace()] if differs else [],
    )


def judged(before: Answer, after: Answer, understood: str) -> tuple[str, str]:
    """The verdict on the answers to a question that is understood no worse."""
    if before.unrecorded != after.unrecorded:
        return CHANGED, " ".join(after.unrecorded or before.unrecorded)
    had, has = (RANKS.get(each.query.outcome, 0) for each in (before, after))
    if has < had:
        return WORSE, f"It was {before.query.outcome.value}, now it is {after.query.outcome.value}."
    return (understood if before.log.answer == after.log.answer else CHANGED), ""
