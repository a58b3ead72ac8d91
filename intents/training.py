"""Learns a Model from example sentences. Runs in the background; the only place, with the splitter's, that trains."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from threadpoolctl import threadpool_limits

from intents.depths import centre, directed, joined, last, widest
from intents.experience import Experience, shipped
from intents.feature_numbers import FeatureNumbers
from intents.features import Features, features
from intents.fitting import Learner, Seen, by_both, by_words
from intents.model import Embed, Floats, Model, Vocabulary, weighed
from intents.naming import Names
from intents.words import Sentence, read
from ragdomains.embeddings import embed_twice

MANY = 1000  # examples of which one part held back is enough to calibrate on
HELD_BACK = 1500  # of many examples, to fit the confidence on
FOLDS = 3
PROJECTED = 192  # dimensions in which neighbours are looked for
SHRUNK = 1.0  # the share of a round covariance in the discriminant
SPOILT = 0.001  # of the questions, at most, are settled wrongly by their words where the encoder would have been right
ROUNDED = 1e-6  # by which equal probabilities may differ: they are taken together, or not at all
OUTSIDE = 10  # examples of "none of these" that are enough to learn from
BELOW = 0.995  # what is exactly at the threshold is in scope
NAMED = 0.5  # of an example counts the name of an intent, where they are few
REFUSED = 0.01  # of the questions in scope, at most, fall below the fitted threshold

Ints = npt.NDArray[np.intp]


class TooFewExamplesError(ValueError):
    """A model needs examples of two intents, at least two of each."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from: sentences, the number of the intent of each, their vectors of both layers, the intents and
    their names; and what learns them."""

    sentences: Sequence[Sentence]
    owners: Ints
    vectors: Floats
    intents: Sequence[str]
    none: frozenset[str]
    names: Names
    learner: Learner

    def part(self, rows: Ints) -> "Material":
        sentences = [self.sentences[row] for row in rows]
        return replace(self, sentences=sentences, owners=self.owners[rows], vectors=self.vectors[rows])

    def named(self) -> "Material":
        """The same with the names of the intents as examples, last."""
        if not self.names.sentences:
            return self
        return replace(
            self,
            sentences=[*self.sentences, *self.names.sentences],
            owners=np.concatenate([self.owners, self.names.owners]),
            vectors=np.concatenate([self.vectors, self.names.vectors]),
        )

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        return np.array([name not in self.none for name in self.intents])


def train(examples: Sequence[tuple[str, str]], none: Collection[str] = (), embed: Embed = embed_twice) -> Model:
    """The model of these (intent, text); the intents of `none` teach what is out of scope. Deterministic.

    Raises TooFewExamplesError.
    """
    material = gathered(examples, frozenset(none), embed)
    with threadpool_limits(1):  # threads that wait for each other make small matrices many times slower
        return fitted(material)


def fitted(material: Material) -> Model:
    learned = assembled(material)
    tried = [judged(material, rows, held) for rows, held in folds(material.owners)]
    signs = {name: np.concatenate([each[name] for each in tried]) for name in ("words", "both")}
    right = {name: np.concatenate([each[f"{name}_right"] for each in tried]) for name in ("words", "both")}
    inside = np.concatenate([each["inside"] for each in tried])
    return learned.with_confidence(*calibrated(signs, right, inside))


def gathered(examples: Sequence[tuple[str, str]], none: frozenset[str], embed: Embed) -> Material:
    """Each sentence of an intent once, in an order that does not depend on that of the rows.

    Intents with a single example are left out: nothing could be held back of them.
    """
    known = {(intent, sentence.line): sentence for intent, text in examples if (sentence := read(text)).words}
    counted = Counter(intent for intent, _ in known)
    rows = sorted((key, sentence) for key, sentence in known.items() if counted[key[0]] > 1)
    names = sorted({intent for (intent, _), _ in rows})
    if sum(name not in none for name in names) < 2:
        raise TooFewExamplesError("Two intents with two examples each are the least that can be learned from.")
    numbers = {name: number for number, name in enumerate(names)}
    sentences = [sentence for _, sentence in rows]
    owners = np.array([numbers[intent] for (intent, _), _ in rows], np.intp)
    vectors = embed([each.whole for each in sentences])
    outside = none & set(names)
    told = Names.of(names, outside, embed)
    return Material(sentences, owners, vectors, names, outside, told, Learner.of(len(rows)))


def folds(owners: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Rows to learn from and rows to try it on; with many examples one such pair is enough."""
    rows = np.arange(len(owners))
    if len(rows) > MANY and np.bincount(owners).min() > 1:
        held_back = min(HELD_BACK, len(rows) // 3)
        fitted, held = train_test_split(rows, test_size=held_back, stratify=owners, random_state=0)
        yield np.sort(fitted), np.sort(held)
        return
    shuffled = np.random.default_rng(0).permutation(rows)
    for number in range(FOLDS):  # dealt out intent by intent, so that each is in every part
        dealt = shuffled[np.argsort(owners[shuffled], kind="stable")]
        held = np.sort(dealt[number::FOLDS])
        yield np.setdiff1d(rows, held), held


def judged(material: Material, fitted: Ints, held: Ints) -> dict[str, npt.NDArray[np.generic]]:
    """What a model of some examples makes of the others: its signs, whether it was right, what was in scope."""
    model = assembled(material.part(fitted))
    inside = material.inside[material.owners[held]]
    found: dict[str, list[object]] = {"words": [], "words_right": [], "both": [], "both_right": []}
    for row in held:
        sentence, owner = material.sentences[row], int(material.owners[row])
        for name, (scores, signs) in model.signs(sentence, material.vectors[row]).items():
            found[name].append(signs)
            found[f"{name}_right"].append(int(np.argmax(np.where(material.inside, scores, -np.inf))) == owner)
    return {"inside": inside, **{name: np.array(each) for name, each in found.items()}}


def calibrated(
    signs: Mapping[str, Floats], right: Mapping[str, npt.NDArray[Any]], inside: npt.NDArray[np.bool_]
) -> tuple[dict[str, Floats], dict[str, float]]:
    """Weights of the signs, how surely words have to suffice to decide alone, and the threshold of "none of these"."""
    weights: dict[str, Floats] = {}
    numbers: dict[str, float] = {}
    chance: dict[str, Floats] = {}
    told = (~inside).sum() >= OUTSIDE  # enough to learn what is out of scope; else what is unsure counts as that
    for name, each in signs.items():
        target = inside if name == "both" and told else right[name]
        if target is inside:  # the lead over the next intent tells which one it is, not whether it is any
            each = np.concatenate([each[:, :-1], np.zeros_like(each[:, -1:])], axis=1)
        weights[f"{name}_sure"], numbers[f"{name}_sure"] = confidence(each, target)
        chance[name] = chances(each, weights[f"{name}_sure"], numbers[f"{name}_sure"])
    # what neither knows needs no vector; what is out of scope is told by them
    suffice = inside & (right["words"] | ~right["both"])
    weights["enough_sure"], numbers["enough_sure"] = confidence(signs["words"], suffice)
    enough = chances(signs["words"], weights["enough_sure"], numbers["enough_sure"])
    numbers["cut"] = cut(enough)
    final = np.where(enough >= numbers["cut"], chance["words"], chance["both"])
    numbers["threshold"] = BELOW * threshold(final, inside)
    return weights, numbers


def chances(signs: Floats, weights: Floats, ground: float) -> Floats:
    found: Floats = (1 / (1 + np.exp(-(signs @ weights + ground)))).astype(np.float32)
    return found


def cut(enough: Floats) -> float:
    """From which probability that words suffice they decide alone: as often as spoils SPOILT of all by expectation."""
    surest = np.sort(enough)[::-1]
    spoilt = np.cumsum(1.0 - surest, dtype=np.float64)
    taken = int(np.searchsorted(spoilt, SPOILT * len(enough), side="right"))
    return float(surest[taken]) + ROUNDED if taken < len(surest) else 0.0


def confidence(signs: Floats, right: npt.NDArray[Any]) -> tuple[Floats, float]:
    """A logistic regression from the signs to "in scope, and this intent"."""
    if right.all() or not right.any():
        return np.zeros(signs.shape[1], np.float32), 3.0 if right.all() else -3.0
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=1.0, max_iter=500).fit((signs - mean) / spread, right)
    weights = fitted.coef_[0] / spread
    return weights.astype(np.float32), float(fitted.intercept_[0] - weights @ mean)


def threshold(final: Floats, inside: npt.NDArray[np.bool_]) -> float:
    """Where most of what is out of scope is told apart, with at most REFUSED of the rest below it."""
    highest = float(np.quantile(final[inside], REFUSED))
    if inside.all():
        return float(np.quantile(final[inside], REFUSED / 3))
    tried = np.quantile(final[~inside], np.linspace(0.5, 1.0, 51))
    gain = [float((final[~inside] < at).mean() - (final[inside] < at).mean()) for at in tried]
    return min(highest, float(tried[int(np.argmax(gain))]))


def assembled(material: Material) -> Model:
    """The two classifiers, the neighbours and the discriminant; without confidence yet."""
    counted = [features(sentence) for sentence in material.sentences]
    few = material.learner is Learner.FEW
    names, idf = words_known(counted, 1 if few else 2)
    vocabulary = FeatureNumbers(names)
    arrays: dict[str, npt.NDArray[np.generic]] = {"idf": idf, "owners": material.owners, "inside": material.inside}
    arrays["centre"] = around = centre(material.vectors)
    arrays["projection"] = projection = main_directions(joined(material.vectors, around), few)
    arrays["neighbours"] = directed(material.vectors, around, projection).astype(np.float16)
    arrays |= discriminant(material)
    known = shipped() if few else None
    arrays |= known.among() if known else {}
    shown = material.named() if few else material
    seen = Seen(
        matrix([features(sentence) for sentence in shown.sentences], vocabulary, idf),
        directed(shown.vectors, around, projection), shown.owners,
        said(shown.vectors, known),
        np.where(np.arange(len(shown.owners)) < len(counted), 1.0, NAMED), len(shown.intents), material.learner,
    )  # fmt: skip
    arrays |= by_words(seen).arrays("words") | by_both(seen).arrays("both")
    lines = [sentence.line for sentence in material.sentences]
    return Model(arrays, Vocabulary(names, tuple(material.intents), material.none, tuple(lines)))


def said(vectors: Floats, known: Experience | None) -> Floats:
    """What the shipped examples say of each sentence; nothing where they are not asked."""
    return known.opinions(vectors) if known else np.zeros((len(vectors), 0), np.float32)


def words_known(counted: Sequence[Features], least: int) -> tuple[tuple[str, ...], Floats]:
    """The features in order, and how telling each is: ln((1 + n) / (1 + n_f)) + 1.

    A piece or a loose pair must stand in `least` sentences.
    """
    seen = Counter(name for each in counted for block in each.values() for name in block)
    kept = sorted(name for name, count in seen.items() if count >= least or not is_rare_kind(name))
    idf = [math.log((1 + len(counted)) / (1 + seen[name])) + 1 for name in kept]
    return tuple(kept), np.array(idf, np.float32)


def is_rare_kind(name: str) -> bool:
    """Pieces and loose pairs are many, and one that was seen once tells nothing."""
    return name.startswith("~") or "_" in name


def matrix(counted: Sequence[Features], vocabulary: FeatureNumbers, idf: Floats) -> sparse.csr_matrix:
    """A row per sentence, shape (n, features), as Model.sparse makes it for one."""
    starts, columns, values = [0], [], []
    for each in counted:
        numbers, found = weighed(each, vocabulary, idf)
        columns.append(numbers)
        values.append(found)
        starts.append(starts[-1] + len(numbers))
    shape = (len(counted), len(vocabulary))
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=shape)


def main_directions(vectors: Floats, few: bool) -> Floats:
    """The way into the main directions of vectors: in them the cosines hardly change, and cost less. Few examples do
    not show which ones those are: then it is all of them as they are, since turning them changes no cosine."""
    if few:
        return np.eye(vectors.shape[1], dtype=np.float32)
    return widest(vectors, PROJECTED)


def discriminant(material: Material) -> dict[str, npt.NDArray[np.generic]]:
    """The mean of each intent and the shared precision, by which an intent that came later is told from the others."""
    vectors = last(material.vectors)
    means = np.stack([vectors[material.owners == number].mean(axis=0) for number in range(len(material.intents))])
    spread = vectors - means[material.owners]
    covariance = spread.T @ spread / len(spread)
    round_one = np.eye(len(covariance)) * max(float(np.trace(covariance)) / len(covariance), 1e-6)
    precision = np.linalg.inv(covariance + SHRUNK * round_one)
    return {"means": means.astype(np.float32), "precision": precision.astype(np.float32)}
