"""What the gateway adds to a language model's answer: CPU and time to the first word, side by side.

`python -m benchmarks proxied` asks one model server directly and through a running Athena, in turn. What the same costs
in instructions counts instructions.py, by itself: it starts all under valgrind, which takes minutes.
`python -m benchmarks proxied --beside PROGRAM` puts another proxy beside it (beside.py).
"""

import asyncio
import json
import statistics
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat

import aiohttp

from benchmarks import beside
from benchmarks.closed_streams import ready
from benchmarks.command import run_this
from benchmarks.instructions import TALE
from benchmarks.lines import HEAD, Line
from benchmarks.served import Rows, cpu_seconds, serving
from benchmarks.tales import AGAIN, MEANT, tales
from tests.model_servers import OllamaServer

ROUNDS, CALLS = 10, 30
WRITTEN = 0.6  # seconds until the query log of the last call is written too
KINDS = {"signed": "new, by a sign", "meant": "new, by its meaning", "again": "asked again"}
LLM: dict[str, object] = {"name": "ollama", "kind": "ollama", "timeout": 60, "options": {}}


@dataclass(slots=True)
class Way:
    """Whom to ask, and what; the milliseconds to its first words, and the gateway's seconds of processor time."""

    url: str
    key: str
    questions: Iterator[str]
    first: list[float] = field(default_factory=list)
    cpu: float = 0.0


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--beside", metavar="PROGRAM", help="another proxy, or the command that starts it")


def main(options: Namespace) -> None:
    if options.beside:
        beside.compared(options.beside)
        return
    with OllamaServer(reply=TALE) as ollama, serving(*asking(ollama.url)) as (server, key):
        asyncio.run(ready(server, key))
        found = asyncio.run(measured((server.url, key), ollama.url, server.process.pid))
    print(HEAD)
    for line in found:
        print(line)


def asking(url: str) -> tuple[Rows, dict[str, str]]:
    """The rows and the environment of an Athena that asks this server."""
    return {"inference.llm": [LLM]}, {"OLLAMA_URL": url}


async def measured(athena: tuple[str, str], ollama: str, pid: int) -> list[Line]:
    """In turns of a few calls, so that whatever else the machine does meets all alike."""
    base = athena[0].removesuffix("/v1")
    signed, meant, again = iter(tales(ROUNDS * CALLS)), iter(tales(ROUNDS * CALLS, MEANT)), repeat(AGAIN)
    ways = {
        "signed": Way(f"{base}/api/chat", athena[1], signed),
        "meant": Way(f"{base}/api/chat", athena[1], meant),
        "again": Way(f"{base}/api/chat", athena[1], again),
        "direct": Way(f"{ollama}/api/chat", "", again),
    }
    async with aiohttp.ClientSession() as session:
        for _ in range(2 * CALLS):
            await first_ms(session, ways["again"])
        for _ in range(ROUNDS):
            for way in ways.values():
                before = cpu_seconds(pid)
                way.first += [await first_ms(session, way) for _ in range(CALLS)]
                await asyncio.sleep(WRITTEN)
                way.cpu += cpu_seconds(pid) - before
    return lines(ways)


def lines(ways: Mapping[str, Way]) -> list[Line]:
    middle = {name: statistics.median(way.first) for name, way in ways.items()}
    idle = ways["direct"].cpu  # what it does meanwhile in any case
    cpu = {name: (way.cpu - idle) / ROUNDS / CALLS * 1000 for name, way in ways.items()}
    name = f"{ROUNDS * CALLS} answers"
    found = [Line(name, "first word, direct p50", None, middle["direct"], unit="ms")]
    for way, said in KINDS.items():
        added = middle[way] - middle["direct"]
        found += [
            Line(name, f"CPU of the gateway, {said}", 3.0, cpu[way], unit="ms", at_most=True),
            Line(name, f"added to the first word, {said}", 5.0, added, unit="ms", at_most=True),
        ]
    return found


async def first_ms(session: aiohttp.ClientSession, way: Way) -> float:
    """Milliseconds until the first words came; the answer is read to its end."""
    model = "athena" if way.key else "qwen3:4b"
    body = {"model": model, "stream": True, "messages": [{"role": "user", "content": next(way.questions)}]}
    headers = {"Authorization": f"Bearer {way.key}"} if way.key else {}
    began, first = time.perf_counter(), 0.0
    async with session.post(way.url, json=body, headers=headers) as response:
        assert response.status == 200, await response.text()
        async for line in response.content:
            if not first and json.loads(line)["message"]["content"]:
                first = time.perf_counter()
    return (first - began) * 1000


if __name__ == "__main__":
    run_this()
