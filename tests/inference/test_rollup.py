"""The days of the log are counted once and for all, however often that is done, and the page reads nothing else."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inference import pruning, rollup, tasks
from inference.analytics import analytics, exported
from inference.chosen import Chosen
from inference.models import Assistant, QueryLog, TalliedDay, Tally
from inference.rollup import bounds, roll_up
from ragdomains.models import Place
from tests.athena_project.admin_pages import inline_scripts, staff
from tests.inference.asked import MODEL, ask, looked_up

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = reverse("admin:inference_querylog_analytics")
FILE = reverse("admin:inference_querylog_figures")


def last(days: int) -> Chosen:
    return Chosen(NOW.date() - (days - 1) * DAY, NOW.date())


def questions() -> dict[str, int]:
    return {str(day): count for day, count in Tally.objects.filter(what="questions").values_list("day__day", "count")}


def test_every_day_is_counted_and_counting_again_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup, "PAGE", 2)
    for back in (0, 0, 0, 2, 2):
        ask(NOW - back * DAY, looked_up("live"), MODEL)
    assert roll_up(NOW) == 2
    before = sorted(Tally.objects.values_list("day__day", "what", "name", "count"))
    assert questions() == {"2026-11-29": 3, "2026-11-27": 2}
    assert roll_up(NOW + timedelta(minutes=5)) == 1  # only today may still change
    assert sorted(Tally.objects.values_list("day__day", "what", "name", "count")) == before


def test_today_grows_and_yesterday_is_final_a_while_after_midnight() -> None:
    ask(NOW)
    roll_up(NOW)
    ask(NOW + timedelta(hours=11))
    midnight = NOW.replace(hour=0) + DAY
    assert roll_up(midnight + timedelta(minutes=5)) == 2 and questions()["2026-11-29"] == 2
    assert roll_up(midnight + timedelta(minutes=20)) == 2
    assert roll_up(midnight + timedelta(minutes=25)) == 1


def test_a_day_that_takes_long_is_counted_less_often() -> None:
    ask(NOW)
    roll_up(NOW)
    TalliedDay.objects.update(seconds=12)
    assert [roll_up(NOW + timedelta(minutes=minutes)) for minutes in (5, 10)] == [0, 1]


def test_what_is_forgotten_stays_counted() -> None:
    for back in (1, 390):
        ask(NOW - back * DAY, outcome="refused", question="Who was it?")
    assert pruning.prune(NOW)["questions"] == 1
    assert questions() == {"2026-11-28": 1, "2025-11-04": 1}
    assert roll_up(NOW + timedelta(minutes=5)) == 1 and len(questions()) == 2
    assert list(Tally.objects.filter(what="unanswered").values_list("day__day", flat=True)) == [date(2026, 11, 28)]


def test_a_day_that_is_half_forgotten_is_not_counted_anew() -> None:
    ask(NOW - DAY)
    ask(NOW - DAY + timedelta(hours=6))
    roll_up(NOW - DAY + timedelta(hours=7))
    QueryLog.objects.order_by("at")[0].delete()
    roll_up(NOW, log_days=1)
    assert questions() == {"2026-11-28": 2}


def test_the_oldest_counts_go(monkeypatch: pytest.MonkeyPatch) -> None:
    ask(NOW - 2 * DAY)
    roll_up(NOW)
    monkeypatch.setattr(rollup, "KEPT", DAY)
    assert rollup.prune(NOW, 0) == 1 and TalliedDay.objects.count() == 1


def test_a_run_that_takes_too_long_leaves_the_rest_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    ask(NOW - DAY)
    monkeypatch.setattr(rollup, "LONGEST", -1.0)
    assert roll_up(NOW) == 0 and not TalliedDay.objects.exists()
    monkeypatch.undo()
    assert roll_up(NOW) == 2


def test_a_day_is_that_of_the_house() -> None:
    home = Place.objects.create(name="Home", latitude=0, longitude=0, time_zone="Pacific/Auckland")
    Assistant.objects.create(name="athena", default=True, place=home)
    ask(NOW)
    roll_up(NOW)
    assert questions() == {"2026-11-30": 1}
    assert Tally.objects.get(what="hour").name == "01"


def test_a_day_on_which_clocks_change_has_its_own_length() -> None:
    starts, ends = bounds(date(2026, 10, 25), ZoneInfo("Europe/Berlin"))
    assert ends - starts == timedelta(hours=25)


def test_only_so_many_questions_are_kept_by_their_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup, "UNANSWERED", 2)
    for text in ("a", "b", "b", "c"):
        ask(NOW, outcome="failed", question=text)
    roll_up(NOW)
    assert set(Tally.objects.filter(what="unanswered").values_list("name", "count")) == {("b", 2), ("a", 1)}


def test_the_figures_of_a_range() -> None:
    ask(NOW, looked_up("live"), MODEL, tokens_in=100, tokens_out=20)
    ask(NOW - 5 * DAY, looked_up("live"), outcome="failed", problem="Away.", question="Is  it up?")
    ask(NOW - 8 * DAY)
    roll_up(NOW)
    found = analytics(last(7), NOW.date())
    assert [number for _, number, _ in found.figures][:6] == ["2", "50 %", "50 %", "100 %", "100", "20"]
    assert [column.value for column in found.by_day.columns] == [0, 1, 0, 0, 0, 0, 1]
    assert [(line.bar.label, line.bar.value, line.without) for line in found.domains] == [("weather", "2", "50 %")]
    assert found.unanswered == [("is it up?", 1)]
    assert analytics(last(30), NOW.date()).figures[0][1] == "3"


def test_the_page_and_the_file(admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    text = '=HYPERLINK("http://evil.example")<script>'
    ask(NOW, outcome="refused", question=text)
    tasks.roll_up()
    with django_assert_max_num_queries(12):
        page = admin_client.get(PAGE, {"days": "90"}).text
    assert inline_scripts(page) == [] and "<script>" not in page.partition('id="content"')[2]
    assert 'href="?days=90" aria-current="page"' in page
    assert admin_client.get(PAGE, {"days": "x' OR 1"}).context["view"].chosen.days == 30
    file = admin_client.get(FILE, {"days": "90"})
    assert file["Content-Type"].startswith("text/csv") and "attachment" in file["Content-Disposition"]
    assert not any(line.split(",")[2].startswith(('"=', "=")) for line in file.text.splitlines() if line)


def test_the_file_tells_times_in_milliseconds() -> None:
    ask(NOW)
    roll_up(NOW)
    lines = list(exported(last(7)))
    assert lines[0] == ("day", "what", "name", "count")
    assert ("2026-11-29", "time: whole", "41.5 ms", 1) in lines and ("2026-11-29", "hour", "12", 1) in lines


@pytest.mark.parametrize("path", [PAGE, FILE], ids=["page", "file"])
def test_who_may_see_the_log_may_see_it(path: str) -> None:
    assert Client().get(path).status_code == 302
    assert staff("athena_project.view_job").get(path).status_code == 403
