"""A German date holds a full stop that ends no sentence."""

import pytest

from validation.sentences import Sentences


def cut(text: str, size: int = 1000) -> list[str]:
    cutter, found = Sentences(), []
    for start in range(0, len(text), size):
        found += cutter.feed(text[start : start + size])
    return [*found, *cutter.flush()]


TEXT = "Heute ist Samstag, der 21. November 2026. Am 3. Mai war es warm. Es waren 21. Nobel!"


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_a_day_before_its_month_is_one_sentence(size: int) -> None:
    assert cut(TEXT, size) == [
        "Heute ist Samstag, der 21. November 2026. ",
        "Am 3. Mai war es warm. ",
        "Es waren 21. ",
        "Nobel!",
    ]


def test_a_day_at_the_very_end_is_kept_together() -> None:
    assert cut("Es ist der 24. Dezember") == ["Es ist der 24. Dezember"]
