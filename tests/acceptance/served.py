"""Starts the real `manage.py serve` as a user does, and reads what it prints."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 180  # for a first start on a busy machine


@dataclass
class Served:
    """A running assistant."""

    data: Path
    extra: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    operator: "subprocess.Popen[str] | None" = None

    def start(self, seconds: float = SECONDS) -> "Served":
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", "0"],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        try:
            self.url = self.wait_for(r"Athena answers at (\S+)", seconds)
        except AssertionError:
            self.kill()
            raise
        return self

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ATHENA")}
        for name in (
            "DATABASE_URL",
            "REDIS_URL",
            "BROKER_URL",
            "QDRANT_URL",
            "OLLAMA_URL",
            "HOST",
            "PORT",
            "DJANGO_SETTINGS_MODULE",
        ):
            kept.pop(name, None)
        return {**kept, "ATHENA_DATA": str(self.data), "PYTHONUNBUFFERED": "1", **self.extra}

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def wait_for(self, pattern: str, seconds: float = SECONDS) -> str:
        """The first group of the first line that matches; fails with everything that was printed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for line in list(self.lines):
                if found := re.search(pattern, line):
                    return found.group(1)
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"no line matches {pattern!r}:\n" + "\n".join(self.lines))

    def manage(self, *arguments: str) -> str:
        """Runs a command beside the server, in another process; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def operate(self, *arguments: str) -> None:
        """Runs a command as `manage` does, in a process that stays for the next one."""
        if self.operator is None:
            self.operator = subprocess.Popen(
                [sys.executable, "-m", "tests.acceptance.operator"],
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.operator.stdin and self.operator.stdout
        self.operator.stdin.write(json.dumps(arguments) + "\n")
        self.operator.stdin.flush()
        problem = self.operator.stdout.readline()
        assert problem == "null\n", f"{arguments}: {problem or 'the operator ended'}"

    def dismiss(self) -> None:
        """Ends the process of operate()."""
        if self.operator is not None:
            with self.operator:  # closes what it reads from, at which it ends, and waits for it
                self.operator = None

    def stop(self, seconds: float = 45) -> int:
        """Asks it to end, as an init system does; returns its exit code."""
        self.dismiss()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(seconds)
        self.reader.join(5)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        self.reader.join(5)
        assert self.process.stdout
        self.process.stdout.close()
