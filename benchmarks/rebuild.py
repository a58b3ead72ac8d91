"""An index rebuilt under 50 questions a second, its builder killed at each of its steps: what the readers notice."""

import asyncio
import itertools
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.hot_path import call
from benchmarks.served import serving
from tests.acceptance.served import ROOT, Served

DOCUMENTS = 100
RATE, READS = 50, 10_000
PARALLEL = 32  # questions at once: on a busy machine fewer are asked a second
# A line of the builder's progress each; "" lets it finish.
STEPS = ("embedding", "documents embedded", "live build", "new build", "switching", "")
LATE = "did not answer in time"
WORDS = ("quay", "lantern", "orchard", "granite", "kettle", "violet", "anchor", "meadow", "copper", "saddle")


@dataclass
class Noticed:
    """What became of the questions, and of the builds meanwhile."""

    rate: float = 0
    late: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    builds: Counter[str] = field(default_factory=Counter)


def main() -> None:
    with serving() as (server, key):
        codes = written(server.data / "cabinets")
        server.manage("ingest", str(server.data / "cabinets"), "--domain", "documents")
        time.sleep(3)
        noticed = asyncio.run(measured(server, key, codes))
    for line in lines(noticed):
        print(line)


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


async def measured(server: Served, key: str, codes: dict[str, str]) -> Noticed:
    noticed, done = Noticed(), asyncio.Event()
    builder = asyncio.create_task(building(server, noticed, done))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=PARALLEL)) as session:
        begun = time.perf_counter()
        free = asyncio.Semaphore(PARALLEL)
        async with asyncio.TaskGroup() as group:
            for number, cabinet in zip(range(READS), itertools.cycle(codes.items()), strict=False):
                await asyncio.sleep(max(begun + number / RATE - time.perf_counter(), 0))
                await free.acquire()
                task = group.create_task(read(session, (server.url, key), cabinet, noticed))
                task.add_done_callback(lambda _task: free.release())
        noticed.rate = READS / (time.perf_counter() - begun)
    done.set()
    await builder
    return noticed


async def read(
    session: aiohttp.ClientSession, server: tuple[str, str], cabinet: tuple[str, str], noticed: Noticed
) -> None:
    name, code = cabinet
    begun = time.perf_counter()
    try:
        answer = await call(session, *server, f"What is the code of the cabinet {name}?")
    except Exception as error:  # noqa: BLE001 whatever happens to a question is counted
        noticed.failed.append(repr(error))
        return
    noticed.ms.append((time.perf_counter() - begun) * 1000)
    if code not in answer:
        (noticed.late if LATE in answer else noticed.wrong).append(f"{name}: {answer[:100]}")


async def building(server: Served, noticed: Noticed, done: asyncio.Event) -> None:
    """Builds, killed at each step in turn, then whole, then one step back; over and over until all is read."""
    for step, back in itertools.cycle([*((step, False) for step in STEPS), ("", True)]):
        if done.is_set():
            return
        how = await asyncio.to_thread(built, server, step, back)
        noticed.builds[how] += 1


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
    with child:
        for line in progress(child):
            if step and step in line:
                with suppress(ProcessLookupError):
                    child.send_signal(signal.SIGKILL)
                break
    if child.returncode == -signal.SIGKILL:
        return f"killed at: {step}"
    return ("gone back" if back else "built anew") if child.returncode == 0 else "refused"


def progress(child: subprocess.Popen[str]) -> Iterator[str]:
    assert child.stdout
    yield from child.stdout


def lines(noticed: Noticed) -> Iterator[str]:
    slow = sorted(noticed.ms)
    yield f"{'questions asked while the index was built':60} {READS:,}"
    yield f"{f'a second ({RATE}, where the machine allows it)':60} {noticed.rate:.1f}"
    yield f"{'failed (0)':60} {len(noticed.failed)}"
    yield f"{'the machine was too busy to answer within the time set':60} {len(noticed.late)}"
    yield f"{'not answered, or from another document: half an index (0)':60} {len(noticed.wrong)}"
    yield f"{'p50 / p99':60} {statistics.median(slow):.0f} / {slow[int(0.99 * len(slow))]:.0f} ms"
    for how, count in sorted(noticed.builds.items()):
        yield f"{f'builds {how}':60} {count}"
    yield from (f"  {problem}" for problem in [*noticed.failed, *noticed.wrong][:10])


if __name__ == "__main__":
    main()
