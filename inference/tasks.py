"""What is done in the background for answers: evaluating and replaying what was asked, getting models."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import aclosing

from django.conf import settings
from django.utils import timezone

from athena_project.celery import stopping
from athena_project.work import Interrupted, JobError, job, look, tell
from inference import (
    canary_runs,
    drift,
    inbox,
    ollama_models,
    prefetching,
    pruning,
    shadow_runs,
    suite_clock,
    suite_runs,
)
from inference.backends import BackendError
from inference.models import LLM, Replay, SuiteRun
from intents.models import Evaluation

LONGEST = 1500  # seconds
PULL = "inference.pull"
LOOK = 0.5  # seconds between two looks whether the process ends
Row = Evaluation | Replay | SuiteRun


def about(evaluation_id: int) -> str:
    return f"Evaluation {evaluation_id}"


@job("inference.evaluate", about, longest=LONGEST + 60)
def evaluate(evaluation_id: int) -> None:
    apart("evaluator", Evaluation, evaluation_id)


def apart(module: str, model: type[Row], key: int) -> None:
    """Fills a row in a process of its own: it takes much of a processor and memory, and answers go on meanwhile."""
    command = [sys.executable, "-m", f"inference.{module}", str(key)]
    with subprocess.Popen(command, cwd=settings.BASE_DIR) as working:  # noqa: S603 ourselves, with a number
        problem = watched(working, lambda: tell_share(model, key))
        working.terminate()
    model.give_up(key, problem)
    rows = model._default_manager.filter(pk=key, state=model.FAILED)
    if told := rows.values_list("problem", flat=True).first():
        raise JobError(told)


def watched(working: "subprocess.Popen[bytes]", meanwhile: Callable[[], None] = lambda: None) -> str:
    """Waits for the end; returns why there is no result, should there be none."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            return f"It ended too early (code {working.wait(LOOK)}). The log of the process says more."
        except subprocess.TimeoutExpired:
            meanwhile()
            if stopping():
                return "The assistant was stopped before it was done. Start it again."
    return f"It took longer than {LONGEST // 60} minutes."


def tell_share(model: type[Row], key: int) -> None:
    if share := model._default_manager.filter(pk=key).values_list("progress", flat=True).first():
        tell(f"{share * 100:.0f} of 100 percent")


def about_replay(replay_id: int) -> str:
    return f"Replay {replay_id}"


@job("inference.replay", about_replay, longest=LONGEST + 60)
def replay(replay_id: int) -> None:
    apart("replayer", Replay, replay_id)


def about_suites(run_id: int) -> str:
    return f"Test run {run_id}"


@job("inference.run_suites", about_suites, longest=LONGEST + 60)
def run_suites(run_id: int) -> None:
    if suite_runs.at_hand(run_id):
        suite_runs.run(run_id)
    else:
        apart("suite_runner", SuiteRun, run_id)


@look("inference.suites_due")
def suites_due() -> None:
    for run_id in suite_clock.due(timezone.now()):
        run_suites.delay(run_id)


def model_of(llm_id: int) -> str:
    """The model that an LLM names; "" where it is gone or names none."""
    llm = LLM.objects.filter(pk=llm_id, kind="ollama").first()
    return str(llm.options.get("model") or "") if llm else ""


@job(PULL, model_of, longest=int(ollama_models.PULL_SECONDS) + 60)
def pull(llm_id: int) -> None:
    """Gets the model that an LLM names; what is there already is kept by the server."""
    try:
        asyncio.run(pulled(model_of(llm_id)))
    except BackendError as error:
        raise JobError(str(error)) from error


async def pulled(model: str) -> None:
    async with aclosing(ollama_models.pull(model)) as steps:
        async for step in steps:
            if stopping():
                raise Interrupted
            share = f"{step.done * 100 // step.total} of 100 percent: " if step.total else ""
            tell(f"{share}{step.status}")


@look("inference.prefetch")
def prefetch() -> None:
    tell(f"{prefetching.prefetch()} look-ups renewed")


@look("inference.prune")
def prune() -> None:
    gone = pruning.prune(timezone.now())
    tell(f"Forgotten: {', '.join(f'{count} {what}' for what, count in gone.items())}")


@look("inference.canary")
def look_after_canary() -> None:
    tell(f"{canary_runs.watch()}; {shadow_runs.watch()}")


@look("inference.inbox")
def look_into_inbox() -> None:
    inbox.refresh()


@look("inference.roll_up")
def roll_up() -> None:
    now = timezone.now()
    tell(f"{pruning.roll_up(now)} days counted")
    drift.tell(now)
