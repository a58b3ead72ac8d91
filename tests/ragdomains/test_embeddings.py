"""The vectors are what the index and /v1/embeddings rely on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from ragdomains import embeddings
from ragdomains.embeddings import DIMENSIONS, aembed, count_tokens, embed, embed_question, embed_twice


def test_vectors_have_length_one_and_the_promised_shape() -> None:
    vectors = embed(["the boiler", "", "x" * 5000])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors() -> None:
    assert embed([]).shape == (0, DIMENSIONS)


def test_a_middle_layer_stands_beside_the_vector() -> None:
    texts = ["the boiler", "is it raining"]
    both = embed_twice(texts)
    assert both.shape == (2, 2 * DIMENSIONS)
    assert (both[:, :DIMENSIONS] * embed(texts)).sum(axis=1).min() > 0.97  # in 8 bits: nearly the same
    assert np.allclose(np.linalg.norm(both[:, DIMENSIONS:], axis=1), 1, atol=1e-5)
    assert not np.allclose(both[:, DIMENSIONS:], both[:, :DIMENSIONS], atol=0.1)


def test_what_means_the_same_lies_nearer() -> None:
    question, near, far = embed(
        ["How do guests get on the wifi?", "The wireless network for visitors", "Bake the bread at 240 degrees"]
    )
    assert question @ near > 0.4 > 0.2 > question @ far


def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    texts = ["short", "a much longer sentence about the washing machine in the basement", "short " * 300]
    together = embed(texts)
    alone = np.concatenate([embed([text]) for text in texts])
    assert np.abs(together - alone).max() < 0.02


def test_case_and_order_of_the_texts_do_not_matter() -> None:
    forward, backward = embed(["Boiler", "garden"]), embed(["GARDEN", "boiler"])
    assert np.allclose(forward, backward[::-1], atol=1e-5)


def test_what_stands_behind_the_limit_is_left_out() -> None:
    head = "word " * embeddings.MAX_TOKENS
    first, second = embed([head + "boiler", head + "garden"])
    assert np.allclose(first, second, atol=1e-6)


@pytest.mark.parametrize(("text", "tokens"), [("", 2), ("hello world", 4), ("word " * 400, 402)])
def test_tokens_are_counted_with_both_marks_and_beyond_the_limit(text: str, tokens: int) -> None:
    assert count_tokens(text) == tokens


@pytest.mark.parametrize("text", ["\x00", "\ud800 lone", "\U0001f600", "\u202e"])
def test_poison_text_is_embedded_and_counted(text: str) -> None:
    assert np.isfinite(embed([text])).all()
    assert count_tokens(text) >= 2


def test_threads_share_the_model() -> None:
    expected = embed(["the boiler"])
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: embed(["the boiler"]), range(12)):
            assert np.allclose(found, expected, atol=1e-5)


async def test_the_event_loop_goes_on_meanwhile() -> None:
    embed(["warm"])
    turns = 0
    job = asyncio.create_task(aembed(["a sentence about the boiler " * 40] * 12))
    while not job.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert job.result().shape == (12, DIMENSIONS)
    assert turns > 3  # one, if it stood still meanwhile


def test_another_model_file_is_refused(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    embeddings._read_model.cache_clear()
    monkeypatch.setattr(embeddings, "SHA256", "0" * 64)
    try:
        with pytest.raises(embeddings.BrokenModel, match="hash differs"):
            embed(["anything"])
    finally:
        embeddings._read_model.cache_clear()


def test_a_question_that_is_asked_again_is_not_embedded_again() -> None:
    first = embed_question("where is the stopcock")
    assert embed_question("where is the stopcock") is first
    assert np.allclose(first, embed(["where is the stopcock"])[0])
    assert not first.flags.writeable
