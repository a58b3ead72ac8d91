"""A replay as its page and the command tell it: each side of a question in a line, and two replays side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from athena_project.models import Release
from inference import replay_sides
from inference.explain.page import Traced
from inference.explain.rows import Rows
from inference.models import QueryLog, QueryStep, Replay, ReplayedQuestion
from inference.scores import NONE
from inference.verdicts import CHANGED, REFUSED, SAME, WORSE, Told

LISTED = 100  # questions in which two replays differ


@dataclass(frozen=True, slots=True)
class Line:
    """A part on one side of a change; `fresh` names what the other side has otherwise."""

    text: str
    intent: str
    details: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Differing:
    """A question of which two replays say different things."""

    question: Any
    verdicts: tuple[str, str]
    lines: tuple[tuple[Line, ...], tuple[Line, ...]]


def lines(side: Sequence[Told], other: Sequence[Told]) -> tuple[Line, ...]:
    """The parts of a side; a part is fresh where the other side has none just so."""
    return tuple(Line(each["text"], intent(each), details(each), each not in other) for each in side)


def intent(told: Told) -> str:
    return "nothing" if told["intent"] == NONE else str(told["intent"])


def details(told: Told) -> str:
    """facts from weather; place Paris, days tomorrow"""
    if told["intent"] == NONE:
        return f"left to the fallback: {told['mode']}" if told["mode"] else "no fallback either"
    way = told["mode"] or NONE
    if told["domain"] and way not in ("decline", REFUSED):
        way += f" from {told['domain']}"
    slots = ", ".join(f"{name} {value}" for name, value in sorted(told["slots"].items()))
    return f"{way}; {slots}" if slots else way


def worst_first(row: Replay, wanted: str = "") -> Any:
    """The questions of one verdict, or all that are not the same, worse ones first."""
    found = row.questions.select_related("query").only(
        "replay_id", "position", "verdict", "why", "before", "after", "answers", "query__question", "query__at"
    )
    if wanted in (SAME, CHANGED, WORSE):
        return found.filter(verdict=wanted).order_by("position")
    return found.exclude(verdict=SAME).order_by("-verdict", "position")  # worse stands behind changed in the alphabet


def traced(row: ReplayedQuestion) -> list[Traced]:
    """Both answers, as if they stood in the query log, with the rows that they were made from."""
    replay = row.replay
    sides = (("Before", replay.before_sha256), ("After", replay.after_sha256))
    return [
        Traced(title, logged(row.query, trace["log"]), [QueryStep(**step) for step in trace["steps"]], rows_of(sha256))
        for (title, sha256), trace in zip(sides, row.traces, strict=True)
    ]


def logged(query: QueryLog, said: dict[str, Any]) -> QueryLog:
    return QueryLog(id=query.pk, at=query.at, question=query.question, **said)


def rows_of(sha256: str) -> Rows:
    """The release with these rows; a draft that nobody published is gone: then the rows as they stand."""
    release = Release.objects.filter(sha256=sha256).order_by("-number").first()
    return Rows(orjson.loads(release.content) if release else replay_sides.draft().content)


def differing(one: Replay, other: Replay) -> list[Differing]:
    """The questions of both of which they say different things, the first ones."""
    there = {row[0]: row[1:] for row in values(other)}
    found = {
        row[0]: row[1:] for row in values(one) if row[0] in there and row[1:] != there[row[0]]
    }  # key -> verdict, after
    keys = list(found)[:LISTED]
    asked = ReplayedQuestion.objects.filter(replay=one, query__in=keys).select_related("query").only("query__question")
    return [Differing(row.query, *told_twice(found[row.query_id], there[row.query_id])) for row in asked]


def values(row: Replay) -> Iterable[tuple[Any, str, list[Told]]]:
    return row.questions.order_by("position").values_list("query", "verdict", "after")


def told_twice(here: Any, there: Any) -> tuple[tuple[str, str], tuple[tuple[Line, ...], tuple[Line, ...]]]:
    return (here[0], there[0]), (lines(here[1], there[1]), lines(there[1], here[1]))
