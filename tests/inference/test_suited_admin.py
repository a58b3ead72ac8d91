"""Test cases and scenarios are run from their own pages, and what came of them is shown at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import releases
from athena_project.models import HouseSettings
from intents.models import Intent, Pattern, TestCase
from tests.athena_project.admin_pages import form_data, inline_scripts, staff
from validation.models import Rule, Scenario

pytestmark = pytest.mark.django_db
SCENARIOS, CASES = (reverse(f"admin:{name}_changelist") for name in ("validation_scenario", "intents_testcase"))
SCRIPT = {"X-Requested-With": "fetch"}
PUBLISHER = ("athena_project.publish", "validation.view_scenario")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def rule() -> Rule:
    return Rule.objects.create(name="numbers", kind="grounded_numbers", modes=["llm"], action="refuse")


def scenario(name: str = "warm", **fields: Any) -> Scenario:
    told = {"question": "How warm is it?", "evidence": ["It is 12 degrees."], "answer": "It is 15 degrees.", **fields}
    return Scenario.objects.create(name=name, **told)


def case() -> TestCase:
    kettle = Intent.objects.create(name="kettle", title="the kettle", mode="decline", reply="No.")
    Pattern.objects.create(intent=kettle, type="phrase", text="kettle on")
    return TestCase.objects.create(question="put the kettle on", intents=["kettle"])


def change(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def run_one(client: Client, row: models.Model, **typed: str) -> str:
    page = client.get(change(row))
    assert inline_scripts(page.text) == []
    address = change(row).replace("/change/", "/run/")
    return client.post(address, {**form_data(page), **typed}, headers=SCRIPT).text


def run_shown(client: Client, address: str, wanted: str = "") -> str:
    return client.post(f"{address}run/shown/?{wanted}", follow=True).text


def test_what_comes_of_a_scenario_stands_beneath_it(admin_client: Client) -> None:
    row = scenario()
    number = releases.publish().number
    found = run_one(admin_client, row)
    assert "0 passed, 1 failed" in found and f"On release {number}" in found
    assert "the answer passes" in found and "the answer is stopped" in found and "numbers (refuse): " in found
    assert "1 passed, 0 failed" in run_one(admin_client, row, answer="It is 12 degrees.")
    row.refresh_from_db()
    assert row.answer == "It is 15 degrees."


def test_what_comes_of_a_test_case_stands_beneath_it(admin_client: Client) -> None:
    row = case()
    releases.publish()
    assert "1 passed, 0 failed" in run_one(admin_client, row)
    found = run_one(admin_client, row, intents="lamp")
    assert "0 passed, 1 failed" in found and "<dd>lamp</dd>" in found and '<dd class="fresh">kettle' in found


def test_a_test_is_run_before_it_is_saved(admin_client: Client) -> None:
    releases.publish()
    data = {"name": "new", "question": "?", "evidence": '["It is 12 degrees."]', "answer": "15 degrees.", "mode": "llm"}
    page = admin_client.post(f"{SCENARIOS}run/", data)
    assert "1 passed, 0 failed" in page.text and "<html" in page.text  # without a script
    assert "It cannot be run like this" in admin_client.post(f"{SCENARIOS}run/", {**data, "answer": ""}).text
    assert not Scenario.objects.exists()


def test_all_that_a_list_shows_are_run_as_it_is_filtered(admin_client: Client) -> None:
    scenario()
    scenario("cold", answer="It is 12 degrees.")
    scenario("off", enabled=False)
    releases.publish()
    found = run_shown(admin_client, SCENARIOS)
    assert "1 passed, 2 failed" in found and found.count("switched off") == 1
    assert "1 passed, 0 failed" in run_shown(admin_client, SCENARIOS, "q=cold")
    assert "Run these 3" in admin_client.get(SCENARIOS).text
    assert "Run this one" in admin_client.get(SCENARIOS, {"q": "cold"}).text


def test_the_list_keeps_what_came_out_until_the_test_is_edited(admin_client: Client) -> None:
    row = scenario()
    releases.publish()
    admin_client.post(SCENARIOS, {"action": "run", "_selected_action": [row.pk]})
    assert '<span class="badge down">failed</span> the answer is stopped; numbers (refuse)' in (
        admin_client.get(SCENARIOS).text
    )
    run_one(admin_client, row, answer="It is 12 degrees.")  # what is typed is not what is stored
    assert '<span class="badge down">failed</span>' in admin_client.get(SCENARIOS).text
    admin_client.post(change(row), form_data(admin_client.get(change(row))))
    assert '<span class="badge down">' not in admin_client.get(SCENARIOS).text


def test_in_review_mode_it_is_tried_on_the_draft(rule: Rule, admin_client: Client) -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True})
    row = scenario()
    releases.publish()
    assert "0 passed, 1 failed" in run_one(admin_client, row)
    rule.enabled = False
    rule.save()
    found = run_one(admin_client, row)
    assert "1 passed, 0 failed" in found and "On the draft" in found


def test_what_failed_stands_first_and_only_a_fix_is_said_instead(rule: Rule, admin_client: Client) -> None:
    Rule.objects.create(name="plain", kind="speakable", modes=["llm"], action="fix")
    scenario("a-good-one", answer="It is 12 degrees.")
    scenario("b-bad-one", answer="It is **12** degrees.")
    releases.publish()
    found = run_shown(admin_client, SCENARIOS)
    assert found.index("b-bad-one") < found.index("a-good-one")
    assert "the answer is mended" in found and "Said instead: “It is 12 degrees.”" in found
    Rule.objects.update(action="flag")
    releases.publish()
    found = run_shown(admin_client, SCENARIOS)
    assert "plain (flag): " in found and "Said instead" not in found


def test_without_a_release_it_says_so(admin_client: Client) -> None:
    assert "There is no release yet" in run_one(admin_client, scenario())


def test_more_than_anybody_waits_for_are_left_to_a_suite(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("athena_project.by_hand.AT_MOST", 1)
    scenario()
    scenario("cold")
    releases.publish()
    found = run_shown(admin_client, SCENARIOS, "o=1")
    assert "tests are run while you wait" in found and "Run these 2" in found


def test_a_wrong_filter_is_left_to_the_list(admin_client: Client) -> None:
    scenario()
    assert "Run this one" in run_shown(admin_client, SCENARIOS, "enabled__exact=x")


def test_who_may_publish_and_not_edit_runs_it_as_it_is_stored() -> None:
    row = scenario()
    releases.publish()
    client = staff(*PUBLISHER)
    found = client.post(change(row).replace("/change/", "/run/"), {"answer": "It is 12 degrees."}, headers=SCRIPT).text
    assert "0 passed, 1 failed" in found
    assert ">Run</button>" in client.get(change(row)).text and "Run this one" in client.get(SCENARIOS).text
    assert client.post(f"{SCENARIOS}run/", {}).status_code == 403


def test_running_is_for_publishers_who_may_look_and_never_by_a_link() -> None:
    row = scenario()
    releases.publish()
    one, shown = change(row).replace("/change/", "/run/"), f"{SCENARIOS}run/shown/"
    editor = staff("validation.view_scenario", "validation.change_scenario", name="eve")
    blind = staff("athena_project.publish", name="bob")
    publisher, elsewhere = staff(*PUBLISHER), Client(enforce_csrf_checks=True)
    elsewhere.cookies = publisher.cookies  # signed in, and sent by another site
    for address in (one, shown):
        assert [editor.post(address).status_code, blind.post(address).status_code] == [403, 403]
        assert publisher.get(address).status_code == 405
        assert publisher.post(address).status_code == 200 and elsewhere.post(address).status_code == 403
    assert "Run this one" not in editor.get(SCENARIOS).text and ">Run<" not in editor.get(SCENARIOS).text
    assert ">Run<" not in editor.get(change(row)).text


def test_the_pages_stay_cheap(admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    rows = [scenario(f"warm-{number}") for number in range(60)]
    releases.publish()
    run_shown(admin_client, SCENARIOS)
    for address in (SCENARIOS, CASES, change(rows[0])):
        with django_assert_max_num_queries(12):
            admin_client.get(address)
