"""Reads example sentences from a file, shows what they are, and makes intents of them."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap, releases
from athena_project.doorbell import settle
from athena_project.secrets import KeyRingError
from intents import importing, learning
from intents.importing import Parsed

MOST = 100  # broken rows and warnings that are listed


class Command(BaseCommand):
    help = "Makes intents with examples of the rows ({text, intent}, JSONL or CSV) of a file, and learns them at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="The file to read.")
        parser.add_argument("--field", default="intent", help="The key or column that names the intent.")
        parser.add_argument("--replace", action="store_true", help="Only what is imported is understood afterwards.")
        parser.add_argument("--yes", action="store_true", help="Import the good rows although others are broken.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            bootstrap.prepare()
            parsed = importing.parse(Path(options["file"]).read_bytes(), options["field"])
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from error
        self.show(parsed)
        if not parsed.good:
            raise CommandError("Nothing was imported: there is no good row.")
        if parsed.broken and not options["yes"] and not self.confirmed(parsed):
            raise CommandError("Nothing was imported. Mend the rows, or import the good ones with --yes.")
        self.write(parsed, options["replace"])

    def show(self, parsed: Parsed) -> None:
        first = {row.intent: row.text for row in reversed(parsed.good)}
        for name, count in sorted(parsed.intents.items()):
            self.stdout.write(f"{name:30} {count:6}  “{first[name]}”")
        self.listed([f"line {row.line}: {row.reason}" for row in parsed.broken], "broken")
        self.listed(parsed.warnings, "look at this")
        self.stdout.write(
            f"{len(parsed.good)} examples of {len(parsed.intents)} intents; {parsed.merged} rows read like another "
            f"and were merged; {len(parsed.broken)} rows are broken."
        )

    def listed(self, lines: "list[str] | tuple[str, ...]", word: str) -> None:
        for line in lines[:MOST]:
            self.stdout.write(f"{word}: {line}")
        if len(lines) > MOST:
            self.stdout.write(f"{word}: and {len(lines) - MOST} more")

    def confirmed(self, parsed: Parsed) -> bool:
        if not sys.stdin.isatty():
            return False
        return input(f"Import the {len(parsed.good)} good rows? [y/N] ").strip().lower() in {"y", "yes"}

    def write(self, parsed: Parsed, replace: bool) -> None:
        written = importing.write(parsed.good, replace, "import_examples")
        settle()
        self.stdout.write(
            f"Imported: {written.intents} new intents, {written.examples} examples; "
            f"{written.known} were known; {written.removed} rows removed."
        )
        self.learn()

    def learn(self) -> None:
        """So that the next question is answered with what was imported."""
        release = releases.current()
        if release is None or releases.pending():
            self.stdout.write("It waits in the draft: review mode is on. Publish the draft in the admin.")
            return
        self.stderr.write("Learning from the examples ...")
        learned = learning.ensure(orjson.loads(release.content))
        settle()
        if learned is None:
            self.stdout.write("There are too few examples to learn from: two intents with two each are needed.")
        else:
            self.stdout.write(f"Learned from {learned.examples} examples in {learned.seconds:g} s.")
