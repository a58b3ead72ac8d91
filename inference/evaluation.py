"""Measures understanding: a release on its own examples, held out in turn, or on labelled questions."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from inference.evaluation_sets import FOLDS, Labelled, Material, folds, labels_of
from inference.first_stage import first_stage
from inference.scores import NONE, Answer, Scores, confusion, scores
from inference.snapshot import Snapshot
from intents.classifier import Classifier
from intents.model import Floats
from intents.models import Pattern
from intents.training import train
from ragdomains.embeddings import embed_twice

Progress = Callable[[int, int], None]  # questions asked, questions in all
STEP = 50  # questions between two words of progress


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every answer of one run. `method` says how it was made; `known` counts the questions that were left out because
    they are examples of the configuration itself."""

    method: str
    answers: tuple[Answer, ...]
    known: int = 0

    @property
    def scores(self) -> Scores:
        return scores(self.answers)

    def confusion(self) -> dict[str, dict[str, int]]:
        """How often each label (outer) was found as each label (inner)."""
        found: dict[str, dict[str, int]] = {}
        for (expected, label), count in sorted(confusion(self.answers).items()):
            found.setdefault(expected, {})[label] = count
        return found

    def cell(self, expected: str, found: str) -> tuple[Answer, ...]:
        """The questions behind one cell of the confusion matrix."""
        return tuple(each for each in self.answers if (each.expected, each.found) == (expected, found))

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "scores": asdict(self.scores), "confusion": self.confusion()}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Evaluation":
        """The evaluation that as_json() wrote; its scores are computed anew."""
        return cls(found["method"], tuple(Answer(**each) for each in found["answers"]), found["known"])


class Remembered:
    """Sentence vectors of both layers, each made once: the same sentences stand in all folds but one."""

    def __init__(self) -> None:
        self._vectors: dict[str, Floats] = {}

    def __call__(self, texts: Sequence[str]) -> Floats:
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            self._vectors.update(zip(new, embed_twice(new), strict=True))
        return np.array([self._vectors[text] for text in texts], np.float32)


def nobody(_done: int, _of: int) -> None:
    """The progress that nobody looks at."""


def cross_validate(material: Material, progress: Progress = nobody, count: int = FOLDS) -> Evaluation:
    """Asks every example of a configuration that was built and trained without it.

    Raises TooFewExamplesError where there is nothing to learn from.
    """
    examples = material.examples()
    vectors = Remembered()
    answers: list[Answer] = []
    progress(0, len(examples))
    for held_out in folds([(pattern, pattern.intent.name) for pattern in examples], count):
        classifier = built(material.without(held_out), vectors)
        for pattern in held_out:
            answers.append(tried(pattern, classifier))
            if len(answers) % STEP == 0:
                progress(len(answers), len(examples))
    progress(len(examples), len(examples))
    return Evaluation(f"own examples, each held out once, {count} folds", tuple(answers))


def built(material: Material, vectors: Callable[[Sequence[str]], Floats]) -> Classifier:
    pairs = [(row.intent.name, row.text) for row in material.patterns if row.type == "example"]
    return Classifier.build(material.intents, material.patterns, train(pairs, material.none, vectors))


def tried(pattern: Pattern, classifier: Classifier) -> Answer:
    begun = time.process_time()
    match = classifier.classify(pattern.text)
    ms = (time.process_time() - begun) * 1000
    expected = NONE if pattern.intent.mode == "none" else pattern.intent.name
    return Answer(pattern.text, expected, match.intent or NONE, match.confidence, match.tier, ms)


def ask(labelled: Labelled, snapshot: Snapshot, progress: Progress = nobody) -> Evaluation:
    """Asks the configuration as it is, by its whole first stage. Trains nothing."""
    answers = asyncio.run(asked(labelled, snapshot, progress))
    return Evaluation("the configuration as it is", answers, labelled.known)


async def asked(labelled: Labelled, snapshot: Snapshot, progress: Progress) -> tuple[Answer, ...]:
    called = labels_of(snapshot.intents.values(), labelled.labels, labelled.given)
    answers: list[Answer] = []
    async with first_stage(snapshot) as stage:
        for question in labelled.questions:
            each = await stage.read(question.text)
            found = called.get(each.label, each.label)
            answers.append(Answer(question.text, question.expected, found, each.confidence, each.tier, each.ms))
            if len(answers) % STEP == 0:
                progress(len(answers), len(labelled.questions))
    progress(len(labelled.questions), len(labelled.questions))
    return tuple(answers)
