"""Every kind of row, and every field of it, changes an answer or a decision; what changes nothing has no place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from athena_project.releases import config_models
from inference.api.request import patience
from ragdomains.ingest import read_sources
from ragdomains.models import Document, Domain, Source
from tests.inference.looks import (
    HOUSE,
    Look,
    answer,
    answered_by,
    case,
    edited,
    examined,
    models,
    of_snapshot,
    scenario,
    status,
    told,
    understood,
    written,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """An edit, and where it shows. `given` is edited on both sides."""

    place: str
    value: Any
    look: Look
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, str]:
        label, _, name = self.place.rsplit(".", 2)
        return label, name

    def __str__(self) -> str:
        return self.place


def proofs(label: str, *entries: tuple[Any, ...]) -> list[Proof]:
    return [Proof(f"{label}.{place}", *rest) for place, *rest in entries]


SUM, TIME, MOTTO = answer("what is 6 times 7"), answer("what time is it"), answer("what is our motto")
TWO = understood("what is our motto and what time is it and what is 2 plus 3")
STUCK = {"ragdomains.domain.1.kind": "gone"}
CLOSE = {"intents.pattern.6.intent": 5, "intents.pattern.6.type": "keyword", "intents.pattern.6.text": "proverb"}
LONG = {"inference.llm.1.options": {"reply": "**Bold** is the one."}, "validation.rule.1.options": {"max_length": 400}}
AGAIN = {
    "validation.rule.1.kind": "earlier_contradictions",
    "validation.rule.1.options": {},
    "validation.scenario.1.question": "When does it open?",
    "validation.scenario.1.answer": "The pool opens at ten o'clock.",
}
NUMBERS = {
    "validation.rule.1.kind": "grounded_numbers",
    "validation.rule.1.options": {"without_evidence": True},
    "validation.rule.1.action": "refuse",
    "validation.rule.1.modes": ["llm"],
    "validation.scenario.1.answer": "It is 12 degrees.",
}
EARLIER = tuple({"role": "user", "content": text} for text in ("what time is it", "and in Tokyo?"))
LATE = {"inference.llm.1.options": {"reply": "I am late.", "delay_seconds": 0.3}}
FURTHER = {"intents.testcase.1.question": "and in Tokyo?", "intents.testcase.1.intents": ["time"]}
DOUBT = "tell me a proverb, hooray"
CHOICE = {"reply": '{"intent": "motto"}'}
SLOW_CHOICE = {**CHOICE, "delay_seconds": 0.3}
DOUBTED = {"intents.intent.5.margin": 1.0, "inference.llm.1.options": CHOICE}

PROOFS = [
    *proofs(
        "athena_project.housesettings",
        ("1.max_body_mib", 0.01, status(40)),
        ("1.max_history_mib", 0.01, status(10, turns=40), {"athena_project.housesettings.1.max_body_mib": 0.25}),
        ("1.max_parallel", 0, status()),
        ("1.deadline_seconds", 2, of_snapshot(lambda found: patience({}, found.house))),
    ),
    *proofs(
        "ragdomains.place",
        ("1.name", "Bergen", understood("what time is it in Oslo")),
        ("1.aliases", ["grandma"], understood("what time is it in the cabin")),
        ("1.latitude", 1.0, understood("what time is it in Oslo")),
        ("1.longitude", 1.0, understood("what time is it in Oslo")),
        ("1.time_zone", "Asia/Tokyo", TIME),
        ("1.country", "Norway", understood("what time is it in Oslo")),
    ),
    *proofs(
        "ragdomains.domain",
        ("1.kind", "calculator", TIME),
        ("1.title", "the sundial", TIME, STUCK),
        ("2.options", {"max_length": 10}, SUM),
    ),
    *proofs(
        "ragdomains.template",
        ("1.text", "That is {result}.", SUM),
        ("1.domain", 1, SUM),
        ("1.answer", "other", SUM),
        ("1.form", "long", SUM),
        ("1.language", "de", SUM),
    ),
    *proofs(
        "intents.intent",
        ("1.name", "creed", understood("what is our motto")),
        ("1.title", "our creed", MOTTO, {"intents.intent.1.reply": ""}),
        ("1.mode", "llm", MOTTO),
        ("2.domain", 2, TIME),
        ("2.ask", "date", TIME),
        ("1.reply", "Fast is fine.", MOTTO),
        ("5.category", "control", understood("hooray for the red lamp")),
        ("1.priority", 9, understood("a proverb"), CLOSE),
        ("1.threshold", 0.9, understood("a proverb please for us")),
        ("5.margin", 1.0, understood("tell me a proverb, hooray"), {"intents.intent.5.margin": 0.0}),
        ("1.guests", False, answer("what is our motto", mode="guest")),
        ("4.fallback", False, answer("who are you"), {"intents.intent.4.mode": "decline"}),
    ),
    *proofs(
        "intents.pattern",
        ("1.intent", 5, MOTTO),
        ("1.type", "negative", MOTTO),
        ("1.text", "our creed", MOTTO),
        ("5.weight", 0.1, understood("a proverb please for us")),
        ("1.language", "de", MOTTO),
    ),
    *proofs(
        "intents.entity",
        ("1.type", "boss", understood("where is mom")),
        ("1.value", "Berta", understood("where is mom")),
        ("1.synonyms", [], understood("where is mom")),
    ),
    *proofs(
        "intents.splitrule",
        ("1.connectors", ["then"], TWO),
        ("1.protected", ["motto and what"], TWO),
        ("1.max_parts", 2, TWO),
        ("1.language", "de", TWO),
    ),
    *proofs(
        "intents.chain",
        ("1.triggers", ["good evening"], answer("good morning")),
        ("1.questions", ["what is 6 times 7"], answer("good morning")),
        (
            "1.on_failure",
            "stop",
            answer("good morning"),
            {"intents.chain.1.questions": ["what is our motto", "what time is it"]},
        ),
    ),
    *proofs(
        "intents.testcase",
        ("1.question", "what time is it", case),
        ("1.intents", ["time"], case),
        ("1.slots", {"place": "Oslo"}, case),
        ("1.context", ["what time is it"], case, FURTHER),
        ("1.domain", "clock", case),
        ("1.forbidden", ["motto"], case),
    ),
    *proofs(
        "inference.assistant",
        ("1.name", "hal", models),
        ("1.aliases", [], of_snapshot(lambda found: found.assistant("butler"))),
        ("1.default", False, models, {"inference.assistant.1.name": "zz"}),
        ("1.persona", "You are a pirate and you say so in every sentence.", told),
        ("1.language", "a long one that nobody speaks", told),
        ("1.place", 2, TIME),
        ("1.time_zone", "Asia/Tokyo", TIME),
        ("1.units", "us", TIME),
        ("1.understanding_llm", 1, understood(DOUBT), DOUBTED),
        (
            "1.understanding_seconds",
            0.1,
            understood(DOUBT),
            {**DOUBTED, "inference.assistant.1.understanding_llm": 1, "inference.llm.1.options": SLOW_CHOICE},
        ),
        ("1.spoken", False, examined("findings")),
        ("1.answer_length", "long", SUM),
        ("1.llms", ["second"], answer()),
        ("1.intents", ["motto"], SUM),
        ("1.domains", ["clock"], SUM),
        ("1.follow_ups", False, answer("and in Tokyo?", messages=EARLIER)),
        ("1.spoken_errors", False, written),
    ),
    *proofs(
        "inference.llm",
        ("1.name", "other", answered_by),
        ("1.kind", "extractive", answer()),
        ("1.options", {"reply": "I am changed."}, answer()),
        ("1.priority", 30, answer()),
        ("1.timeout", 0.1, answer(), LATE),
    ),
    *proofs(
        "validation.rule",
        ("1.name", "other", examined("findings")),
        ("1.kind", "evidence_required", examined("findings"), {"validation.rule.1.options": {}, **LONG}),
        ("1.options", {"max_length": 100}, examined("findings")),
        ("1.severity", "info", examined("findings")),
        ("1.action", "fix", answer(), LONG),
        ("1.modes", ["facts"], examined("rules")),
        ("1.intents", ["motto"], examined("rules")),
        ("1.domains", ["clock"], examined("rules")),
        ("1.assistants", ["zoe"], examined("rules")),
        ("1.languages", ["de"], examined("rules")),
    ),
    *proofs(
        "validation.scenario",
        ("1.answer", "It is warm.", scenario),
        ("1.passes", True, scenario),
        ("1.question", "Is it 12 degrees?", scenario, NUMBERS),
        ("1.evidence", ["It is 12 degrees."], scenario, NUMBERS),
        ("1.mode", "facts", scenario, NUMBERS),
        ("1.intent", "motto", scenario, {"validation.rule.1.intents": ["motto"]}),
        ("1.domain", "clock", scenario, {"validation.rule.1.domains": ["clock"]}),
        ("1.assistant", "zoe", scenario, {"validation.rule.1.assistants": ["zoe"]}),
        ("1.earlier", ["When does it open?", "The pool opens at nine o'clock."], scenario, AGAIN),
        ("1.finds", ["not short"], scenario, {"validation.scenario.1.passes": True}),
    ),
]

# what needs a database, a server or a clock is shown elsewhere
ELSEWHERE = {
    ("intents.splitrule", "max_words"): ("inference/test_long_texts.py", "test_the_rule_says_how_long_a_text_is"),
    ("intents.intent", "otherwise"): ("inference/test_otherwise.py", "test_the_world_is_quoted_where_no_paper_answers"),
    ("intents.intent", "otherwise_ask"): (
        "inference/test_otherwise.py",
        "test_the_second_domain_gets_its_own_question",
    ),
    ("intents.intent", "papers"): (
        "inference/test_papers.py",
        "test_the_documents_answer_where_the_domain_has_nothing",
    ),
    ("athena_project.housesettings", "review_mode"): (
        "athena_project/test_releases.py",
        "test_review_mode_keeps_edits_in_the_draft",
    ),
    ("athena_project.housesettings", "four_eyes"): (
        "athena_project/test_draft.py",
        "test_who_made_a_change_cannot_publish_it_alone",
    ),
    ("athena_project.housesettings", "keep_up"): (
        "athena_project/test_shipped.py",
        "test_a_start_takes_what_is_new_where_nothing_that_shipped_was_touched",
    ),
    ("athena_project.housesettings", "test_hour"): (
        "inference/test_suite_gate.py",
        "test_suites_run_once_in_the_hour_of_the_night_that_is_set",
    ),
    ("athena_project.suite", "name"): (
        "inference/test_suites.py",
        "test_a_test_that_names_no_suite_belongs_to_the_default_and_one_that_is_off_rests",
    ),
    ("athena_project.suite", "on_publish"): (
        "inference/test_suite_gate.py",
        "test_a_blocking_test_keeps_the_draft_and_is_named_and_linked",
    ),
    ("intents.testcase", "suite"): (
        "inference/test_suite_gate.py",
        "test_a_blocking_test_keeps_the_draft_and_is_named_and_linked",
    ),
    ("validation.scenario", "suite"): (
        "inference/test_suites.py",
        "test_a_test_that_names_no_suite_belongs_to_the_default_and_one_that_is_off_rests",
    ),
    ("athena_project.housesettings", "prefetch"): ("inference/test_prefetching.py", "test_the_house_sets_the_bounds"),
    ("athena_project.housesettings", "log_days"): (
        "inference/test_pruning.py",
        "test_questions_stay_as_long_as_the_house_says",
    ),
    ("athena_project.housesettings", "body_seconds"): (
        "inference/test_entry.py",
        "test_a_body_that_does_not_come_is_timed_out_and_not_to_be_sent_again",
    ),
    ("ragdomains.domain", "credential"): (
        "ragdomains/test_lookup.py",
        "test_the_provider_gets_its_secret_and_when_it_was_asked_is_noted",
    ),
    ("ragdomains.domain", "fresh_for"): (
        "ragdomains/test_lookup.py",
        "test_a_stale_answer_is_served_at_once_with_one_renewal_behind_it",
    ),
    ("ragdomains.domain", "stale_for"): ("ragdomains/test_lookup.py", "test_older_than_stale_is_not_served"),
    ("athena_project.housesettings", "local_only"): (
        "inference/test_runtime.py",
        "test_a_house_that_keeps_to_itself_asks_nobody_outside",
    ),
    ("ragdomains.domain", "local_only"): (
        "ragdomains/test_lookup.py",
        "test_a_domain_that_is_kept_in_the_house_asks_nobody_outside",
    ),
    ("ragdomains.domain", "quota"): (
        "ragdomains/test_quotas.py",
        "test_what_is_beyond_the_quota_is_refused_plainly_and_reaches_nobody",
    ),
    ("ragdomains.domain", "quota_window"): ("ragdomains/test_quotas.py", "test_a_window_is_that_of_the_clock"),
    ("ragdomains.domain", "timeout"): ("inference/test_pipeline.py", "test_a_slow_source_ends_at_its_own_deadline"),
    ("ragdomains.source", "interval"): (
        "ragdomains/test_ingest.py",
        "test_a_source_is_due_again_after_its_interval",
    ),
    ("ragdomains.source", "kind"): ("ragdomains/test_feed_source.py", "test_each_entry_is_a_document"),
    ("ragdomains.source", "options"): ("ragdomains/test_feed_source.py", "test_only_the_first_entries_are_read"),
    ("ragdomains.source", "path"): ("inference/test_every_row_counts.py", "test_a_source_decides_what_is_read"),
    ("ragdomains.source", "domain"): ("inference/test_every_row_counts.py", "test_a_source_decides_what_is_read"),
    ("athena_project.housesettings", "response_hours"): (
        "inference/test_responses_api.py",
        "test_the_house_says_how_long_an_answer_is_kept",
    ),
    ("inference.assistant", "guests"): (
        "inference/test_assistants.py",
        "test_whoever_asks_an_assistant_for_guests_is_a_guest",
    ),
    ("inference.llm", "credential"): ("inference/test_llms.py", "test_each_secret_goes_to_its_own_model"),
    ("validation.rule", "order"): (
        "validation/test_engine.py",
        "test_fixes_apply_in_order_and_later_rules_see_the_mended_sentence",
    ),
    ("validation.rule", "budget_ms"): (
        "validation/test_engine.py",
        "test_a_broken_check_is_isolated_and_its_rules_fail_mode_applies",
    ),
    ("validation.rule", "fail_open"): (
        "validation/test_engine.py",
        "test_a_broken_check_is_isolated_and_its_rules_fail_mode_applies",
    ),
}
# names that tell two rows apart and are looked up by nothing else
NAMES = {
    ("athena_project.housesettings", "name"),
    ("ragdomains.domain", "name"),
    ("intents.chain", "name"),
    ("intents.splitrule", "name"),
    ("validation.scenario", "name"),
}


@pytest.mark.parametrize("proof", PROOFS, ids=str)
async def test_an_edit_changes_an_answer_or_a_decision(proof: Proof) -> None:
    before = edited(HOUSE, proof.given)
    after = edited(before, {proof.place: proof.value})
    assert await proof.look(before) == await proof.look(before)
    assert await proof.look(before) != await proof.look(after)


@pytest.mark.parametrize("label", [model._meta.label_lower for model in config_models()])
def test_every_kind_of_row_has_a_proof(label: str) -> None:
    assert label in {proof.names[0] for proof in PROOFS} | {model for model, _ in ELSEWHERE}


FIELDS = [
    (model._meta.label_lower, column.name)
    for model in config_models()
    for column in model._meta.concrete_fields
    if not column.primary_key and column.name != "enabled"
]


@pytest.mark.parametrize(("label", "name"), FIELDS)
def test_every_field_has_a_proof(label: str, name: str) -> None:
    assert (label, name) in {proof.names for proof in PROOFS} | ELSEWHERE.keys() | NAMES


@pytest.mark.parametrize(("path", "name"), sorted(set(ELSEWHERE.values())))
def test_a_proof_that_stands_elsewhere_is_there(path: str, name: str) -> None:
    text = (Path(settings.BASE_DIR) / "tests" / path).read_text(encoding="utf-8")
    assert re.search(rf"^(async )?def {name}\(", text, re.MULTILINE)


@pytest.mark.django_db
def test_a_source_decides_what_is_read(tmp_path: Path) -> None:
    papers, letters = (Domain.objects.create(name=name, title=name, kind="documents") for name in ("papers", "letters"))
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"The {name} boiler is in the cellar.")
    source = Source.objects.create(domain=papers, path=str(tmp_path / "old"))
    read_sources()
    source.domain, source.path = letters, str(tmp_path / "new")
    source.save()
    read_sources(letters.pk)
    assert [document.path for document in Document.objects.filter(source__domain=letters)] == ["new.txt"]
