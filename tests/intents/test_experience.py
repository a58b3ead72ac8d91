"""What the shipped examples teach: what a sentence is near to, for houses with few examples."""

from pathlib import Path

import numpy as np
import pytest

from intents.experience import NONE, opinions, ship, shipped, taught
from intents.model import Floats, Model
from intents.naming import Names
from intents.training import train
from ragdomains.embeddings import embed

ROWS = [
    ("film", "who directed jaws"),
    ("film", "the cast of alien"),
    ("sea", "is the tide in"),
    ("sea", "are the waves high"),
]


def unit(*rows: tuple[float, ...]) -> Floats:
    found = np.array(rows, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def test_an_opinion_points_to_the_intent_that_is_near() -> None:
    vectors = unit((1, 0, 0.1), (1, 0.2, 0), (0, 1, 0.1), (0.2, 1, 0), (0, 0.1, 1), (0.1, 0, 1))
    weights = taught(vectors, np.array([0, 0, 1, 1, 2, 2])).astype(np.float32)
    found = opinions(unit((1, 0.1, 0.1), (0, 0.1, 1)), weights)
    assert found.argmax(axis=1).tolist() == [0, 2]
    assert np.linalg.norm(found, axis=1) == pytest.approx(1)
    assert opinions(unit((1, 0.1, 0.1))[0], weights) == pytest.approx(found[0], abs=1e-6)


def test_it_is_kept_in_a_file_and_may_be_missing(tmp_path: Path) -> None:
    weights = np.ones((3, 2), np.float16)
    ship(weights, tmp_path / "experience.npz")
    assert (shipped(tmp_path / "experience.npz") == weights).all()
    assert shipped(tmp_path / "other.npz").shape == NONE.shape


def test_what_ships_knows_the_encoder_and_many_intents() -> None:
    inputs, intents = shipped().shape
    assert inputs == embed(["a"]).shape[1] + 1
    assert intents > 50


def test_a_model_of_few_examples_keeps_what_it_used() -> None:
    model = train(ROWS)
    bytes_with = len(model.dumps())
    assert bytes_with > shipped().nbytes / 2
    assert Model.loads(model.dumps()).intents == ("film", "sea")


def test_the_names_of_intents_are_examples_but_for_those_without_words_or_out_of_scope() -> None:
    names = Names.of(["lights_off", "--", "none"], frozenset({"none"}), embed)
    assert [sentence.line for sentence in names.sentences] == ["lights off"]
    assert names.owners.tolist() == [0]
