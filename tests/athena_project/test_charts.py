"""Numbers as pictures: nothing sticks out, nothing divides by zero, and the words say the same."""

import pytest

from athena_project.charts import HIGH, WIDE, columns, milliseconds, percent, shares, times


def test_columns_lie_within_the_picture_and_the_highest_nearly_fills_it() -> None:
    chart = columns("days", "Questions", [("a", 0), ("b", 1_000), ("c", 250)], head="Day", every=2)
    assert [column.mark for column in chart.columns] == ["a", "", "c"]
    assert [column.label for column in chart.shown] == ["b", "c"]
    for column in chart.columns:
        assert float(column.x) + float(column.width) <= WIDE
        assert float(column.y) + float(column.height) == pytest.approx(HIGH)
    assert float(chart.columns[2].height) == pytest.approx(float(chart.columns[1].height) / 4)
    assert chart.summary == "Questions: 1,250 in all, 1,000 at most."


def test_nothing_is_drawn_of_nothing() -> None:
    assert columns("days", "Questions", [], head="Day", every=1).columns == []
    assert columns("days", "Questions", [("a", 0)], head="Day", every=1).columns[0].height == "0.00"
    assert shares([("a", 0)])[0].note == percent(0, 0) == "–"
    assert times([("whole", None, None)]) == []


def test_times_are_drawn_on_one_scale() -> None:
    found = times([("whole", 50.0, 200.0), ("examine", None, None), ("retrieve", 5.0, 20.0)])
    assert [(time.stage, time.p50.share, time.p95.share) for time in found] == [
        ("whole", "25.0", "100.0"),
        ("retrieve", "2.5", "10.0"),
    ]


@pytest.mark.parametrize(
    ("ms", "written"), [(None, "–"), (0.034, "0.03 ms"), (1.5, "1.5 ms"), (1234.0, "1,234 ms"), (12_345.0, "12.3 s")]
)
def test_a_time_is_written_shorter_the_longer_it_is(ms: float | None, written: str) -> None:
    assert milliseconds(ms) == written
