"""Kills workers that read documents, with the broker of the environment: `python -m benchmarks.worker_kills NAME S`."""

import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
    django.setup()

from django.core.management import call_command
from django.db import models
from django.utils import timezone

from athena_project.celery import app
from athena_project.models import Job
from benchmarks.poison import poison
from ragdomains import chunks, folders, tasks
from ragdomains.models import Chunk, Document, Domain, Refresh, Source

TASKS, KILLS, WORKERS = 300, 30, 3
LONGEST = 1200  # seconds
PING = 1.0  # seconds that workers have to say that they listen
LOOK = 0.01  # seconds between two looks at the jobs: most take less than a tenth
CELERY = str(Path(sys.executable).with_name("celery"))
ENDED = ("done", "failed", "poison")


@dataclass(slots=True)
class Workers:
    """Workers, of which the first sends by the clock. A killed one is replaced at once."""

    folder: Path
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    begun: dict[int, float] = field(default_factory=dict)  # process -> when, until it listens
    starts: list[float] = field(default_factory=list)  # seconds from there until it did

    def start(self, number: int) -> "subprocess.Popen[bytes]":
        command = [CELERY, "-A", "athena_project", "worker", "-I", "benchmarks.poison", "--concurrency", "1"]
        command += ["-n", f"w{number}@%h"]
        with (self.folder / f"worker{number}.log").open("ab") as log:
            made = subprocess.Popen(
                command + ["-B"] * (number == 0), stdout=log, stderr=log, cwd=Path.cwd(), start_new_session=True
            )
        self.begun[made.pid] = time.monotonic()
        return made

    def start_all(self) -> None:
        self.running = [self.start(number) for number in range(WORKERS)]

    def stand_still(self, number: int) -> None:
        """With its children: what it has begun stays begun, and can be looked at in peace."""
        os.killpg(self.running[number].pid, signal.SIGSTOP)

    def go_on(self, number: int) -> None:
        os.killpg(self.running[number].pid, signal.SIGCONT)

    def kill(self, number: int) -> None:
        os.killpg(self.running[number].pid, signal.SIGKILL)  # with its children: nobody is left to tell the broker
        self.running[number].wait()
        self.running[number] = self.start(number)

    def all_up(self) -> bool:
        """Whether each listens: one that is being started takes nothing over."""
        answered = app.control.ping(timeout=PING)
        up = {name.partition("@")[0] for reply in answered for name in reply}
        for number, process in enumerate(self.running):
            if f"w{number}" in up and process.pid in self.begun:
                self.starts.append(time.monotonic() - self.begun.pop(process.pid))
        return len(up) == WORKERS

    def stop(self) -> None:
        for process in self.running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def main(name: str, seconds: float) -> None:
    call_command("migrate", verbosity=0)
    folder = Path(os.environ["ATHENA_DATA"])
    sources = written(folder)
    workers = Workers(folder)
    workers.start_all()
    try:
        held = killings(workers, sources)
        wait_until_all_ended()
        poisoned(name)
    finally:
        workers.stop()
    told(name, seconds, sources, held)
    text = f"{name}: a worker that is begun listens after"
    print(f"{text:60} {statistics.median(workers.starts or [0.0]):.1f} s: with one worker only that is the wait")


def poisoned(name: str) -> None:
    """A task that kills its process each time; the workers live on."""
    key = poison.delay().id
    wait_until(lambda: Job.objects.filter(pk=key, state__in=ENDED).exists())
    found = Job.objects.get(pk=key)
    text = f"{name}: deliveries of a task that kills its process"
    print(f"{text:60} {found.attempts} (3), then it is {found.state}")


def written(folder: Path) -> list[Source]:
    """A folder with one document for each source; none is due by the clock."""
    # made without signals: they would publish a release, and every worker would begin to learn from it
    (domain,) = Domain.objects.bulk_create([Domain(name=f"killed-{os.getpid()}", title="papers", kind="documents")])
    words = [word for word in Path(__file__).read_text(encoding="utf-8").split() if word.isalpha()]
    pick = random.Random(7)
    sources: list[Source] = []
    for number in range(TASKS):
        place = folder / "papers" / str(number)
        place.mkdir(parents=True)
        text = ". ".join(" ".join(pick.choices(words, k=12)) for _ in range(8))
        (place / "paper.md").write_text(f"# Paper {number}\n\n{text}.\n", encoding="utf-8")
        sources.append(Source(domain=domain, path=str(place), interval=86_400))
    Source.objects.bulk_create(sources)
    later = timezone.now() + timedelta(days=1)
    Refresh.objects.filter(source__in=sources).delete()
    Refresh.objects.bulk_create([Refresh(source=source, due=later) for source in sources])
    return sources


Held = dict[tuple[str, int], datetime]  # (job, its delivery) -> when its worker was killed


def jobs() -> models.QuerySet[Job]:
    return Job.objects.filter(name="ragdomains.refresh")


def killings(workers: Workers, sources: list[Source]) -> Held:
    """Sends the tasks, a share of them for each kill, once all workers listen; kills one while it holds one of them."""
    held: Held = {}
    for kill in range(KILLS):
        wait_until(workers.all_up)
        for source in sources[kill::KILLS]:
            tasks.refresh.delay(source.pk)
        held |= killed_at_work(workers, kill % WORKERS)
    return held


def killed_at_work(workers: Workers, number: int) -> Held:
    """Stops a worker that has a job, and kills it. Where the job had ended by then, it goes on until it has another."""
    while True:
        mine = wait_until_busy(workers.running[number])
        workers.stand_still(number)
        found = [*jobs().filter(pk__in=mine, state="running").values_list("pk", "attempts")]
        if found or all_ended():  # none of them came to it
            now = timezone.now()
            workers.kill(number)
            return dict.fromkeys(found, now)
        workers.go_on(number)


def all_ended() -> bool:
    """Whether there is nothing to do; a task that nobody has begun stands in the table too."""
    return not jobs().exclude(state__in=ENDED).exists()


def ends(worker: "subprocess.Popen[bytes]") -> list[str]:
    """How the names of its processes end in the table of jobs."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    return [f":{pid}" for pid in [str(worker.pid), *children]]


def wait_until_busy(worker: "subprocess.Popen[bytes]") -> list[str]:
    """The jobs that the worker has just now."""
    found: list[str] = []

    def busy() -> bool:
        running = jobs().filter(state="running").values_list("pk", "worker")
        found[:] = [pk for pk, name in running if name.endswith(tuple(ends(worker)))]
        return bool(found) or all_ended()

    wait_until(busy)
    return found


def wait_until_all_ended() -> None:
    wait_until(all_ended)


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(str(dict(jobs().values_list("state").annotate(models.Count("pk")))))
        time.sleep(LOOK)


def told(name: str, seconds: float, sources: list[Source], held: Held) -> None:
    lost = jobs().exclude(state="done").count()
    again = begun_again(held)
    waits = [(began - held[key, attempt]).total_seconds() for key, attempt, began in again]
    overtook = [begun_between(held[key, attempt], began) for key, attempt, began in again]
    print(f"{f'{name}: {KILLS} workers killed over {TASKS} tasks':60} {lost} lost (0), {doubled(sources)} doubled (0)")
    slowest, usual = max(waits, default=0.0), statistics.median(waits or [0.0])
    text = f"{name}: what {len(waits)} of them held was with another worker after"
    print(f"{text:60} {usual:.1f} s, at most {slowest:.1f} s (at most {seconds:.0f})")
    # the broker gives it to who is free first: on a busy machine that is what the seconds are
    print(f"{f'{name}: other jobs begun meanwhile':60} {max(overtook, default=0)} at most, {sum(overtook)} in all")


def begun_again(held: Held) -> list[tuple[str, int, datetime]]:
    """Of each delivery that was killed, when the next one of the same job began."""
    rows = {job.pk: job for job in jobs()}
    last = [(key, attempt) for key, attempt in held if (key, attempt + 1) not in held]
    # where the end was on its way to the database when the worker stood still, nobody begins the job again
    again = [(key, attempt) for key, attempt in last if rows[key].attempts > attempt]
    return [(key, attempt, rows[key].started or timezone.now()) for key, attempt in again]


def begun_between(killed: datetime, began: datetime) -> int:
    """Jobs that a worker which had become free was given before the one of the killed worker."""
    return Job.objects.filter(started__gt=killed, started__lt=began).count()


def doubled(sources: list[Source]) -> int:
    """Documents and passages that are there too often, or not at all."""
    wrong = 0
    for source in sources:
        expected = sum(len(list(chunks.cut(item.read()))) for item in folders.look(source.path).items.values())
        found = Chunk.objects.filter(document__source=source).count()
        wrong += abs(found - expected) + abs(Document.objects.filter(source=source).count() - 1)
    return wrong


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
