"""What has changed is said where chance does not explain it, and only there."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from athena_project.models import LookResult
from athena_project.notices import Rows
from inference.analytics_admin import changed
from inference.drift import BEFORE, RECENT, Change, changes, compared, difference, moved, spread, tell
from inference.models import Feedback
from inference.rollup import roll_up
from inference.tally import Asked, Step, counted
from tests.inference.asked import ask

TODAY = date(2026, 11, 29)
SINCE = TODAY - timedelta(days=RECENT)
NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def days(before: tuple[int, int], now: tuple[int, int]) -> dict[date, tuple[int, int]]:
    """(hits, cases) of each day before and of each of the last days."""
    first = TODAY - timedelta(days=RECENT + BEFORE)
    every = [first + timedelta(days=n) for n in range(RECENT + BEFORE)]
    return {day: now if day >= SINCE else before for day in every}


def test_a_rate_that_grew_is_sure_and_one_that_did_not_is_not() -> None:
    grew = compared("Rule objects", "x", days((1, 50), (5, 50)), SINCE)
    same = compared("Rule objects", "x", days((2, 50), (2, 50)), SINCE)
    assert grew and grew.chance < 1e-6 and (grew.before, grew.now) == ("2.0%", "10.0%")
    assert same and same.chance > 0.5


def test_too_few_cases_are_not_compared() -> None:
    assert compared("Rule objects", "x", days((0, 1), (1, 1)), SINCE) is None
    assert compared("Rule objects", "x", days((0, 50), (0, 50)), SINCE) is None
    assert compared("Rule objects", "x", {}, SINCE) is None


def test_days_that_differ_much_among_themselves_make_a_difference_less_sure() -> None:
    calm, bursts = [(2, 40)] * 20, [(40, 40), *[(0, 40)] * 19]
    assert spread(calm) == 1.0 < spread(bursts)
    assert difference((40, 800), (30, 280), spread(bursts)) > 0.01 > difference((40, 800), (30, 280), 1.0)


def test_chance_alone_is_seldom_told() -> None:
    dice = random.Random(5)
    told = 0
    for _ in range(300):
        of = {day: (sum(dice.random() < 0.1 for _ in range(40)), 40) for day in days((0, 1), (0, 1))}
        found = compared("Rule objects", "x", of, SINCE)
        told += found is not None and found.chance < 0.01
    assert told <= 8


def test_scores_that_fell_are_found_and_small_shifts_are_not() -> None:
    high, low = Counter({0.9: 300, 0.8: 100}), Counter({0.9: 20, 0.5: 80})
    fell = moved("Score", high, low)
    assert fell and fell.chance < 1e-6 and (fell.before, fell.now) == ("0.90", "0.50")
    assert moved("Score", high, Counter({0.9: 75, 0.8: 25})) is None
    assert moved("Score", high, Counter({0.5: 10})) is None


def test_a_step_of_the_checks_counts_for_its_rules() -> None:
    step = Step(
        "examine", 3, rules='["numbers: 0.50 ms", "names: 0.25 ms"]', findings='["numbers (error, retry): No."]'
    )
    sure = Step("understand", 1, confidence="0.93")
    found = counted([Asked((step, step, sure), NOW, "athena", "x", "answered", "?", 1)], UTC)
    assert (found["rule", "numbers"], found["rule asked", "names"], found["rule us", "numbers"]) == (1, 1, 1000)
    assert found["rule", "names"] == 0 and found["match score", "0.95"] == 1


def test_what_an_older_version_wrote_harms_nothing() -> None:
    for text in ("no json", "{}", "[1]", '["without a time"]'):
        assert counted([Asked((Step("examine", 3, rules=text),), NOW, "a", "x", "answered", "?", 1)], UTC)


@pytest.fixture
def worse() -> None:
    """Five weeks of questions: of late a rule objects to half of them, and thumbs go down."""
    for back in range(1, RECENT + BEFORE + 1):
        late = back <= RECENT
        for number in range(10):
            findings = ["numbers (error, flag): No."] if number < (5 if late else 1) else []
            detail = {"rules": ["numbers: 0.50 ms"], "findings": findings, "verdict": "pass"}
            row = ask(NOW - timedelta(days=back), ("examine", detail))
            if number < 5:
                Feedback.objects.create(query=row, thumb="down" if late or number == 0 else "up", author="eve")
    releases.publish()
    roll_up(NOW)
    tell(NOW)
    cache.clear()  # the job may run in another process, which shares nothing but the database


@pytest.mark.django_db
@pytest.mark.usefixtures("worse")
def test_the_page_and_the_first_page_tell_what_has_changed(admin_client: Client) -> None:
    found = {(change.what, change.name) for change in changes(TODAY)}
    assert found == {("Rule objects", "numbers"), ("Thumbs down", "weather_now")}
    view = admin_client.get(reverse("admin:inference_querylog_analytics"), {"days": "90"}).context["view"]
    told = [notice.text for notice in changed(Rows())]
    assert "Rule objects of numbers: 50.0% in the last 7 days, 10.0% in the 28 before." in told
    (rule,) = view.rules
    assert (rule.name, rule.cost, rule.judged) == ("numbers", "0.50 ms", 63) and rule.right == "100 %"


@pytest.mark.django_db
@pytest.mark.usefixtures("worse")
def test_what_was_found_the_day_before_yesterday_is_no_news() -> None:
    LookResult.objects.update(at=timezone.now() - timedelta(hours=25))
    assert list(changed(Rows())) == []


def test_a_change_is_said_in_a_sentence() -> None:
    told = Change("Rule objects", "numbers", "2.0%", "10.0%", 900, 1e-9).said()
    assert told == "Rule objects of numbers: 10.0% in the last 7 days, 2.0% in the 28 before."
