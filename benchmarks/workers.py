"""Workers that are killed over and over: nothing is lost, nothing is done twice, and what they held is soon done."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from athena_project.secrets import new_ring
from benchmarks.command import run_this
from benchmarks.rabbitmq import SERVER, rabbitmq
from tests.real_servers import start

ROOT = Path(__file__).resolve().parents[1]
REDIS, RABBITMQ = 60, 5  # seconds within which what a killed worker held must be with another


def main() -> None:
    with folder() as path:
        servers = start(path)
        killed("Redis", servers | {"BROKER_URL": servers["REDIS_URL"]}, path / "redis", REDIS)
        if not SERVER.exists():
            print("RabbitMQ is not installed here; nothing is said about it.")
            return
        with rabbitmq(path / "rabbitmq") as url:
            killed("RabbitMQ", servers | {"BROKER_URL": url}, path / "rabbit", RABBITMQ)


@contextmanager
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="athena-workers-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def killed(name: str, servers: dict[str, str], data: Path, seconds: int) -> None:
    """In a process of its own, because one process knows one broker only."""
    data.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ATHENA")}
    environment = kept | servers | {"ATHENA_DATA": str(data), "ATHENA_KEYRING": new_ring()}
    command = [sys.executable, "-m", "benchmarks.worker_kills", name, str(seconds)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    run_this()
