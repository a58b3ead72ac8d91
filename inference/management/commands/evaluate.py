"""Measures how well the current configuration understands: on its own examples, or on labelled questions."""

import asyncio
import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.secrets import KeyRingError
from inference.evaluation import Evaluation, ask, cross_validate
from inference.evaluation_sets import Labelled, read_labelled, released
from inference.learned_release import current
from inference.runtime import Runtime
from inference.scores import Scores
from inference.snapshot import Snapshot
from inference.trials import Trial, summary, try_case
from intents.models import TestCase
from intents.training import TooFewExamplesError

MEASURES = (
    ("accuracy", "accuracy in scope"),
    ("macro_f1", "macro-F1 in scope"),
    ("refused", "refused in scope"),
    ("recall", "out of scope: refused"),
    ("recall_at_5", "the same at 5% false refusals"),
    ("auroc", "out of scope: AUROC of confidence"),
)


class Command(BaseCommand):
    help = "Measures understanding: on the release's own examples, held out in turn, or on a labelled file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", help="Ask the questions of this JSONL or CSV file instead.")
        parser.add_argument("--field", default="intent", help="The key or column of the file that holds the label.")
        parser.add_argument("--map", metavar="FILE", help="JSON that says what intents are called in the labels.")
        parser.add_argument("--json", action="store_true", help="Everything as JSON, with the confusion matrix.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            bootstrap.prepare()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        snapshot = current(self.stderr.write)
        if snapshot is None:
            raise CommandError("There is no release yet. Start the assistant once.")
        if options["file"]:
            evaluation, trials = self.asked(self.read(options), snapshot), []
        else:
            evaluation, trials = self.validated(), asyncio.run(tried(enabled_cases(), snapshot))
        if options["json"]:
            found = {**evaluation.as_json(), "cases": [{"question": t.name, "passed": t.passed} for t in trials]}
            self.stdout.write(json.dumps(found))
        else:
            self.show(evaluation, trials)

    def read(self, options: dict[str, Any]) -> Labelled:
        given: Mapping[str, str] = {}
        try:
            if options["map"]:
                given = read_map(Path(options["map"]).read_bytes())
            found = read_labelled(Path(options["file"]).read_bytes(), options["field"], given)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise CommandError(f"{options['map']} says of no intent what it is called: {error}") from error
        for row in found.broken[:20]:
            self.stderr.write(f"broken: line {row.line}: {row.reason}")
        if found.broken:
            self.stderr.write(f"{len(found.broken)} broken rows are left out")
        return found

    def asked(self, labelled: Labelled, snapshot: Snapshot) -> Evaluation:
        material = released()
        assert material is not None
        unknown = labelled.unknown_to(material)
        if not unknown.questions:
            raise CommandError("There is no question to ask: every row is broken or an example of the configuration.")
        return ask(unknown, snapshot, self.progress)

    def validated(self) -> Evaluation:
        material = released()
        assert material is not None
        try:
            return cross_validate(material, self.progress)
        except TooFewExamplesError as error:
            raise CommandError(str(error)) from error

    def progress(self, done: int, of: int) -> None:
        if done % 500 == 0 or done == of:
            self.stderr.write(f"{done} of {of} questions asked")

    def show(self, evaluation: Evaluation, trials: list[Trial]) -> None:
        found = evaluation.scores
        self.stdout.write(f"{found.rows} questions, {found.out_of_scope} of them out of scope: {evaluation.method}")
        if evaluation.known:
            self.stdout.write(f"{evaluation.known} more are examples of the configuration itself and were not asked")
        for name, title in MEASURES:
            value = getattr(found, name)
            if value is not None:
                self.stdout.write(f"{title:36} {value:7.1%}")
        self.show_rest(found)
        for trial in trials:
            if not trial.passed:
                self.stdout.write(f"failed  {trial.name}\n        found: {trial.found}")
        if trials:
            self.stdout.write(f"test cases: {summary(trials)}")

    def show_rest(self, found: Scores) -> None:
        slowest = f"from {found.slowest_from_ms:.1f} ms, mean {found.slowest_mean_ms:.1f} ms"
        self.stdout.write(f"processor time per question: mean {found.ms_mean:.1f} ms, p95 {found.ms_p95:.1f} ms")
        self.stdout.write(f"slowest tenth: {slowest}")
        for tier in found.tiers:
            self.stdout.write(f"decided by {tier.name or 'nothing':12} {tier.share:7.1%}, {tier.accuracy:.1%} right")
        for expected, other, count in found.confused:
            self.stdout.write(f"confused {count:4} times: {expected}, found as {other}")


def read_map(data: bytes) -> Mapping[str, str]:
    found = json.loads(data)
    if not isinstance(found, dict):
        raise ValueError("a JSON object of intents and labels is expected")
    return {str(name): str(label) for name, label in found.items()}


def enabled_cases() -> list[TestCase]:
    return list(TestCase.objects.filter(enabled=True))


async def tried(cases: list[TestCase], snapshot: Snapshot) -> list[Trial]:
    runtime = Runtime("evaluate")
    try:
        return [await try_case(case, runtime, snapshot) for case in cases]
    finally:
        await runtime.http.close()
