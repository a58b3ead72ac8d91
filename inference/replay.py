"""Understands recorded questions with two sets of rows, side by side. Nothing is fetched, and no model is asked."""

import asyncio
import time
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from athena_project.releases import assignable
from inference import replay_sides, verdicts
from inference.conversation import language_of
from inference.first_stage import FirstStage
from inference.models import Assistant, Replay, ReplayedQuestion
from inference.recorded import Asked, Recorded, recorded
from inference.replay_sides import Pair, ReplayError, Side
from inference.runtime import Runtime
from inference.snapshot import Snapshot
from inference.stages.understand import understand
from inference.state import Part, Run
from inference.verdicts import Told, told, verdict
from intents.models import TestCase

MOST = 5_000  # questions of one replay
KEPT = 100  # replays; older ones are forgotten
CHUNK = 100  # questions between two words of progress
UNDER_WAY = (Replay.WAITING, Replay.RUNNING)


@dataclass(frozen=True, slots=True)
class Compared:
    """A question that was understood with both sets of rows."""

    verdict: str
    why: str
    before: list[Told]
    after: list[Told]


class Reader:
    """Understands with one snapshot, without the model for understanding that an assistant may have."""

    def __init__(self, snapshot: Snapshot, process: Runtime) -> None:
        self._snapshot = snapshot
        self._process = process
        self._stage = FirstStage(snapshot, process)
        self._assistants: dict[str, Assistant] = {}

    async def read(self, asked: Asked) -> tuple[Part, ...]:
        """As if it was asked now, by whom it was asked then."""
        query = self._stage.query(asked.text, [*asked.messages()])
        assistant = self._assistant(asked.assistant, query.assistant)
        query = replace(query, assistant=assistant, language=language_of(assistant, query.messages), mode=asked.mode)
        run = Run(self._snapshot, self._process.lookups, self._process.models)
        return (await understand(query, run)).parts

    def _assistant(self, name: str, default: Assistant) -> Assistant:
        """The assistant that was asked, or the default one where it is gone; a copy, for snapshots share their rows."""
        if name not in self._assistants:
            found = self._assistants[name] = copy(self._snapshot.assistant(name) or default)
            found.understanding_llm = None
        return self._assistants[name]


class Comparison:
    """Both sides, to be asked many questions; what is asked twice is understood once."""

    def __init__(self, pair: Pair, cases: Sequence[TestCase], process: Runtime) -> None:
        self._before = Reader(pair.before, process)
        self._after = None if pair.after is pair.before else Reader(pair.after, process)
        self._cases: dict[str, list[TestCase]] = {}
        for case in cases:
            self._cases.setdefault(case.question.strip(), []).append(case)
        self._known: dict[Asked, Compared] = {}

    async def compare(self, questions: Sequence[Recorded]) -> list[Compared]:
        return [await self._compared(question.asked) for question in questions]

    async def _compared(self, asked: Asked) -> Compared:
        found = self._known.get(asked)
        if found is None:
            before = await self._before.read(asked)
            after = await self._after.read(asked) if self._after else before
            said, why = verdict(before, after, self._of(asked))
            found = self._known[asked] = Compared(said, why, [*map(told, before)], [*map(told, after)])
        return found

    def _of(self, asked: Asked) -> list[TestCase]:
        """The test cases of this question, asked after the same."""
        cases, said = self._cases.get(asked.text.strip(), []), asked.questions
        return [case for case in cases if said[len(said) - len(case.context) if case.context else 0 :] == case.context]


def run(key: int) -> None:
    """Fills the row; safe to do twice, and nothing is done for a row that is finished or gone."""
    if not Replay.objects.filter(pk=key, state__in=UNDER_WAY).update(state=Replay.RUNNING, progress=0.0):
        return
    try:
        fill(Replay.objects.get(pk=key))
    except ReplayError as error:
        Replay.give_up(key, str(error))
    except Exception as error:
        Replay.give_up(key, f"It could not be done ({type(error).__name__}). The log of the process says more.")
        raise


def fill(row: Replay) -> None:
    """Asks the recorded questions and writes down what became of each."""
    before = replay_sides.release(row.before_number)
    after = replay_sides.draft() if row.after_number is None else replay_sides.release(row.after_number)
    row.questions.all().delete()
    row.before_number, row.before_sha256, row.after_sha256 = before.number, before.sha256, after.sha256
    pair = replay_sides.paired(before, after)
    row.note = pair.note
    row.save()
    asked = recorded(min(row.last, MOST), row.starred)
    begun = time.perf_counter()
    ask(row, asked, comparison(pair, after))
    row.seconds = round(time.perf_counter() - begun, 3)
    row.state, row.progress = Replay.DONE, 1.0
    row.save()


def comparison(pair: Pair, after: Side) -> Comparison:
    """The test cases are those of the new rows: what they demand was perhaps just added."""
    rows = after.content.get(replay_sides.JUDGES, {})
    return Comparison(pair, [TestCase(**assignable(TestCase, row)) for row in rows.values()], Runtime("replay"))


def ask(row: Replay, questions: Sequence[Recorded], comparison: Comparison) -> None:
    for start in range(0, len(questions), CHUNK):
        chunk = questions[start : start + CHUNK]
        found = asyncio.run(comparison.compare(chunk))
        keep(row, start, list(zip(chunk, found, strict=True)))
        row.progress = (start + len(chunk)) / len(questions)
        row.save()


def keep(row: Replay, start: int, found: Sequence[tuple[Recorded, Compared]]) -> None:
    made = [
        ReplayedQuestion(
            replay=row, query_id=question.key, position=start + number,
            verdict=each.verdict, why=each.why, before=each.before, after=each.after,
        )
        for number, (question, each) in enumerate(found)
    ]  # fmt: skip
    ReplayedQuestion.objects.bulk_create(made)
    said = [each.verdict for _, each in found]
    row.same += said.count(verdicts.SAME)
    row.changed += said.count(verdicts.CHANGED)
    row.worse += said.count(verdicts.WORSE)


def prune() -> int:
    """Forgets the oldest replays; returns how many."""
    keep = Replay.objects.order_by("-created").values_list("pk", flat=True)[:KEPT]
    old = Replay.objects.exclude(pk__in=list(keep)).exclude(state__in=UNDER_WAY)
    count = old.count()
    old.delete()
    return count
