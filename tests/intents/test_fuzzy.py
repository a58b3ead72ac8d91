"""Fuzzy patterns see through slips of the keyboard and the ear, and no further."""

import pytest

from intents.classifier import Classifier
from tests.intents.rows import intent, pattern

POOL = intent("pool")


@pytest.mark.parametrize(
    ("text", "found"),
    [("heat the swimming pool", True), ("heat the swiming pool", True), ("is the swimmingpool warm", True),
     ("swimin pool please", True), ("the swinging door", False), ("a car pool", False), ("pool", False)],
)  # fmt: skip
def test_a_slip_is_forgiven(text: str, found: bool) -> None:
    match = Classifier.build([POOL], [pattern(POOL, "fuzzy", "swimming pool")]).classify(text)
    assert (match.intent == "pool") is found


def test_thousands_of_them_are_told_apart() -> None:
    words = [
        f"{a}{b}{c}"
        for a in ("bra", "clo", "dri", "fle", "gru")
        for b in ("mon", "tas", "vel", "wip")
        for c in ("der", "fin", "gol", "sta")
    ]
    intents = [intent(f"i{number}") for number in range(len(words))]
    rows = [pattern(owner, "fuzzy", word) for owner, word in zip(intents, words, strict=True)]
    match = Classifier.build(intents, rows).classify("where is the clotasgl")
    assert match.intent == intents[words.index("clotasgol")].name
