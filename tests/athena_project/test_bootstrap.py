"""The first start, and the key ring that every start checks."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from athena_project import bootstrap, releases, shipped
from athena_project.models import ConfigChange, KeySeal, Release, ShippedBase
from athena_project.secrets import KeyRingError, django_secret, new_ring
from inference.models import Assistant

pytestmark = pytest.mark.django_db


def test_the_first_start_loads_and_publishes_what_ships_the_second_nothing() -> None:
    assert bootstrap.prepare() is True
    assert Assistant.objects.get(default=True).name == "athena"
    assert releases.pending() == []
    assert releases.current() == Release.objects.get(note="The configuration that ships")
    assert ShippedBase.objects.get().fingerprint == bootstrap.fingerprint() and shipped.survey().items == ()
    assert bootstrap.prepare() is False
    entry = ConfigChange.objects.get()
    assert (entry.actor, entry.action, entry.label) == ("Athena", "import", "The configuration that ships")


@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_a_data_folder_is_made_and_one_that_cannot_be_is_said(command: str, settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "new" / "house"
    bootstrap.make_folder()
    assert settings.DATA.is_dir()
    (tmp_path / "file").touch()
    settings.DATA = tmp_path / "file" / "house"
    with pytest.raises(CommandError, match=r"cannot be made: Not a directory\. Set ATHENA_DATA"):
        call_command(command)


def test_another_ring_is_refused(settings: Settings) -> None:
    bootstrap.check_seals()
    settings.KEYRING = new_ring()
    with pytest.raises(KeyRingError, match="lacks the key"):
        bootstrap.check_seals()


def test_a_missing_ring_is_refused_and_none_is_made(settings: Settings) -> None:
    bootstrap.check_seals()
    settings.KEYRING = ""
    with pytest.raises(KeyRingError, match="Nothing was changed"):
        bootstrap.prepare()
    assert not settings.KEYRING_PATH.exists()


def test_a_database_without_seals_gets_a_ring_that_this_process_and_the_next_one_use(
    settings: Settings, tmp_path: Path
) -> None:
    KeySeal.objects.all().delete()
    settings.KEYRING_PATH = tmp_path / "keyring.json"
    settings.KEYRING = settings.SECRET_KEY = ""
    bootstrap.make_ring_once()
    assert settings.KEYRING_PATH.read_text(encoding="utf-8") == settings.KEYRING
    assert django_secret(settings.KEYRING) == settings.SECRET_KEY


def test_a_seal_that_was_tampered_with_is_refused() -> None:
    bootstrap.check_seals()
    seal = KeySeal.objects.get()
    *rest, last = bytes(seal.ciphertext)
    seal.ciphertext = bytes((*rest, last ^ 1))
    seal.save()
    with pytest.raises(KeyRingError):
        bootstrap.check_seals()
