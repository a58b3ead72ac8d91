"""Examples that were added since the model was trained: they act at once, and the next training takes them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from intents.depths import encoded, last
from intents.examples import Examples
from intents.model import Floats, Model, logistic
from intents.words import Sentence
from ragdomains.embeddings import embed

ENCODED = 300  # newcomers that are read with the sentence encoder; of more, the words alone are compared
STEEP = 0.6  # how steeply the discriminant's lead becomes a probability
ROUNDED = 0.01  # by which a vector that was stored in half the bits may err
NEAR, WIDTH = 0.5, 0.06  # the likeness to the nearest newcomer at which it is as likely as not meant
LIKE = 0.6  # likeness of words from which one of very many newcomers is taken


class Encoded:
    """The vectors of the newest newcomers: each further edit finds those before it again, and encodes only its own."""

    def __init__(self) -> None:
        self._known: Mapping[str, Floats] = {}

    def vectors(self, texts: Sequence[str]) -> Floats:
        known = self._known
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        made = dict(zip(fresh, embed(fresh), strict=True)) if fresh else {}
        self._known = held = {text: made[text] if text in made else known[text] for text in texts}
        return np.stack([held[text] for text in texts])


_encoded = Encoded()


@dataclass(frozen=True, slots=True)
class Found:
    """The newcomer that a question is like, how likely it is meant, and the example."""

    intent: str
    chance: float
    example: str


@dataclass(frozen=True, slots=True)
class Newcomers:
    """New examples by intent: their vectors and means, or their words where they are very many."""

    model: Model
    intents: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    vectors: Floats | None = None
    means: Floats | None = None
    words: Examples | None = None

    @classmethod
    def build(cls, model: Model, rows: Sequence[tuple[str, Sentence]], outside: frozenset[str]) -> "Newcomers":
        """`rows` are (intent, sentence); those of the intents `outside` wait for the training."""
        rows = [row for row in rows if row[0] not in outside and row[1].line]
        if not rows:
            return cls(model)
        lines = tuple((intent, sentence.line) for intent, sentence in rows)
        if len(rows) > ENCODED:
            return cls(model, lines=lines, words=Examples(rows))
        vectors = _encoded.vectors([sentence.whole for _, sentence in rows])
        names = tuple(sorted({intent for intent, _ in rows}))
        owned = [[number for number, (intent, _) in enumerate(rows) if intent == name] for name in names]
        return cls(model, names, lines, vectors, np.stack([vectors[each].mean(axis=0) for each in owned]))

    def near(self, vectors: Floats) -> npt.NDArray[np.bool_] | None:
        """Which questions, by their vectors, find() may find one for: it wants a likeness of NEAR at least; None: all.

        A matrix product for thousands of them, where each find() takes the sentence encoder.
        """
        if self.words is not None:
            return None
        if self.vectors is None:
            return np.zeros(len(vectors), np.bool_)
        found: npt.NDArray[np.bool_] = (vectors @ self.vectors.T).max(axis=1) >= NEAR - ROUNDED
        return found

    def find(self, sentence: Sentence) -> Found | None:
        """The newcomer that is meant rather than anything the model knows; None where there is none."""
        if self.words is not None:
            best = next(iter(self.words.compare(sentence)), None)
            return Found(best.intent, best.score, best.example) if best and best.score >= LIKE else None
        if self.vectors is None or self.means is None:
            return None
        vector = encoded(sentence.whole)
        likeness = self.vectors @ last(vector)
        if likeness.max() < NEAR:
            return None  # below it the chance is less than a half, however the discriminant weighs it
        old, new = self.model.distances(vector, self.means)
        best_one = int(new.argmax())
        intent = self.intents[best_one]
        rivals = [score for name, score in zip(self.model.intents, old, strict=True) if name != intent]
        nearest = max((row for row, line in enumerate(self.lines) if line[0] == intent), key=likeness.__getitem__)
        ahead = logistic(STEEP * float(new[best_one] - max(rivals)))
        chance = ahead * logistic((float(likeness[nearest]) - NEAR) / WIDTH)
        return Found(intent, chance, self.lines[nearest][1]) if chance >= 0.5 else None
