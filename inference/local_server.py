"""Keeps llama.cpp's server running beside Athena: one child process, which ends with its parent."""

import asyncio
import contextlib
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from inference.backends import BackendError

CHILD = Path(__file__).with_name("local_child.py")
PACKAGE = "xllamacpp"
PAUSE = 10.0  # seconds between two tries to start the same model
POLL = 0.02
STOPPING = 3.0  # seconds a child has to end by itself

NO_PACKAGE = "The local model needs the extra local-model. Install it with: pip install xllamacpp"
NO_FILE = "There is no model file. Set model_file in the LLM's options to a GGUF file."
GONE = "The model file {} is not there."
LOADING = "The local model is still loading. Please ask again in a moment."
NO_GOOD = "The local model could not be loaded. Is {} a GGUF file, and does it fit into memory?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model file and how to run it; a changed file is another one."""

    file: Path
    context: int
    threads: int
    gpu_layers: int
    changed: float

    @classmethod
    def of(cls, file: Path, context: int, threads: int, gpu_layers: int) -> "Wanted":
        """Raises BackendError for a file that is not there, or without the package that runs it."""
        if importlib.util.find_spec(PACKAGE) is None:
            raise BackendError(NO_PACKAGE, "setup")
        if not file.is_file():
            raise BackendError(GONE.format(file.name), "setup")
        return cls(file, context, threads or spare_cores(), gpu_layers, file.stat().st_mtime)


def spare_cores() -> int:
    """All cores but one: with all of them llama.cpp falls to a twentieth as soon as anything else runs."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores - 1)


class Child:
    """One llama.cpp process. `url` is where it listens, once it does."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.key = secrets.token_urlsafe(24)
        self.begun = time.monotonic()
        self.url = ""
        self.process = subprocess.Popen(  # noqa: S603 our own file, no argument from outside
            [sys.executable, "-P", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.loaded = threading.Event()
        threading.Thread(target=self._follow, name="local-model", daemon=True).start()

    def _follow(self) -> None:
        """Hands over the settings and waits for the address; an end of file is a child that died."""
        wanted = self.wanted
        settings = {
            "model": str(wanted.file),
            "context": wanted.context,
            "threads": wanted.threads,
            "gpu_layers": wanted.gpu_layers,
            "key": self.key,
        }
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(json.dumps(settings) + "\n")
            self.process.stdin.flush()
            self.url = str(json.loads(self.process.stdout.readline()).get("url", ""))
        self.loaded.set()

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def stop(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOPPING)
        self.loaded.wait(STOPPING)
        self.process.stdout.close()


class Keeper:
    """The one local model of this process; asking for another ends the one before."""

    def __init__(self) -> None:
        self.child: Child | None = None
        self._changing = threading.Lock()

    async def ready(self, wanted: Wanted, seconds: float) -> Child:
        """The running server, started if need be; raises BackendError when it is not up in time."""
        child = await asyncio.to_thread(self._current, wanted)
        until = time.monotonic() + seconds
        while not child.loaded.is_set():
            if time.monotonic() > until:
                raise BackendError(LOADING, "refused")
            await asyncio.sleep(POLL)
        if not child.url:
            raise BackendError(NO_GOOD.format(wanted.file.name), "refused")
        return child

    def _current(self, wanted: Wanted) -> Child:
        with self._changing:
            child = self.child
            if child and child.wanted == wanted and (child.running or time.monotonic() < child.begun + PAUSE):
                return child
            if child:
                child.stop()
            self.child = Child(wanted)
            return self.child

    def stop(self) -> None:
        with self._changing:
            if self.child:
                self.child.stop()
            self.child = None


@lru_cache(maxsize=1)
def keeper() -> Keeper:
    return Keeper()
