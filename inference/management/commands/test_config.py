"""Runs every test case and scenario; fails where one does not hold."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.secrets import KeyRingError
from inference import trials
from inference.learned_release import current
from inference.runtime import Runtime
from inference.snapshot import Snapshot
from inference.trials import Trial
from intents.models import TestCase
from validation.models import Scenario


class Command(BaseCommand):
    help = "Runs every test case and scenario against the current release; exit code 1 where one fails."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            bootstrap.prepare()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        snapshot = current(self.stderr.write)
        if snapshot is None:
            raise CommandError("There is no release yet. Start the assistant once.")
        cases = list(TestCase.objects.filter(enabled=True))
        scenarios = list(Scenario.objects.filter(enabled=True))
        found = asyncio.run(self.tried(cases, scenarios, snapshot))
        for trial in found:
            if not trial.passed:
                self.stdout.write(f"failed  {trial.name}\n        found: {trial.found}")
        self.stdout.write(trials.summary(found))
        if not all(trial.passed for trial in found):
            raise CommandError("Some tests do not hold.")

    async def tried(self, cases: list[TestCase], scenarios: list[Scenario], snapshot: Snapshot) -> list[Trial]:
        runtime = Runtime("test_config")
        try:
            found = [trials.renamed(await trials.try_case(case, runtime, snapshot), "case") for case in cases]
        finally:
            await runtime.http.close()
        return found + [trials.renamed(await trials.try_scenario(row, snapshot), "scenario") for row in scenarios]
