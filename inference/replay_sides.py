"""The two sets of rows that a replay compares, each a release or the draft."""

import hashlib
from dataclasses import dataclass, replace

import orjson

from athena_project import releases
from athena_project.models import Release
from athena_project.releases import Content
from inference.models import Replay
from inference.snapshot import AccessRows, Snapshot, build, load_access
from intents import trained
from intents.models import Entity, SplitRule, TrainedModel
from ragdomains.models import Place

# of these rows understanding is made; a test case only judges it
UNDERSTOOD_BY = ("intents.", "ragdomains.place", "ragdomains.domain", "inference.assistant")
JUDGES = "intents.testcase"
NO_RELEASE = "There is no release yet. Start the assistant once."
SAME_ROWS = "Both sides hold the same rows."
AS_BEFORE = "Nothing that decides how a question is understood differs."
UNLEARNED = (
    "The example sentences differ, and what is new has not been learned. New sentences are compared with the questions "
    "one by one, as they are in the first minutes after publishing."
)


class ReplayError(Exception):
    """A replay that cannot be done. The text says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """A set of rows. `number` is that of the release, None for the draft."""

    content: Content
    sha256: str
    number: int | None = None


def draft() -> Side:
    """The rows as they stand now, published or not."""
    content = releases.compile()
    text = releases.canonical(content)
    return Side(orjson.loads(text), hashlib.sha256(text.encode()).hexdigest())


def release(number: int | None = None) -> Side:
    """The release of this number, or the live one; raises ReplayError."""
    row = releases.current() if number is None else Release.objects.filter(number=number).first()
    if row is None:
        raise ReplayError(NO_RELEASE if number is None else f"There is no release {number}.")
    return Side(orjson.loads(row.content), row.sha256, row.number)


def deciding(side: Side) -> Content:
    """The rows that decide how a question is understood."""
    return {name: rows for name, rows in side.content.items() if name.startswith(UNDERSTOOD_BY) and name != JUDGES}


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides, ready to be asked. Where they cannot differ, `after` is `before` itself."""

    before: Snapshot
    after: Snapshot
    note: str = ""


def paired(before: Side, after: Side, mode: str = Replay.ROUTING) -> Pair:
    """For a replay of this mode: only where sources are asked anew are keys and addresses needed."""
    access = load_access("") if mode == Replay.LIVE else AccessRows()
    old = learned(before) or trained.newest()
    first = snapshot(before, old, access)
    if before.sha256 == after.sha256:
        return Pair(first, first, SAME_ROWS)
    if mode == Replay.ROUTING and deciding(before) == deciding(after):
        return Pair(first, first, AS_BEFORE)
    new = learned(after)
    second = snapshot(after, new or old, access, first)
    if (new is None or new is old) and not any(second.rows.moved[model] for model in (SplitRule, Place, Entity)):
        second = replace(second, splitters=first.splitters)  # they remember what they took apart for the other side
    unlearned = new is None and trained.examples_of(before.content).digest != trained.examples_of(after.content).digest
    return Pair(first, second, UNLEARNED if unlearned else "")


def learned(side: Side) -> TrainedModel | None:
    return trained.found(trained.examples_of(side.content))


def snapshot(side: Side, model: TrainedModel | None, access: AccessRows, earlier: Snapshot | None = None) -> Snapshot:
    row = Release(pk=None, number=side.number or 0)
    return build(side.content, row, "", access, learned=model, earlier=earlier)
