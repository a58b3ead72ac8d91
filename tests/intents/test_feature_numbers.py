"""Many features are found at once, each with its own number."""

import math

import numpy as np
import pytest

from intents.feature_numbers import FeatureNumbers
from intents.features import BLOCKS, Features, damped, features
from intents.model import weighed
from intents.words import read

SENTENCES = ("turn off the lamp and the other lamp", "ha ha ha", "24 degrees", "wetter in köln", "a")


@pytest.fixture
def known() -> list[str]:
    """Every other feature of the sentences, and some that stand in none."""
    found = dict.fromkeys(name for text in SENTENCES for counts in features(read(text)).values() for name in counts)
    return [*list(found)[::2], *(f"~other{number}" for number in range(200))]


def test_each_known_feature_has_its_place_in_the_model(known: list[str]) -> None:
    numbers, marks = FeatureNumbers(known).find(known[::-1])
    assert marks.all()
    assert [known[number] for number in numbers] == known[::-1]


def test_what_the_model_does_not_know_is_marked(known: list[str]) -> None:
    _, marks = FeatureNumbers(known).find(["never seen", known[0], "~never"])
    assert marks.tolist() == [False, True, False]


def test_a_model_without_features_knows_none() -> None:
    numbers, values = weighed(features(read(SENTENCES[0])), FeatureNumbers([]), np.zeros(0, np.float32))
    assert len(numbers) == len(values) == 0


@pytest.mark.parametrize("text", SENTENCES)
def test_features_weigh_what_they_weigh_one_by_one(known: list[str], text: str) -> None:
    idf = np.linspace(1, 3, len(known)).astype(np.float32)
    numbers, values = weighed(features(read(text)), FeatureNumbers(known), idf)
    expected = one_by_one(features(read(text)), known, idf)
    assert numbers.tolist() == list(expected)
    assert values.tolist() == pytest.approx(list(expected.values()), rel=1e-6)


def one_by_one(counted: Features, known: list[str], idf: np.typing.NDArray[np.float32]) -> dict[int, float]:
    """Sublinear counts times idf, each block of the length that BLOCKS says."""
    found: dict[int, float] = {}
    for block, counts in counted.items():
        own = {known.index(name): damped(count) for name, count in counts.items() if name in known}
        weights = {number: count * float(idf[number]) for number, count in own.items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        found |= {number: weight / length * BLOCKS[block] for number, weight in weights.items()}
    return found
