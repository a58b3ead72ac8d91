"""Reads the document sources now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ragdomains.counts import Counts
from ragdomains.ingest import claim_due, read_now, readable
from ragdomains.models import Domain


class Command(BaseCommand):
    help = "Reads the document sources now: all of them, those of one domain, or only those that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("domain", nargs="?", help="Name of a domain; without it, every domain.")
        parser.add_argument("--due", action="store_true", help="Only the sources whose time has come.")

    def handle(self, *_args: Any, domain: str | None, due: bool, **_options: Any) -> None:
        if domain and not Domain.objects.filter(name=domain).exists():
            names = ", ".join(Domain.objects.filter(sources__isnull=False).distinct().values_list("name", flat=True))
            raise CommandError(f"There is no domain {domain!r}. Domains with documents: {names or 'none'}.")
        sources = readable().filter(domain__name=domain) if domain else readable()
        if due:
            sources = sources.filter(pk__in=claim_due())
        total = Counts()
        for source in sources:
            self.stdout.write(f"{source.domain}: {source.path}")
            total.add(read_now(source, self.step))
        for problem in total.problems:
            self.stderr.write(f"  {problem}")
        self.stdout.write(f"{total}.")

    def step(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()
