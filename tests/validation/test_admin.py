"""The pages of rules and scenarios."""

from typing import Any

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


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"options": {"words": 3}}, "words: Extra inputs are not permitted"),
        ({"kind": "gone"}, "gone"),
    ],
)
def test_a_rule_that_does_not_run_says_so_on_the_list_and_on_its_page(
    fields: dict[str, Any], reason: str, admin_client: Client
) -> None:
    row = Rule.objects.create(**{"name": "mine", "kind": "evidence_required", **fields})
    pages = (reverse("admin:validation_rule_changelist"), reverse("admin:validation_rule_change", args=[row.pk]))
    for page in pages:
        said = [str(message) for message in admin_client.get(page).context["messages"]]
        assert len(said) == 1 and said[0].startswith("The rule mine is left out of every answer: ")
        assert reason in said[0]
    Rule.objects.update(enabled=False)
    for page in pages:
        assert not list(admin_client.get(page).context["messages"])


def test_what_is_lost_stands_in_a_sentence_of_its_own(admin_client: Client) -> None:
    row = Rule.objects.create(name="mine", kind="evidence_required", options={"words": 3})
    page = admin_client.get(reverse("admin:validation_rule_change", args=[row.pk])).text
    assert "rest on evidence. Not known to this kind any more, dropped at the next save: words." in page


def test_a_scenario_takes_its_evidence_as_json(admin_client: Client) -> None:
    data = {"name": "s", "question": "q?", "evidence": '["It is 12 degrees."]', "answer": "12", "mode": "llm"}
    assert admin_client.post(reverse("admin:validation_scenario_add"), data).status_code == 302
    assert Scenario.objects.get().evidence == ["It is 12 degrees."]
