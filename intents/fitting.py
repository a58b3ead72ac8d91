"""Fits the weights of the two classifiers: words alone, and words with sentence vectors and nearness."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from intents import kernel
from intents.model import DENSE, Floats

FEW = 1500  # examples up to which the slower logistic regression is affordable; with few examples it is the better one
PENALTY = 0.3  # C of the support vector machines
EVENED = 0.5  # 0: every example counts the same; 1: every intent does
LOOSE = 25.0  # C of the logistic regression
KERNEL = 0.8  # of the score comes from the kernel classifier, the rest from the linear one

TINY = 1e-6  # of the largest: directions in which the rows hardly differ

Ints = npt.NDArray[np.intp]
Doubles = npt.NDArray[np.float64]


class Learner(Enum):
    """What learns, by how much there is to learn from. A model that is only tried, on a part of the examples, is made
    as the whole one will be: the scores of another would tell nothing of how sure that one is."""

    FEW = "logistic regression, beside what the shipped examples say"
    NEAR = "support vector machines and the kernel classifier"
    MANY = "support vector machines alone"

    @classmethod
    def of(cls, examples: int) -> "Learner":
        if examples <= FEW:
            return cls.FEW
        return cls.NEAR if examples <= kernel.MOST else cls.MANY


@dataclass(frozen=True, slots=True)
class Seen:
    """What is fitted on, a row for each example: word features, sentence vectors in their main directions, the number
    of the intent, what the shipped examples say of it, how much it counts. And how many intents there are, and what
    learns them."""

    words: sparse.csr_matrix
    vectors: Floats
    owners: Ints
    opinions: Floats
    counts: npt.NDArray[np.float64]
    intents: int
    learner: Learner


@dataclass(frozen=True, slots=True)
class Weights:
    """For each intent: weights of the features, of the vector, of the nearness to each example, of what the shipped
    examples say; and a bias."""

    words: Floats
    bias: Floats
    dense: Floats
    duals: Floats
    opinions: Floats

    def arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        """As a model keeps them; what is empty is kept too, so that every model has the same arrays."""
        found: dict[str, npt.NDArray[np.generic]] = {f"{name}_bias": self.bias.astype(np.float32)}
        found[f"{name}_weights"], found[f"{name}_scale"] = rounded(self.words)
        if name == "both":
            found["both_dense"] = self.dense.astype(np.float32)
            found["duals"] = self.duals.astype(np.float16)
            found["both_experience"] = self.opinions.astype(np.float32)
        return found


def by_words(seen: Seen) -> Weights:
    weights, bias = linear(seen.words, seen)
    return Weights(weights, bias, nothing(seen), nothing(seen), nothing(seen))


def by_both(seen: Seen) -> Weights:
    """A linear classifier over words and vectors; beyond few examples, mixed with the kernel classifier."""
    beside = np.hstack([seen.vectors * DENSE, seen.opinions])
    rows = sparse.hstack([seen.words, sparse.csr_matrix(beside)]).tocsr()
    weights, bias = linear(rows, seen)
    first = seen.words.shape[1]
    words, dense, opinions = np.split(weights, [first, first + seen.vectors.shape[1]])
    if seen.learner is not Learner.NEAR:
        return Weights(words, bias, dense, nothing(seen), opinions)
    found = kernel.solved(seen.words, seen.vectors, targets(seen), each_weight(seen.owners))
    rest = 1 - KERNEL
    return Weights(
        KERNEL * found.words + rest * words, KERNEL * found.bias + rest * bias, rest * dense, KERNEL * found.duals,
        rest * opinions,
    )  # fmt: skip


def nothing(seen: Seen) -> Floats:
    return np.zeros((0, seen.intents), np.float32)


def targets(seen: Seen) -> Floats:
    """1 for the own intent of an example, -1 for the others."""
    return np.where(seen.owners[:, None] == np.arange(seen.intents), 1.0, -1.0).astype(np.float32)


def linear(rows: sparse.csr_matrix, seen: Seen) -> tuple[Floats, Floats]:
    """Weights (features, intents) and bias of a linear classifier, one intent against the rest."""
    owners, intents = seen.owners, seen.intents
    if seen.learner is Learner.FEW:
        turned, back = own_directions(rows)
        fitted = LogisticRegression(C=LOOSE, max_iter=200).fit(turned, owners, sample_weight=seen.counts)
        weights = fitted.coef_ @ back.T
    else:
        fitted = LinearSVC(C=PENALTY, class_weight=weights_of(owners), random_state=0).fit(rows, owners)
        weights = fitted.coef_
    bias = fitted.intercept_
    if intents == 2:  # scikit-learn keeps one row of weights for two classes
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    full, ground = np.zeros((intents, rows.shape[1])), np.full(intents, -9.0)
    full[fitted.classes_ if intents > 2 else slice(None)] = weights
    ground[fitted.classes_ if intents > 2 else slice(None)] = bias
    return full.T.astype(np.float32), ground.astype(np.float32)


def own_directions(rows: sparse.csr_matrix) -> tuple[Doubles, Doubles]:
    """The rows in no more directions than there are rows, and the way back to the weights of the features.

    What is fitted with a round penalty is the same there, many times faster: nothing is known across the rows.
    """
    values, ways = np.linalg.eigh((rows @ rows.T).toarray().astype(np.float64))
    kept = values > TINY * values[-1]
    sizes = np.sqrt(values[kept])
    return ways[:, kept] * sizes, rows.T @ (ways[:, kept] / sizes)


def rounded(weights: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Weights as bytes, with one scale for each intent: a tenth of the size, and no answer differs for it."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def weights_of(owners: Ints) -> dict[int, float]:
    """An intent with few examples counts more for each, so that a new one is not drowned by the old ones."""
    counts = np.bincount(owners)
    present = counts[counts > 0]
    return {int(owner): float((present.mean() / counts[owner]) ** EVENED) for owner in np.unique(owners)}


def each_weight(owners: Ints) -> Floats:
    weights = weights_of(owners)
    return np.array([weights[int(owner)] for owner in owners], np.float32)
