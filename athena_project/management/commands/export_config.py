"""Writes the whole configuration as YAML; secrets by name only."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from athena_project import configuration


class Command(BaseCommand):
    help = "Writes the whole configuration as YAML, to a file or to the screen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="The file to write; without it the text is printed.")

    def handle(self, *_args: Any, **options: Any) -> None:
        text = configuration.text(configuration.export())
        if options["file"]:
            Path(options["file"]).write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")
