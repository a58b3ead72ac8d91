"""A rule is tried as it stands in the form, on a pasted text and on recorded answers, and nothing is written."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from django.test import Client
from django.urls import reverse

from inference.models import Feedback
from tests.athena_project.admin_pages import form_data, inline_scripts, staff
from tests.inference.asked import ask
from validation.models import Rule

pytestmark = pytest.mark.django_db
ADD, TRY = reverse("admin:validation_rule_add"), reverse("admin:validation_rule_try")
FACT = '{"name": "temperature", "value": 12, "unit": "degC"}'
SCRIPT = {"X-Requested-With": "fetch"}


def form(client: Client, kind: str = "grounded_numbers", **fields: str) -> dict[str, Any]:
    page = client.get(ADD, {"kind": kind})
    assert inline_scripts(page.text) == []
    return {**form_data(page), "name": "mine", "modes": "llm", "intents": "", **fields}


def tried(client: Client, on: str, **fields: str) -> str:
    reply = client.post(f"{TRY}?on={on}", form(client, **fields), headers=SCRIPT)
    assert reply.status_code == 200 and not Rule.objects.exists()
    return reply.text


def test_a_pasted_answer_is_judged_by_the_form_as_it_stands(admin_client: Client) -> None:
    pasted = {"try-question": "How warm is it?", "try-evidence": f"{FACT}\nA text.", "try-answer": "It is 14 degrees."}
    assert "It objects" in tried(admin_client, "text", **pasted)
    assert "It passes" in tried(admin_client, "text", **{**pasted, "try-answer": "It is 12 degrees."})
    assert "It passes" in tried(admin_client, "text", **pasted, option_tolerance="0.2")
    assert tried(admin_client, "text", **pasted).count("14 degrees”") == 1
    assert "Paste an answer" in tried(admin_client, "text")


@pytest.mark.parametrize(
    "evidence",
    [
        FACT,
        f"[{FACT}]",
        f"A text.\n{FACT}",
        orjson.dumps(orjson.loads(FACT), option=orjson.OPT_INDENT_2).decode(),
        orjson.dumps(["A text.", orjson.loads(FACT)], option=orjson.OPT_INDENT_2).decode(),
    ],
)
def test_facts_are_read_from_a_line_and_from_json_over_several(evidence: str, admin_client: Client) -> None:
    pasted = {"try-question": "How warm is it?", "try-evidence": evidence}
    assert "It passes" in tried(admin_client, "text", **pasted, **{"try-answer": "It is 53.6 °F."})  # by its unit
    assert "It objects" in tried(admin_client, "text", **pasted, **{"try-answer": "It is 59 °F."})


def test_other_json_is_read_as_a_text(admin_client: Client) -> None:
    pasted = {"try-question": "How warm is it?", "try-evidence": '{\n"city": "Oslo",\n"temperature": 12\n}'}
    assert "It passes" in tried(admin_client, "text", **pasted, **{"try-answer": "It is 12 degrees in Oslo."})
    assert "It objects" in tried(admin_client, "text", **pasted, **{"try-answer": "It is 14 degrees in Oslo."})


def test_a_mistake_of_the_form_is_told(admin_client: Client) -> None:
    said = tried(admin_client, "text", **{"name": "", "budget_ms": "0", "try-answer": "15."})
    assert "It cannot be tried like this" in said and "Name: This field is required." in said
    assert "Budget (ms): Ensure" in said


def test_an_answer_that_the_rule_does_not_look_at_is_no_answer_that_passes(admin_client: Client) -> None:
    pasted = {"try-question": "How warm is it?", "try-evidence": FACT, "try-answer": "It is 14 degrees in the house."}
    said = tried(admin_client, "text", **pasted, languages="de")
    assert "It does not look at this answer" in said and "It passes" not in said
    assert "It objects" in tried(admin_client, "text", **pasted, languages="en")


@pytest.mark.parametrize("kind", ["entailed", "second_opinion"])
@pytest.mark.parametrize("on", ["text", "answers"])
def test_a_kind_that_asks_a_model_is_not_said_to_pass(kind: str, on: str, admin_client: Client) -> None:
    said = tried(admin_client, on, kind=kind, option_llm="big", **{"try-answer": "It is 14 degrees."})
    assert "This kind asks a language model" in said and "It passes" not in said


def test_recorded_answers_are_tried_with_what_the_checks_kept_back(admin_client: Client) -> None:
    found = ("retrieve:weather", {"facts": [{"name": "temperature", "value": 12, "unit": "degC"}]})
    now = datetime(2026, 11, 29, tzinfo=UTC)
    for sentence, thumb in (
        ("It is 12 degrees.", "up"),
        ("It is 15 degrees.", "down"),
        ("It is <b>16</b> degrees.", ""),
    ):
        row = ask(now, found, ("examine", {"sentence": sentence, "mode": "llm", "verdict": "retry"}))
        if thumb:
            Feedback.objects.create(query=row, thumb=thumb, author="eve")
    ask(now)  # examined by nobody
    page = tried(admin_client, "answers")
    assert "It objects to 2 of 3 answers" in page and "Of 1 that people judged, 1 had a thumb down" in page
    assert "<b>16</b>" not in page and "outside of what it looks at" not in page
    assert "3 lie outside of what it looks at" in tried(admin_client, "answers", modes="facts")


def test_without_a_script_it_is_a_page(admin_client: Client) -> None:
    page = admin_client.post(f"{TRY}?on=text", form(admin_client, **{"try-answer": "15."}))
    assert "<html" in page.text and "Go back" in page.text


def test_a_saved_rule_is_tried_with_what_is_typed_over_it(admin_client: Client) -> None:
    rule = Rule.objects.create(name="mine", kind="grounded_numbers", modes=["llm"])
    url = reverse("admin:validation_rule_try_change", args=[rule.pk])
    data = {**form_data(admin_client.get(reverse("admin:validation_rule_change", args=[rule.pk]))), "modes": "facts"}
    page = admin_client.post(
        f"{url}?on=text", {**data, "try-evidence": FACT, "try-answer": "It is 15 degrees."}, headers=SCRIPT
    )
    assert "It objects" in page.text
    rule.refresh_from_db()
    assert rule.modes == ["llm"]


def test_who_may_not_publish_or_read_the_log_may_not_try() -> None:
    editor = staff("validation.add_rule", "validation.view_rule")
    assert editor.post(f"{TRY}?on=text", {"kind": "evasive"}).status_code == 403
    assert Client().post(TRY).status_code == 302
