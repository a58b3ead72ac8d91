"""Brings a backup back into an empty data folder."""

import tarfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from athena_project.management.commands.backup import DATABASE, RING
from athena_project.secrets import KeyRingError, parse_ring


class Command(BaseCommand):
    help = "Brings a backup back. The data folder must hold no database; nothing is overwritten."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *_args: Any, **options: Any) -> None:
        for name in (DATABASE, RING):
            if (settings.DATA / name).exists():
                raise CommandError(f"{settings.DATA / name} is there already. Set ATHENA_DATA to an empty folder.")
        try:
            with tarfile.open(Path(options["file"])) as archive:
                self.prove(archive)
                settings.DATA.mkdir(parents=True, exist_ok=True)
                archive.extractall(settings.DATA, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        self.stdout.write(f"Restored into {settings.DATA}. Start the assistant.")

    def prove(self, archive: tarfile.TarFile) -> None:
        names = archive.getnames()
        if DATABASE not in names:
            raise CommandError("This is no backup of Athena: it holds no database.")
        ring = archive.extractfile(RING) if RING in names else None
        if ring is None:
            self.stdout.write("The backup holds no key ring; put keyring.json into the data folder before the start.")
            return
        try:
            parse_ring(ring.read().decode())
        except (KeyRingError, UnicodeDecodeError) as error:
            raise CommandError(f"The backup's key ring is damaged: {error}") from error
