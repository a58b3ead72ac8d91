"""What the shipped examples teach: what a sentence means and how it is said, for houses with few examples."""

from pathlib import Path

import numpy as np
import pytest

from intents import teaching
from intents.experience import WEIGHS, Experience, kept_in, ship, shipped
from intents.model import Model
from intents.naming import Names
from intents.training import train
from ragdomains.embeddings import embed, embed_twice

ROWS = [
    ("film", "who directed jaws"),
    ("film", "the cast of alien"),
    ("sea", "is the tide in"),
    ("sea", "are the waves high"),
]
FILM, SEA = 0, 1


@pytest.fixture(scope="module")
def taught() -> Experience:
    return teaching.taught(embed_twice([text for _, text in ROWS]), np.array([FILM, FILM, SEA, SEA], np.intp))


def test_both_opinions_point_to_the_intent_that_is_meant(taught: Experience) -> None:
    found = taught.opinions(embed_twice(["the actors of a movie", "how high is the water of the ocean"]))
    assert taught.size == found.shape[1] == 4
    for opinion in np.split(found, 2, axis=1):
        assert opinion.argmax(axis=1).tolist() == [FILM, SEA]
        assert np.linalg.norm(opinion, axis=1) == pytest.approx(WEIGHS, rel=1e-4)


def test_one_sentence_and_many_are_judged_alike(taught: Experience) -> None:
    vectors = embed_twice(["the actors of a movie", "ebb and flow"])
    assert taught.opinions(vectors[1]) == pytest.approx(taught.opinions(vectors)[1], abs=1e-5)


def test_an_intent_with_many_examples_has_several_kinds_of_wording() -> None:
    near = np.random.default_rng(0).normal(size=(100, 8)).astype(np.float32)
    found = teaching.kinds(near, np.repeat([FILM, SEA], [90, 10]))
    assert set(found[:90]) == {0, 1}
    assert set(found[90:]) == {2}


def test_it_is_kept_in_a_file_and_may_be_missing(tmp_path: Path, taught: Experience) -> None:
    ship(taught, tmp_path / "experience.npz")
    again = shipped(tmp_path / "experience.npz")
    vectors = embed_twice(["ebb and flow"])
    assert again is not None
    assert np.array_equal(again.opinions(vectors), taught.opinions(vectors))
    assert shipped(tmp_path / "other.npz") is None


def test_what_ships_knows_the_encoder_and_many_intents() -> None:
    known = shipped()
    assert known is not None
    assert known.opinions(embed_twice(["a"])).shape == (1, known.size)
    assert known.size > 200


def test_a_model_of_few_examples_keeps_what_it_used() -> None:
    known, data = shipped(), train(ROWS).dumps()
    assert known is not None
    assert len(data) > sum(array.nbytes for array in known.arrays.values()) / 2
    assert Model.loads(data).intents == ("film", "sea")


def test_a_model_finds_its_own_experience_among_its_arrays(taught: Experience) -> None:
    kept = kept_in({**taught.among(), "idf": np.ones(3, np.float32)})
    assert kept is not None
    assert kept.arrays.keys() == taught.arrays.keys()
    assert kept_in({"idf": np.ones(3, np.float32)}) is None


def test_the_names_of_intents_are_examples_but_for_those_without_words_or_out_of_scope() -> None:
    names = Names.of(["lights_off", "--", "none"], frozenset({"none"}), embed)
    assert [sentence.line for sentence in names.sentences] == ["lights off"]
    assert names.owners.tolist() == [0]
