"""Lends the runner of suites to the pages of test cases and scenarios."""

from collections.abc import Sequence

from athena_project import draft
from athena_project.by_hand import CannotRunError, Outcome, Ran, run_by
from inference import replay_sides, suite_runs, suites
from inference.replay_sides import ReplayError
from intents.models import TestCase
from validation.models import Scenario


@run_by
def run(rows: Sequence[TestCase | Scenario]) -> Ran:
    """On the rows as they stand in the admin: what is live, or with review mode the draft. Raises CannotRunError."""
    review = draft.in_review()
    try:
        side = replay_sides.draft() if review else replay_sides.release()
    except ReplayError as error:
        raise CannotRunError(str(error)) from error
    model = replay_sides.learned(side)
    results = suites.tried(suites.of_rows(rows), suite_runs.made(side, model))
    outcomes = (
        Outcome(row, each.passed, each.test.expected, each.found, each.findings, each.ms)
        for row, each in zip(rows, results, strict=True)
    )
    failed_first = tuple(sorted(outcomes, key=lambda each: each.passed))
    return Ran("the draft" if review else f"release {side.number}", failed_first, suite_runs.note(side, model))
