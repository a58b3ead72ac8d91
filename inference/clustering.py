"""Groups texts that mean the same by their vectors."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

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
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    groups = joined(1 - unit @ unit.T)
    return sorted(groups, key=lambda rows: (-len(rows), rows[0]))


def joined(distances: Vectors) -> list[list[int]]:
    """Groups of which no two are nearer than APART, by the nearest-neighbour chain (Murtagh, 1983).

    scipy has the same, but loading it takes a twelfth of each start. Here a group that has no neighbour within APART is
    done: with average linkage none can come nearer by joining others.
    """
    np.fill_diagonal(distances, np.inf)
    left = {row: [row] for row in range(len(distances))}
    done: list[list[int]] = []
    chain: list[int] = []
    while left:
        chain = chain or [next(iter(left))]
        here = chain[-1]
        near = nearest(distances[here], chain[-2:-1])
        if distances[here, near] > APART:
            done.append(left.pop(chain.pop()))
            distances[here], distances[:, here] = np.inf, np.inf
        elif chain[-2:-1] == [near]:
            del chain[-2:]
            join(distances, left, here, near)
        else:
            chain.append(near)
    return done


def nearest(distances: Vectors, before: list[int]) -> int:
    """The nearest row; of equals the one from which the chain came, or it would go round in a circle."""
    found = int(distances.argmin())
    return before[0] if before and distances[before[0]] <= distances[found] else found


def join(distances: Vectors, left: dict[int, list[int]], here: int, there: int) -> None:
    """Makes one group of two; its distance to any other is the mean of theirs, each by its size."""
    sizes = len(left[here]), len(left[there])
    mean = (distances[here] * sizes[0] + distances[there] * sizes[1]) / sum(sizes)
    mean[here] = np.inf
    distances[here], distances[:, here] = mean, mean
    distances[there], distances[:, there] = np.inf, np.inf
    left[here] = sorted(left[here] + left.pop(there))


def middle(vectors: Vectors, weights: Sequence[float]) -> int:
    """The row that is most like all the others, each as often as it was said; of equals the first."""
    mean = np.asarray(weights, np.float32) @ vectors
    return int(np.argmax(np.round(vectors @ mean, 5)))
