"""Learns from the examples that ship what they say of any sentence: once, before a version of Athena goes out."""

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from intents.depths import Floats, centre, directed, joined, nearness, widest
from intents.experience import Experience
from intents.fitting import rounded

DIRECTIONS = 128  # main directions in which examples are near to each other; more tell no more
MOST = 5000  # examples to which a sentence is compared: half as many cost half a point of accuracy
KIND = 40  # examples of an intent from which it is told apart in two kinds of wording, and so on
KINDS = 4  # of one intent, at most
RIDGE_ALONG = 1.5
RIDGE_NEAR = 0.1

Ints = npt.NDArray[np.intp]


def taught(vectors: Floats, owners: Ints) -> Experience:
    """From sentence vectors of both layers (n, 768) and the number of the intent of each. Deterministic."""
    with threadpool_limits(1):
        around = centre(vectors)
        rows = joined(vectors, around)
        projection = widest(rows, DIRECTIONS)
        near = directed(vectors, around, projection)
        some = np.sort(np.random.default_rng(0).permutation(len(near))[:MOST])
        examples, examples_scale = rounded(near[some])
        duals, duals_scale = rounded(by_nearness(near[some], kinds(near, owners)[some]))
    return Experience({
        "centre": around.astype(np.float16), "projection": projection.astype(np.float16),
        "weights": along(rows, owners).astype(np.float16),
        "examples": examples, "examples_scale": examples_scale, "duals": duals, "duals_scale": duals_scale,
    })  # fmt: skip


def kinds(near: Floats, owners: Ints) -> Ints:
    """The number of the kind of wording of each example: the clusters within its intent. What people want is finer
    than what one house calls an intent, and another house draws its borders elsewhere."""
    found, known = np.zeros(len(owners), np.intp), 0
    for owner in np.unique(owners):
        rows = np.flatnonzero(owners == owner)
        count = max(1, min(KINDS, len(rows) // KIND))
        if count > 1:
            found[rows] = KMeans(count, n_init=1, random_state=0).fit_predict(near[rows])
        found[rows] += known
        known += count
    return found


def along(rows: Floats, owners: Ints) -> Floats:
    """Ridge regression on the intents: weights and, last, a bias; (d + 1, intents)."""
    goal, middle = told_apart(owners), rows.mean(axis=0)
    around = rows - middle
    weights = np.linalg.solve(around.T @ around + RIDGE_ALONG * np.eye(rows.shape[1]), around.T @ goal)
    return np.vstack([weights, -middle @ weights])


def by_nearness(examples: Floats, owners: Ints) -> Floats:
    """Kernel ridge regression on the kinds: weights (examples, kinds) of the nearness to each example."""
    matrix = nearness(examples @ examples.T)
    matrix.flat[:: len(matrix) + 1] += RIDGE_NEAR
    found: Floats = np.linalg.solve(matrix, told_apart(owners))
    return found


def told_apart(owners: Ints) -> Floats:
    """1 for the own one of each, 0 for the others, around their means; one that none of them has is left out."""
    found: Floats = (owners[:, None] == np.unique(owners)).astype(np.float32)
    found -= found.mean(axis=0)
    return found
