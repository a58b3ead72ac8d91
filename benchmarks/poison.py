"""A task that takes its process down with it, for the benchmark of workers."""

import os
import signal

from athena_project.work import job


@job("benchmarks.poison")
def poison() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
