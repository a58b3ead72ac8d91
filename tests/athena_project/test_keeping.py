"""Backups come back, and secrets move to a new key."""

import sqlite3
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from athena_project.management.commands.backup import add_papers, copy_database, private
from athena_project.models import Credential
from athena_project.secrets import new_ring, ring, write_ring


@pytest.mark.django_db
def test_rotation_encrypts_every_secret_with_a_new_key(settings: Settings, tmp_path: Path) -> None:
    settings.KEYRING_PATH = tmp_path / "keyring.json"
    write_ring(settings.KEYRING_PATH, settings.KEYRING)
    row = Credential.objects.create(name="key")
    row.seal("canary-4711")
    row.save()
    before = bytes(row.ciphertext), ring().primary
    call_command("rotate_secrets")
    row.refresh_from_db()
    assert row.reveal() == "canary-4711"
    assert bytes(row.ciphertext)[1:9] == ring().primary.encode() and ring().primary != before[1]
    assert bytes(row.ciphertext) != before[0]


@pytest.mark.django_db
def test_a_process_that_started_before_reads_what_the_new_key_wrote(settings: Settings, tmp_path: Path) -> None:
    settings.KEYRING_PATH = tmp_path / "keyring.json"
    write_ring(settings.KEYRING_PATH, settings.KEYRING)
    old = settings.KEYRING
    row = Credential.objects.create(name="key")
    row.seal("canary-4711")
    row.save()
    call_command("rotate_secrets")
    settings.KEYRING = old
    row.refresh_from_db()
    assert row.reveal() == "canary-4711"


def test_a_ring_from_the_environment_is_not_rotated(settings: Settings, tmp_path: Path) -> None:
    settings.KEYRING_PATH = tmp_path / "none.json"
    with pytest.raises(CommandError, match="ATHENA_KEYRING"):
        call_command("rotate_secrets")


def test_a_backup_can_be_read_by_its_owner_only_from_its_first_byte(tmp_path: Path) -> None:
    target = tmp_path / "athena.tar.gz"
    target.touch(mode=0o644)
    with open(target, "wb", opener=private):
        assert target.stat().st_mode & 0o777 == 0o600


def test_a_backup_holds_what_was_uploaded(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"
    (settings.DATA / "uploads" / "house-papers").mkdir(parents=True)
    (settings.DATA / "uploads" / "house-papers" / "dog.md").write_text("Bruno.")
    with tarfile.open(tmp_path / "athena.tar", "w") as archive:
        add_papers(archive)
        assert "uploads/house-papers/dog.md" in archive.getnames()


def test_a_database_is_copied_while_it_is_open(tmp_path: Path) -> None:
    source = sqlite3.connect(tmp_path / "a")
    source.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (42);")
    copy_database(tmp_path / "a", tmp_path / "b")
    source.close()
    copy = sqlite3.connect(tmp_path / "b")
    assert copy.execute("SELECT x FROM t").fetchall() == [(42,)]
    copy.close()


def test_a_restore_overwrites_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "keyring.json").write_text(new_ring())
    with pytest.raises(CommandError, match="there already"):
        call_command("restore", "backup.tar.gz")


def test_another_file_is_no_backup(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"
    (tmp_path / "x.tar.gz").write_bytes(b"not a tar")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "x.tar.gz"))
    assert not settings.DATA.exists()
