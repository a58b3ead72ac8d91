"""The doctor finds what is wrong, says what to change, needs no installation, and tells no secret."""

import inspect
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from athena_project import doctor as foundation
from athena_project import releases
from athena_project.findings import OK, PROBLEM, WAITING, WARNING, Finding
from athena_project.models import Credential, EgressRule, KeySeal
from athena_project.secrets import new_ring
from inference import doctor, llm_probe
from inference.models import LLM, ApiKey, Assistant
from ragdomains import doctor as knowledge
from ragdomains.models import Domain
from ragdomains.providers import providers
from tests.model_servers import OllamaServer

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "hunter2secret"


@pytest.fixture
def dead() -> Iterator[str]:
    """Host and port at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture(scope="module")
def server() -> Iterator[OllamaServer]:
    with OllamaServer() as found:
        yield found


def only(found: Iterable[Finding]) -> tuple[str, str]:
    """State and whole text of the one finding; what is not ok says what to change."""
    (finding,) = found
    assert finding.state == OK or finding.advice
    return finding.state, str(finding)


@pytest.mark.parametrize(
    ("values", "state", "words"),
    [
        ({"CSRF_TRUSTED_ORIGINS": ["athena.example"]}, PROBLEM, "no origin"),
        ({"CSRF_TRUSTED_ORIGINS": ["https://a.example/x"]}, PROBLEM, "no origin"),
        ({"CSRF_TRUSTED_ORIGINS": ["https://a.example"]}, WARNING, "ATHENA_HTTPS=on"),
        ({"SECURE_COOKIES": True}, WARNING, "ATHENA_ORIGINS"),
        ({"SECURE_COOKIES": True, "CSRF_TRUSTED_ORIGINS": ["https://a.example"]}, OK, "a.example"),
    ],
)
def test_origins(settings: Settings, values: dict[str, object], state: str, words: str) -> None:
    for name, value in values.items():
        setattr(settings, name, value)
    found = only(foundation.origins())
    assert found[0] == state and words in found[1]


@pytest.mark.parametrize(
    ("names", "state"),
    [(["*"], OK), (["athena.home", "[::1]"], OK), ([], PROBLEM), (["https://a"], PROBLEM), (["a:8000"], PROBLEM)],
)
def test_hosts(settings: Settings, names: list[str], state: str) -> None:
    settings.ALLOWED_HOSTS = names
    assert only(foundation.hosts())[0] == state


@pytest.mark.parametrize(("host", "state"), [("127.0.0.1", "ok"), ("0.0.0.0", "ok"), ("192.0.2.1", "problem")])
def test_the_address_to_listen_on_is_one_of_this_machine(settings: Settings, host: str, state: str) -> None:
    settings.HOST = host
    (finding,) = foundation.listening()
    assert (finding.state, bool(finding.advice)) == (state, state == "problem")


def test_a_server_that_is_away_is_named_without_its_password(settings: Settings, dead: str) -> None:
    settings.REDIS_URL = f"redis://user:{PASSWORD}@{dead}/0"
    settings.QDRANT_URL = f"https://x:{PASSWORD}@{dead}"
    settings.OLLAMA_URL = f"http://{dead}"
    for examination in (foundation.cache, knowledge.qdrant, doctor.ollama):
        state, text = only(examination())
        assert state == PROBLEM and dead in text and PASSWORD not in text


@pytest.mark.parametrize(("seconds", "state"), [(0, OK), (60, PROBLEM), (-60, PROBLEM)])
def test_a_clock_that_goes_wrong_is_a_problem(seconds: int, state: str) -> None:
    assert foundation.clock_beside("Redis", datetime.now(UTC).timestamp() + seconds).state == state


def test_the_data_folder_need_not_be_there_but_must_be_writable(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "not" / "yet"
    assert only(foundation.disk())[0] == OK
    assert list(tmp_path.iterdir()) == []


def test_a_ring_that_others_can_read_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.KEYRING_PATH = tmp_path / "keyring.json"
    settings.KEYRING_PATH.write_text(settings.KEYRING)
    settings.KEYRING_PATH.chmod(0o644)
    state, text = only(foundation.key_ring())
    assert state == WARNING and "chmod 600" in text
    settings.KEYRING = "{}"
    assert only(foundation.key_ring())[0] == PROBLEM


@pytest.mark.django_db
def test_the_ring_of_another_house_is_a_problem(settings: Settings) -> None:
    KeySeal.objects.create(key_id="k", ciphertext=Credential.objects.create(name="x").ciphertext or b"\x01knothing")
    state, text = only(foundation.seals())
    assert state == PROBLEM and "ATHENA_KEYRING_FILE" in text


@pytest.mark.django_db
def test_a_model_that_is_not_on_the_server_is_named_with_how_to_get_it(
    settings: Settings, server: OllamaServer
) -> None:
    settings.OLLAMA_URL = server.url
    row = LLM.objects.create(name="box", kind="ollama", options={"model": "qwen3:4b"})
    assert only(doctor.ollama())[0] == OK
    row.options = {"model": "mistral:7b"}
    row.save()
    state, text = only(doctor.ollama())
    assert state == PROBLEM and "manage.py models --pull mistral:7b" in text


@pytest.mark.django_db
def test_an_llm_with_a_server_of_its_own_is_asked_for_a_word(server: OllamaServer, dead: str) -> None:
    assert only(llm_probe.llm_servers())[0] == OK
    EgressRule.objects.create(network="127.0.0.1")
    row = LLM.objects.create(name="box", kind="ollama", options={**server.options, "model": "qwen3:4b"})
    assert only(llm_probe.llm_servers()) == (OK, "LLM servers: They answer: box.")
    for options, words in (
        ({**server.options, "model": "mistral:7b"}, "The model mistral:7b is not on the server."),
        ({"base_url": f"http://{dead}", "model": "qwen3:4b"}, "box: The model server cannot be reached."),
    ):
        row.options = options
        row.save()
        state, text = only(llm_probe.llm_servers())
        assert state == PROBLEM and words in text


@pytest.mark.django_db
def test_an_address_of_the_own_network_needs_a_rule() -> None:
    LLM.objects.create(name="box", kind="openai", options={"base_url": "http://192.168.7.9:8080/v1"})
    state, text = only(doctor.llm_addresses())
    assert state == PROBLEM and "manage.py allow_egress 192.168.7.9 --port 8080" in text
    EgressRule.objects.create(network="192.168.7.9", port=8080)
    assert only(doctor.llm_addresses())[0] == OK


@pytest.mark.django_db
def test_a_domain_whose_service_wants_a_key_is_named_until_it_has_one() -> None:
    domain = Domain.objects.create(name="news", title="the news", kind="newsapi")
    state, text = only(knowledge.credentials())
    assert state == WAITING and "news" in text and "want of a key" in text
    assert not doctor.to_do()  # a service that nobody set up needs no hand
    domain.credential = Credential.objects.create(name="news")
    domain.save()
    assert only(knowledge.credentials())[0] == WARNING  # begun, and left without its secret
    domain.credential.seal(PASSWORD)
    domain.credential.save()
    domain.save()
    assert only(knowledge.credentials())[0] == OK


def test_every_kind_that_wants_a_key_says_so() -> None:
    for kind, _ in providers.choices():
        plugin = providers[kind]
        code = inspect.getsource(sys.modules[plugin.run.__module__])
        assert bool(plugin.extra.get("needs_key")) == ("not reach.secret" in code), kind


@pytest.mark.django_db
def test_assistants_keys_and_names() -> None:
    assert [only(look())[0] for look in (doctor.assistants, doctor.keys, doctor.names)] == [PROBLEM, WARNING, OK]
    row = Assistant.objects.create(name="athena", llms=["gone"])
    ApiKey.objects.create(name="tablet", key_id="k", digest="d")
    assert [only(look())[0] for look in (doctor.assistants, doctor.keys, doctor.names)] == [WARNING, OK, WARNING]
    row.default, row.llms = True, []
    row.save()
    assert [only(look())[0] for look in (doctor.assistants, doctor.names)] == [OK, OK]
    Assistant.objects.create(name="hall", default=True)
    assert only(doctor.assistants())[0] == WARNING


@pytest.mark.django_db
def test_the_command_ends_with_one_while_there_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("doctor", "--json")
    assert caught.value.returncode == 1
    found = {row["name"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert found["administrator"] == found["assistants"] == PROBLEM
    get_user_model().objects.create_superuser("ada")
    Assistant.objects.create(name="athena", default=True)
    call_command("doctor")
    said = capsys.readouterr().out
    assert "ok       database" in said and "-> manage.py issue_key NAME" in said


def test_a_database_that_is_away_is_told_with_its_reason_and_tried_no_more(dead: str, tmp_path: Path) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith("ATHENA_")}
    own = {
        "ATHENA_DATA": str(tmp_path),
        "DATABASE_URL": f"postgres://ada:{PASSWORD}@{dead}/athena",
        "DJANGO_SETTINGS_MODULE": "athena_project.settings",
    }
    command = [sys.executable, "manage.py", "doctor"]
    done = subprocess.run(command, cwd=ROOT, env=others | own, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Connection refused" in done.stdout and "server of DATABASE_URL" in done.stdout
    assert "pool" not in done.stderr and PASSWORD not in done.stdout + done.stderr


def test_without_an_installation_nothing_is_made(settings: Settings, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's is made by its server")
    known = connection.settings_dict["NAME"]
    try:
        connection.settings_dict["NAME"] = tmp_path / "none" / "athena.sqlite3"
        settings.KEYRING = ""
        assert not foundation.ready()
        assert [only(look())[0] for look in (foundation.database, foundation.key_ring)] == [WARNING, WARNING]
    finally:
        connection.settings_dict["NAME"] = known
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_damaged_ring_does_not_end_the_examination(settings: Settings) -> None:
    settings.KEYRING = new_ring()
    KeySeal.objects.create(key_id="other", ciphertext=b"\x05other" + bytes(40))
    states = {finding.name: finding.state for finding in doctor.everything()}
    assert states["secrets"] == PROBLEM and states["database"] == OK


def test_the_first_page_of_the_admin_names_what_is_missing(admin_client: Client) -> None:
    Domain.objects.create(name="news", title="the news", kind="newsapi", timeout=600)
    checks = releases.publish().checks
    assert any("The domain news needs a key, and has no credential." in found["text"] for found in checks)
    page = admin_client.get(reverse("admin:index")).text
    assert page.count("news may take 600 s") == 1
    assert "news needs a key" not in page  # it waits to be set up, and says so where it is asked
