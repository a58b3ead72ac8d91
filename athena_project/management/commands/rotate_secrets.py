"""Adds a new key to the ring and encrypts every stored secret with it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from athena_project import bootstrap
from athena_project.changes import acting
from athena_project.models import Credential
from athena_project.secrets import KeyRingError, ring, with_new_key, write_ring


class Command(BaseCommand):
    help = "Adds a new key to the key ring and encrypts every stored credential with it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.KEYRING_PATH.is_file():
            raise CommandError(
                f"The ring comes from ATHENA_KEYRING, not from {settings.KEYRING_PATH}; change it there."
            )
        try:
            ring()
            text = with_new_key(settings.KEYRING_PATH.read_text(encoding="utf-8"))
            # the file first: a secret must never be written with a key that no file holds
            write_ring(settings.KEYRING_PATH, text)
            settings.KEYRING = text
            count = self.encrypt_again()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The primary key is {ring().primary}; {count} secrets were encrypted with it.")

    @transaction.atomic
    def encrypt_again(self) -> int:
        bootstrap.check_seals()
        rows = [row for row in Credential.objects.select_for_update() if row.ciphertext]
        with acting("rotate_secrets"):
            for row in rows:
                row.seal(row.reveal())
                row.save()
        return len(rows)
