"""Makes an API key and shows it once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.changes import acting
from athena_project.doorbell import settle
from athena_project.secrets import KeyRingError
from inference.auth import issue
from inference.key_admin import SCOPES


class Command(BaseCommand):
    help = "Makes an API key. The key is the last line that is printed, and cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="Whose key it is, such as kitchen or home-assistant.")
        parser.add_argument("--guest", action="store_true", help="For guests: only intents that guests may ask.")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            choices=[name for name, _ in SCOPES],
            help="What it may, several times. Without: everything but the configuration.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            bootstrap.prepare()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        row, key = issue(options["name"], mode="guest" if options["guest"] else "owner", scopes=options["scope"])
        with acting("issue_key"):
            row.save()
        settle()
        self.stdout.write(key)
