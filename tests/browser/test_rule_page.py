"""A rule is tried in a real browser as it stands in the form, and what changed stands on a page that fits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from inference.models import Feedback
from inference.rollup import roll_up
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE
from tests.inference.asked import ask
from validation.models import Rule, Scenario

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULE = f"{reverse('admin:validation_rule_add')}?kind=grounded_numbers"
SCENARIOS = reverse("admin:validation_scenario_changelist")
ANALYTICS = reverse("admin:inference_querylog_analytics")


def test_a_rule_is_tried_before_it_is_saved(look: Look) -> None:
    ask(timezone.now(), ("examine", {"sentence": "It costs 15 euros.", "mode": "llm", "verdict": "pass"}))
    with look(RULE) as page:
        page.locator("#id_name").fill("mine")
        page.get_by_label("Evidence", exact=True).fill("It costs 12 euros.")
        page.get_by_label("Answer", exact=True).fill("It costs 15 euros.")
        page.get_by_role("button", name="Try it on this answer").press("Enter")
        page.get_by_role("heading", name="It objects", exact=True).wait_for()
        page.get_by_role("button", name="Try it on the last 500 answers").click()
        page.get_by_role("heading", name="It objects to 1 of 1 answers").wait_for()
        assert page.locator("#id_name").input_value() == "mine"
        for size in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, size
            assert page.evaluate(UNREADABLE) == [], size


def test_scenarios_are_run_from_their_page_and_from_their_list(look: Look) -> None:
    Rule.objects.create(name="a-rule-with-quite-a-long-name", kind="grounded_numbers", modes=["llm"])
    row = Scenario.objects.create(
        name="a-scenario-with-quite-a-long-name", question="How warm?", evidence=["It is 12."], answer="It is 15."
    )
    releases.publish()
    with look(reverse("admin:validation_scenario_change", args=[row.pk])) as page:
        page.get_by_role("button", name="Run", exact=True).click()
        page.get_by_role("heading", name="0 passed, 1 failed").wait_for()
        page.get_by_label("Answer", exact=False).fill("It is 12.")
        page.get_by_role("button", name="Run", exact=True).click()
        page.get_by_role("heading", name="1 passed, 0 failed").wait_for()
        page.goto(f"{page.url.partition('/admin/')[0]}{SCENARIOS}")
        page.get_by_role("button", name="Run this one").click()
        page.get_by_role("heading", name="0 passed, 1 failed").wait_for()
        for size in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, size
            assert page.evaluate(UNREADABLE) == [], size
        page.goto(f"{page.url.partition('/admin/')[0]}{SCENARIOS}")
        assert page.locator(".field-last_run .badge.down").inner_text() == "failed"
        for size in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, size
            assert page.evaluate(UNREADABLE) == [], size


def test_what_has_changed_and_the_rules_fit_in_every_size(look: Look) -> None:
    now = timezone.now()
    for back in range(1, 36):
        for number in range(6):
            hits = number < (4 if back <= 7 else 1)
            findings = ["a-rule-with-quite-a-long-name (error, flag): No."] if hits else []
            detail = {"rules": ["a-rule-with-quite-a-long-name: 0.50 ms"], "findings": findings, "verdict": "pass"}
            row = ask(now - timedelta(days=back), ("examine", detail), intents="an_intent_with_a_long_name_too")
        Feedback.objects.create(query=row, thumb="down", author="eve")
    roll_up(now)
    with look(ANALYTICS) as page:
        page.get_by_role("heading", name="What has changed").wait_for()
        assert page.get_by_role("cell", name="66.7%").count() == 1
        for size in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, size
            assert page.evaluate(UNREADABLE) == [], size
