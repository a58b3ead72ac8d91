"""Scenarios, and those that ship."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import validation
from athena_project.configuration import LOADER
from validation.models import Rule, Scenario
from validation.scenarios import Outcome, drafts, evidence, run_scenario

SEED = yaml.load((Path(validation.__file__).parent / "seed.yaml").read_text(encoding="utf-8"), Loader=LOADER)
RULES = [Rule(**fields) for fields in SEED["validation.rule"]]


@pytest.mark.parametrize("fields", SEED["validation.scenario"], ids=lambda fields: fields["name"])
async def test_a_shipped_scenario_holds(fields: dict[str, Any]) -> None:
    found = await run_scenario(Scenario(**fields), RULES)
    assert found.holds, found.findings


@pytest.mark.parametrize("fields", [fields for fields in SEED["validation.scenario"] if fields.get("passes") is False])
async def test_without_rules_nothing_is_found_wrong(fields: dict[str, Any]) -> None:
    assert await run_scenario(Scenario(**fields), []) == Outcome(holds=False, action="pass")


def test_shipped_rules_and_scenarios_fit_their_models() -> None:
    for rule in RULES:
        rule.clean_fields(exclude=["id"])
        rule.clean()
    for fields in SEED["validation.scenario"]:
        Scenario(**fields).clean_fields(exclude=["id"])


def test_an_answer_is_examined_sentence_by_sentence() -> None:
    first, last = drafts(Scenario(name="two", question="?", answer="One here. Two there."))
    assert (first.sentence, first.before) == ("One here.", "")
    assert (last.sentence, last.before) == ("Two there.", "One here. ")


def test_texts_are_passages_and_objects_are_facts_with_real_dates() -> None:
    found = evidence(["a text", {"name": "start", "value": "2026-11-22T14:05:00+01:00", "valid_from": "2026-11-22"}])
    assert found.passages[0].text == "a text"
    assert found.facts[0].value.hour == 14  # type: ignore[union-attr]  # the test says that it is a datetime
    assert found.facts[0].valid_from == date(2026, 11, 22)


@pytest.mark.parametrize("value", ["2026-99-99", "soon", None, 5, True, ["x"]])
def test_odd_values_do_not_break_a_scenario(value: object) -> None:
    assert evidence([{"name": "odd", "value": value, "as_of": value}, 7, None]).facts[0].name == "odd"
