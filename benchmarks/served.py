"""A running assistant for the benchmarks, in a data folder of its own."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from tests.acceptance.served import Served

START = 900.0  # seconds: a benchmark is not lost because the machine is busy when it begins

Rows = dict[str, list[dict[str, object]]]


@contextmanager
def serving(rows: Rows | None = None, extra: dict[str, str] | None = None) -> Iterator[tuple[Served, str]]:
    """Yields the server and an API key; `rows` are imported as a configuration first."""
    with tempfile.TemporaryDirectory() as folder:
        server = Served(Path(folder), extra or {}).start(START)
        try:
            key = server.wait_for(r"API key \(shown this once\):\s+(\S+)")
            if rows:
                file = Path(folder) / "rows.yaml"
                file.write_text(yaml.safe_dump(rows), encoding="utf-8")
                server.manage("import_config", str(file))
            yield server, key
        finally:
            server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def resident_mib(pid: int) -> float:
    """Memory that a process holds, as Linux counts it (VmRSS)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has ended")


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
