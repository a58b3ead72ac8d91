"""The tier of example sentences: the trained model, or likeness to the examples until there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from intents.examples import Examples, Likeness
from intents.model import Floats, Model
from intents.models import Intent, Pattern
from intents.newcomers import Newcomers
from intents.words import Sentence

MOST = 5  # intents that are named
TOLD = {"words": "its words", "vectors": "its words and meaning", "newcomers": "examples that were added since"}

Row = tuple[str, Sentence, Pattern]  # the intent's name, the example read, and the row it stands in


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent with its score from 0 to 1, and why; `rows` are the examples behind it."""

    intent: str
    score: float
    tier: str
    reason: str
    rows: tuple[Pattern, ...] = ()


class Learned(Protocol):
    """All that is known from example sentences."""

    def judge(self, sentence: Sentence, vetoed: frozenset[str]) -> list[Guess]:
        """The likeliest intents, best first, without those that a negative rules out."""
        ...

    def foresee(self, sentences: Sequence[Sentence]) -> None:
        """Makes ready what judge() will be asked of, where many at once cost less."""
        ...

    def reached(self, vectors: Floats) -> npt.NDArray[np.bool_] | None:
        """Which questions, by their vectors, another example of a known intent may decide; None: any of them."""
        ...


def learned(intents: Mapping[str, Intent], examples: Sequence[Row], model: Model | None) -> Learned:
    """Examples that the model has not seen are newcomers; what lost all its examples is not guessed any more."""
    if model is None:
        return Alike(examples)
    rows = rows_by_line(examples)
    unseen = rows.keys() - examples_of(model)
    fresh = [(name, each) for name, each, _ in examples if (name, each.line) in unseen] if unseen else []
    outside = frozenset(name for name, intent in intents.items() if intent.mode == "none")
    return Trained(model, Newcomers.build(model, fresh, outside), rows)


@lru_cache(maxsize=3)  # as many as answer at once
def examples_of(model: Model) -> frozenset[tuple[str, str]]:
    """Collected once: an edit leaves the model as it is."""
    return frozenset(model.examples)


class Alike:
    """Likeness to the nearest example, by words alone."""

    def __init__(self, examples: Sequence[Row]) -> None:
        self._examples = Examples([(name, sentence) for name, sentence, _ in examples])
        self._rows = rows_by_line(examples)

    def judge(self, sentence: Sentence, vetoed: frozenset[str]) -> list[Guess]:
        return [
            Guess(each.intent, each.score, "examples", f"like “{each.example}”", row_of(self._rows, each))
            for each in self._examples.compare(sentence)
            if each.intent not in vetoed
        ]

    def foresee(self, sentences: Sequence[Sentence]) -> None:
        """Nothing is shared between sentences."""

    def reached(self, vectors: Floats) -> npt.NDArray[np.bool_] | None:
        """What a word weighs depends on every example."""
        return None


@dataclass(frozen=True, slots=True)
class Trained:
    """The model, and beside it what was added since it was trained."""

    model: Model
    newcomers: Newcomers
    rows: Mapping[tuple[str, str], Pattern]
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(intent for intent, _ in self.rows))

    def judge(self, sentence: Sentence, vetoed: frozenset[str]) -> list[Guess]:
        opinion = self.model.judge(sentence)
        chances = self.model.chances(opinion.scores)  # none for what teaches what is out of scope
        best = chances.max()
        why = f"{TOLD[opinion.tier]}, nearest “{opinion.like}”" if opinion.like else TOLD[opinion.tier]
        allowed = self.known - vetoed
        likeliest = [number for number in np.argsort(-chances)[: MOST + len(vetoed)] if chances[number]]
        ranked = [number for number in likeliest if self.model.intents[number] in allowed]
        guesses = [
            Guess(
                name := self.model.intents[number], opinion.confidence * float(chances[number] / best),
                opinion.tier, why, self._behind(name, opinion.like),
            )
            for number in ranked
        ]  # fmt: skip
        return self._with_newcomers(sentence, guesses, vetoed)

    def foresee(self, sentences: Sequence[Sentence]) -> None:
        self.model.judge_all(sentences)

    def reached(self, vectors: Floats) -> npt.NDArray[np.bool_] | None:
        """The model stays as it is: only what is like a newcomer can be taken by one, or lost by one."""
        return self.newcomers.near(vectors)

    def _with_newcomers(self, sentence: Sentence, guesses: list[Guess], vetoed: frozenset[str]) -> list[Guess]:
        """Newcomers take what is more like them than like anything the model knows; they leave the rest alone."""
        found = self.newcomers.find(sentence)
        if found is None or found.intent in vetoed:
            return guesses[:MOST]
        row = self._behind(found.intent, found.example)
        new = Guess(found.intent, found.chance, "newcomers", f"{TOLD['newcomers']}, nearest “{found.example}”", row)
        left = [
            Guess(each.intent, each.score * (1 - found.chance), each.tier, each.reason, each.rows)
            for each in guesses
            if each.intent != new.intent
        ]
        same = max((each.score for each in guesses if each.intent == new.intent), default=0.0)
        return [Guess(new.intent, max(new.score, same), new.tier, new.reason, new.rows), *left][:MOST]

    def _behind(self, intent: str, line: str) -> tuple[Pattern, ...]:
        row = self.rows.get((intent, line))
        return (row,) if row else ()


def rows_by_line(examples: Sequence[Row]) -> dict[tuple[str, str], Pattern]:
    return {(name, sentence.line): pattern for name, sentence, pattern in examples}


def row_of(rows: Mapping[tuple[str, str], Pattern], each: Likeness) -> tuple[Pattern, ...]:
    row = rows.get((each.intent, each.example))
    return (row,) if row else ()
