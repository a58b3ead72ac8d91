"""Reads a configuration from YAML, shows what it changes, and applies it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import configuration
from athena_project.changes import acting
from athena_project.doorbell import settle
from athena_project.releases import Difference


class Command(BaseCommand):
    help = "Reads a configuration from YAML. Rows are found by their natural keys; the rest stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="The file to read.")
        parser.add_argument("--dry-run", action="store_true", help="Only show what would change.")
        parser.add_argument("--delete", action="store_true", help="Also delete the rows that the file does not name.")
        parser.add_argument("--yes", action="store_true", help="Do not ask before rows are deleted.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            document = configuration.parse(Path(options["file"]).read_text(encoding="utf-8"))
            found = configuration.load(document, dry_run=True, delete=options["delete"])
            self.show(found)
            if options["dry_run"] or not found or not self.confirmed(found, options["yes"]):
                return
            with acting("import_config"):
                configuration.load(document, delete=options["delete"])
            settle()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        except configuration.ConfigurationError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        self.stdout.write(f"Imported: {len(found)} changes.")

    def show(self, found: list[Difference]) -> None:
        for difference in found:
            self.stdout.write(str(difference))
        if not found:
            self.stdout.write("Nothing differs.")

    def confirmed(self, found: list[Difference], yes: bool) -> bool:
        gone = sum(difference.action == "remove" for difference in found)
        if not gone or yes:
            return True
        answer = input(f"{gone} rows will be deleted. Type {gone} to go on: ")
        return answer.strip() == str(gone)
