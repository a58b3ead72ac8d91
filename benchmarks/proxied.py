"""What the gateway adds to a language model's answer: CPU, time to the first word and instructions, side by side.

`python -m benchmarks proxied` asks one model server directly and through a running Athena, in turn. Where valgrind is
installed it counts the instructions of a request too, in a process of its own: they repeat from run to run.
"""

import asyncio
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.closed_streams import ready
from benchmarks.lines import HEAD, Line
from benchmarks.served import cpu_seconds, serving
from tests.model_servers import OllamaServer

ROUNDS, CALLS = 10, 30
COUNTED = 100  # requests whose instructions are counted
QUESTION = "Tell me a story about a fox."
TALE = "The fox slept. It was warm under the hedge."
ROOT = Path(__file__).resolve().parents[1]
LLM = {"name": "ollama", "kind": "ollama", "timeout": 60, "options": {}}


def main() -> None:
    with OllamaServer(reply=TALE) as ollama:
        with serving({"inference.llm": [LLM]}, {"OLLAMA_URL": ollama.url}) as (server, key):
            asyncio.run(ready(server, key))
            found = asyncio.run(measured((server.url, key), ollama.url, server.process.pid))
        found += counted(ollama.url)
    print(HEAD)
    for line in found:
        print(line)


async def measured(athena: tuple[str, str], ollama: str, pid: int) -> list[Line]:
    """In turns of a few calls, so that whatever else the machine does meets both alike."""
    ways = {"direct": (f"{ollama}/api/chat", ""), "athena": (f"{athena[0].removesuffix('/v1')}/api/chat", athena[1])}
    first: dict[str, list[float]] = {name: [] for name in ways}
    cpu = 0.0
    async with aiohttp.ClientSession() as session:
        for _ in range(2 * CALLS):
            await first_ms(session, *ways["athena"])
        for _ in range(ROUNDS):
            before = cpu_seconds(pid)
            first["athena"] += [await first_ms(session, *ways["athena"]) for _ in range(CALLS)]
            cpu += cpu_seconds(pid) - before
            first["direct"] += [await first_ms(session, *ways["direct"]) for _ in range(CALLS)]
    middle = {name: statistics.median(values) for name, values in first.items()}
    quick = {name: statistics.quantiles(values, n=10)[0] for name, values in first.items()}
    name = f"{ROUNDS * CALLS} answers"
    return [
        Line(name, "CPU of the gateway, each", 3.0, cpu / ROUNDS / CALLS * 1000, unit="ms", at_most=True),
        Line(name, "first word, direct p50", None, middle["direct"], unit="ms"),
        Line(name, "first word, athena p50", None, middle["athena"], unit="ms"),
        Line(name, "added to the first word p50", 5.0, middle["athena"] - middle["direct"], unit="ms", at_most=True),
        Line(name, "added to the first word p10", None, quick["athena"] - quick["direct"], unit="ms"),
    ]


async def first_ms(session: aiohttp.ClientSession, url: str, key: str) -> float:
    """Milliseconds until the first words came; the answer is read to its end."""
    model = "athena" if key else "qwen3:4b"
    body = {"model": model, "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    began, first = time.perf_counter(), 0.0
    async with session.post(url, json=body, headers=headers) as response:
        assert response.status == 200, await response.text()
        async for line in response.content:
            if not first and json.loads(line)["message"]["content"]:
                first = time.perf_counter()
    return (first - began) * 1000


def counted(ollama: str) -> list[Line]:
    """Instructions of one request, by callgrind; none where valgrind is not installed."""
    if shutil.which("valgrind") is None or shutil.which("callgrind_control") is None:
        print("valgrind is not installed: instructions are not counted", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        found = instructions(Path(folder), ollama)
    return [Line(f"{COUNTED} answers", "instructions, each", 2.0, found / COUNTED / 1e6, unit="million", at_most=True)]


def instructions(folder: Path, ollama: str) -> int:
    """All that the process carried out between its two marks, as callgrind's dump sums it up."""
    command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    with subprocess.Popen(
        [*command, sys.executable, "-m", "benchmarks.one_process", str(COUNTED), ollama],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout
        try:
            for state in ("on", "off"):
                mark(process.stdout)
                subprocess.run(
                    ["callgrind_control", f"--instr={state}", str(process.pid)], check=True, capture_output=True
                )
                process.stdin.write("go\n")
                process.stdin.flush()
            process.wait(900)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
    totals = [line for file in folder.glob("out*") for line in file.read_text().splitlines() if "totals:" in line]
    return sum(int(line.split(":")[1].split()[0]) for line in totals)


def mark(stream: object) -> None:
    """Waits until the process is at its next mark."""
    for line in iter(stream.readline, ""):  # type: ignore[attr-defined]  # a text stream
        if line.strip() == "mark":
            return
    raise RuntimeError("the process ended before its mark")


if __name__ == "__main__":
    main()
