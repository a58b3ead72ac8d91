"""The first start: data folder, key ring, database, seed configuration; and what every start checks."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from athena_project import changes, configuration, releases, row_tables
from athena_project.models import KeySeal, Release, ShippedBase
from athena_project.secrets import KeyRingError, decrypt, django_secret, encrypt, new_ring, ring, write_ring

SEALED = "athena"
ATHENA = "Athena"  # who makes what nobody asked for
SHIPPED = "The configuration that ships"


class DataFolderError(CommandError):
    """The data folder cannot be made; the text says what to do, and any command ends with it."""


def prepare() -> bool:
    """Makes the installation ready to run; True at its first start.

    Raises KeyRingError for a missing or wrong ring, DataFolderError for a data folder that cannot be made.
    """
    make_folder()
    if not settings.KEYRING:
        make_ring_once()
    ring()
    if MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    check_seals()
    with transaction.atomic():
        first = not Release.objects.exists()
        if first:
            rows = seed()
            with changes.acting(ATHENA), changes.as_one(SHIPPED):
                configuration.load(rows)
            releases.publish(author=ATHENA, note=SHIPPED)
            ShippedBase.held(fingerprint=fingerprint()).hold(row_tables.of_document(rows))
    if first:
        (settings.DATA / "documents").mkdir(exist_ok=True)  # where the shipped document source looks
    return first


def make_folder() -> None:
    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = f"The data folder {settings.DATA} cannot be made: {error.strerror}. Set ATHENA_DATA to another."
        raise DataFolderError(text) from error


def make_ring_once() -> None:
    """Only a database that was never sealed gets a new ring."""
    if sealed():
        raise KeyRingError(
            f"The database was written with a key ring, but there is none at {settings.KEYRING_PATH}. "
            "Put the file back from your backup, or set ATHENA_KEYRING. Nothing was changed."
        )
    made = new_ring()
    write_ring(settings.KEYRING_PATH, made)
    settings.KEYRING, settings.SECRET_KEY = made, django_secret(made)  # as a process that starts now reads them


def sealed() -> bool:
    try:
        return KeySeal._meta.db_table in connection.introspection.table_names() and KeySeal.objects.exists()
    except DatabaseError:
        return False


def check_seals() -> None:
    """Every seal must open with this ring; a ring that has new keys seals them."""
    keys = ring()
    for seal in KeySeal.objects.all():
        place = f"athena_project.keyseal:{seal.key_id}:ciphertext"
        if seal.key_id == keys.primary or seal.key_id in keys.keys:
            if decrypt(bytes(seal.ciphertext), place) != SEALED:
                raise KeyRingError("The key ring does not belong to this database.")
        else:
            raise KeyRingError(
                f"The key ring lacks the key {seal.key_id}, with which this database was written. "
                "Put the right ring back; nothing was changed."
            )
    if not KeySeal.objects.filter(key_id=keys.primary).exists():
        place = f"athena_project.keyseal:{keys.primary}:ciphertext"
        KeySeal.objects.create(key_id=keys.primary, ciphertext=encrypt(SEALED, place))


def seed() -> configuration.Document:
    """The configuration that ships."""
    return configuration.merged(configuration.parse(file.read_text(encoding="utf-8")) for file in seed_files())


def fingerprint() -> str:
    """Of the configuration that ships; much faster than reading it."""
    held = hashlib.sha256()
    for file in seed_files():
        held.update(file.read_bytes())
    return held.hexdigest()


def seed_files() -> Iterator[Path]:
    """seed.yaml and seed/*.yaml of each app, in the order of the apps."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    files = [file for folder in folders for file in (folder / "seed.yaml", *sorted((folder / "seed").glob("*.yaml")))]
    return (file for file in files if file.is_file())
