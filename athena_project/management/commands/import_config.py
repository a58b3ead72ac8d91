"""Reads a configuration from YAML, shows what it changes, and applies it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import configuration, plans
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
        parser.add_argument("--note", default="", help="What the release that this makes says of itself.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            document = configuration.parse(Path(options["file"]).read_text(encoding="utf-8"))
            wish = plans.Wish(document, delete=options["delete"])
            plan = plans.plan(wish)
            self.show(plan.differences)
            if options["dry_run"] or not plan.differences or not self.confirmed(plan, options["yes"]):
                return
            with acting("import_config"):
                plans.apply(wish, plan.seen, note=options["note"])
            settle()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        except configuration.ConfigurationError as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        except plans.Moved as error:
            raise CommandError("Nothing was imported: somebody edited meanwhile. Look again.") from error
        self.stdout.write(f"Imported: {len(plan.differences)} changes.")

    def show(self, found: list[Difference]) -> None:
        for difference in found:
            self.stdout.write(str(difference))
        if not found:
            self.stdout.write("Nothing differs.")

    def confirmed(self, plan: plans.Plan, yes: bool) -> bool:
        gone = plan.seen.removals
        if not gone or yes:
            return True
        answer = input(f"{gone} rows will be deleted. Type {gone} to go on: ")
        return answer.strip() == str(gone)
