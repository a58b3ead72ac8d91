"""The moon stands where the almanacs say: https://aa.usno.navy.mil/data/MoonPhases, to the hour."""

from datetime import UTC, datetime, timedelta

import pytest

from ragdomains.moon import lit, next_time, phase_of

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("angle", "moment"),
    [
        (180, datetime(2026, 1, 3, 10, 3, tzinfo=UTC)),
        (180, datetime(2026, 3, 3, 11, 38, tzinfo=UTC)),
        (0, datetime(2026, 8, 12, 17, 37, tzinfo=UTC)),
        (180, datetime(2026, 8, 28, 4, 18, tzinfo=UTC)),
        (180, datetime(2026, 12, 24, 1, 28, tzinfo=UTC)),
    ],
)
def test_full_and_new_moon_come_when_the_almanac_says(angle: float, moment: datetime) -> None:
    assert abs(next_time(angle, moment - timedelta(days=10)) - moment) < HOUR


def test_each_month_has_one_day_of_each_phase_that_has_a_moment() -> None:
    start = datetime(2026, 12, 1, tzinfo=UTC)
    days = [start + timedelta(days=number) for number in range(29)]
    phases = [phase_of(day, day + timedelta(days=1)) for day in days]
    assert [phases.count(name) for name in ("new moon", "first quarter", "full moon", "last quarter")] == [1, 1, 1, 1]
    assert phases[22:25] == ["waxing gibbous", "full moon", "waning gibbous"]


def test_a_full_moon_is_lit_and_a_new_one_is_not() -> None:
    assert lit(datetime(2026, 12, 24, 1, 28, tzinfo=UTC)) > 0.99
    assert lit(datetime(2026, 8, 12, 17, 37, tzinfo=UTC)) < 0.01
