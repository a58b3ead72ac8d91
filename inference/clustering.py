"""Groups texts that mean the same by their vectors."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage

APART = (
    0.55  # mean cosine distance of two groups from which they stay two; fitted on public sets of household questions
)
MOST = 2_000  # texts; every two of them are compared

Vectors = npt.NDArray[np.float32]


def grouped(vectors: Vectors) -> list[list[int]]:
    """The row numbers of each group, the largest group first; the same vectors in the same order give the same groups.

    Agglomerative clustering with average linkage (Sokal and Michener, 1958) on the cosine distance. What is beyond MOST
    is left out.
    """
    vectors = vectors[:MOST]
    if len(vectors) < 2:
        return [[0]] if len(vectors) else []
    labels = fcluster(linkage(vectors, "average", metric="cosine"), APART, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    return sorted(groups.values(), key=lambda rows: (-len(rows), rows[0]))


def middle(vectors: Vectors, weights: Sequence[float]) -> int:
    """The row that is most like all the others, each as often as it was said; of equals the first."""
    mean = np.asarray(weights, np.float32) @ vectors
    return int(np.argmax(np.round(vectors @ mean, 5)))
