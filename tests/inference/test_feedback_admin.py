"""Feedback in the admin: who may give it, what is made of it, and when it is forgotten."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project.models import ConfigChange
from inference.models import Feedback, QueryLog
from inference.pruning import questions
from intents.models import Intent, TestCase
from validation.models import Rule, Scenario
from validation.scenarios import run_scenario

pytestmark = pytest.mark.django_db
NUMBERS = Rule(name="numbers", kind="grounded_numbers", budget_ms=5_000)
FACT = {"name": "temperature", "value": 12.4, "unit": "degC", "place": "", "valid_from": "2026-11-29"}


def log(answer: str = "It is 12 degrees.", **fields: Any) -> QueryLog:
    values = {"id": uuid.uuid4(), "at": timezone.now(), "assistant": "athena", "ms": 1, "intents": "weather_now"}
    row = QueryLog.objects.create(question="How warm is it?", answer=answer, **{**values, **fields})
    steps = (
        ("retrieve:weather", {"facts": [FACT], "passages": [{"text": "Cold."}]}),
        ("examine", {"verdict": "pass", "mode": "llm", "sentence": answer, "domain": "weather"}),
    )
    for number, (name, detail) in enumerate(steps):
        row.steps.create(position=number, name=name, start_ms=0, ms=0, detail=detail)
    return row


def signed_in(role: str) -> Client:
    who, client = User.objects.create_user(role, is_staff=True), Client()
    who.groups.add(Group.objects.get(name=role))
    client.force_login(who)
    return client


def give(client: Client, row: QueryLog, **typed: str) -> int:
    return client.post(reverse("admin:inference_querylog_feedback", args=[row.pk]), typed).status_code


def become(client: Client, given: Feedback, what: str, **typed: str) -> Any:
    return client.post(reverse("admin:inference_feedback_become", args=[given.pk]), {"what": what, **typed})


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("operator", 403), ("editor", 302), ("publisher", 302)])
def test_who_may_say_what_they_think(role: str, status: int) -> None:
    row = log()
    client = signed_in(role)
    page = client.get(reverse("admin:inference_querylog_change", args=[row.pk]))
    assert ("Keep the feedback" in page.text) == (status == 302)
    assert give(client, row, thumb="down", correction="It was 14.") == status
    assert list(Feedback.objects.values_list("author", "thumb")) == ([(role, "down")] if status == 302 else [])


def test_it_is_changed_by_who_gave_it_and_nothing_is_no_feedback(admin_client: Client) -> None:
    row = log()
    for thumb in ("down", "up", ""):
        give(admin_client, row, thumb=thumb)
    assert Feedback.objects.get().thumb == "up"
    assert admin_client.get(reverse("admin:inference_querylog_feedback", args=[row.pk])).status_code == 405
    listed = admin_client.get(reverse("admin:inference_feedback_changelist"), {"thumb__exact": "up"})
    assert "How warm is it?" in listed.text


@pytest.mark.parametrize(
    ("thumb", "answer", "holds"),
    [("up", "It is 12 degrees.", True), ("down", "It is 19 degrees.", True), ("down", "It is 12 degrees.", False)],
)
def test_it_becomes_a_scenario_that_the_checks_must_agree_with(
    thumb: str, answer: str, holds: bool, admin_client: Client
) -> None:
    given = Feedback.objects.create(query=log(answer), thumb=thumb, author="ann")
    reply = become(admin_client, given, "scenario")
    made = Scenario.objects.get()
    assert reply.url == reverse("admin:validation_scenario_change", args=[made.pk])
    assert (made.question, made.answer, made.mode, made.passes) == ("How warm is it?", answer, "llm", thumb == "up")
    assert made.evidence == [{key: value for key, value in FACT.items() if value}, "Cold."]
    assert asyncio.run(run_scenario(made, [NUMBERS])).holds == holds
    become(admin_client, given, "scenario")
    assert Scenario.objects.count() == 1
    assert ConfigChange.objects.filter(model="validation.scenario").count() == 1


@pytest.mark.parametrize(
    ("thumb", "chosen", "intents", "forbidden"),
    [
        ("up", "", ["weather_now"], []),
        ("down", "", [], ["weather_now"]),
        ("down", "weather_rain", ["weather_rain"], ["weather_now"]),
        ("down", "no_such", [], ["weather_now"]),
    ],
)
def test_it_becomes_a_test_case_of_what_should_be_understood(
    thumb: str, chosen: str, intents: list[str], forbidden: list[str], admin_client: Client
) -> None:
    Intent.objects.get_or_create(name="weather_rain", defaults={"mode": "llm"})
    now, names = timezone.now(), {"conversation": "c", "api_key": "k"}
    QueryLog.objects.create(
        id=uuid.uuid4(), at=now - timedelta(minutes=1), assistant="a", question="Hm?", ms=1, **names
    )
    become(admin_client, Feedback.objects.create(query=log(at=now, **names), thumb=thumb), "case", intent=chosen)
    case = TestCase.objects.get(question="How warm is it?")
    assert (case.intents, case.forbidden, case.context) == (intents, forbidden, ["Hm?"])


def test_only_who_edits_makes_tests_and_only_of_what_was_asked(admin_client: Client) -> None:
    given = Feedback.objects.create(query=log(intents=""), thumb="down")
    assert become(signed_in("publisher"), given, "scenario").status_code == 403
    become(admin_client, given, "case")
    assert not TestCase.objects.filter(question="How warm is it?").exists()
    assert become(signed_in("editor"), given, "scenario").status_code == 302


def test_it_is_forgotten_with_its_question() -> None:
    Feedback.objects.create(query=log(at=timezone.now() - timedelta(days=40)), thumb="up")
    assert questions(timezone.now() - timedelta(days=30)) == 1
    assert not Feedback.objects.exists()
