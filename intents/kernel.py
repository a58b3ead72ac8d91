"""A kernel classifier over words and sentence vectors: beside the words, nearness to each example counts."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import sparse

from intents.depths import Floats, nearness

NEARNESS = 3.0  # what it weighs beside the words
RIDGE = 0.15
STEPS = 25  # more change no answer
MOST = 12_000  # examples; the nearness of every two of them has to be held at once, 0.6 GB of these


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
    near = nearness(vectors @ vectors.T)
    near *= NEARNESS
    bias = targets.mean(axis=0)
    ridge = (RIDGE / weights).astype(np.float32)[:, None]
    found = conjugate(lambda each: rows @ (columns @ each) + near @ each + ridge * each, targets - bias)
    return Solution(columns @ found, NEARNESS * found, bias)


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
