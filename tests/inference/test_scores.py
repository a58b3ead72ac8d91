"""The measures of understanding, on answers small enough to count by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.scores import NONE, Answer, auroc, confused, confusion, percentile, scores

ANSWERS = [
    Answer("a", "tea", "tea", 0.9, "exact", 1.0),
    Answer("b", "tea", "tea", 0.8, "words", 2.0),
    Answer("c", "tea", "cat", 0.7, "words", 3.0),
    Answer("d", "cat", "cat", 0.6, "words", 4.0),
    Answer("e", "cat", NONE, 0.3, "vectors", 5.0),
    Answer("f", NONE, NONE, 0.2, "vectors", 6.0),
    Answer("g", NONE, "tea", 0.5, "vectors", 15.0),
]


def test_accuracy_is_that_of_the_questions_in_scope() -> None:
    found = scores(ANSWERS)
    assert (found.rows, found.out_of_scope) == (7, 2)
    assert found.accuracy == 3 / 5
    assert found.accuracy_all == 4 / 7
    assert found.refused == 1 / 5
    assert found.recall == 1 / 2


def test_macro_f1_is_the_mean_over_the_expected_labels_in_scope() -> None:
    # tea: 2 right of 3 expected and 2 found; cat: 1 right of 2 expected and 2 found
    assert scores(ANSWERS).macro_f1 == pytest.approx((2 * 2 / 5 + 2 * 1 / 4) / 2)


def test_a_label_that_is_only_found_has_no_f1_of_its_own() -> None:
    assert scores([Answer("a", "tea", "tea"), Answer("b", "tea", "milk")]).macro_f1 == pytest.approx(2 / 3)


def test_the_recall_at_a_rate_of_refusals_takes_the_threshold_from_the_questions_in_scope() -> None:
    inside = [Answer(str(n), "tea", "tea", n / 100) for n in range(100)]
    outside = [Answer("x", NONE, "tea", 0.049), Answer("y", NONE, "tea", 0.05), Answer("z", NONE, NONE, 0.9)]
    assert scores([*inside, *outside]).recall_at_5 == pytest.approx(1 / 3)  # 0.05 refuses five of the hundred


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == (1 + 1 + 0.5 + 1) / 4
    assert auroc([], [0.1]) is None


def test_measures_that_no_question_can_tell_are_left_open() -> None:
    only_inside = scores(ANSWERS[:2])
    assert (only_inside.recall, only_inside.recall_at_5, only_inside.auroc) == (None, None, None)
    assert scores([]).accuracy is None


def test_tiers_have_their_share_and_how_often_they_were_right() -> None:
    found = {tier.name: (tier.share, tier.accuracy) for tier in scores(ANSWERS).tiers}
    assert found["exact"] == (1 / 7, 1.0)
    assert found["words"] == (3 / 7, 2 / 3)
    assert found["vectors"] == (3 / 7, 1 / 3)


def test_the_slowest_tenth_is_told() -> None:
    found = scores([Answer(str(n), "tea", "tea", ms=float(n)) for n in range(20)])
    assert (found.slowest_from_ms, found.slowest_mean_ms, found.ms_mean, found.ms_p95) == (18.0, 18.5, 9.5, 19.0)


def test_the_most_confused_pairs_come_first() -> None:
    assert confused([*ANSWERS, Answer("h", "tea", "cat")])[0] == ("tea", "cat", 2)
    assert confusion(ANSWERS)["tea", "tea"] == 2


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
    assert percentile([], 0.5) == 0.0


@given(
    st.lists(st.tuples(st.sampled_from(["tea", "cat", NONE]), st.sampled_from(["tea", "cat", NONE]), st.floats(0, 1)))
)
def test_every_measure_is_a_share(rows: list[tuple[str, str, float]]) -> None:
    found = scores([Answer("a", expected, label, confidence) for expected, label, confidence in rows])
    measures = (found.accuracy, found.macro_f1, found.accuracy_all, found.refused, found.recall, found.auroc)
    assert all(value is None or 0 <= value <= 1 for value in measures)
    assert sum(tier.share for tier in found.tiers) == pytest.approx(1 if rows else 0)
