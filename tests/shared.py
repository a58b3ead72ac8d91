"""What all processes of one test run share: each thing is made once, by the first process that asks for it."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

NAME = "ATHENA_TESTS_SHARED"


def folder() -> Path:
    """Made by the process that starts the others; these find it in their environment, and it goes with the first."""
    if NAME not in os.environ:
        os.environ[NAME] = tempfile.mkdtemp(prefix="athena-shared-")
        atexit.register(shutil.rmtree, os.environ[NAME], ignore_errors=True)
    return Path(os.environ[NAME])


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The file or folder of this name, which `make` leaves at the path it is given; who comes meanwhile waits for it.

    What could not be made is tried again by the next who asks.
    """
    path, part = folder() / name, folder() / f"{name}.part"
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            shutil.rmtree(part, ignore_errors=True)
            part.unlink(missing_ok=True)
            make(part)
            part.rename(path)
    return path
