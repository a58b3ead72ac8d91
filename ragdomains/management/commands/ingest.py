"""Reads a folder, a file or the rows of a JSONL file into a domain of documents."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap, releases
from athena_project.changes import acting
from athena_project.doorbell import settle
from athena_project.secrets import KeyRingError
from ragdomains.counts import Counts
from ragdomains.ingest import read_now
from ragdomains.models import Chunk, Document, Source
from ragdomains.sources import SourceError, source_at

MOST = 100  # problems that are listed
PAUSE = 1.0  # seconds between two lines of progress


class Command(BaseCommand):
    help = (
        "Reads PATH into a domain of documents, which is made if there is none. What has not changed is not done again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="A folder, a file, or JSONL with {id, title, text} a line.")
        parser.add_argument("--domain", required=True, help="Name of the domain that answers from it.")

    def handle(self, *_args: Any, path: str, domain: str, **_options: Any) -> None:
        self.shown = 0.0
        try:
            bootstrap.prepare()
            with acting("ingest"):
                source = source_at(domain, Path(path))
        except (KeyRingError, SourceError) as error:
            raise CommandError(str(error)) from error
        settle()
        counts = read_now(source, self.step)
        self.tell(counts.problems)
        if counts.problems and not (counts.read or counts.unchanged or counts.deleted):
            raise CommandError("Nothing was read.")
        self.conclude(source, counts)

    def step(self, text: str) -> None:
        if time.monotonic() - self.shown > PAUSE:
            self.shown = time.monotonic()
            self.stdout.write(f"  {text}")
            self.stdout.flush()

    def tell(self, problems: list[str]) -> None:
        for problem in problems[:MOST]:
            self.stderr.write(problem)
        if len(problems) > MOST:
            self.stderr.write(f"and {len(problems) - MOST} more")

    def conclude(self, source: Source, counts: Counts) -> None:
        name = source.domain.name
        documents = Document.objects.filter(source__domain=source.domain, problem="").count()
        passages = Chunk.objects.filter(version__domain=source.domain, version__state="live").count()
        self.stdout.write(f"{counts}.")
        self.stdout.write(f"The domain {name} holds {documents} documents with {passages} passages.")
        if releases.pending():
            self.stdout.write("The domain waits in the draft: review mode is on. Publish the draft in the admin.")
