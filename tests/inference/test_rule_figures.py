"""How a rule did in the last month stands in the list of rules and on its page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from inference.models import Feedback
from inference.rollup import roll_up
from tests.inference.asked import ask
from validation.models import Rule

pytestmark = pytest.mark.django_db
LIST = reverse("admin:validation_rule_changelist")


def asked(days: int, objects: bool, thumb: str = "") -> None:
    findings = ["numbers (error, flag): No."] if objects else []
    detail = {"rules": ["numbers: 0.03 ms"], "findings": findings, "verdict": "pass"}
    row = ask(timezone.now() - timedelta(days=days), ("examine", detail))
    if thumb:
        Feedback.objects.create(query=row, thumb=thumb, author="eve")


@pytest.fixture
def rule() -> Rule:
    for days, objects, thumb in ((1, True, "down"), (2, True, "up"), (3, False, ""), (4, False, ""), (40, True, "up")):
        asked(days, objects, thumb)
    roll_up(timezone.now())
    Rule.objects.create(name="quiet", kind="evasive")
    return Rule.objects.create(name="numbers", kind="grounded_numbers", budget_ms=7.5)


def test_the_list_shows_objections_how_many_were_right_cost_and_budget(rule: Rule, admin_client: Client) -> None:
    page = admin_client.get(LIST).text
    cells = (("objected", "2 of 4"), ("rightly", "50 % of 2"), ("cost", "0.03 ms"), ("budget", "7.5 ms"))
    for column, text in cells:
        assert f'<td class="field-{column}">{text}</td>' in page
    assert page.count('<td class="field-objected">–</td>') == 1


def test_the_page_of_a_rule_says_it_in_a_sentence(rule: Rule, admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:validation_rule_change", args=[rule.pk])).text
    assert "In the last 30 days it looked at 4 questions and objected in 2 of them (50 %), rightly in 50 %" in page
    quiet = admin_client.get(reverse("admin:validation_rule_change", args=[Rule.objects.get(name="quiet").pk])).text
    assert "it looked at" not in quiet


def test_the_figures_cost_few_queries(
    rule: Rule, admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (LIST, reverse("admin:validation_rule_change", args=[rule.pk])):
        with django_assert_max_num_queries(12):
            admin_client.get(address)
