"""Writes database, key ring and documents of the embedded profile into one file."""

import os
import sqlite3
import tarfile
import tempfile
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

DATABASE, RING = "athena.sqlite3", "keyring.json"
PAPERS = ("documents", "uploads")  # folders of the household's own


class Command(BaseCommand):
    help = "Writes a backup while the assistant runs. The file holds the key ring: keep it like a key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="The file to write, such as athena.tar.gz.")
        parser.add_argument("--without-keyring", action="store_true", help="Leave the key ring out; keep it elsewhere.")

    def handle(self, *_args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The database is PostgreSQL: back it up with pg_dump, and keep the key ring with it.")
        target = Path(options["file"])
        with (
            tempfile.TemporaryDirectory() as folder,
            open(target, "wb", opener=private) as file,
            tarfile.open(fileobj=file, mode="w:gz") as archive,
        ):
            copy = Path(folder) / DATABASE
            copy_database(Path(str(settings.DATABASES["default"]["NAME"])), copy)
            archive.add(copy, DATABASE)
            if settings.KEYRING_PATH.is_file() and not options["without_keyring"]:
                archive.add(settings.KEYRING_PATH, RING)
            add_papers(archive)
        self.stdout.write(f"Written: {target} ({target.stat().st_size / 1e6:.1f} MB).")


def add_papers(archive: tarfile.TarFile) -> None:
    """What the household put into the data folder itself."""
    for name in PAPERS:
        if (settings.DATA / name).is_dir():
            archive.add(settings.DATA / name, name)


def private(path: str, flags: int) -> int:
    """Opens a file that only its owner can read from its first byte on, also where it was there before."""
    opened = os.open(path, flags, 0o600)
    os.fchmod(opened, 0o600)
    return opened


def copy_database(source: Path, target: Path) -> None:
    """SQLite's own online backup: consistent, also while others write."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
