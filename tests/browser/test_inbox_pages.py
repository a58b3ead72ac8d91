"""The pages of the inbox on every screen, in a real browser."""

from datetime import timedelta

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from inference.models import Unanswered
from intents.models import Intent
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE
from tests.inference.test_rule_proposals import card
from validation.models import Rule

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_card_of_the_inbox_fits_every_screen(look: Look) -> None:
    Intent.objects.create(name="post", title="the post", mode="decline", reply="No.")
    now, texts = timezone.now(), [f"where is my {'very ' * number}late parcel" for number in range(9)]
    many = Unanswered.objects.create(
        question=texts[0], texts=texts, size=9, first=now - timedelta(days=2), last=now, reasons={"not answered": 9},
        centre=np.zeros(384, np.float32).tobytes(),
    )  # fmt: skip
    pages = [reverse("admin:inference_unanswered_change", args=[many.pk]), "/admin/inference/unanswered/"]
    with look(pages[0]) as page:
        for path in pages:
            page.goto(page.url.partition("/admin/")[0] + path)
            for where in in_every_size(page):
                assert page.evaluate(STICKING_OUT) == 0, (path, where)
                assert page.evaluate(UNREADABLE) == [], (path, where)
        page.get_by_role("button", name="Dismiss").first.click()
        page.get_by_text("Dismissed").first.wait_for()


def test_a_proposed_rule_is_made_a_draft_and_switched_on_by_its_buttons(look: Look) -> None:
    made = card("It is 15 degrees.", "It is 12 degrees.")
    with look(reverse("admin:inference_unanswered_change", args=[made.pk])) as page:
        page.get_by_role("heading", name="A check may be the cause").wait_for()
        for where in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, where
            assert page.evaluate(UNREADABLE) == [], where
        page.get_by_role("button", name="Make a draft of grounded-numbers-lax").click()
        page.get_by_role("button", name="Switch it on").click()
        page.get_by_role("button", name="Undo").wait_for()
        page.goto(page.url.partition("/admin/")[0] + reverse("admin:validation_rule_changelist"))
        page.get_by_role("link", name="grounded-numbers-lax").wait_for()
    assert Rule.objects.get().enabled
