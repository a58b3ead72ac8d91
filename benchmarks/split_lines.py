"""How well sentences with several questions are taken apart."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.intent_sets import Sets, some
from benchmarks.lines import Line
from inference.evaluation_sets import folds
from inference.scores import share
from inference.snapshot import Snapshot
from intents.boundary_training import train_boundaries
from intents.models import SplitRule
from intents.splitter import Splitter

Row = dict[str, Any]
FOLDS = 5
ASKED = 500


@dataclass(frozen=True, slots=True)
class Split:
    """A sentence, what it should be taken apart into, and what it was."""

    row: Row
    parts: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return [plain(part) for part in self.parts] == [plain(part) for part in self.row["segments"]]


def plain(text: str) -> str:
    """Lower case, without punctuation but the apostrophe."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text.lower())).strip()


def taken_apart(rows: Sequence[Row], splitter: Splitter) -> list[Split]:
    return [Split(row, splitter.split(row["text"])) for row in rows]


def exact(splits: Sequence[Split], **wanted: object) -> float | None:
    """The share that is exact, of the rows with these values."""
    return share(each.exact for each in splits if all(each.row[name] == value for name, value in wanted.items()))


def wrongly(splits: Sequence[Split]) -> float | None:
    """The share of single questions that were taken apart."""
    return share(len(each.parts) > 1 for each in splits if each.row["n"] == 1)


def multi_home(sets: Sets, snapshot: Snapshot) -> list[Line]:
    rows = sets.rows("multi_home")
    parts = folds([(row, f"{row['kind']} {row['n']}") for row in rows], FOLDS)
    splits: list[Split] = []
    for held in range(1 if sets.quick else FOLDS):
        known = [row for at, part in enumerate(parts) if at != held for row in part]
        splits += taken_apart(parts[held], learned(known, parts[held], snapshot))
    name = "multi_home, learned"
    return [
        *lines(name, splits, judged=True),
        *lines("multi_home, shipped", taken_apart(rows, snapshot.splitter("en"))),
    ]


def learned(known: Sequence[Row], asked: Sequence[Row], snapshot: Snapshot) -> Splitter:
    """A splitter that learned from the single questions of some rows, without those that are asked."""
    unseen = {plain(part) for row in asked for part in row["segments"]}
    examples = {
        (text, category)
        for row in known
        for text, category in zip(row["segments"], row["categories"], strict=True)
        if plain(text) not in unseen
    }
    rules = list(SplitRule.objects.filter(enabled=True))
    return Splitter.build(rules, snapshot.names.all, train_boundaries(sorted(examples)))


def lines(name: str, splits: Sequence[Split], judged: bool = False) -> list[Line]:
    def target(value: float) -> float | None:
        return value if judged else None

    return [
        Line(name, "exact", target(0.93), exact(splits)),
        Line(name, "single ones taken apart", target(0.03), wrongly(splits), at_most=True),
        Line(name, "exact without a connector", target(0.50), exact(splits, kind="no_connector")),
        Line(name, "exact where a part holds and", target(0.88), exact(splits, kind="internal_and")),
    ]


def mixsnips(sets: Sets, snapshot: Snapshot) -> list[Line]:
    rows = sets.rows("mixsnips")
    splits = taken_apart(some(rows, ASKED) if sets.quick else rows, snapshot.splitter("en"))
    return [
        Line("mixsnips, shipped", "exact", 0.97, exact(splits)),
        Line("mixsnips, shipped", "single ones taken apart", None, wrongly(splits), at_most=True),
    ]


LINES: dict[str, Callable[[Sets, Snapshot], list[Line]]] = {"multi_home": multi_home, "mixsnips": mixsnips}
