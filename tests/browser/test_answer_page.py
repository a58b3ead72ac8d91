"""The page of an answer in a real browser: its claims and their evidence fit every size; a thumb is given by key."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from inference.models import Feedback, QueryLog, QueryStep
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANSWER = "Boston will be partly cloudy with a high of 13 degrees and winds of 90 kilometres per hour."
HIGH = {"kind": "fact", "name": "temperature_high", "text": "13.4 degC", "place": "Boston", "source": "Open-Meteo"}
DAY = {"when": "2026-11-30/2026-11-30", "as_of": "2026-11-29T14:05:00+00:00"}


def claim(text: str, verdict: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "kind": "number",
        "start": ANSWER.index(text),
        "verdict": verdict,
        "evidence": evidence,
        **more,
    }


def answered() -> QueryLog:
    log = QueryLog.objects.create(
        id=uuid.uuid4(), at=timezone.now(), assistant="athena", question="weather?", answer=ANSWER, ms=12
    )
    as_of = (log.at - timedelta(minutes=3)).isoformat()
    found = {"question": "weather?", "source": "Open-Meteo", "address": "https://open-meteo.com/", "as of": as_of}
    said = {"question": "weather?", "domain": "weather", "mode": "llm", "verdict": "pass", "sentence": ANSWER}
    claims = [
        claim("13 degrees", "supported", HIGH | DAY),
        claim("90 kilometres per hour", "unsupported", why="It does not follow from the evidence."),
    ]
    rows = (("retrieve:weather", found | {"answered by": "fresh"}), ("examine", said | {"claims": claims}))
    for number, (name, detail) in enumerate(rows):
        QueryStep.objects.create(query=log, position=number, name=name, start_ms=number, ms=1, detail=detail)
    return log


def test_the_page_fits_every_size_and_a_thumb_is_given_by_key(look: Look) -> None:
    log = answered()
    theirs = Feedback.objects.create(query=log, api_key="k3v09x2a", thumb="down", correction="It was 14 degrees. " * 9)
    with look(reverse("admin:inference_querylog_change", args=[log.pk])) as page:
        home = page.url.partition("/admin/")[0]
        for path in (reverse("admin:inference_feedback_change", args=[theirs.pk]), page.url.removeprefix(home)):
            page.goto(f"{home}{path}")
            for size in in_every_size(page) if path.endswith(f"{log.pk}/change/") else ["1440 light"]:
                assert page.evaluate(STICKING_OUT) == 0, f"{path} at {size}"
                assert page.evaluate(UNREADABLE) == [], f"{path} at {size}"
        page.get_by_role("link", name="Should have been").press("Enter")
        assert page.evaluate("document.activeElement.id") == "fix-heading"
        assert page.locator(".claim.up").inner_text().startswith("13 degrees")
        assert "kept, still fresh" in page.get_by_role("region", name="How it is known").inner_text()
        page.get_by_role("radio", name="Down: a bad one").focus()
        page.keyboard.press("Space")
        page.get_by_label("What it should have been").fill("14 degrees")
        page.get_by_role("button", name="Keep the feedback").press("Enter")
        page.get_by_role("link", name="Make a test of it").wait_for()
    assert Feedback.objects.get(author="admin").correction == "14 degrees"
