"""The pages of language models: how they did of late, and the models on the Ollama server."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from athena_project.models import Job
from athena_project.work import JobError
from inference import tasks
from inference.models import LLM, QueryLog, QueryStep
from inference.performance import counted, lately
from tests.athena_project.admin_pages import staff
from tests.model_servers import OllamaServer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = reverse("admin:inference_llm_ollama")
ANSWER = {"llm": "box", "first words ms": 200.0, "model ms": 1200.0, "tokens in": 90, "tokens out": 20}


@pytest.fixture
def server(settings: Settings) -> Iterator[OllamaServer]:
    with OllamaServer() as found:
        settings.OLLAMA_URL = found.url
        yield found


def logged(at: datetime, detail: dict[str, Any]) -> None:
    row = QueryLog.objects.create(id=uuid.uuid4(), at=at, assistant="athena", mode="owner", question="?", ms=1)
    QueryStep.objects.create(query=row, position=1, name="generate:model", start_ms=0, ms=1, detail=detail)


def test_answers_failures_tokens_and_speed_are_counted_for_each_model() -> None:
    slow = {**ANSWER, "first words ms": 400.0, "model ms": 1400.0, "failed": {"far": "It is away."}}
    far, box = sorted(counted([ANSWER, slow, {"failed": {"far": "It is away."}}, {}]), key=lambda each: each.answers)
    assert (box.name, box.answers, box.failures, box.tokens_in, box.tokens_out) == ("box", 2, 0, 180, 40)
    assert (box.first_ms, box.tokens_per_second) == (300.0, 20.0)
    assert (far.name, far.answers, far.failures, far.first_ms, far.tokens_per_second) == ("far", 0, 2, None, None)


def test_only_the_last_day_counts_and_it_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    logged(NOON - timedelta(hours=25), ANSWER)
    logged(NOON - timedelta(hours=1), {**ANSWER, "llm": "new"})
    with django_assert_num_queries(1):
        assert [each.name for each in lately(NOON)] == ["new"]


def test_the_list_of_llms_shows_how_they_did(admin_client: Client) -> None:
    logged(datetime.now(UTC), ANSWER)
    page = admin_client.get(reverse("admin:inference_llm_changelist")).text
    assert "200 ms" in page and "20.0" in page


def test_a_model_that_an_llm_names_is_had_by_a_button(admin_client: Client, server: OllamaServer) -> None:
    row = LLM.objects.create(name="box", kind="ollama", options={"model": "gemma3:1b"})
    page = admin_client.get(PAGE).text
    assert "qwen3:4b" in page and "gemma3:1b" in page and "Get it" in page
    assert admin_client.post(reverse("admin:inference_llm_pull", args=[row.pk])).status_code == 302
    tasks.pull.apply(args=[row.pk])
    assert "gemma3:1b" in server.models
    assert Job.objects.get(name=tasks.PULL, state="done").about == "gemma3:1b"
    assert "Get it" not in admin_client.get(PAGE).text


def test_a_pull_that_is_under_way_shows_its_bar_and_no_button(admin_client: Client, server: OllamaServer) -> None:
    LLM.objects.create(name="box", kind="ollama", options={"model": "gemma3:1b"})
    Job.objects.create(
        id="1", name=tasks.PULL, about="gemma3:1b", state="running", queued=NOON, done=40, total=100, step="40 of 100"
    )
    page = admin_client.get(PAGE).text
    assert 'value="40"' in page and "Get it" not in page


def test_a_server_that_is_away_is_told_and_fails_the_job(admin_client: Client, settings: Settings) -> None:
    settings.OLLAMA_URL = ""
    assert "Set OLLAMA_URL" in admin_client.get(PAGE).text
    row = LLM.objects.create(name="box", kind="ollama", options={"model": "gemma3:1b"})
    with pytest.raises(JobError, match="OLLAMA_URL"):
        tasks.pull(row.pk)


def test_who_may_not_change_llms_gets_none(server: OllamaServer) -> None:
    row = LLM.objects.create(name="box", kind="ollama", options={"model": "gemma3:1b"})
    client = staff("inference.view_llm")
    assert "Get it" not in client.get(PAGE).text
    url = reverse("admin:inference_llm_pull", args=[row.pk])
    assert (client.get(url).status_code, client.post(url).status_code) == (405, 403)
