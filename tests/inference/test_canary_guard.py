"""What the guard of a canary takes for worse, and what for chance."""

import pytest

from inference.canary_guard import Figures, Limits, figures, worse

LIMITS = Limits(least=30, failed=3, refused=10, slower=50)


def side(answered: int, refused: int = 0, failed: int = 0, ms: float = 100.0) -> Figures:
    found = [("answered", ms)] * answered + [("refused", ms)] * refused + [("failed", ms)] * failed
    return figures(found)


def test_it_counts_what_had_an_outcome() -> None:
    found = figures([("answered", 30), ("failed", 10), ("cancelled", 9000), ("refused", 20), ("partly answered", 40)])
    assert (found.questions, found.failed, found.refused, found.times) == (4, 1, 1, (10, 20, 30, 40))


@pytest.mark.parametrize(
    ("canary", "others", "figure"),
    [
        (side(100), side(400), None),
        (side(90, failed=10), side(400), "failed"),
        (side(80, refused=20), side(396, refused=4), "refused"),
        (side(92, refused=8), side(400), None),
        (side(100, ms=200), side(400), "p95"),
        (side(100, ms=140), side(400), None),
        (side(100, ms=30), side(400, ms=3), None),
        (side(98, failed=2), side(400), None),
    ],
    ids=["alike", "fails", "refuses", "refuses within", "slow", "slow within", "slow unheard", "fails within"],
)
def test_each_figure_has_its_limit(canary: Figures, others: Figures, figure: str | None) -> None:
    found = worse(canary, others, LIMITS)
    assert (found.figure if found else None) == figure


@pytest.mark.parametrize(("mine", "theirs"), [(29, 400), (400, 29), (0, 0)])
def test_nothing_is_compared_before_both_sides_have_enough(mine: int, theirs: int) -> None:
    assert worse(side(0, failed=mine), side(theirs), LIMITS) is None


def test_what_chance_does_is_not_worse() -> None:
    """Two of 30 against one of 60 is beyond the limit of three points, and says nothing."""
    assert worse(side(28, failed=2), side(59, failed=1), LIMITS) is None


def test_a_few_slow_ones_are_chance() -> None:
    canary = figures([("answered", 100.0)] * 28 + [("answered", 900.0)] * 2)
    assert canary.p95 == 900 and worse(canary, side(400), Limits(30, 3, 10, 50)) is not None
    others = figures([("answered", 100.0)] * 385 + [("answered", 800.0)] * 15)
    assert worse(canary, others, LIMITS) is None


def test_it_says_both_values_and_of_how_many() -> None:
    found = worse(side(90, failed=10), side(400), LIMITS)
    assert str(found) == "failed: 10.0 % of 100 questions here, 0.0 % of 400 elsewhere"
