"""The sets that understanding is measured on: labelled questions, read from a folder beside the project."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from inference.evaluation_sets import folds, plain_label
from inference.scores import NONE

FILES = (
    "hwu64.jsonl",
    "clinc150.jsonl",
    "athena_categories.jsonl",
    "athena_seed.jsonl",
    "home_assistant.jsonl",
    "label_map.json",
    "multi_home.jsonl",
    "mixsnips.jsonl",
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its label; NONE is out of scope."""

    text: str
    label: str


class MissingDataError(Exception):
    """The sets are not where they are looked for."""


@dataclass(frozen=True, slots=True)
class Sets:
    """The folder of the sets, and how thoroughly they are measured: `quick` takes fewer folds, rows and seeds."""

    folder: Path
    quick: bool = False

    def check(self) -> None:
        missing = [name for name in FILES if not (self.folder / name).is_file()]
        if missing:
            raise MissingDataError(f"{self.folder} lacks {', '.join(missing)}.")

    def rows(self, name: str) -> list[dict[str, Any]]:
        lines = (self.folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line.strip()]

    def examples(self, name: str, label: str = "intent") -> list[Example]:
        return [Example(row["text"], plain_label(row[label])) for row in self.rows(name)]

    def label_map(self) -> dict[str, dict[str, str]]:
        """Source -> intent -> household category."""
        found = json.loads((self.folder / "label_map.json").read_text(encoding="utf-8"))["map"]
        return {source: {name: row["category"] for name, row in each.items()} for source, each in found.items()}

    def folds(self, examples: Sequence[Example], count: int) -> list[tuple[list[Example], list[Example]]]:
        """(to learn from, to ask) for each fold; when quick, the first of them only."""
        parts = folds([(example, example.label) for example in examples], count)
        taken = range(1 if self.quick else count)
        return [([each for at, part in enumerate(parts) if at != held for each in part], parts[held]) for held in taken]


def sampled(examples: Iterable[Example], each: int, seed: int) -> tuple[list[Example], list[Example]]:
    """So many examples of each label, drawn by the seed; and the rest."""
    by_label: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_label[example.label].append(example)
    drawn: list[Example] = []
    rest: list[Example] = []
    for label, found in sorted(by_label.items()):
        random.Random(f"{seed} {label}").shuffle(found)
        drawn += found[:each]
        rest += found[each:]
    return drawn, rest


def some(examples: Sequence[T], most: int, seed: int = 0) -> list[T]:
    """At most so many, drawn by the seed."""
    return random.Random(seed).sample(list(examples), min(most, len(examples)))


def in_scope(examples: Iterable[Example]) -> list[Example]:
    return [example for example in examples if example.label != NONE]
