"""The process itself: memory when idle, time of the first and the second start, CPU when idle."""

import tempfile
import time
from pathlib import Path

from benchmarks.served import cpu_seconds, resident_mib
from tests.acceptance.served import Served

IDLE = 10  # seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, server = timed_start(Path(folder))
        server.stop()
        second, server = timed_start(Path(folder))
        server.manage("ask", "What is the wifi password for guests?")
        before = cpu_seconds(server.process.pid)
        time.sleep(IDLE)
        busy = (cpu_seconds(server.process.pid) - before) / IDLE * 100
        print(f"first start {first:.1f} s, second start {second:.1f} s (below 5)")
        held = resident_mib(server.process.pid)
        print(f"idle: {held * 1.048576:.0f} MB ({held:.0f} MiB; at most 450 MB), {busy:.1f}% of a core")
        server.stop()


def timed_start(folder: Path) -> tuple[float, Served]:
    begun = time.perf_counter()
    server = Served(folder).start()
    return time.perf_counter() - begun, server
