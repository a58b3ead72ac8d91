"""Runs test cases and scenarios; fails where one does not hold."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.secrets import KeyRingError
from inference import learned_release, replay_sides, suite_runs
from inference.models import SuiteResult, SuiteRun
from inference.suites import CASES
from intents import learning

UNDONE = 2  # exit code where they could not be run


class Command(BaseCommand):
    help = "Runs test cases and scenarios against the live release; exit code 1 where one fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--suite", default="", metavar="NAME", help="Those of this suite only.")
        parser.add_argument("--draft", action="store_true", help="Against the draft instead of the live release.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            bootstrap.prepare()
        except KeyRingError as error:
            raise CommandError(str(error), returncode=UNDONE) from error
        if options["draft"]:
            learning.ensure(replay_sides.draft().content)
        elif learned_release.current(self.stderr.write) is None:
            raise CommandError("There is no release yet. Start the assistant once.", returncode=UNDONE)
        row = SuiteRun.objects.create(
            author="manage.py test_config", reason=SuiteRun.COMMAND, suite=options["suite"], of_draft=options["draft"]
        )
        suite_runs.attempt(row)
        if row.state == SuiteRun.FAILED:
            raise CommandError(row.problem, returncode=UNDONE)
        for result in row.results.filter(passed=False):
            self.stdout.write(told(result))
        self.stdout.write(row.result)
        if row.failed:
            raise CommandError("Some tests do not hold.")


def told(result: SuiteResult) -> str:
    kind = "case" if result.model == CASES else "scenario"
    turned = " (it passed in the run before)" if result.before else ""
    lines = [f"failed  {kind}: {result.name}{turned}", f"expected: {result.expected}", f"found: {result.found}"]
    return "\n        ".join(lines)
