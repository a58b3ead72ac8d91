"""Athena and another proxy in front of one model server, side by side: CPU, first words, answers a second.

`python -m benchmarks proxied --beside PROGRAM` starts a LiteLLM that is installed elsewhere, as `PROGRAM --config ...`.
Of another proxy for OpenAI's protocol give the whole command, with {port} and {upstream} or {config} where they stand:
`--beside "other-proxy --listen 127.0.0.1:{port} --to {upstream}"`.
"""

import asyncio
import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, repeat
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
import yaml

from benchmarks.instructions import SERVICES, TALE
from benchmarks.lines import HEAD, Line
from benchmarks.served import cpu_seconds, free_port, serving
from benchmarks.tales import AGAIN, MEANT, tales
from tests.model_servers import OpenAIServer

MODEL, KEY = "qwen3:4b", "sk-beside"
ARGUMENTS = "--config {config} --host 127.0.0.1 --port {port}"  # of a program that is named alone
START = 180.0  # seconds until the other proxy must have answered
ROUNDS, CALLS = 10, 12  # asked by one client
TURNS, CLIENTS, EACH = 3, 32, 4  # asked by many at once
WARM = 30
MOST = 1 + WARM + ROUNDS * CALLS + TURNS * CLIENTS * EACH  # questions of each
# of Athena: what a sign tells, what only its meaning tells, and the same each time
SHOWN = ("signed", "meant", "again", "other")
WRITTEN = 0.6  # seconds until what is written afterwards is written
LLM = {"name": "upstream", "kind": "openai", "priority": 1, "timeout": 60}


@dataclass(slots=True)
class Way:
    """Whom to ask: an address, its key, the model, and the process behind it that is to be counted.

    What was found: milliseconds to the first words, the seconds of processor time that `answers` answers took, and how
    many a second came for many clients at once.
    """

    url: str
    key: str
    model: str
    process: subprocess.Popen[Any] | None = None
    questions: Iterator[str] = field(default_factory=lambda: cycle(tales(MOST)))
    first: list[float] = field(default_factory=list)
    cpu: float = 0.0
    answers: int = 0
    rates: list[float] = field(default_factory=list)


def compared(command: str) -> None:
    """Prints the figures of both."""
    with OpenAIServer(reply=TALE) as upstream:
        row = LLM | {"options": {**upstream.options, "model": MODEL}}
        with serving({"inference.llm": [row]}) as (server, key), other(command, upstream.options["base_url"]) as proxy:
            server.manage("allow_egress", "127.0.0.1")
            ways = {
                "signed": Way(f"{server.url}/v1", key, "athena", server.process),
                "meant": Way(f"{server.url}/v1", key, "athena", server.process, cycle(tales(MOST, MEANT))),
                "again": Way(f"{server.url}/v1", key, "athena", server.process, repeat(AGAIN)),
                "other": proxy,
                "direct": Way(upstream.options["base_url"], "", MODEL),
            }
            asyncio.run(measured(ways))
    print(HEAD)
    for line in lines(ways):
        print(line)


@contextmanager
def other(command: str, upstream: str) -> Iterator[Way]:
    """The other proxy, started on a free port of this machine, and ended at the end."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(yaml.safe_dump(configuration(upstream)))
        template = command if "{port}" in command else f"{command} {ARGUMENTS}"
        arguments = shlex.split(template.format(config=config, port=port, upstream=upstream))
        environment = {name: value for name, value in os.environ.items() if name not in SERVICES}
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield Way(f"http://127.0.0.1:{port}/v1", KEY, MODEL, process)
        finally:
            process.terminate()
            process.wait(30)


def configuration(upstream: str) -> Mapping[str, object]:
    """What LiteLLM reads: one model behind one address, and nothing that would be written down."""
    to = {"model": f"openai/{MODEL}", "api_base": upstream, "api_key": "none"}
    return {"model_list": [{"model_name": MODEL, "litellm_params": to}], "general_settings": {"master_key": KEY}}


async def answering(session: aiohttp.ClientSession, way: Way) -> None:
    """Waits until the upstream's words come, which a start, or an edit that was just made, still keeps away."""
    end = time.monotonic() + START
    while time.monotonic() < end and (way.process is None or way.process.poll() is None):
        with suppress(aiohttp.ClientError, RuntimeError):
            await first_ms(session, way)
            return
        await asyncio.sleep(0.5)
    raise RuntimeError(f"{way.url} does not answer")


async def measured(ways: Mapping[str, Way]) -> None:
    """In turns of a few calls, so that whatever else the machine does meets all alike."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CLIENTS)) as session:
        for way in ways.values():
            await answering(session, way)
            for _ in range(WARM):
                await first_ms(session, way)
        for _ in range(ROUNDS):
            for way in ways.values():
                before = processor_seconds(way)
                way.first += [await first_ms(session, way) for _ in range(CALLS)]
                await asyncio.sleep(WRITTEN)
                way.cpu += processor_seconds(way) - before
                way.answers += CALLS
        for _ in range(TURNS):
            for way in ways.values():
                way.rates.append(await rate(session, way))


def processor_seconds(way: Way) -> float:
    return cpu_of_all(way.process.pid) if way.process else 0.0


def cpu_of_all(pid: int) -> float:
    """Seconds of processor time of a process and of those that it has started."""
    started = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return cpu_seconds(pid) + sum(cpu_of_all(int(child)) for children in started for child in children.split())


def lines(ways: Mapping[str, Way]) -> list[Line]:
    """Each figure of both, and those of Athena as a part, or a multiple, of the other's."""
    name = f"{ROUNDS * CALLS} answers"
    direct = median(ways["direct"].first)
    cpu = {each: way.cpu / way.answers * 1000 for each, way in ways.items()}
    added = {each: median(way.first) - direct for each, way in ways.items()}
    rates = {each: median(way.rates) for each, way in ways.items()}
    found = [Line(name, "first word, direct p50", None, direct, unit="ms")]
    for measure, figures, unit, goal in (
        ("CPU of an answer", cpu, "ms", 0.20),
        ("first word later, p50", added, "ms", 0.25),
        (f"{CLIENTS} clients at once", rates, "a second", 5.0),
    ):
        found += [Line(name, f"{measure}, {each}", None, figures[each], unit=unit) for each in SHOWN]
        for each in SHOWN[:-1]:
            ratio = figures[each] / figures["other"]
            found.append(Line(name, f"{each} by other", goal, ratio, unit="", at_most=goal < 1))
    return found


async def rate(session: aiohttp.ClientSession, way: Way) -> float:
    """Answers a second, asked for by CLIENTS at once."""

    async def client() -> None:
        for _ in range(EACH):
            await first_ms(session, way)

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return CLIENTS * EACH / (time.perf_counter() - begun)


async def first_ms(session: aiohttp.ClientSession, way: Way) -> float:
    """Milliseconds until the first words of a tale came; it is read to its end."""
    question = next(way.questions)
    body = {"model": way.model, "stream": True, "messages": [{"role": "user", "content": question}]}
    headers = {"Authorization": f"Bearer {way.key}"} if way.key else {}
    began, first, said = time.perf_counter(), 0.0, b""
    async with session.post(f"{way.url}/chat/completions", json=body, headers=headers) as response:
        async for line in response.content:
            said += line
            if not first and b"fox" in said:
                first = time.perf_counter()
    if not first:
        raise RuntimeError(f"{way.url} gave no tale: {said[:300]!r}")
    return (first - began) * 1000
