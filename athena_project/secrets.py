"""The key ring: encrypts credentials bound to their row, and keys the digests of API keys.

The ring is a JSON file, keyring.json in the data folder, or the JSON itself in ATHENA_KEYRING:
{"primary": id, "keys": {id: base64 of 32 bytes}, "pepper": base64, "django": base64}.
"""

import base64
import hmac
import json
import os
import secrets as random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, the length AES-GCM is specified for (NIST SP 800-38D, 5.2.1.1)


class KeyRingError(Exception):
    """The key ring is missing, damaged, or not the one that a secret was written with."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of this installation, by id; new secrets use the primary one."""

    primary: str
    keys: dict[str, bytes]
    pepper: bytes
    django: bytes


def new_ring() -> str:
    """A fresh ring as JSON text."""
    key_id = random.token_hex(4)
    fresh = {name: base64.b64encode(random.token_bytes(32)).decode() for name in ("key", "pepper", "django")}
    ring = {
        "primary": key_id,
        "keys": {key_id: fresh["key"]},
        "pepper": fresh["pepper"],
        "django": fresh["django"],
    }
    return json.dumps(ring, indent=1)


def write_ring(path: Path, text: str) -> None:
    """Writes the ring so that only its owner can read it, and never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def parse_ring(text: str) -> KeyRing:
    """Reads a ring; raises KeyRingError without a word of its content."""
    try:
        data = json.loads(text)
        keys = {str(key_id): base64.b64decode(key, validate=True) for key_id, key in data["keys"].items()}
        ring = KeyRing(data["primary"], keys, base64.b64decode(data["pepper"]), base64.b64decode(data["django"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyRingError(
            "The key ring cannot be read: it is no JSON with primary, keys, pepper and django."
        ) from None
    if ring.primary not in ring.keys or any(len(key) != 32 for key in ring.keys.values()):
        raise KeyRingError("The key ring is damaged: its primary key is missing or a key is not 32 bytes long.")
    return ring


def django_secret(text: str) -> str:
    """Django's SECRET_KEY from the ring's text; "" without a readable ring, which the system checks then refuse."""
    try:
        return parse_ring(text).django.hex()
    except KeyRingError:
        return ""


@lru_cache(maxsize=4)
def _parsed(text: str) -> KeyRing:
    return parse_ring(text)


def ring() -> KeyRing:
    """The ring of the settings; raises KeyRingError where there is none."""
    text = settings.KEYRING
    if not text:
        raise KeyRingError(
            f"There is no key ring at {settings.KEYRING_PATH}. Restore it from your backup, or set ATHENA_KEYRING_FILE."
        )
    return _parsed(text)


def on_disk() -> dict[str, bytes]:
    """The keys in the ring's file now: another process may have added one since this one started."""
    try:
        return parse_ring(settings.KEYRING_PATH.read_text(encoding="utf-8")).keys
    except (OSError, KeyRingError):
        return {}


def with_new_key(text: str) -> str:
    """The ring with one more key, which becomes the primary one; the old keys stay to read what they wrote."""
    data = json.loads(text)
    key_id = random.token_hex(4)
    data["keys"][key_id] = base64.b64encode(random.token_bytes(32)).decode()
    return json.dumps({**data, "primary": key_id}, indent=1)


def encrypt(text: str, place: str) -> bytes:
    """AES-256-GCM under the primary key, bound to `place` (model:pk:field): id length, id, nonce, ciphertext."""
    keys = ring()
    nonce = random.token_bytes(NONCE)
    sealed = AESGCM(keys.keys[keys.primary]).encrypt(nonce, text.encode(), place.encode())
    key_id = keys.primary.encode()
    return bytes([len(key_id)]) + key_id + nonce + sealed


def decrypt(data: bytes, place: str) -> str:
    """The inverse of encrypt(); raises KeyRingError for another ring, another row or changed bytes."""
    size = data[0]
    key_id = data[1 : 1 + size].decode(errors="replace")
    nonce, sealed = data[1 + size : 1 + size + NONCE], data[1 + size + NONCE :]
    key = ring().keys.get(key_id) or on_disk().get(key_id)
    if key is None:
        raise KeyRingError(f"This secret was written with the key {key_id}, which is not in the key ring.")
    try:
        return AESGCM(key).decrypt(nonce, sealed, place.encode()).decode()
    except InvalidTag:
        raise KeyRingError("This secret does not belong to this row or to this key ring.") from None


def fingerprint(secret: str) -> str:
    """Eight hexadecimal digits by which people compare a secret without seeing it."""
    return digest(f"fingerprint:{secret}")[:8]


def digest(text: str) -> str:
    """HMAC-SHA256 under the ring's pepper, in hexadecimal."""
    found = _peppered(ring().pepper).copy()
    found.update(text.encode(errors="surrogatepass"))
    return found.hexdigest()


@lru_cache(maxsize=4)
def _peppered(pepper: bytes) -> hmac.HMAC:
    """What the pepper alone makes: every request needs it, and setting it up is half of the work."""
    return hmac.new(pepper, digestmod="sha256")
