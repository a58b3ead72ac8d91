"""Settings come from the environment or from a file it names, and fail loudly."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from athena_project import environment

ROOT = Path(__file__).resolve().parents[2]


def test_a_missing_value_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATHENA_NOTHING", raising=False)
    with pytest.raises(ImproperlyConfigured, match="ATHENA_NOTHING_FILE"):
        environment.env("ATHENA_NOTHING")


def test_a_value_is_read_from_the_file_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("value\n")
    monkeypatch.setenv("ATHENA_SECRET_FILE", str(tmp_path / "secret"))
    assert environment.env("ATHENA_SECRET") == "value"


def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATHENA_SECRET_FILE", "/nowhere/secret")
    with pytest.raises(ImproperlyConfigured, match="/nowhere/secret"):
        environment.env("ATHENA_SECRET", "default")


def unreadable(folder: Path, _: pytest.MonkeyPatch) -> Path:
    found = folder / "keyring.json"
    found.write_bytes(b"\xff\xfe")
    return found


def forbidden(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A file of another user; whoever runs the tests may be allowed everything, so the system's refusal is given."""

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    found = folder / "keyring.json"
    found.touch()
    patch.setattr(Path, "read_text", refuse)
    return found


@pytest.mark.parametrize(("made", "why"), [(unreadable, "no text"), (forbidden, "Permission denied")])
def test_a_kept_file_that_cannot_be_read_says_what_to_change(
    made: Callable[[Path, pytest.MonkeyPatch], Path], why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        path = made(tmp_path, patch)
        with pytest.raises(ImproperlyConfigured, match=f"keyring.json cannot be read: .*{why}.*ATHENA_KEYRING_PATH"):
            environment.kept(path, "ATHENA_KEYRING_PATH")


def test_a_damaged_key_ring_ends_a_command_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "keyring.json").write_bytes(b"\xff\xfe")
    others = {name: value for name, value in os.environ.items() if not name.startswith("ATHENA_")}
    own = {"ATHENA_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "athena_project.settings"}
    command = [sys.executable, "manage.py", "doctor"]
    done = subprocess.run(command, cwd=ROOT, env=others | own, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "ATHENA_KEYRING_PATH" in done.stderr


@pytest.mark.parametrize(("text", "value"), [("on", True), ("TRUE", True), ("0", False), ("no", False)])
def test_flags_are_words(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("ATHENA_FLAG", text)
    assert environment.flag("ATHENA_FLAG") is value


@pytest.mark.parametrize("read", [environment.flag, lambda name: environment.number(name, 1, most=9)])
def test_a_value_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch, read: object) -> None:
    monkeypatch.setenv("ATHENA_VALUE", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="perhaps"):
        read("ATHENA_VALUE")  # type: ignore[operator]  # one of the two readers above


@pytest.mark.parametrize("text", ["10", "-1", "1.5", "²"])
def test_a_number_is_whole_and_not_too_large(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ATHENA_VALUE", text)
    with pytest.raises(ImproperlyConfigured, match="up to 9"):
        environment.number("ATHENA_VALUE", 1, most=9)


@pytest.mark.parametrize("url", ["127.0.0.1:11434", "localhost:11434", "ftp://host", "host"])
def test_an_address_without_its_scheme_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("OLLAMA_URL", url)
    with pytest.raises(ImproperlyConfigured, match="OLLAMA_URL must look like http://host:11434"):
        environment.address("OLLAMA_URL", "http://host:11434", "http", "https")


@pytest.mark.parametrize("url", ["", "http://host:11434", "https://host/ollama"])
def test_an_address_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("OLLAMA_URL", url)
    assert environment.address("OLLAMA_URL", "http://host:11434", "http", "https") == url


def test_a_setting_that_is_wrong_is_said_in_one_sentence_by_every_command() -> None:
    command = [sys.executable, "manage.py", "doctor"]
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "athena_project.settings", "PORT": "abc"}
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "PORT is 'abc'; write a whole number up to 65535.\n"


@pytest.mark.parametrize(
    ("url", "name", "host"),
    [
        ("postgres://ann:p%40ss@db:5433/athena", "athena", "db"),
        ("postgresql://ann@/athena?host=/run/postgres", "athena", "/run/postgres"),
    ],
)
def test_a_database_url_becomes_settings(url: str, name: str, host: str) -> None:
    found = environment.database(url, Path("/data"))
    assert (found["NAME"], found["HOST"], found["USER"]) == (name, host, "ann")
    assert found["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://host", "athena.db"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres://"):
        environment.database(url, Path("/data"))


def test_without_a_url_the_database_lies_in_the_data_folder() -> None:
    assert environment.database("", Path("/data"))["NAME"] == Path("/data/athena.sqlite3")
