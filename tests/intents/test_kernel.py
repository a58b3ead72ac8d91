"""The kernel classifier solves what it says, and finds what shares no word with any example."""

import numpy as np
from scipy import sparse

from intents import kernel
from intents.depths import Floats, nearness


def made(rows: int, intents: int) -> tuple[sparse.csr_matrix, Floats, Floats, Floats]:
    chance = np.random.default_rng(0)
    words = sparse.random(rows, 50, density=0.1, random_state=0, dtype=np.float32).tocsr()
    vectors = chance.normal(size=(rows, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    owners = np.arange(rows) % intents
    targets = np.where(owners[:, None] == np.arange(intents), 1.0, -1.0).astype(np.float32)
    return words, vectors, targets, chance.uniform(0.5, 2.0, rows).astype(np.float32)


def test_it_solves_the_weighted_ridge_regression() -> None:
    words, vectors, targets, weights = made(40, 3)
    found = kernel.solved(words, vectors, targets, weights)
    near = kernel.NEARNESS * nearness(vectors @ vectors.T)
    matrix = (words @ words.T).toarray() + near + np.diag(kernel.RIDGE / weights)
    right = np.linalg.solve(matrix.astype(float), targets - targets.mean(axis=0))
    assert np.allclose(found.duals, kernel.NEARNESS * right, atol=0.02)
    assert np.allclose(found.words, words.T @ right, atol=0.02)


def test_what_lies_near_an_example_counts_without_a_common_word() -> None:
    chance = np.random.default_rng(0)
    owners = np.arange(30) % 3
    vectors = (np.eye(3)[owners] + chance.normal(scale=0.2, size=(30, 3))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    targets = np.where(owners[:, None] == np.arange(3), 1.0, -1.0).astype(np.float32)
    found = kernel.solved(sparse.csr_matrix((30, 5), dtype=np.float32), vectors, targets, np.ones(30, np.float32))
    for intent, asked in enumerate(np.eye(3, dtype=np.float32)):
        assert (nearness(vectors @ asked) @ found.duals + found.bias).argmax() == intent
