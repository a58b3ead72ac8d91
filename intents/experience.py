"""What the examples that ship teach about any sentence, for a house that has few examples of its own."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from intents.depths import Floats, directed, joined, nearness

FILE = Path(__file__).parent / "data" / "experience.npz"
WEIGHS = 1.1  # each of the two opinions, beside the words and the sentence vector
PREFIX = "experience_"  # of its arrays where they stand among those of a model

Arrays = Mapping[str, npt.NDArray[Any]]


class Experience:
    """Two opinions on a sentence: which shipped intent it means, by its direction; and which kind of wording within
    one, by how near each of some shipped examples is. Immutable."""

    __slots__ = ("_centre", "_duals", "_examples", "_projection", "_weights", "arrays")

    def __init__(self, arrays: Arrays) -> None:
        """`arrays`: the centre of the middle layer (384,), the way into the main directions (768, d), weights of the
        intents and last their bias (769, intents); as bytes with a scale for each column, the examples in those
        directions (n, d) and the weights of nearness to each of them (n, kinds)."""
        self.arrays = dict(arrays)
        self._centre = arrays["centre"].astype(np.float32)
        self._projection = arrays["projection"].astype(np.float32)
        self._weights = arrays["weights"].astype(np.float32)
        self._examples = arrays["examples"].astype(np.float32) * arrays["examples_scale"]
        self._duals = arrays["duals"].astype(np.float32) * arrays["duals_scale"]

    @property
    def size(self) -> int:
        """How many numbers opinions() gives for a sentence."""
        return int(self._weights.shape[1] + self._duals.shape[1])

    def opinions(self, vectors: Floats) -> Floats:
        """Both opinions of each sentence by its vectors of both layers, (..., size)."""
        told = joined(vectors, self._centre) @ self._weights[:-1] + self._weights[-1]
        near = nearness(directed(vectors, self._centre, self._projection) @ self._examples.T)
        return np.concatenate([evened(told), evened(near @ self._duals)], axis=-1)

    def among(self) -> dict[str, npt.NDArray[Any]]:
        """Its arrays as they stand among those of a model, so that a later release may know other things."""
        return {PREFIX + name: array for name, array in self.arrays.items()}


def evened(opinion: Floats) -> Floats:
    """Around its mean, every row WEIGHS long."""
    opinion -= opinion.mean(axis=-1, keepdims=True)
    opinion *= np.float32(WEIGHS) / np.maximum(np.linalg.norm(opinion, axis=-1, keepdims=True), 1e-6)
    return opinion


def kept_in(arrays: Arrays) -> Experience | None:
    """The experience that a model was trained with; None where it had enough examples of its own."""
    own = {name.removeprefix(PREFIX): array for name, array in arrays.items() if name.startswith(PREFIX)}
    return Experience(own) if own else None


@lru_cache(maxsize=1)
def shipped(path: Path = FILE) -> Experience | None:
    """What comes with Athena; None without the file."""
    try:
        with np.load(path, allow_pickle=False) as held:
            return Experience({name: held[name] for name in held.files})
    except (OSError, KeyError, ValueError):
        return None


def ship(experience: Experience, path: Path = FILE) -> None:
    """Writes the file that comes with Athena."""
    np.savez(path, allow_pickle=False, **experience.arrays)
    shipped.cache_clear()
