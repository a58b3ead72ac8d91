"""A kernel classifier over words and sentence vectors: beside the words, nearness to each example counts."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from intents.depths import Floats, nearness

NEARNESS = 3.0  # what it weighs beside the words
RIDGE = 0.15
STEPS = 25  # more change no answer
MOST = 14_000  # examples; the nearness of every two of them has to be held at once, 0.4 GB of these
AT_ONCE = 500  # examples whose nearness to all is worked with in full: 32 MB of these


Halves = npt.NDArray[np.float16]


class Solution(NamedTuple):
    """Weights (features, intents) of the words, weights (examples, intents) of nearness, and a bias."""

    words: Floats
    duals: Floats
    bias: Floats


def solved(words: sparse.csr_matrix, vectors: Floats, targets: Floats, weights: Floats) -> Solution:
    """Kernel ridge regression on targets (examples, intents); `weights` says how much each example counts.

    (K + RIDGE / weights) A = targets, K = words words' + NEARNESS exp(STEEP (cosines - 1)), all intents at once.
    """
    rows = words.astype(np.float32)
    columns = rows.T.tocsr()
    near = halved(vectors)
    bias = targets.mean(axis=0)
    ridge = (RIDGE / weights).astype(np.float32)[:, None]
    found = conjugate(lambda each: rows @ (columns @ each) + times(near, each) + ridge * each, targets - bias)
    return Solution(columns @ found, NEARNESS * found, bias)


def halved(vectors: Floats) -> Halves:
    """NEARNESS exp(STEEP (cosines - 1)) of every two, in half the bits: what that rounds away is far below RIDGE."""
    found = np.empty((len(vectors), len(vectors)), np.float16)
    for at in range(0, len(vectors), AT_ONCE):
        found[at : at + AT_ONCE] = NEARNESS * nearness(vectors[at : at + AT_ONCE] @ vectors.T)
    return found


def times(near: Halves, each: Floats) -> Floats:
    found = np.empty_like(each)
    for at in range(0, len(near), AT_ONCE):
        found[at : at + AT_ONCE] = near[at : at + AT_ONCE].astype(np.float32) @ each
    return found


def conjugate(product: Callable[[Floats], Floats], goal: Floats) -> Floats:
    """Solves product(x) = goal for each column by conjugate gradients (Hestenes and Stiefel, 1952), in STEPS steps."""
    found, rest = np.zeros_like(goal), goal.copy()
    way, left = rest.copy(), (rest * rest).sum(axis=0)
    for _ in range(STEPS):
        turned = product(way)
        size = left / np.maximum((way * turned).sum(axis=0), np.float32(1e-12))
        found += size * way
        rest -= size * turned
        left, before = (rest * rest).sum(axis=0), left
        way = rest + (left / np.maximum(before, np.float32(1e-12))) * way
    return found
