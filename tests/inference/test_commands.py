"""The commands that a person types."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from athena_project.models import EgressRule
from athena_project.secrets import digest, new_ring
from inference.models import ApiKey
from intents.models import TestCase
from tests.installation import install
from tests.model_servers import OllamaServer


@pytest.fixture
def server(settings: Settings) -> Iterator[OllamaServer]:
    server = OllamaServer()
    with server:
        settings.OLLAMA_URL = server.url
        yield server


def test_models_are_listed_pulled_and_removed(server: OllamaServer, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("models", "--pull", "gemma3:1b")
    assert "gemma3:1b" in server.models
    said = capsys.readouterr().out
    assert "50%" in said and "gemma3:1b" in said.split("success")[-1]
    call_command("models", "--remove", "gemma3:1b")
    assert "gemma3:1b" not in server.models


def test_models_without_a_server_say_what_to_set() -> None:
    with pytest.raises(CommandError, match="OLLAMA_URL"):
        call_command("models")


@pytest.mark.django_db(transaction=True)
def test_an_issued_key_is_the_last_line_and_only_its_digest_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    call_command("issue_key", "kitchen", "--guest", "--scope", "chat")
    key = capsys.readouterr().out.splitlines()[-1]
    row = ApiKey.objects.get(name="kitchen")
    assert (row.digest, row.mode, row.scopes) == (digest(key), "guest", ["chat"])


@pytest.mark.django_db
def test_egress_is_allowed_for_a_network_and_refused_for_nonsense() -> None:
    call_command("allow_egress", "10.0.0.0/24", "--port", "8080")
    assert str(EgressRule.objects.get()) == "10.0.0.0/24:8080"
    with pytest.raises(CommandError, match="Write an address"):
        call_command("allow_egress", "somewhere")


@pytest.mark.django_db(transaction=True)
def test_the_shipped_test_cases_and_scenarios_hold(capsys: pytest.CaptureFixture[str]) -> None:
    install()
    call_command("test_config")
    assert ", 0 failed" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_test_case_that_does_not_hold_fails_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    TestCase.objects.create(question="what is 6 times 7", intents=["weather_now"])
    with pytest.raises(CommandError):
        call_command("test_config")
    assert "calculate" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_test_cases_are_not_run_on_a_house_that_cannot_start(settings: Settings) -> None:
    install(examples=False)
    settings.KEYRING = new_ring()  # not the one that the database was written with
    with pytest.raises(CommandError, match="key ring"):
        call_command("test_config")
