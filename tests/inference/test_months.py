"""Figures of months are those of their days, put together once and again where a day was counted anew."""

from datetime import UTC, date, datetime, timedelta

import pytest

from inference import rollup
from inference.chosen import Chosen, summed, untold
from inference.models import MonthSlice, QueryLog, Slice, TalliedDay
from inference.months import beginning, end
from inference.rollup import roll_up
from inference.slices import OTHERS
from tests.inference.asked import WORKED, ask, looked_up

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SINCE, UNTIL = date(2026, 9, 15), NOW.date()
ROOM = Chosen(SINCE, UNTIL, room="Kitchen")


@pytest.fixture(autouse=True)
def autumn() -> None:
    """A question on every third day of three months, in two rooms."""
    for number in range(0, 90, 3):
        outcome = "refused" if number % 2 else "answered"
        room = "Kitchen" if number % 4 else "Bath"
        ask(NOW - number * DAY, looked_up("live"), WORKED, room=room, outcome=outcome, question=f"number {number % 9}")
    roll_up(NOW)


def test_the_months_say_what_their_days_say() -> None:
    by_months = summed(ROOM), untold(ROOM)
    assert set(MonthSlice.objects.values_list("first", flat=True)) >= {date(2026, 10, 1), date(2026, 11, 1)}
    MonthSlice.objects.all().delete()
    by_days = summed(ROOM), untold(ROOM)
    assert by_months == by_days and by_days[0][0]["questions", ""] > 10 and by_days[1] == 0


def test_the_days_of_a_whole_month_are_not_read_again() -> None:
    Slice.objects.filter(day__day__gte=date(2026, 10, 1), day__day__lt=UNTIL).update(questions=999)
    assert summed(ROOM)[0]["questions", ""] < 100


def test_a_month_ends_yesterday_and_grows_by_a_day_each_day() -> None:
    newest = MonthSlice.objects.order_by("-last").values_list("first", "last")
    assert newest[0] == (date(2026, 11, 1), date(2026, 11, 28))
    roll_up(NOW + DAY)
    assert newest.all()[0] == (date(2026, 11, 1), date(2026, 11, 29))


def test_a_day_that_is_counted_anew_counts_in_its_month() -> None:
    before = summed(ROOM)[0]["questions", ""]
    ask(datetime(2026, 10, 20, 9, tzinfo=UTC), room="Kitchen")
    TalliedDay.objects.filter(day=date(2026, 10, 20)).delete()
    roll_up(NOW)
    assert summed(ROOM)[0]["questions", ""] == before + 1


def test_texts_that_are_forgotten_are_forgotten_in_their_month_too() -> None:
    texts = MonthSlice.objects.filter(first=date(2026, 10, 1)).exclude(unanswered={})
    assert texts.exists()
    rollup.prune(NOW, log_days=20)
    roll_up(NOW, log_days=20)
    assert not texts.all().exists() and MonthSlice.objects.filter(first=date(2026, 10, 1)).exists()


def test_what_is_too_rare_in_a_month_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inference.slices.MOST", 1)
    monkeypatch.setattr("inference.slices.TOLD_APART", 1)
    MonthSlice.objects.all().delete()
    QueryLog.objects.all().delete()
    for number in range(12):
        ask(datetime(2026, 10, 1 + number, tzinfo=UTC), room=f"room {number}", intents=f"wish {number}")
    TalliedDay.objects.all().delete()
    roll_up(NOW)
    october = Chosen(date(2026, 10, 1), date(2026, 10, 31), intent="wish 0")
    assert MonthSlice.objects.filter(intents=f"|{OTHERS}|").exists()
    assert summed(october)[0]["questions", ""] + untold(october) == 12


def test_months_begin_and_end() -> None:
    assert list(beginning(date(2024, 1, 31), date(2024, 3, 1))) == [date(2024, 2, 1), date(2024, 3, 1)]
    assert list(beginning(date(2024, 2, 1), date(2024, 2, 1))) == [date(2024, 2, 1)]
    assert [end(date(2024, 2, 29)), end(date(2026, 12, 1))] == [date(2024, 2, 29), date(2026, 12, 31)]
