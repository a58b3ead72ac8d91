"""What is done in the background for answers: evaluating what is understood."""

import subprocess
import sys
import time

from django.conf import settings

from athena_project.celery import stopping, task
from intents.models import Evaluation

LONGEST = 1500  # seconds
LOOK = 0.5  # seconds between two looks whether the process ends


@task("inference.evaluate")
def evaluate(evaluation_id: int) -> None:
    """In a process of its own: it takes minutes of a processor and much memory, and answers go on meanwhile."""
    command = [sys.executable, "-m", "inference.evaluator", str(evaluation_id)]
    with subprocess.Popen(command, cwd=settings.BASE_DIR) as working:  # noqa: S603 ourselves, with a number
        problem = watched(working)
        working.terminate()
    Evaluation.give_up(evaluation_id, problem)


def watched(working: "subprocess.Popen[bytes]") -> str:
    """Waits for the end; returns why there is no result, should there be none."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            return f"It ended too early (code {working.wait(LOOK)}). The log of the process says more."
        except subprocess.TimeoutExpired:
            if stopping():
                return "The assistant was stopped before it was done. Start it again."
    return f"It took longer than {LONGEST // 60} minutes."
