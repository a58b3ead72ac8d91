"""What the examples that ship teach about any sentence, for a house that has few examples of its own."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FILE = Path(__file__).parent / "data" / "experience.npz"
RIDGE = 3.0
WEIGHS = 1.0  # beside the words and the sentence vector
NONE = np.zeros((0, 0), np.float16)


def taught(vectors: Floats, owners: npt.NDArray[np.intp]) -> npt.NDArray[np.float16]:
    """Ridge regression from sentence vectors (n, d) to their intents: weights and, last, a bias; (d + 1, intents)."""
    targets = (owners[:, None] == np.arange(owners.max() + 1)).astype(np.float32)
    middle = vectors.mean(axis=0)
    rows = vectors - middle
    weights = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(rows.shape[1]), rows.T @ (targets - targets.mean(axis=0)))
    return np.vstack([weights, -middle @ weights]).astype(np.float16)


def opinions(vectors: Floats, weights: Floats) -> Floats:
    """How much each of the shipped intents is meant, around their mean; every row (..., intents) is WEIGHS long."""
    found: Floats = vectors @ weights[:-1] + weights[-1]
    found -= found.mean(axis=-1, keepdims=True)
    found *= WEIGHS / np.linalg.norm(found, axis=-1, keepdims=True)
    return found


def shipped(path: Path = FILE) -> npt.NDArray[np.float16]:
    """The weights that come with Athena; without the file there is no such experience."""
    try:
        with np.load(path, allow_pickle=False) as held:
            weights: npt.NDArray[np.float16] = held["weights"]
            return weights
    except (OSError, KeyError, ValueError):
        return NONE


def ship(weights: npt.NDArray[np.float16], path: Path = FILE) -> None:
    """Writes the file that comes with Athena."""
    np.savez(path, allow_pickle=False, weights=weights)
