"""The pages of rules and scenarios."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.athena_project.admin_pages import form_data
from validation.checks import FAMILIES, checks
from validation.models import Rule, Scenario

pytestmark = pytest.mark.django_db
ADD = reverse("admin:validation_rule_add")
KINDS = [kind for kind, _ in checks.choices()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_of_each_kind_is_made_with_its_defaults(kind: str, admin_client: Client) -> None:
    data = {**form_data(admin_client.get(ADD, {"kind": kind})), "name": "mine", "modes": "llm\nfacts", "intents": ""}
    assert admin_client.post(ADD, data).status_code == 302
    row = Rule.objects.get()
    assert (row.kind, row.options, row.modes, row.intents) == (kind, {}, ["llm", "facts"], [])


def test_the_kinds_are_offered_by_family(admin_client: Client) -> None:
    page = admin_client.get(ADD).content.decode()
    shown = [found for found in FAMILIES if f"<h2>{found.capitalize()}</h2>" in page]
    assert shown == list(FAMILIES)
    power = page[page.index("<h2>Power</h2>") : page.index("<h2>Utility</h2>")]
    assert "?kind=foreign_urls" in power and "?kind=grounded_numbers" not in power


def test_rules_are_listed_by_family_also_one_whose_kind_is_gone(admin_client: Client) -> None:
    for kind in ("leaks", "speakable", "gone"):
        Rule.objects.create(name=f"rule-{kind}", kind=kind)
    every = reverse("admin:validation_rule_changelist")
    assert "not installed" in admin_client.get(every).content.decode()
    page = admin_client.get(every, {"family": "power"}).content.decode()
    assert "rule-leaks" in page and "rule-speakable" not in page and "rule-gone" not in page


def test_a_scenario_takes_its_evidence_as_json(admin_client: Client) -> None:
    data = {"name": "s", "question": "q?", "evidence": '["It is 12 degrees."]', "answer": "12", "mode": "llm"}
    assert admin_client.post(reverse("admin:validation_scenario_add"), data).status_code == 302
    assert Scenario.objects.get().evidence == ["It is 12 degrees."]
