"""Learns from the examples of the current release, where that was not done yet."""

import os
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from athena_project import bootstrap, configuration, releases
from athena_project.models import Release
from intents import experience, learning, trained

NICE = 10  # answers go first


class Command(BaseCommand):
    help = "Learns from the examples of a release. A serving process does this by itself for what answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--ship", action="store_true", help="learn from the seeds and write the file that comes with Athena"
        )
        parser.add_argument("--release", type=int, help="the number of another release than the live one")

    def run_from_argv(self, argv: list[str]) -> None:
        os.nice(NICE)  # of a process that does nothing else: who calls handle() keeps its own priority
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["ship"]:
            examples = trained.examples_of(seeded())
            experience.ship(learning.experienced(examples))
            row = learning.learned(examples)
            trained.ship(row)
        else:
            number = options["release"]
            release = Release.objects.filter(number=number).first() if number else releases.current()
            if release is None and number:
                raise CommandError(f"There is no release {number}.")
            # a house that was never started has no release yet: its first one will be what ships
            found = learning.ensure(orjson.loads(release.content) if release else seeded())
            if found is None:
                self.stdout.write("There are too few examples to learn from: two intents with two each are needed.")
                return
            row = found
        self.stdout.write(f"Learned from {row.examples} examples in {row.seconds:g} s.")


def seeded() -> releases.Content:
    """The rows that ship, as a release would hold them; the database is left as it was."""
    with transaction.atomic():
        configuration.load(bootstrap.seed(), delete=True)
        content = releases.compile()
        transaction.set_rollback(True)
    return content
