"""What an evaluation asks: a release's own examples in folds, and labelled questions from a file."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import orjson

from athena_project import releases
from inference.rows import Rows
from inference.scores import NONE
from intents.example_file import Broken, Row, rows
from intents.importing import OUT_OF_SCOPE
from intents.models import Intent, Pattern
from intents.words import read

FOLDS = 5
SEED = 0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Material:
    """The intents and patterns of a release, their relations joined, without the fallback: it is never matched."""

    intents: tuple[Intent, ...]
    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, intents: Iterable[Intent], patterns: Iterable[Pattern]) -> "Material":
        matched = {intent.name: intent for intent in intents if not intent.fallback}
        return cls(tuple(matched.values()), tuple(row for row in patterns if row.intent.name in matched))

    @property
    def none(self) -> frozenset[str]:
        """The intents whose examples teach what is out of scope."""
        return frozenset(intent.name for intent in self.intents if intent.mode == "none")

    def examples(self) -> list[Pattern]:
        """The examples, each as often as it reads differently: one of two that read alike must not be asked."""
        found: dict[tuple[str, str], Pattern] = {}
        for pattern in self.patterns:
            if pattern.type == "example" and (line := read(pattern.text).line):
                found.setdefault((pattern.intent.name, line), pattern)
        return list(found.values())

    def without(self, held_out: Iterable[Pattern]) -> "Material":
        """The same without these examples and without all that read like them under the same intent."""
        gone = {(row.intent.name, read(row.text).line) for row in held_out}
        kept = (
            row for row in self.patterns if row.type != "example" or (row.intent.name, read(row.text).line) not in gone
        )
        return Material(self.intents, tuple(kept))


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the label it should get."""

    text: str
    expected: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The questions of a file, and the rows that cannot be read.

    `given` says what intents are called in the labels; `known` counts the questions that were left out.
    """

    questions: tuple[Question, ...]
    broken: tuple[Broken, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    known: int = 0

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(question.expected for question in self.questions)

    def unknown_to(self, material: Material) -> "Labelled":
        """The same without the questions that are examples of the configuration itself: they would prove nothing."""
        lines = {read(row.text).line for row in material.patterns if row.type == "example"}
        kept = tuple(question for question in self.questions if read(question.text).line not in lines)
        return replace(self, questions=kept, known=self.known + len(self.questions) - len(kept))


def folds(labelled: Sequence[tuple[T, str]], count: int = FOLDS, seed: int = SEED) -> list[list[T]]:
    """The items in folds of like size, each label spread evenly; the same items and seed give the same folds."""
    by_label: dict[str, list[T]] = {}
    for item, label in labelled:
        by_label.setdefault(label, []).append(item)
    found: list[list[T]] = [[] for _ in range(count)]
    dealt = 0
    for label in sorted(by_label):
        items = list(by_label[label])
        random.Random(f"{seed} {label}").shuffle(items)  # noqa: S311 for a fair deal, not for a secret
        for item in items:
            found[dealt % count].append(item)
            dealt += 1
    return found


def released() -> Material | None:
    """What the current release understands with; None before the first."""
    release = releases.current()
    if release is None:
        return None
    held = Rows(orjson.loads(release.content))
    return Material.of(held.all(Intent), held.all(Pattern))


def read_labelled(data: bytes, label: str = "intent", given: Mapping[str, str] | None = None) -> Labelled:
    """The questions of a JSONL or CSV file with `text` and the label in the field `label`."""
    found = list(rows(data, label))
    questions = tuple(Question(row.text, plain_label(row.intent)) for row in found if isinstance(row, Row))
    return Labelled(questions, tuple(row for row in found if isinstance(row, Broken)), given or {})


def plain_label(label: str) -> str:
    return NONE if label.casefold() in OUT_OF_SCOPE else label


def labels_of(intents: Iterable[Intent], wanted: frozenset[str], given: Mapping[str, str]) -> dict[str, str]:
    """What each intent is called in the labels: as given, else by its name, else by its topic where that is a label.

    NONE stands for no match; it is called what the fallback is called where the labels know nothing out of scope.
    """
    found: dict[str, str] = {}
    for intent in intents:
        by_topic = intent.topic if intent.topic in wanted and intent.name not in wanted else intent.name
        found[intent.name] = plain_label(given.get(intent.name, by_topic))
        if intent.fallback and NONE not in wanted:
            found[NONE] = found[intent.name]
    return found | {name: plain_label(label) for name, label in given.items()}
