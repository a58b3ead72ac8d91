"""The two depths at which the encoder is read: its last layer tells what is meant, a middle one how it is said."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ragdomains.embeddings import DIMENSIONS, embed_twice

Floats = npt.NDArray[np.float32]

MIDDLE = 0.8  # what the middle layer weighs beside the last one
STEEP = 4.5  # how fast nearness fades with the cosine
REMEMBERED = 512  # texts with their vectors, 3 kB each

_encoded: dict[str, Floats] = {}


def last(vectors: Floats) -> Floats:
    """The last layer of both, (..., 384): the sentence vector as it is known elsewhere."""
    return vectors[..., :DIMENSIONS]


def centre(vectors: Floats) -> Floats:
    """What all sentences have in common in the middle layer; it is most of it, and tells nothing."""
    found: Floats = vectors[:, DIMENSIONS:].mean(axis=0)
    return found


def joined(vectors: Floats, around: Floats) -> Floats:
    """Both layers, the middle one as it lies around that centre, as vectors of length 1."""
    middle = vectors[..., DIMENSIONS:] - around
    middle *= MIDDLE / np.maximum(np.linalg.norm(middle, axis=-1, keepdims=True), 1e-6)
    both = np.concatenate([last(vectors), middle], axis=-1)
    both /= np.float32(np.sqrt(1 + MIDDLE**2))
    return both


def directed(vectors: Floats, around: Floats, projection: Floats) -> Floats:
    """Both layers joined, in their main directions, and of length 1 there."""
    found: Floats = joined(vectors, around) @ projection
    found /= np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), 1e-6)
    return found


def widest(rows: Floats, count: int) -> Floats:
    """The way into the directions in which rows differ most, (d, count)."""
    _, directions = np.linalg.eigh(rows.T @ rows)  # ascending
    return np.ascontiguousarray(directions[:, ::-1][:, :count], np.float32)


def nearness(cosines: Floats) -> Floats:
    """exp(STEEP (cosine - 1)): 1 for what means the same. Overwrites what it is given."""
    cosines -= 1
    cosines *= STEEP
    return np.exp(cosines, out=cosines)


def encoded(text: str) -> Floats:
    """Both layers of one text, (768,)."""
    vector: Floats = encoded_all([text])[0]
    return vector


def encoded_all(texts: Sequence[str]) -> Floats:
    """Both layers of each text, (n, 768); a conversation is read several times, and the same is often asked again."""
    found = {text: vector for text in texts if (vector := _encoded.get(text)) is not None}
    if fresh := [text for text in dict.fromkeys(texts) if text not in found]:
        made = dict(zip(fresh, embed_twice(fresh), strict=True))
        if len(_encoded) >= REMEMBERED:
            forget()
        _encoded.update(made)
        found |= made
    return np.stack([found[text] for text in texts])


def forget() -> None:
    """Makes encoded() read every text anew."""
    _encoded.clear()
