"""Secrets are bound to their row and their ring."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from athena_project import secrets
from athena_project.models import Credential

TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


@given(text=TEXT)
def test_what_is_encrypted_comes_back(text: str) -> None:
    assert secrets.decrypt(secrets.encrypt(text, "model:1:field"), "model:1:field") == text


def test_a_secret_does_not_open_in_another_row() -> None:
    sealed = secrets.encrypt("x", "model:1:field")
    with pytest.raises(secrets.KeyRingError, match="does not belong"):
        secrets.decrypt(sealed, "model:2:field")


def test_changed_bytes_do_not_open() -> None:
    sealed = bytearray(secrets.encrypt("x", "model:1:field"))
    sealed[-1] ^= 1
    with pytest.raises(secrets.KeyRingError):
        secrets.decrypt(bytes(sealed), "model:1:field")


def test_a_secret_of_another_ring_names_the_missing_key(settings: Settings) -> None:
    sealed = secrets.encrypt("x", "model:1:field")
    settings.KEYRING = secrets.new_ring()
    with pytest.raises(secrets.KeyRingError, match="not in the key ring"):
        secrets.decrypt(sealed, "model:1:field")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"primary": "a", "keys": {}, "pepper": "", "django": ""}', "null"])
def test_a_damaged_ring_is_refused_without_its_content(text: str) -> None:
    with pytest.raises(secrets.KeyRingError):
        secrets.parse_ring(text)


def test_a_short_key_is_refused() -> None:
    ring = json.loads(secrets.new_ring())
    ring["keys"][ring["primary"]] = "c2hvcnQ="
    with pytest.raises(secrets.KeyRingError, match="32 bytes"):
        secrets.parse_ring(json.dumps(ring))


def test_a_ring_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "keyring.json"
    secrets.write_ring(file, secrets.new_ring())
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_credential_shows_a_fingerprint_and_keeps_its_secret() -> None:
    row = Credential.objects.create(name="key")
    row.seal("canary-4711")
    row.save()
    row.refresh_from_db()
    assert row.reveal() == "canary-4711"
    assert len(row.fingerprint) == 8 and b"canary" not in bytes(row.ciphertext)
