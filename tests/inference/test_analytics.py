"""Figures of just those questions that were chosen, the file of them, and the views that people keep of them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from inference import rollup
from inference.analytics import analytics, exported
from inference.chosen import Chosen, summed, untold
from inference.models import QueryLog, SavedView, Slice, TalliedDay, Tally
from inference.rollup import roll_up
from inference.slices import MOST, OTHERS, ROOMS, Slices, barred, bounded
from tests.athena_project.admin_pages import staff
from tests.inference.asked import WORKED, ask, looked_up

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = NOW.date() - 6 * DAY, NOW.date()
PAGE = reverse("admin:inference_querylog_analytics")
FILE = reverse("admin:inference_querylog_figures")


def some() -> None:
    """Four questions: two assistants, two rooms, two intents, two domains."""
    ask(NOW, looked_up("live"), room="Kitchen")
    ask(NOW, looked_up("live", "news"), WORKED, room="Kitchen", intents="news", tokens_in=90, tokens_out=10)
    ask(NOW - DAY, looked_up("live"), looked_up("live", "news"), room="Bath", intents="weather_now, news")
    ask(NOW - 2 * DAY, assistant="guest", intents="", outcome="refused", question="Who  AM I?")
    roll_up(NOW)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"assistant": "athena"}, 3),
        ({"room": "Kitchen"}, 2),
        ({"room": "(none)"}, 1),
        ({"intent": "news"}, 2),
        ({"intent": "NEWS"}, 0),
        ({"intent": "n_ws"}, 0),
        ({"domain": "weather"}, 2),
        ({"domain": "weather", "intent": "news"}, 1),
        ({"assistant": "guest", "room": "Kitchen"}, 0),
    ],
)
def test_only_what_was_chosen_is_counted(chosen: dict[str, Any], count: int) -> None:
    some()
    counts, days = summed(Chosen(*WEEK, **chosen))
    assert (counts["questions", ""], days.total(), untold(Chosen(*WEEK, **chosen))) == (count, count, 0)


def test_slices_count_what_whole_days_count() -> None:
    some()
    whole, days = summed(Chosen(*WEEK))
    parts: Counter[tuple[str, str]] = Counter()
    for assistant in ("athena", "guest"):
        parts += summed(Chosen(*WEEK, assistant=assistant))[0]
    ours = {
        pair: often for pair, often in whole.items() if often and not pair[0].startswith(("rule", "match", "quote"))
    }
    assert dict(parts) == ours and days.total() == 4


def test_what_it_costs_and_where_it_was_asked() -> None:
    some()
    found = analytics(Chosen(*WEEK, room="Kitchen"), NOW.date())
    assert [(cost.bar.label, cost.often, cost.tokens, cost.bar.value) for cost in found.models] == [
        ("big", "1", "100", "2,500 ms")
    ]
    assert [(cost.bar.label, cost.tokens) for cost in found.costs] == [("news", "100")]
    assert [bar.label for bar in analytics(Chosen(*WEEK), NOW.date()).rooms] == ["Kitchen", "(none)", "Bath"]
    assert analytics(Chosen(*WEEK, intent="none"), NOW.date()).unanswered == [("who am i?", 1)]


def test_the_slices_of_a_day_are_bounded_and_nothing_is_lost() -> None:
    """As many rooms and subjects as a client can think of: what is asked most is still told apart."""
    usual = ("athena", "Kitchen", barred(["weather_now"]), barred(["weather"]))
    made: Slices = {usual: Counter({("questions", ""): 50})}
    for number in range(3000):
        key = (f"a{number % 9}", f"room {number}", barred([f"intent {number % 700}"]), barred([]))
        made[key] = Counter({("questions", ""): 1})
    found = bounded(made)
    assert len(found) <= MOST and sum(each["questions", ""] for each in found.values()) == 3050
    assert found[usual]["questions", ""] == 50 and len({key[1] for key in found}) <= ROOMS + 1


def test_what_is_too_rare_is_said_to_be_unknown_not_left_out_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inference.slices.MOST", 2)
    monkeypatch.setattr("inference.slices.TOLD_APART", 1)
    for intent in ("often", "often", "rare", "rarer"):
        ask(NOW, intents=intent)
    roll_up(NOW)
    often = Chosen(*WEEK, intent="often")
    assert summed(often)[0]["questions", ""] == 2 and untold(often) == 2
    assert untold(Chosen(*WEEK, assistant="athena")) == 0
    assert set(Slice.objects.values_list("intents", flat=True)) == {"|often|", f"|{OTHERS}|"}


def test_days_that_were_counted_before_there_were_slices_are_counted_anew_but_never_for_less() -> None:
    ask(NOW - DAY)
    ask(NOW - 2 * DAY)
    roll_up(NOW)
    ask(NOW - 2 * DAY, room="Bath")
    TalliedDay.objects.update(version=0)
    Slice.objects.all().delete()
    QueryLog.objects.filter(at=NOW - DAY).update(at=NOW - DAY + timedelta(hours=1))
    Tally.objects.filter(day__day=(NOW - DAY).date(), what="questions").update(count=7)  # the log had more then
    roll_up(NOW)
    assert Slice.objects.count() == 2 and TalliedDay.objects.filter(version=rollup.VERSION).count() == 2
    assert summed(Chosen(*WEEK))[0]["questions", ""] == 9 and untold(Chosen(*WEEK, room="Bath")) == 7


def test_the_texts_go_when_the_log_forgets_them() -> None:
    some()
    assert Slice.objects.exclude(unanswered={}).count() == 1
    rollup.prune(NOW + 9 * DAY, 3)
    assert not Slice.objects.exclude(unanswered={}).exists() and Slice.objects.count() == 4


def test_the_file_holds_just_that_and_no_formula(admin_client: Client) -> None:
    now = timezone.now()
    ask(now, room="=cmd|' /C calc'!A0", outcome="failed", question="@SUM(1)")
    ask(now, room="Bath")
    roll_up(now)
    lines = admin_client.get(FILE, {"room": "=cmd|' /C calc'!A0"}).text.splitlines()
    assert f"{now:%Y-%m-%d},questions,,1" in lines and not any(",Bath," in line for line in lines)
    assert [line.split(",")[2] for line in lines if ",room," in line or ",unanswered," in line] == [
        "'=cmd|' /C calc'!A0", "'@sum(1)"
    ]  # fmt: skip


def test_days_from_and_to_and_what_makes_no_sense(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    some()
    asked: dict[str, Any] = {"since": "2026-11-28", "until": "2026-11-29", "intent": "news", "room": "<b>Attic"}
    with django_assert_max_num_queries(12):
        page = admin_client.get(PAGE, asked)
    assert page.context["view"].chosen == Chosen(NOW.date() - DAY, NOW.date(), intent="news", room="<b>Attic")
    assert '<option value="&lt;b&gt;Attic" selected>' in page.text
    wrong = admin_client.get(PAGE, {"since": "2026-11-28", "until": "2024-01-01"})
    assert "Choose a day that is not before the first one" in wrong.text and wrong.context["view"].chosen.days == 30
    assert [exported(page.context["view"].chosen).__next__()] == [("day", "what", "name", "count")]


def kept(client: Client, name: str, **more: str) -> int:
    return client.post(
        reverse("admin:inference_savedview_keep") + "?days=7&room=Bath", {"name": name, **more}
    ).status_code


def names(client: Client) -> list[tuple[str, str]]:
    return [(each.name, each.by) for each in client.get(PAGE).context["views"]]


def test_a_view_is_private_until_it_is_shared_and_one_click_opens_it() -> None:
    editor, viewer = (
        staff("inference.view_querylog", "inference.add_savedview"),
        staff("inference.view_querylog", name="v"),
    )
    assert kept(editor, "Mine") == 302 and (names(editor), names(viewer)) == ([("Mine", "")], [])
    assert kept(editor, "Mine", shared="on") == 302 and names(viewer) == [("Mine", "pat")]
    address = viewer.get(PAGE).context["views"][0].address
    assert viewer.get(PAGE + address).context["view"].chosen.room == "Bath"
    assert viewer.get(PAGE + address).context["views"][0].open
    key = SavedView.objects.get().pk
    for name in ("share", "let_go"):
        assert viewer.post(reverse(f"admin:inference_savedview_{name}", args=[key])).status_code == 404
    editor.post(reverse("admin:inference_savedview_share", args=[key]))
    assert names(viewer) == [] and names(editor) == [("Mine", "")]


def test_who_may_not_share_keeps_views_for_themselves() -> None:
    viewer, nobody = staff("inference.view_querylog", name="v"), staff("athena_project.view_job", name="n")
    assert (kept(viewer, "Mine", shared="on"), kept(viewer, "Mine"), kept(nobody, "Mine")) == (403, 302, 403)
    key = SavedView.objects.get().pk
    share, let_go = (reverse(f"admin:inference_savedview_{name}", args=[key]) for name in ("share", "let_go"))
    assert (viewer.post(share).status_code, viewer.get(let_go).status_code) == (403, 405)
    assert viewer.post(let_go).status_code == 302 and not SavedView.objects.exists()
    assert kept(viewer, "x" * 61) == 302 and kept(viewer, "") == 302 and not SavedView.objects.exists()
