"""A language model of the house as a judge, for commands: the live release names it, and no server need run."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from athena_project import bootstrap
from inference.judges import Judges
from inference.runtime import Runtime
from validation.verify import Judge

SECONDS = 60.0  # longest wait for one judgement


class NoJudgeError(LookupError):
    """No language model of this name stands in the live release."""


@asynccontextmanager
async def judge_named(name: str, process: str) -> AsyncIterator[Judge]:
    """Raises NoJudgeError. `process` is what the log calls the one that asks."""
    await asyncio.to_thread(bootstrap.prepare)
    runtime = Runtime(process)
    await asyncio.to_thread(runtime.start)
    try:
        snapshot = await runtime.snapshot()
        if all(llm.name != name for llm in snapshot.llms):
            raise NoJudgeError(f"There is no language model {name!r} in the live release.")
        yield Judge(name, Judges(snapshot, runtime.models, lambda: SECONDS).ask)
    finally:
        await runtime.stop()
