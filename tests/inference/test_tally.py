"""What a question counts for, and how counts become percentiles. Nothing here asks a database."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inference.tally import Asked, Step, bucket, counted, middle, percentile

AT = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
LIVE, FRESH = Step("retrieve:weather", 5, kept="live"), Step("retrieve:news", 1, kept="fresh")
MODEL, QUOTED = Step("generate:model", 9, llm="big"), Step("generate:model", 2, llm="quote", score="0.7")
LOST = Step("retrieve:news", 3, problem="It did not answer.")


def asked(*steps: Step, outcome: str = "answered", intents: str = "weather_now, news") -> Asked:
    return Asked(steps, AT, "athena", intents, outcome, "How  WARM is it?", 40, 12, 7, 3, "Kitchen")


@pytest.mark.parametrize(
    ("steps", "origin", "grounded"),
    [
        ((LIVE,), "facts", True),
        ((FRESH,), "cache", True),
        ((LIVE, FRESH), "facts", True),
        ((LIVE, QUOTED), "documents", True),
        ((LIVE, MODEL), "model", True),
        ((LOST, MODEL), "model", False),
        ((MODEL,), "model", False),
        ((LOST,), "other", True),
        ((), "other", True),
    ],
)
def test_what_an_answer_came_from(steps: tuple[Step, ...], origin: str, grounded: bool) -> None:
    assert (asked(*steps).origin, asked(*steps).grounded) == (origin, grounded)


@pytest.mark.parametrize("outcome", ["refused", "failed", "cancelled", "open"])
def test_without_an_answer_it_came_from_nothing(outcome: str) -> None:
    assert (asked(LIVE, outcome=outcome).origin, asked(LIVE, outcome=outcome).grounded) == ("", False)


def test_all_counts_of_a_question() -> None:
    found = counted([asked(LIVE, LOST, outcome="failed")], ZoneInfo("Asia/Tokyo"))
    times = {key for key in found if key[0] in ("whole", "first words")}
    assert {key: count for key, count in found.items() if key not in times} == {
        ("questions", ""): 1, ("outcome", "failed"): 1, ("assistant", "athena"): 1, ("hour", "08"): 1,
        ("room", "Kitchen"): 1, ("ms", "whole"): 40, ("ms", "models"): 0,
        ("intent tokens", "weather_now"): 10, ("intent tokens", "news"): 10,
        ("intent ms", "weather_now"): 0, ("intent ms", "news"): 0,
        ("intent", "weather_now"): 1, ("intent unanswered", "weather_now"): 1,
        ("intent", "news"): 1, ("intent unanswered", "news"): 1,
        ("domain answered", "weather"): 1, ("domain failed", "news"): 1,
        ("tokens", "in"): 7, ("tokens", "out"): 3, ("unanswered", "how warm is it?"): 1,
    }  # fmt: skip
    assert {key: found[key] for key in times} == {("whole", str(bucket(40))): 1, ("first words", str(bucket(12))): 1}


def test_a_stage_that_ran_twice_counts_with_its_sum() -> None:
    found = dict(asked(Step("examine", 2), Step("examine", 3), LIVE).times())
    assert found == {"whole": 40, "first words": 12, "examine": 5}


@pytest.mark.parametrize("ms", [0.01, 0.5, 1, 3.3, 47, 1000, 60_000])
def test_an_interval_stands_for_its_times_within_a_tenth(ms: float) -> None:
    assert abs(middle(bucket(ms)) / ms - 1) < 0.1


def test_percentiles() -> None:
    counts = Counter({("whole", str(bucket(ms))): count for ms, count in ((10, 50), (100, 45), (5000, 5))})
    found = [percentile(counts, "whole", share) or 0 for share in (0.5, 0.95, 0.99)]
    assert [abs(value / right - 1) < 0.1 for value, right in zip(found, (10, 100, 5000), strict=True)] == [True] * 3
    assert percentile(counts, "examine", 0.5) is None
