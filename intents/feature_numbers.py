"""The numbers of the features that a model knows, found for all features of a sentence at once.

A sentence has a hundred features and more, and a model knows a hundred thousand: looked up one after another in a dict,
each of them waits for memory three or four times.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]


class FeatureNumbers:
    """The features of a model by their hashes, in order. Immutable.

    Python's own hash of a text has 64 bits and another key in each process: that an unknown feature has the hash of one
    among a hundred thousand happens once in 10^14 times.
    """

    __slots__ = ("_hashes", "_numbers")

    def __init__(self, features: Sequence[str]) -> None:
        hashes = hashes_of(features)
        self._numbers = np.argsort(hashes)
        self._hashes = hashes[self._numbers]

    def __len__(self) -> int:
        return len(self._numbers)

    def find(self, features: Sequence[str]) -> tuple[Numbers, Marks]:
        """The number of each feature in the model, and whether it is known: the number of another means nothing."""
        if not len(self):
            return np.zeros(len(features), np.intp), np.zeros(len(features), np.bool_)
        hashes = hashes_of(features)
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self) - 1)
        return self._numbers[places], self._hashes[places] == hashes


def hashes_of(features: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.fromiter(map(hash, features), np.int64, len(features))
