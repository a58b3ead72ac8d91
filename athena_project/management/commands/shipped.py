"""Shows what is new in the configuration that ships, and takes it."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from athena_project import plans, shipped
from athena_project.change_words import model_name
from athena_project.changes import acting
from athena_project.configuration import ConfigurationError
from athena_project.doorbell import settle
from athena_project.releases import config_models
from athena_project.shipped_words import WORDS
from athena_project.three_way import ASKED, OFFERED, Item

NEWS = 2  # the exit code that says: there is something


class Command(BaseCommand):
    help = "Shows what is new in the configuration that ships: exit code 2 where there is something, 0 where not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", action="store_true", help="Only show it; what happens without --apply.")
        parser.add_argument("--apply", action="store_true", help="Take what touches nothing of yours.")
        parser.add_argument("--only", nargs="+", default=[], metavar="KIND", help="Kinds, such as intents.intent.")

    def handle(self, *_args: Any, **options: Any) -> None:
        kinds = {model._meta.label_lower for model in config_models()}
        if strange := sorted(set(options["only"]) - kinds):
            raise CommandError(f"There is no kind {strange[0]}. There are: {', '.join(sorted(kinds))}.")
        if options["apply"] and not options["plan"]:
            self.apply(options["only"])
        else:
            self.plan(options["only"])

    def plan(self, kinds: list[str]) -> None:
        found = shipped.survey()
        chosen = [item for item in found.having(OFFERED | ASKED) if not kinds or item.model in kinds]
        for item in chosen:
            changes = plans.in_words(found.difference(item)).partition(": ")[2]
            self.stdout.write(f"{WORDS[item.state]}: {changes}")
        self.count(chosen)
        if chosen:
            sys.exit(NEWS)

    def count(self, chosen: list[Item]) -> None:
        counted = Counter((item.model, item.state in OFFERED) for item in chosen)
        for (model, offered), count in sorted(counted.items()):
            self.stdout.write(f"{model_name(model)}: {count} {'to take' if offered else 'to decide on in the admin'}")
        if not chosen:
            self.stdout.write("Nothing is new.")

    def apply(self, kinds: list[str]) -> None:
        try:
            with acting("shipped"):
                found = shipped.take(lambda survey: shipped.in_kinds(survey, kinds))
            settle()
        except (ConfigurationError, IntegrityError) as error:
            raise CommandError(f"Nothing was taken.\n{error}") from error
        self.stdout.write(f"Taken: {len(found)} rows." if found else "Nothing was to be taken.")
