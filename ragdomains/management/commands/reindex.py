"""Builds a domain's index anew, or goes back to the one before."""

import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from athena_project.celery import embedded
from athena_project.models import Process
from ragdomains import builds, rebuild
from ragdomains.filling import BuildError
from ragdomains.models import Domain, IndexVersion
from ragdomains.tasks import reindex

WIDTH = 30  # characters of the bar
PAUSE = 0.5  # seconds between two looks at a build that somebody else makes


class Command(BaseCommand):
    help = "Builds a domain's index anew beside the one that answers, checks it, then lets it take over at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("domain", help="Name of the domain.")
        parser.add_argument("--wait", action="store_true", help="Show how far it is, until the new index answers.")
        parser.add_argument("--back", action="store_true", help="Let the index before answer again instead.")
        parser.add_argument("--force", action="store_true", help="Also when another build seems to go on.")

    def handle(self, *_args: Any, domain: str, **options: bool) -> None:
        found = Domain.objects.filter(name=domain).first()
        if found is None:
            raise CommandError(f"There is no domain {domain!r}.")
        try:
            if options["wait"]:
                self.conclude(self.waited(found, options))
            else:
                self.leave(found, options)
        except rebuild.BusyError as error:
            raise CommandError(f"{error} Or add --force.") from error
        except BuildError as error:
            raise CommandError(str(error)) from error

    def leave(self, domain: Domain, options: dict[str, bool]) -> None:
        """For the worker; only one of another process can be sent a message."""
        version = rebuild.ask(domain.pk, options["back"], options["force"])
        if not embedded():
            reindex.delay(domain.pk)
        elif not Process.objects.filter(seen__gt=timezone.now() - timedelta(minutes=1)).exists():
            raise CommandError(f"Index {version.pk} is built when Athena runs. Add --wait to build it now.")
        self.stdout.write(f"Index {version.pk} of {domain} is built in the background. The admin shows how far it is.")

    def waited(self, domain: Domain, options: dict[str, bool]) -> IndexVersion:
        """Builds it here, or watches whoever does already."""
        row = builds.under_way(domain.pk)
        if row is not None and builds.alive(row) and not options["force"]:
            return self.watched(row)
        if options["back"]:
            return rebuild.go_back(domain.pk, self.shown(domain))
        return rebuild.reindex(domain.pk, self.shown(domain), options["force"])

    def watched(self, row: IndexVersion) -> IndexVersion:
        self.stdout.write(f"Index {row.pk} is being built by another process.")
        while row.state == "building" and builds.alive(row):
            self.draw(row)
            time.sleep(PAUSE)
            row.refresh_from_db()
        if row.state != "live":
            raise BuildError(row.problem or "The build was interrupted. Type the command again to go on with it.")
        return row

    def shown(self, domain: Domain) -> Any:
        def step(_text: str) -> None:
            if (row := builds.under_way(domain.pk)) is not None:
                self.draw(row)

        return step

    def draw(self, row: IndexVersion) -> None:
        """One line for each step; a terminal draws the bar over and over in the same one."""
        full = WIDTH * row.done // row.total if row.total else 0
        line = f"  [{'#' * full}{'.' * (WIDTH - full)}] {row.step}"
        if self.stdout.isatty():
            self.stdout.write(f"\r{line:79}", ending="")
        else:
            self.stdout.write(line)
        self.stdout.flush()

    def conclude(self, version: IndexVersion) -> None:
        if self.stdout.isatty():
            self.stdout.write("")
        size = f"{version.chunks} passages of some {version.words} words, {version.model}"
        self.stdout.write(f"Index {version.pk} of {version.domain} answers now: {size}.")
