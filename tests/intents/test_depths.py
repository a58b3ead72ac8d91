"""A sentence as the encoder reads it at two depths."""

import numpy as np
import pytest

from intents.depths import MIDDLE, centre, encoded, encoded_all, joined, last
from ragdomains.embeddings import DIMENSIONS, embed, embed_twice

TEXTS = ["dim the lights", "make the lamps darker", "is it raining", "who won the match"]


def test_the_last_layer_is_the_sentence_vector() -> None:
    assert (last(embed_twice(TEXTS)) * embed(TEXTS)).sum(axis=1).min() > 0.97  # in 8 bits: nearly
    assert last(encoded(TEXTS[0])) @ embed(TEXTS[:1])[0] > 0.97


def test_what_all_sentences_share_is_left_out_of_the_middle_layer() -> None:
    vectors = embed_twice(TEXTS)
    middle = joined(vectors, centre(vectors))[:, DIMENSIONS:]
    raw = vectors[:, DIMENSIONS:]
    assert (raw @ raw.T).min() > 0 > (middle @ middle.T).min()


def test_both_layers_weigh_what_they_should() -> None:
    vectors = embed_twice(TEXTS)
    found = joined(vectors, centre(vectors))
    assert np.linalg.norm(found, axis=1) == pytest.approx(1)
    lengths = [np.linalg.norm(part, axis=1) for part in (found[:, DIMENSIONS:], last(found))]
    assert lengths[0] / lengths[1] == pytest.approx(MIDDLE)
    assert joined(vectors[0], centre(vectors)) == pytest.approx(found[0])


def test_a_lone_sentence_has_nothing_beside_what_it_shares() -> None:
    vectors = embed_twice(TEXTS[:1])
    assert np.isfinite(joined(vectors, centre(vectors))).all()


def test_known_texts_and_new_ones_come_in_their_order() -> None:
    known = encoded(TEXTS[2])
    found = encoded_all([TEXTS[0], TEXTS[2], "a word of its own", TEXTS[0]])
    assert np.array_equal(found[1], known)
    assert np.array_equal(found[0], found[3])
    assert last(found[2]) @ embed(["a word of its own"])[0] > 0.97
