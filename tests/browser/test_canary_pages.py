"""Canaries and shadows in a real browser: their forms, and what they show, in every size."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from athena_project.models import Release
from inference.canary_rows import Canary
from inference.models import Assistant, QueryLog
from inference.shadow_rows import Shadow, ShadowedQuestion
from tests.athena_project.admin_pages import place
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def running() -> Canary:
    Assistant.objects.create(name="athena", default=True)
    live = releases.publish()
    place()
    tried = Release.objects.create(number=live.number + 10, content="{}", sha256="x", schema_version=1, trial=True)
    row = Canary.objects.create(release=tried, base=live, author="ann", rooms=["Kitchen", "The room under the stairs"])
    for release, outcomes in ((tried, ("answered", "refused", "failed")), (live, ("answered",))):
        for outcome in outcomes:
            fields = {"assistant": "athena", "ms": 40, "at": timezone.now(), "outcome": outcome}
            QueryLog.objects.create(id=uuid.uuid4(), release=release, **fields)
    return row


def shadow(row: Canary) -> list[str]:
    """The pages of a shadow that answered something otherwise."""
    made = Shadow.objects.create(release=row.release, base=row.base, author="ann", changed=1, worse=1)
    query = QueryLog.objects.filter(release=row.base).get()
    told = {"outcome": "refused", "answer": "I do not know that. " * 12, "ms": 12.0}
    fields = {"shadow": made, "query": query, "why": "The answer reads otherwise.", "answered": told}
    found = ShadowedQuestion.objects.create(verdict="worse", **fields)
    pages = [reverse(f"admin:inference_shadow_{name}") for name in ("changelist", "start")]
    one = reverse("admin:inference_shadow_question", args=[found.pk])
    return [*pages, reverse("admin:inference_shadow_change", args=[made.pk]), one]


def test_the_pages_fit_and_can_be_read_in_every_size(look: Look) -> None:
    row = running()
    pages = [reverse(f"admin:inference_canary_{name}") for name in ("changelist", "start")]
    paths = [*pages, reverse("admin:inference_canary_change", args=[row.pk]), *shadow(row)]
    with look(paths[0]) as page:
        for path in paths:
            page.goto(f"{page.url.partition('/admin/')[0]}{path}")
            for size in in_every_size(page):
                assert page.evaluate(STICKING_OUT) == 0, f"{path} at {size}"
                assert page.evaluate(UNREADABLE) == [], f"{path} at {size}"


def test_it_is_taken_back_by_key(look: Look) -> None:
    with look(reverse("admin:inference_canary_change", args=[running().pk])) as page:
        assert page.get_by_role("img", name="33.3 % answered").is_visible()
        page.get_by_role("button", name="Take it back").focus()
        page.keyboard.press("Enter")
        page.get_by_text("The live release answers everything again.").wait_for()
        assert page.get_by_role("button", name="Take it back").count() == 0
