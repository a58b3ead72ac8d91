"""Asks recorded questions of two sets of rows, side by side: what is understood, or the whole answer."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import Protocol

from athena_project.releases import assignable
from inference import key_paths, replay_sides, verdicts
from inference.conversation import language_of
from inference.first_stage import FirstStage
from inference.full_replay import Anew, Recall
from inference.models import Assistant, Replay, ReplayedQuestion
from inference.recorded import Asked, Recorded, recorded
from inference.replay_sides import Pair, ReplayError, Side
from inference.runtime import Runtime, runtime
from inference.snapshot import Snapshot
from inference.stages.understand import expanded, understand
from inference.state import Part, Query, Run
from inference.verdicts import Cases, Compared, told, verdict
from intents.models import TestCase

MOST = 5_000  # questions of one replay
MOST_OF = {Replay.ROUTING: MOST, Replay.RECORDED: 1_000, Replay.LIVE: 100}
KEPT = 100  # replays; older ones are forgotten
CHUNKS = {Replay.ROUTING: 100, Replay.RECORDED: 20, Replay.LIVE: 1}  # questions between two words of progress
UNDER_WAY = (Replay.WAITING, Replay.RUNNING)


class Comparing(Protocol):
    """Both sides, to be asked recorded questions."""

    def compare(self, questions: Sequence[Recorded]) -> list[Compared]:
        """What became of each."""


class Reader:
    """Understands with one snapshot, without the model for understanding that an assistant may have."""

    def __init__(self, snapshot: Snapshot, process: Runtime) -> None:
        self._snapshot = snapshot
        self._process = process
        self._stage = FirstStage(snapshot, process)
        self._assistants: dict[str, Assistant] = {}

    async def read(self, asked: Sequence[Asked]) -> list[tuple[Part, ...]]:
        """As if each was asked now, by whom it was asked then."""
        queries = [self._query(each) for each in asked]
        foresee(queries, self._snapshot)
        return [(await understand(query, self._run())).parts for query in queries]

    def _query(self, asked: Asked) -> Query:
        query = self._stage.query(asked.text, [*asked.messages()])
        assistant = self._assistant(asked.assistant, query.assistant)
        return replace(query, assistant=assistant, language=language_of(assistant, query.messages), mode=asked.mode)

    def _run(self) -> Run:
        return Run(self._snapshot, self._process.lookups, self._process.models)

    def _assistant(self, name: str, default: Assistant) -> Assistant:
        """The assistant that was asked, or the default one where it is gone; a copy, for snapshots share their rows."""
        if name not in self._assistants:
            found = self._assistants[name] = copy(self._snapshot.assistant(name) or default)
            found.understanding_llm = None
        return self._assistants[name]


class Comparison:
    """What both sides understand; what is asked twice is understood once."""

    def __init__(self, pair: Pair, cases: Cases, process: Runtime) -> None:
        self._before = Reader(pair.before, process)
        self._after = None if pair.after is pair.before else Reader(pair.after, process)
        self._cases = cases
        self._known: dict[Asked, Compared] = {}

    def compare(self, questions: Sequence[Recorded]) -> list[Compared]:
        return asyncio.run(self._all(questions))

    async def _all(self, questions: Sequence[Recorded]) -> list[Compared]:
        fresh = [each for each in dict.fromkeys(question.asked for question in questions) if each not in self._known]
        before = await self._before.read(fresh)
        after = await self._after.read(fresh) if self._after else before
        for asked, one, other in zip(fresh, before, after, strict=True):
            said, why = verdict(one, other, self._cases.of(asked))
            self._known[asked] = Compared(said, why, [*map(told, one)], [*map(told, other)])
        return [self._known[question.asked] for question in questions]


def foresee(queries: Sequence[Query], snapshot: Snapshot) -> None:
    """Classifies the parts of the questions all at once, in each language; understand() finds them classified."""
    parts: dict[str, list[str]] = defaultdict(list)
    for query in queries:
        parts[query.language] += expanded(query.question, snapshot, query.language)
    for language, texts in parts.items():
        snapshot.classifier.foresee(texts, language)


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
    asking, row.note = comparing(row.mode, before, after)
    row.save()
    asked = recorded(min(row.last, MOST_OF.get(row.mode, MOST)), row.starred)
    begun = time.perf_counter()
    ask(row, asked, asking)
    row.seconds = round(time.perf_counter() - begun, 3)
    row.state, row.progress = Replay.DONE, 1.0
    row.save()


def comparing(mode: str, before: Side, after: Side) -> tuple[Comparing, str]:
    """Both sides as this kind of replay asks them, and what is to be known of it.

    The test cases are those of the new rows: what they demand was perhaps just added.
    """
    rows = after.content.get(replay_sides.JUDGES, {})
    cases = Cases([TestCase(**assignable(TestCase, row)) for row in rows.values()])
    pair = replay_sides.paired(before, after, mode)
    if mode == Replay.RECORDED:
        return Recall(pair, cases, Runtime("replay")), pair.note
    if mode == Replay.LIVE:
        if why := key_paths.refused(before.content) or key_paths.refused(after.content):
            raise ReplayError(why)
        runtime().index.refresh()
        return Anew(pair, (before, after), cases), pair.note
    return Comparison(pair, cases, Runtime("replay")), pair.note


def ask(row: Replay, questions: Sequence[Recorded], asking: Comparing) -> None:
    size = CHUNKS.get(row.mode, 1)
    for start in range(0, len(questions), size):
        chunk = questions[start : start + size]
        keep(row, start, list(zip(chunk, asking.compare(chunk), strict=True)))
        row.progress = (start + len(chunk)) / len(questions)
        row.save()


def keep(row: Replay, start: int, found: Sequence[tuple[Recorded, Compared]]) -> None:
    made = [
        ReplayedQuestion(
            replay=row, query_id=question.key, position=start + number,
            verdict=each.verdict, why=each.why, before=each.before, after=each.after,
            answers=each.answers, traces=each.traces,
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
