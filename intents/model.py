"""What was learned from the example sentences, as arrays, and how it judges a question."""

import io
import json
import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import orjson

from intents.depths import directed, encoded_all, last, nearness
from intents.experience import kept_in
from intents.feature_numbers import FeatureNumbers
from intents.features import BLOCKS, MOST_LETTERS, Features, damped, features
from intents.words import Sentence

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[Any]]
Embed = Callable[[Sequence[str]], Floats]  # both layers of each text, (n, 768)

FORMAT = 7  # of the bytes; another format is trained again
NEAR = 5  # neighbours whose likeness is averaged
DENSE = 1.9  # what the sentence vector weighs beside the sparse blocks
WORDS_KNOWN = 12  # longer questions are not surer
HALVED = ("neighbours", "duals")
KEPT = 256  # opinions: a replay asks the same of two sets of rows
CHANCE = 5.0  # how steeply scores become probabilities
DAMPED = np.array([0.0, *(damped(times) for times in range(1, MOST_LETTERS * 2))])  # by how often it is said


class UnreadableModelError(ValueError):
    """These bytes are no model of this version."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks of a question.

    `scores`: a linear score per intent of `Model.intents`. `confidence`: the probability that the question is in scope,
    scaled so that 0.5 is the fitted threshold. `tier`: words or vectors. `like`: the nearest example.
    """

    scores: Floats
    confidence: float
    tier: str
    like: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names behind the arrays: features, intents (those of `none` teach what is out of scope), examples."""

    features: tuple[str, ...]
    intents: tuple[str, ...]
    none: frozenset[str]
    lines: tuple[str, ...]


class Words(NamedTuple):
    """What the words of a sentence say: the known features with their values, the linear scores, and how they speak."""

    rows: npt.NDArray[np.intp]
    values: Floats
    scores: Floats
    signs: Floats


class Model:
    """Two classifiers with calibrated confidence: words alone; words, sentence vector and nearness. Immutable."""

    __slots__ = (
        "_arrays",
        "_experience",
        "_known",
        "_names",
        "_numbers",
        "_opinions",
        "_own",
        "_unknown",
        "_vocabulary",
    )

    def __init__(self, arrays: Arrays, names: Vocabulary, numbers: Mapping[str, float] | None = None) -> None:
        self._arrays = in_rows(stored_as(np.float32, arrays))
        self._names = names
        self._numbers = dict(numbers or {})
        self._vocabulary = FeatureNumbers(names.features)
        self._experience = kept_in(self._arrays)
        self._opinions: dict[Sentence, Opinion] = {}
        owners, inside = self._arrays["owners"], self._arrays["inside"]
        self._known = inside[owners]  # which examples are in scope, and the places of the few others
        self._unknown = np.flatnonzero(~self._known)
        self._own = tuple(np.flatnonzero(owners == number) for number in range(len(inside)))  # those of each intent

    def with_confidence(self, weights: Mapping[str, Floats], numbers: Mapping[str, float]) -> "Model":
        """The same with what was fitted on examples that were held back."""
        return Model({**self._arrays, **weights}, self._names, numbers)

    @property
    def intents(self) -> tuple[str, ...]:
        return self._names.intents

    @property
    def none(self) -> frozenset[str]:
        return self._names.none

    @property
    def examples(self) -> Iterator[tuple[str, str]]:
        """What was learned from: (intent, sentence in its plain form)."""
        owners = self._arrays["owners"]
        return ((self.intents[owner], line) for owner, line in zip(owners, self._names.lines, strict=True))

    def judge(self, sentence: Sentence) -> Opinion:
        """The opinion of words alone where that is sure, else with the sentence vector (some 2 ms more)."""
        found = self._opinions.get(sentence)
        return self.judge_all([sentence])[0] if found is None else found

    def judge_all(self, sentences: Sequence[Sentence]) -> list[Opinion]:
        """The opinion on each. Of many at once each costs less: the examples are gone through once for all of them."""
        found = {each: known for each in sentences if (known := self._opinions.get(each)) is not None}
        if fresh := [each for each in dict.fromkeys(sentences) if each not in found]:
            made = dict(zip(fresh, self._judged(fresh), strict=True))
            if len(self._opinions) >= KEPT:
                self._opinions.clear()
            self._opinions.update(made)
            found |= made
        return [found[each] for each in sentences]

    def _judged(self, sentences: Sequence[Sentence]) -> list[Opinion]:
        told = [self._words_of(each) for each in sentences]
        sure = [self._probability("enough", each.signs) >= self._numbers["cut"] for each in told]
        unsure = [number for number, enough in enumerate(sure) if not enough]
        meant = iter(self._meant([sentences[number] for number in unsure], [told[number] for number in unsure]))
        return [self._by_words(each) if enough else next(meant) for each, enough in zip(told, sure, strict=True)]

    def _by_words(self, words: Words) -> Opinion:
        return Opinion(words.scores, self._scaled(self._probability("words", words.signs)), "words")

    def _meant(self, sentences: Sequence[Sentence], words: Sequence[Words]) -> list[Opinion]:
        """Opinions by words, sentence vectors and nearness to the examples."""
        if not sentences:
            return []
        scores, near = self._both(words, encoded_all([each.whole for each in sentences]))
        signs = [each.signs for each in words]
        return [self._by_meaning(*each) for each in zip(scores, near, signs, strict=True)]

    def _by_meaning(self, scores: Floats, near: Floats, by_words: Floats) -> Opinion:
        sure = self._probability("both", self._vector_signs(scores, near, by_words))
        return Opinion(scores, self._scaled(sure), "vectors", self._names.lines[int(near.argmax())])

    def signs(self, sentence: Sentence, vector: Floats) -> dict[str, tuple[Floats, Floats]]:
        """Scores and signs of both classifiers, by which the confidence is fitted; `vector` holds both layers."""
        words = self._words_of(sentence)
        both, near = (each[0] for each in self._both([words], vector[None]))
        return {"words": (words.scores, words.signs), "both": (both, self._vector_signs(both, near, words.signs))}

    def _words_of(self, sentence: Sentence) -> Words:
        counted = features(sentence)
        rows, values = weighed(counted, self._vocabulary, self._arrays["idf"])
        scores = self._linear("words", rows, values)
        return Words(rows, values, scores, self._word_signs(scores, sentence, share(rows, counted)))

    def both_opinions(self, sentence: Sentence, vector: Floats) -> tuple[Opinion, Opinion, float]:
        """That of words alone and that of both, and how probable it is that the words suffice: judge() takes the first
        where that is above its cut."""
        found = self.signs(sentence, vector)
        words, both = (
            Opinion(scores, self._scaled(self._probability(name, signs)), tier)
            for (name, (scores, signs)), tier in zip(found.items(), ("words", "vectors"), strict=True)
        )
        return words, both, self._probability("enough", found["words"][1])

    def _word_signs(self, scores: Floats, sentence: Sentence, known: float) -> Floats:
        """How the words alone speak for the best intent: its score, its lead, none of these, how much is known."""
        best, lead, none = self.top(scores)
        words = math.log1p(min(len(sentence.words), WORDS_KNOWN))
        return np.array([best, lead, none, known, words], np.float32)

    def _both(self, words: Sequence[Words], vectors: Floats) -> tuple[Floats, Floats]:
        """Scores, and cosines with each example, (n, examples), of sentences with these vectors of both layers."""
        known = directed(vectors, self._arrays["centre"], self._arrays["projection"])
        near: Floats = known @ self._arrays["neighbours"].T
        scores = np.stack([self._linear("both", each.rows, each.values) for each in words])
        scores += DENSE * (known @ self._arrays["both_dense"])
        if self._experience:
            scores += self._experience.opinions(vectors) @ self._arrays["both_experience"]
        if len(self._arrays["duals"]):
            scores += nearness(near.copy()) @ self._arrays["duals"]
        return scores, near

    def _vector_signs(self, scores: Floats, near: Floats, by_words: Floats) -> Floats:
        """How far the best intent lies above none of these, also by words alone; how much nearer the examples in scope
        are; how near those of this intent; and its lead, last."""
        best, lead, none = self.top(scores)
        same = near[self._own[int(np.argmax(np.where(self._arrays["inside"], scores, -np.inf)))]]
        nearer = mean_of_top(near[self._known]) - mean_of_top(near[self._unknown])
        return np.array([best - none, by_words[0] - by_words[2], nearer, mean_of_top(same), lead], np.float32)

    def top(self, scores: Floats) -> tuple[float, float, float]:
        """The best score in scope, its lead over the second, and the score of "none of these"."""
        inside = self._arrays["inside"]
        ranked = np.sort(scores[inside])
        second = float(ranked[-2]) if len(ranked) > 1 else -1.0
        outside = scores[~inside]
        return float(ranked[-1]), float(ranked[-1]) - second, float(outside.max()) if len(outside) else -1.0

    def chances(self, scores: Floats) -> Floats:
        """Scores as probabilities that add up to 1 among what is in scope; 0 for what is not."""
        inside = self._arrays["inside"]
        powers = np.where(inside, np.exp(CHANCE * (scores - scores[inside].max())), 0.0)
        chances: Floats = powers / powers.sum()
        return chances

    def distances(self, vector: Floats, means: Floats) -> tuple[Floats, Floats]:
        """Linear discriminant scores of the known intents and of further means, which were learned since.

        Fisher's discriminant with one shrunk covariance: m' P x - m' P m / 2.
        """
        precision, known = self._arrays["precision"], self._arrays["means"]
        direction = precision @ last(vector)
        return (
            known @ direction - 0.5 * np.einsum("kd,kd->k", known @ precision, known),
            means @ direction - 0.5 * np.einsum("kd,kd->k", means @ precision, means),
        )

    def _linear(self, name: str, rows: npt.NDArray[np.intp], values: Floats) -> Floats:
        weights = self._arrays[f"{name}_weights"][rows].astype(np.float32)
        scores: Floats = (values @ weights) * self._arrays[f"{name}_scale"] + self._arrays[f"{name}_bias"]
        return scores

    def _probability(self, name: str, signs: Floats) -> float:
        return logistic(float(signs @ self._arrays[f"{name}_sure"]) + self._numbers[f"{name}_sure"])

    def _scaled(self, probability: float) -> float:
        """The probability with the fitted threshold at 0.5: an intent's own threshold moves from there."""
        return logistic(logit(probability) - logit(self._numbers["threshold"]))

    def about(self) -> dict[str, float]:
        """Numbers for the list in the admin: intents, features, the fitted threshold and cut."""
        names = self._names
        return {"intents": len(names.intents), "features": len(names.features), **self._numbers}

    def dumps(self) -> bytes:
        names = self._names
        about = {
            "format": FORMAT, "features": names.features, "intents": names.intents, "none": sorted(names.none),
            "lines": names.lines, "numbers": self._numbers,
        }  # fmt: skip
        out = io.BytesIO()
        halved = stored_as(np.float16, self._arrays)
        np.savez(out, allow_pickle=False, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **halved)
        return zlib.compress(out.getvalue(), 6)

    @classmethod
    def loads(cls, data: bytes) -> "Model":
        """The model of these bytes; raises UnreadableModelError."""
        try:
            with np.load(io.BytesIO(zlib.decompress(data)), allow_pickle=False) as held:
                about = orjson.loads(held["about"].tobytes())
                arrays = {name: held[name] for name in held.files if name != "about"}
            if about["format"] != FORMAT:
                raise UnreadableModelError(f"It has the format {about['format']}, not {FORMAT}.")
            texts = {name: tuple(map(str, about[name])) for name in ("features", "intents", "lines")}
            return cls(arrays, Vocabulary(none=frozenset(about["none"]), **texts), about["numbers"])
        except (zlib.error, OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
            raise UnreadableModelError(f"The stored model cannot be read: {error}") from error


def stored_as(kind: npt.DTypeLike, arrays: Arrays) -> dict[str, npt.NDArray[Any]]:
    """The same arrays, those that grow with the examples in these bits: stored in 16, and held once, in 32."""
    return {name: array.astype(kind, copy=False) if name in HALVED else array for name, array in arrays.items()}


def in_rows(arrays: Arrays) -> dict[str, npt.NDArray[Any]]:
    """The weights row by row: a question takes some hundred rows of many thousands, whose numbers lie together so."""
    return {name: np.ascontiguousarray(array) if name.endswith("_weights") else array for name, array in arrays.items()}


def weighed(counted: Features, vocabulary: FeatureNumbers, idf: Floats) -> tuple[npt.NDArray[np.intp], Floats]:
    """Numbers and values of the known features; every block has a length of 1, times its weight."""
    times = [count for counts in counted.values() for count in counts.values()]
    numbers, known = vocabulary.find([name for counts in counted.values() for name in counts])
    values = np.where(known, DAMPED[times] * idf[numbers], 0.0) if len(vocabulary) else np.zeros(len(times))
    end = 0
    for block, counts in counted.items():
        start, end = end, end + len(counts)
        of_block = values[start:end]  # a view
        length = math.sqrt(sum((of_block * of_block).tolist())) / BLOCKS[block] or 1.0
        of_block /= length
    return numbers[known], values[known].astype(np.float32)


def share(known: npt.NDArray[np.intp], counted: Features) -> float:
    """How much of what was counted is known."""
    return len(known) / max(1, sum(len(counts) for counts in counted.values()))


def mean_of_top(values: Floats) -> float:
    """The mean of the NEAR largest; 0 where there are none."""
    if len(values) <= NEAR:
        return float(values.mean()) if len(values) else 0.0
    return float(np.partition(values, -NEAR)[-NEAR:].mean())


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


def logit(probability: float) -> float:
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))
