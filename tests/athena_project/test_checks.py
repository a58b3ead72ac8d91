"""Wrong combinations of settings are named with an id and a hint, and the dangerous ones refuse to serve."""

from typing import Any

import pytest
from django.core.checks import Error
from django.core.management import CommandError, call_command
from pytest_django import Settings

from athena_project.checks import found, refuse_to_start
from ragdomains import embeddings

OUTSIDE = {"HOST": "0.0.0.0", "ALLOWED_HOSTS": ["athena.home"]}
REFUSED = [
    ("athena_project.E001", {"KEYRING": "{}"}),
    ("athena_project.E003", {"OPEN_ACCESS": True, **OUTSIDE}),
    ("athena_project.E004", {"DEBUG": True, **OUTSIDE}),
]
WARNED = [
    ("athena_project.W001", {"BROKER_URL": "amqp://broker", "DATABASE_URL": ""}),
    ("athena_project.W002", {"HOST": "0.0.0.0", "ALLOWED_HOSTS": ["*"]}),
]


def ids(settings: Settings, values: dict[str, Any]) -> list[str | None]:
    for name, value in values.items():
        setattr(settings, name, value)
    assert all(message.hint for message in found())
    return [message.id for message in found()]


@pytest.mark.parametrize(("wanted", "values"), [*REFUSED, *WARNED])
def test_a_wrong_combination_is_named(settings: Settings, wanted: str, values: dict[str, Any]) -> None:
    assert ids(settings, values) == [wanted]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_everything_may_be_open(settings: Settings, host: str) -> None:
    assert ids(settings, {"HOST": host, "OPEN_ACCESS": True, "DEBUG": True}) == []


@pytest.mark.parametrize(("wanted", "values"), REFUSED)
def test_a_dangerous_one_refuses_to_serve(settings: Settings, wanted: str, values: dict[str, Any]) -> None:
    ids(settings, values)
    with pytest.raises(CommandError, match=wanted):
        refuse_to_start()


@pytest.mark.parametrize("values", [values for _, values in WARNED])
def test_a_warning_is_no_refusal(settings: Settings, values: dict[str, Any]) -> None:
    ids(settings, values)
    assert not [message for message in found() if isinstance(message, Error)]
    refuse_to_start()


@pytest.mark.parametrize("name", ["DEBUG", "OPEN_ACCESS"])
def test_the_option_host_opens_no_back_door(settings: Settings, name: str) -> None:
    setattr(settings, name, True)
    settings.HOST = "127.0.0.1"
    with pytest.raises(CommandError, match=r"athena_project\.E00"):
        call_command("serve", "--host", "0.0.0.0")


def test_a_broken_encoder_is_told_before_anything_starts(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOST = "127.0.0.1"
    monkeypatch.setattr(embeddings, "SHA256", "0" * 64)
    with pytest.raises(CommandError, match=r"ragdomains\.E001.*its hash differs.*make clean run"):
        call_command("serve", "--port", "0")
