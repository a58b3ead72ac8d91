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
from inference import canary_runs, inbox, ollama_models, prefetching, pruning, shadow_runs
from inference.backends import BackendError
from inference.models import LLM, Replay
from intents.models import Evaluation

LONGEST = 1500  # seconds
PULL = "inference.pull"
LOOK = 0.5  # seconds between two looks whether the process ends


def about(evaluation_id: int) -> str:
    return f"Evaluation {evaluation_id}"


@job("inference.evaluate", about, longest=LONGEST + 60)
def evaluate(evaluation_id: int) -> None:
    """In a process of its own: it takes minutes of a processor and much memory, and answers go on meanwhile."""
    command = [sys.executable, "-m", "inference.evaluator", str(evaluation_id)]
    with subprocess.Popen(command, cwd=settings.BASE_DIR) as working:  # noqa: S603 ourselves, with a number
        problem = watched(working, lambda: tell_progress(evaluation_id))
        working.terminate()
    Evaluation.give_up(evaluation_id, problem)
    if row := Evaluation.objects.filter(pk=evaluation_id, state=Evaluation.FAILED).first():
        raise JobError(row.problem)


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


def tell_progress(evaluation_id: int) -> None:
    share = Evaluation.objects.filter(pk=evaluation_id).values_list("progress", flat=True).first()
    if share:
        tell(f"{share * 100:.0f} of 100 percent")


def about_replay(replay_id: int) -> str:
    return f"Replay {replay_id}"


@job("inference.replay", about_replay, longest=LONGEST + 60)
def replay(replay_id: int) -> None:
    """In a process of its own, for the same reasons."""
    command = [sys.executable, "-m", "inference.replayer", str(replay_id)]
    with subprocess.Popen(command, cwd=settings.BASE_DIR) as working:  # noqa: S603 ourselves, with a number
        problem = watched(working, lambda: tell_replayed(replay_id))
        working.terminate()
    Replay.give_up(replay_id, problem)
    if row := Replay.objects.filter(pk=replay_id, state=Replay.FAILED).first():
        raise JobError(row.problem)


def tell_replayed(replay_id: int) -> None:
    if share := Replay.objects.filter(pk=replay_id).values_list("progress", flat=True).first():
        tell(f"{share * 100:.0f} of 100 percent")


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
    tell(f"{pruning.roll_up(timezone.now())} days counted")
