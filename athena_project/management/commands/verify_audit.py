"""Looks over the whole audit, and names the first entry that is not as it was written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import chain


class Command(BaseCommand):
    help = "Checks that no entry of the audit (the admin's Changes) was changed, taken out or put in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", default="", help="A hash that an earlier run printed; it must still be there.")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = chain.look_over(options["head"])
        if found.broken is not None:
            raise CommandError(f"Entry {found.broken} is broken: {found.problem}. {found.entries} before it are sound.")
        if not found.anchored:
            raise CommandError(
                f"{found.entries} entries hold together, but none has the hash {options['head']}: the audit was "
                "cut off or written anew since that hash was printed."
            )
        self.stdout.write(f"{found.entries} entries, each as it was written. Head: {found.head or 'none yet'}")
