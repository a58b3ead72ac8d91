"""1,500 streams that are closed abruptly: how long the model server is still asked, and whether a place is lost."""

import asyncio
import json
import re
import socket
import struct
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.command import run_this
from benchmarks.lines import HEAD, Line
from benchmarks.served import serving
from tests.acceptance.served import Served
from tests.model_servers import OllamaServer

STREAMS, AT_ONCE = 1500, 10
PLACES = 64  # questions at once, as it ships
QUESTION = "Tell me a story about a fox."
TALE = "The fox slept. It was warm. " * 60
GAP = 0.1  # seconds between words: an answer would last half a minute
PATIENCE = 10.0  # seconds until a call that is still alive counts as leaked
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset, as a killed program does
WAYS = ("reset in the stream", "closed in the stream", "closed before the first word")


@dataclass
class Seen:
    """What was measured: seconds until no call was alive after each wave, and what went wrong."""

    after: list[float] = field(default_factory=list)
    begun: int = 0
    refused: int = 0
    alive: int = 0
    files: tuple[int, int] = (0, 0)


def main() -> None:
    with OllamaServer(reply=TALE, gap=GAP) as ollama:
        row = {"name": "ollama", "kind": "ollama", "timeout": 120, "options": {}}
        with serving({"inference.llm": [row]}, {"OLLAMA_URL": ollama.url}) as (server, key):
            asyncio.run(ready(server, key))
            seen = asyncio.run(closed(server, key, ollama))
            still = full(server, key, ollama)
            opened = metric(server, "athena_open_requests")
    print(HEAD)
    for line in lines(seen, still, opened):
        print(line)


def lines(seen: Seen, still: int, opened: float) -> list[Line]:
    name = f"{STREAMS} closed streams"
    slowest = max(seen.after)
    return [
        Line(name, "reached the model", None, seen.begun, unit=""),
        Line(name, "refused a place", 0, seen.refused, unit="", at_most=True),
        Line(name, "calls alive, slowest", 1.0, slowest, unit="s", at_most=True),
        Line(name, "calls alive, median", None, sorted(seen.after)[len(seen.after) // 2], unit="s"),
        Line(name, "calls never ended", 0, seen.alive, unit="", at_most=True),
        Line(name, "places held afterwards", 0, opened, unit="", at_most=True),
        Line(name, f"answered of {PLACES} at once", PLACES, still, unit=""),
        Line(name, "open files, more than before", 5, seen.files[1] - seen.files[0], unit="", at_most=True),
    ]


async def ready(server: Served, key: str) -> None:
    """Waits until the imported model answers."""
    for _ in range(60):
        told, writer = await stream(server, key, 0)
        writer.transport.abort()
        if told:
            return
        await asyncio.sleep(1)
    raise RuntimeError("the model was never asked")


async def closed(server: Served, key: str, ollama: OllamaServer) -> Seen:
    """Waves of streams; each wave is closed at once, and awaited until the model server is left alone."""
    seen = Seen()
    await wave(server, key, ollama, seen)  # the first opens what stays open: connections, files
    seen = Seen(files=(files(server), 0))
    before = len(ollama.asked)
    for _ in range(STREAMS // AT_ONCE):
        await wave(server, key, ollama, seen)
    seen.begun = len(ollama.asked) - before
    await asyncio.sleep(1)
    seen.files = (seen.files[0], files(server))
    return seen


async def wave(server: Served, key: str, ollama: OllamaServer, seen: Seen) -> None:
    opened = await asyncio.gather(*(stream(server, key, number) for number in range(AT_ONCE)))
    seen.refused += sum(not status for status, _ in opened)
    for number, (_, writer) in enumerate(opened):
        if number % len(WAYS) == 0:
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        writer.transport.abort() if number % len(WAYS) == 0 else writer.close()
    began = time.perf_counter()
    while ollama.live and time.perf_counter() - began < PATIENCE:
        await asyncio.sleep(0.005)
    seen.after.append(time.perf_counter() - began)
    seen.alive += ollama.live


async def stream(server: Served, key: str, number: int) -> tuple[bool, asyncio.StreamWriter]:
    """One stream, open: at its first words, or asked but not yet answered. False where it was refused."""
    parts = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(request(key, number))
    await writer.drain()
    if number % len(WAYS) == 2:
        await asyncio.sleep(0.1)
        return True, writer
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        return False, writer
    try:
        await reader.readuntil(b"fox")
    except asyncio.IncompleteReadError:
        return False, writer  # it ended with other words
    return True, writer


def request(key: str, number: int) -> bytes:
    body = {"model": "athena", "stream": True, "user": str(number), "messages": [{"role": "user", "content": QUESTION}]}
    sent = json.dumps(body).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n".encode() + sent


def full(server: Served, key: str, ollama: OllamaServer) -> int:
    """How many of as many questions as there are places are answered at once: none if every place had leaked."""
    ollama.reply, ollama.gap = "The fox slept.", 0.2

    async def asked() -> int:
        opened = await asyncio.gather(*(stream(server, key, 3 * number) for number in range(PLACES)))
        for _, writer in opened:
            writer.close()
        return sum(status for status, _ in opened)

    return asyncio.run(asked())


def files(server: Served) -> int:
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def metric(server: Served, name: str) -> float:
    """One of the server's own figures, once it has had a moment to settle."""
    time.sleep(1.5)
    parts = urlsplit(server.url)
    with urllib.request.urlopen(f"http://{parts.netloc}/metrics", timeout=10) as response:
        found = re.search(rf"^{name} (\S+)$", response.read().decode(), re.MULTILINE)
    return float(found[1]) if found else -1.0


if __name__ == "__main__":
    run_this()
