"""Rules that are proposed from corrected answers: why, and that a draft of one is in no release."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from inference import fix_state
from inference.fix_state import Standing
from inference.models import Feedback, Fix, Unanswered
from inference.rule_proposals import proposals
from tests.inference.test_feedback_admin import log
from validation.models import Rule

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "It is 12 degrees.", "It is 15 degrees."


def card(answer: str, correction: str) -> Unanswered:
    for author in ("ann", "ben"):
        Feedback.objects.create(query=log(answer), thumb=Feedback.DOWN, correction=correction, author=author)
    texts, now = ["How warm is it?"], timezone.now()
    return Unanswered.objects.create(question=texts[0], size=2, first=now, last=now, texts=texts, centre=b"")


def test_a_check_that_would_have_found_it_is_proposed_as_a_draft(admin_client: Client) -> None:
    made = card(WRONG, RIGHT)
    page = admin_client.get(reverse("admin:inference_unanswered_change", args=[made.pk])).text
    assert "grounded_numbers would have found what was wrong (2 answers that people corrected" in page
    admin_client.post(
        reverse("admin:inference_unanswered_rule", args=[made.pk]), {"rule": "grounded-numbers-lax"}, follow=True
    )
    rule = Rule.objects.get()
    assert (rule.kind, rule.action, rule.enabled, rule.intents) == ("grounded_numbers", "retry", False, ["weather_now"])
    assert releases.enabled_rows(Rule) == {}
    assert fix_state.told(Fix.objects.all())[0].standing == Standing.WAITS


def test_a_check_that_keeps_back_what_is_right_is_proposed_as_a_flag() -> None:
    ranges = [{"quantity": "warmth", "unit": "degC", "lowest": 20, "highest": 30}]
    Rule.objects.create(name="warm", kind="plausible_ranges", action="refuse", options={"ranges": ranges})
    found = next(each for each in proposals(card(WRONG, RIGHT)) if each.rule.kind == "plausible_ranges")
    assert found.why.startswith("warm objects to what should have been said")
    assert (found.rule.action, found.rule.options["ranges"], found.rule.enabled) == ("flag", ranges, False)


def test_nothing_is_proposed_where_the_checks_agree_with_people() -> None:
    Rule.objects.create(name="numbers", kind="grounded_numbers", action="retry")
    assert "grounded_numbers" not in {each.rule.kind for each in proposals(card(WRONG, RIGHT))}
    Feedback.objects.update(thumb=Feedback.UP)
    assert proposals(Unanswered.objects.get()) == []
