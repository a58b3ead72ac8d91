"""The shipped configuration as its parts, without a database."""

import pytest

from intents import trained
from intents.classifier import Classifier
from intents.splitter import Splitter
from tests.intents.rows import seed_intents, seed_patterns, seed_split_rules


@pytest.fixture(scope="session")
def shipped_classifier() -> Classifier:
    """With the model that ships."""
    intents = [row for row in seed_intents().values() if not row.fallback]
    return Classifier.build(intents, seed_patterns(), trained.loaded(trained.shipped())[0])


@pytest.fixture(scope="session")
def shipped_splitter() -> Splitter:
    return Splitter.build(
        [rule for rule in seed_split_rules() if rule.language in ("", "en")],
        boundaries=trained.loaded(trained.shipped())[1],
    )
