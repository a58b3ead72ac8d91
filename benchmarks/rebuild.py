"""An index rebuilt under 50 questions a second, its builder killed at each of its steps: what the readers notice.

Each question has its moment, 1/50 s after the one before it, and is asked then, however many are still waiting for an
answer (an open loop); its time counts from that moment, so that nothing is hidden by a client that fell behind.
How far it is is told each minute.
"""

import asyncio
import itertools
import signal
import statistics
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.command import run_this
from benchmarks.hot_path import call
from benchmarks.served import cpu_seconds, serving
from tests.acceptance.served import ROOT, Served

DOCUMENTS = 100
RATE, READS = 50, 10_000
SLOW = 1.0  # seconds after its moment within which a question should have its answer
TELL = 60.0  # seconds between two words about how far it is
BUILD = 600.0  # seconds for one build, and for the index to answer at first
# A line of the builder's progress each; "" lets it finish.
STEPS = ("embedding", "documents embedded", "live build", "new build", "switching", "")
LATE = ("did not answer in time", "did not hold up when I checked it")  # a check that took too long is no yes
ROUND = (*((step, False) for step in STEPS), ("", True))  # each killed at its step, one whole, one back
WORDS = ("quay", "lantern", "orchard", "granite", "kettle", "violet", "anchor", "meadow", "copper", "saddle")


@dataclass
class Noticed:
    """What became of the questions, and of the builds meanwhile."""

    asked: int = 0
    rounds: int = 0
    rate: float = 0
    cpu: float = 0  # ms of the server's processor time for each question, the following of the builds included
    late: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    builds: Counter[str] = field(default_factory=Counter)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--reads", type=int, default=READS, help=f"Questions that are asked, not {READS:,}.")
    told = f"Questions a second, not {RATE}: fewer for a machine that has other things to do."
    parser.add_argument("--rate", type=int, default=RATE, help=told)


def main(options: Namespace) -> None:
    reads, rate = options.reads, options.rate
    with serving() as (server, key):
        codes = written(server.data / "cabinets")
        read_in(server)
        noticed = asyncio.run(measured((server, key), [*codes.items()], reads, rate))
    for line in lines(noticed, rate):
        print(line, flush=True)


def written(folder: Path) -> dict[str, str]:
    """A file for each cabinet; its name -> the code that only this file says."""
    folder.mkdir()
    names = [f"{one}-{other}" for one, other in itertools.permutations(WORDS, 2)] + [f"{one}-{one}" for one in WORDS]
    names = list(itertools.islice(itertools.chain(names, (f"upper {name}" for name in names)), DOCUMENTS))
    codes = {name: f"{4000 + 7 * number}" for number, name in enumerate(names)}
    for name, code in codes.items():
        filler = " ".join(f"Shelf {n} of it holds {WORDS[n % 10]} and {WORDS[n * 7 % 10]}." for n in range(6))
        text = f"# Cabinet {name}\n\nThe code of the cabinet {name} is {code}.\n\n## Shelves\n\n{filler}\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return codes


def read_in(server: Served) -> None:
    command = [sys.executable, "manage.py", "ingest", str(server.data / "cabinets"), "--domain", "documents"]
    subprocess.run(command, cwd=ROOT, env=server.environment(), stdout=subprocess.DEVNULL, timeout=BUILD, check=True)


async def measured(athena: tuple[Served, str], cabinets: list[tuple[str, str]], reads: int, rate: int) -> Noticed:
    """Asks so many questions, and more until a build was killed at each step and one went through."""
    noticed, done = Noticed(), asyncio.Event()
    server, key = athena
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        reader = Reader(session, server.url, key, noticed)
        await reader.until_loaded(cabinets[0])
        builder = asyncio.create_task(building(server, noticed, done))
        teller = asyncio.create_task(telling(noticed))
        begun, spent = time.perf_counter(), cpu_seconds(server.process.pid)
        async with asyncio.TaskGroup() as group:
            for cabinet in itertools.cycle(cabinets):
                if noticed.asked >= reads and noticed.rounds > 0:
                    break
                due = begun + noticed.asked / rate
                await asyncio.sleep(max(due - time.perf_counter(), 0))
                group.create_task(reader.read(cabinet, due))
                noticed.asked += 1
        noticed.rate = noticed.asked / (time.perf_counter() - begun)
        noticed.cpu = (cpu_seconds(server.process.pid) - spent) / noticed.asked * 1000
    done.set()
    teller.cancel()
    await builder
    return noticed


async def telling(noticed: Noticed) -> None:
    while True:
        await asyncio.sleep(TELL)
        builds = sum(noticed.builds.values())
        amiss = f"{len(noticed.failed)} failed, {len(noticed.wrong)} wrong, {len(noticed.late)} late"
        print(f"  {len(noticed.ms):,} read, {builds} builds; {amiss}", file=sys.stderr, flush=True)


class Reader:
    """Asks for the code of one cabinet after another, and notes what comes."""

    def __init__(self, session: aiohttp.ClientSession, url: str, key: str, noticed: Noticed) -> None:
        self.session, self.url, self.key = session, url, key
        self.noticed = noticed

    async def until_loaded(self, cabinet: tuple[str, str]) -> None:
        async with asyncio.timeout(BUILD):
            while cabinet[1] not in await self.ask(cabinet[0]):
                await asyncio.sleep(0.5)

    async def read(self, cabinet: tuple[str, str], due: float) -> None:
        """Asks now; `due` is when that should have been, by the clock of time.perf_counter()."""
        name, code = cabinet
        try:
            answer = await self.ask(name)
            if code not in answer:
                (self.noticed.late if any(said in answer for said in LATE) else self.noticed.wrong).append(
                    f"{name}: {answer[:100]}"
                )
        except Exception as error:  # noqa: BLE001 whatever happens to a question is counted
            self.noticed.failed.append(repr(error))
        self.noticed.ms.append((time.perf_counter() - due) * 1000)

    async def ask(self, cabinet: str) -> str:
        return await call(self.session, self.url, self.key, f"What is the code of the cabinet {cabinet}?")


async def building(server: Served, noticed: Noticed, done: asyncio.Event) -> None:
    """Builds, killed at each step in turn, then whole, then one step back; over and over until all is read."""
    for number, (step, back) in enumerate(itertools.cycle(ROUND), start=1):
        if done.is_set():
            return
        how = await asyncio.to_thread(built, server, step, back)
        noticed.builds[how] += 1
        noticed.rounds = number // len(ROUND)


def built(server: Served, step: str, back: bool) -> str:
    options = ["--wait", "--back"] if back else ["--wait", "--force"]
    child = subprocess.Popen(
        [sys.executable, "manage.py", "reindex", "documents", *options],
        cwd=ROOT,
        env=server.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with child, ending(child):
        for line in progress(child):
            if step and step in line:
                with suppress(ProcessLookupError):
                    child.send_signal(signal.SIGKILL)
                break
    if child.returncode == -signal.SIGKILL:
        return f"killed at: {step or 'its time was over'}"
    return ("gone back" if back else "built anew") if child.returncode == 0 else "refused"


@contextmanager
def ending(child: subprocess.Popen[str]) -> Iterator[None]:
    """A build that hangs must not keep all of it from coming to an end."""
    clock = threading.Timer(BUILD, child.kill)
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def progress(child: subprocess.Popen[str]) -> Iterator[str]:
    assert child.stdout
    yield from child.stdout


def lines(noticed: Noticed, rate: int) -> Iterator[str]:
    slow = sorted(noticed.ms)
    behind = sum(ms > SLOW * 1000 for ms in slow)
    yield f"{'questions asked while the index was built':60} {noticed.asked:,}"
    yield f"{f'answered a second, of {rate} that were asked':60} {noticed.rate:.1f}"
    yield f"{f'answered later than {SLOW:.0f} s after their moment (0)':60} {behind}"
    yield f"{'failed (0)':60} {len(noticed.failed)}"
    yield f"{'the machine was too busy to answer, or to check it, in time':60} {len(noticed.late)}"
    yield f"{'not answered, or from another document: half an index (0)':60} {len(noticed.wrong)}"
    yield f"{'p50 / p99, from the moment':60} {statistics.median(slow):.0f} / {slow[int(0.99 * len(slow))]:.0f} ms"
    yield f"{'processor time of the server for a question':60} {noticed.cpu:.1f} ms"
    for how, count in sorted(noticed.builds.items()):
        yield f"{f'builds {how}':60} {count}"
    yield from (f"  {problem}" for problem in [*noticed.failed, *noticed.wrong][:10])


if __name__ == "__main__":
    run_this()
