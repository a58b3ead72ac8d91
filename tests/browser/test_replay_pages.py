"""Replays in a real browser: the form, the result with both sides of each change, and two of them side by side."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from inference.models import QueryLog, Replay, ReplayedQuestion, SuiteResult, SuiteRun
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RAIN: dict[str, Any] = {"text": "will it rain in Trondheim tomorrow", "intent": "weather_forecast", "mode": "facts"}
RAIN |= {"domain": "weather", "slots": {"place": "Trondheim", "days": "tomorrow"}}
LOST = {**RAIN, "intent": "none", "mode": "llm", "domain": "", "slots": {}}
MOVED = {**RAIN, "intent": "weather_now", "slots": {"place": "Trondheim"}}


def done(*found: tuple[str, str, dict[str, Any]]) -> Replay:
    counts = {name: sum(verdict == name for _, verdict, _ in found) for name in ("changed", "worse")}
    row = Replay.objects.create(
        state="done", same=212, **counts, seconds=0.7, before_number=7, after_sha256="1f" * 32, author="ann"
    )
    for number, (text, verdict, after) in enumerate(found):
        query, _ = QueryLog.objects.get_or_create(
            question=text, defaults={"id": uuid.uuid4(), "at": timezone.now(), "assistant": "athena", "ms": 3}
        )
        why = "It was understood as weather_forecast, now as nothing." if verdict == "worse" else ""
        ReplayedQuestion.objects.create(
            replay=row, query=query, position=number, verdict=verdict, why=why, before=[RAIN], after=[after]
        )
    return row


def run_page() -> str:
    """The page of a test run with all that it can show of a test."""
    run = SuiteRun.objects.create(state="done", passed=1, failed=1, newly_red=1, sha256="1f" * 32)
    case = {"run": run, "model": "intents.testcase", "suite": "must-hold", "found": "weather_now; place Trondheim"}
    SuiteResult.objects.create(
        **case, row=1, name="is it wet out there " * 8, passed=False, before=True, blocking=True, flaky=True
    )
    SuiteResult.objects.create(**case, row=1, name="is it wet", passed=True, before=False)
    return reverse("admin:inference_suiterun_change", args=[run.pk]) + "?show=all"


def test_the_pages_fit_and_can_be_read_in_every_size(look: Look) -> None:
    text = "will it rain in Trondheim tomorrow"
    first = done((text, "changed", MOVED))
    row = done((text, "worse", LOST), ("is it wet out there " * 8, "changed", MOVED))
    change = reverse("admin:inference_replay_change", args=[row.pk])
    pages = [f"{change}?with={first.pk}", reverse("admin:inference_replay_start"), run_page()]
    with look(reverse("admin:inference_replay_changelist")) as page:
        for path in (page.url, *pages):
            page.goto(path if path.startswith("http") else f"{page.url.partition('/admin/')[0]}{path}")
            for size in in_every_size(page):
                assert page.evaluate(STICKING_OUT) == 0, f"{path} at {size}"
                assert page.evaluate(UNREADABLE) == [], f"{path} at {size}"


def test_a_change_leads_to_its_question_by_key(look: Look) -> None:
    row = done(("will it rain", "worse", LOST))
    with look(reverse("admin:inference_replay_change", args=[row.pk])) as page:
        assert page.get_by_role("heading", name="212 same, 0 changed, 1 worse").is_visible()
        page.get_by_role("link", name="will it rain").focus()
        page.keyboard.press("Enter")
        page.get_by_text("How it came about").wait_for()
