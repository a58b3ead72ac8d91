"""Builds a domain's index anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ragdomains.models import Domain
from ragdomains.rebuild import BuildError, reindex


class Command(BaseCommand):
    help = "Embeds every passage of a domain anew, then lets the new index take over at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("domain", help="Name of the domain.")
        parser.add_argument("--force", action="store_true", help="Also when another build seems to go on.")

    def handle(self, *_args: Any, domain: str, force: bool, **_options: Any) -> None:
        found = Domain.objects.filter(name=domain).first()
        if found is None:
            raise CommandError(f"There is no domain {domain!r}.")
        try:
            version = reindex(found.pk, self.step, force)
        except BuildError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Index {version.pk} of {domain} answers now: {version.chunks} passages, {version.model}.")

    def step(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()
