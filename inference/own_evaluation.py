"""Runs the evaluation that the admin asks for: the current release on its own test cases and examples."""

import time
from dataclasses import asdict
from typing import Any

from inference import evaluation, suites
from inference.evaluation_sets import released
from inference.snapshot import load
from intents.models import Evaluation, TestCase
from intents.training import TooFewExamplesError

SAID_EVERY = 1.0  # seconds between two writings of the progress
CASES_END = 0.05  # of the progress bar belongs to the test cases

UNDER_WAY = (Evaluation.WAITING, Evaluation.RUNNING)


class Progress:
    """Writes into the row how far it is, now and then."""

    def __init__(self, key: int) -> None:
        self._key = key
        self._due = 0.0

    def __call__(self, done: int, of: int) -> None:
        if (now := time.monotonic()) >= self._due:
            self._due = now + SAID_EVERY
            share = CASES_END + (1 - CASES_END) * done / max(of, 1)
            Evaluation.objects.filter(pk=self._key).update(progress=share)


def run(key: int) -> None:
    """Fills the row; safe to do twice, and nothing is done for a row that is finished or gone."""
    if not Evaluation.objects.filter(pk=key, state__in=UNDER_WAY).update(state=Evaluation.RUNNING, progress=0.0):
        return
    try:
        result = {"cases": cases(), "examples": examples(Progress(key))}
    except Exception as error:
        Evaluation.give_up(key, f"It could not be done ({type(error).__name__}). The log of the process says more.")
        raise
    Evaluation.objects.filter(pk=key).update(state=Evaluation.DONE, progress=1.0, result=result, problem="")


def cases() -> dict[str, Any]:
    """How many test cases hold, and what was found where one does not."""
    snapshot = load({})
    rows = list(TestCase.objects.filter(enabled=True).select_related("suite"))
    results = suites.tried(suites.of_rows(rows), snapshot) if snapshot else []
    failed = [
        {"key": each.test.row, "question": str(each.test.item), "found": f"{each.found}; expected {each.test.expected}"}
        for each in results
        if not each.passed
    ]
    return {"asked": len(results), "failed": failed}


def examples(progress: Progress) -> dict[str, Any]:
    """Every example, asked of a model that was learned without it."""
    material = released()
    if material is None:
        return {"problem": "There is no release yet."}
    try:
        found = evaluation.cross_validate(material, progress)
    except TooFewExamplesError as error:
        return {"problem": str(error)}
    asked = [[each.expected, each.found, each.text, each.tier] for each in found.answers]
    return {"method": found.method, "scores": asdict(found.scores), "asked": asked}
