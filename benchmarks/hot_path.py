"""A facts answer from cache against a bare django-ninja endpoint on the same kind of server, in turn."""

import asyncio
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import aiohttp

from athena_project.secrets import new_ring
from benchmarks.served import cpu_seconds, free_port, serving
from tests.stand_ins import OpenMeteo

QUESTION = "What's the weather in Boston tomorrow?"
ROUNDS, CALLS = 10, 100
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    with OpenMeteo() as weather:
        row = {"name": "weather", "title": "the weather", "kind": "open_meteo", "options": weather.options}
        with serving({"ragdomains.domain": [row]}) as (server, key):
            server.manage("allow_egress", "127.0.0.1")
            time.sleep(2)
            bare = start_bare()
            try:
                figures = asyncio.run(measure(server.url, key, bare[1], (server.process.pid, bare[0].pid)))
            finally:
                bare[0].kill()
                bare[0].wait()
            time.sleep(2)
            figures["server's own time p50 (query log)"] = f"{logged(Path(server.data)):.2f} ms"
    for name, value in figures.items():
        print(f"{name:55} {value}")


def start_bare() -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    folder = tempfile.mkdtemp()
    environment = {**os.environ, "ATHENA_DATA": folder, "ATHENA_KEYRING": new_ring()}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bare", str(port)], cwd=ROOT, env=environment)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    return process, f"http://127.0.0.1:{port}"


async def measure(url: str, key: str, bare: str, pids: tuple[int, int]) -> dict[str, str]:
    times: dict[str, list[float]] = {"athena": [], "bare": []}
    cpu = {"athena": 0.0, "bare": 0.0}
    async with aiohttp.ClientSession() as session:
        answer = await call(session, url, key, QUESTION)
        assert "Boston" in answer, answer
        await call(session, bare, key, QUESTION)
        for _ in range(ROUNDS):
            for name, target, pid in (("athena", url, pids[0]), ("bare", bare, pids[1])):
                before = cpu_seconds(pid)
                for _ in range(CALLS):
                    begun = time.perf_counter()
                    await call(session, target, key, QUESTION)
                    times[name].append((time.perf_counter() - begun) * 1000)
                cpu[name] += cpu_seconds(pid) - before
    middle = {name: statistics.median(values) for name, values in times.items()}
    count = ROUNDS * CALLS
    return {
        "facts from cache, p50 at the client": f"{middle['athena']:.2f} ms",
        "bare django-ninja, p50 at the client": f"{middle['bare']:.2f} ms",
        "ratio of the two (at most 3)": f"{middle['athena'] / middle['bare']:.2f}",
        "CPU per request, athena / bare": f"{cpu['athena'] / count * 1000:.2f} / {cpu['bare'] / count * 1000:.2f} ms",
    }


async def call(session: aiohttp.ClientSession, url: str, key: str, question: str) -> str:
    body = {"model": "athena", "messages": [{"role": "user", "content": question}], "user": str(uuid4())}
    headers = {"Authorization": f"Bearer {key}"}
    async with session.post(f"{url}/v1/chat/completions", json=body, headers=headers) as response:
        found = json.loads(await response.read())
    return str(found["choices"][0]["message"]["content"])


def logged(data: Path) -> float:
    """The median of the server's own milliseconds, as the query log holds them."""
    with sqlite3.connect(data / "athena.sqlite3") as connection:
        rows = connection.execute("SELECT ms FROM inference_querylog WHERE question = ?", (QUESTION,)).fetchall()
    return statistics.median(row[0] for row in rows)
