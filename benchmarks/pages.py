"""What the admin's pages cost where the log is full: SQL statements, HTML, the server's own time, page by page.

`python -m benchmarks pages`: a million questions, 10,000 patterns.
"""

import atexit
import os
import shutil
import statistics
import tempfile
import time
import uuid
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import django

from athena_project.secrets import new_ring

# A data folder of its own, made before Django reads its settings: nothing of this house's own is touched.
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
os.environ["ATHENA_DATA"] = tempfile.mkdtemp(prefix="athena-benchmark-")
os.environ["ATHENA_KEYRING"] = new_ring()
os.environ["ATHENA_HOSTS"] = "testserver"
atexit.register(shutil.rmtree, os.environ["ATHENA_DATA"], ignore_errors=True)
django.setup()

from django.contrib import admin  # noqa: E402 Django must be set up before
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from athena_project import bootstrap, releases  # noqa: E402
from benchmarks.command import run_this  # noqa: E402
from inference.models import QueryLog, QueryStep  # noqa: E402
from inference.rollup import roll_up  # noqa: E402
from intents.models import Intent, Pattern  # noqa: E402

QUESTIONS, PATTERNS, FEW = 1_000_000, 10_000, 10_000
TIMES = 6  # each page is asked; the first time is not counted
MOST_STATEMENTS, MOST_KB, MOST_MS = 12, 60, 300
LOG = "admin:inference_querylog_changelist"
SECONDS = 365 * 86_400  # over which the questions are spread
# Every column as in the template, but for those that differ from question to question. Keys come in order, because ten
# million in no order take most of the time that the table takes to fill; no list looks a question up by its key.
DIFFERING = {
    "id": "printf('%032x', {there} + i)",
    "at": "strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || (i * {step}) || ' seconds')",
    "question": "'what is ' || i || ' times ' || (i % 97)",
    "ms": "1 + i % 900",
    "conversation": "lower(hex(randomblob(8)))",
}
COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page takes: SQL statements, kB of HTML, and the milliseconds of each time it was asked."""

    address: str
    statements: int
    kb: float
    times: tuple[float, ...]

    def __str__(self) -> str:
        worst = max(self.times)
        return f"{self.address:66} {self.statements:3} {self.kb:6.1f} {statistics.median(self.times):7.1f} {worst:7.1f}"


def arguments(parser: ArgumentParser) -> None:
    told = f"Only the list of the log: first with {FEW:,} questions, then with so many."
    parser.add_argument("--log", type=int, metavar="COUNT", help=told)


def main(options: Namespace) -> None:
    bootstrap.prepare()
    client = Client()
    client.force_login(User.objects.create_superuser("benchmark"))
    if options.log:
        compare(client, options.log)
        return
    patterns(PATTERNS)
    questions(QUESTIONS)
    steps()
    while roll_up(datetime.now(UTC)):  # as it is done in the background, day by day
        pass
    costs = sorted((cost(client, address) for address in addresses(client)), key=lambda each: -max(each.times))
    print(f"{QUESTIONS:,} questions, {Pattern.objects.count():,} patterns")
    print(f"{'page':66} SQL     kB      p50   worst (ms)")
    print("\n".join(str(each) for each in costs))
    every = [ms for each in costs for ms in each.times]
    print(f"{len(costs)} pages: p95 {statistics.quantiles(every, n=20)[-1]:.0f} ms (at most {MOST_MS})")
    for what, found in (
        (f"more than {MOST_STATEMENTS} statements", [each for each in costs if each.statements > MOST_STATEMENTS]),
        (f"lists above {MOST_KB} kB", [each for each in costs if each.kb > MOST_KB and each.address.count("/") < 5]),
        (f"above {MOST_MS} ms", [each for each in costs if statistics.median(each.times) > MOST_MS]),
    ):
        print(f"{what}: {', '.join(each.address for each in found) or 'none'}")


def compare(client: Client, many: int) -> None:
    """The list of the log, with few questions and with many."""
    medians = []
    for count in (FEW, many):
        questions(count - QueryLog.objects.count())
        found = cost(client, reverse(LOG))
        medians.append(statistics.median(found.times))
        print(f"{count:>12,} questions: {medians[-1]:.1f} ms, {found.statements} statements", flush=True)
    print(f"{medians[1] / medians[0]:.2f} times as long (at most 2)")


def patterns(count: int) -> None:
    intents = list(Intent.objects.all())
    Pattern.objects.bulk_create(
        Pattern(intent=intents[number % len(intents)], type="phrase", text=f"phrase number {number} of a benchmark")
        for number in range(count)
    )
    releases.publish(author="benchmark", note="many patterns")


def questions(count: int) -> None:
    """So many more questions of the last year."""
    log, first, there = QueryLog._meta.db_table, QueryLog.objects.first() or template(), QueryLog.objects.count()
    columns = [str(column.column) for column in QueryLog._meta.concrete_fields]
    step = max(1, SECONDS // max(1, count))
    made = ", ".join(DIFFERING.get(name, f"one.{name}").format(step=step, there=there) for name in columns)
    with connection.cursor() as cursor, indexes_afterwards(cursor, log):
        cursor.execute(
            f"{COUNTED.format(count=count)} INSERT INTO {log} ({', '.join(columns)})"
            f" SELECT {made} FROM n, {log} one WHERE one.id = %s",
            [first.pk.hex],
        )


@contextmanager
def indexes_afterwards(cursor: Any, table: str) -> Iterator[None]:
    """Without the table's own indexes, which are made at the end, sorted: row by row they take much longer."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name = %s", [table])
    indexes = cursor.fetchall()
    cursor.execute("PRAGMA synchronous = OFF")
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, sql in indexes:
        cursor.execute(sql)
    cursor.execute("ANALYZE")


def steps() -> None:
    """Two steps of each question."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {QueryStep._meta.db_table} (query_id, position, depth, name, start_ms, ms, problem, detail)"
            " SELECT q.id, p.k, 0, 'retrieve:weather', 0, 8, '', '{\"answered by\": \"live\"}'"
            f" FROM {QueryLog._meta.db_table} q, (SELECT 0 k UNION SELECT 1) p"
        )
        cursor.execute("ANALYZE")


def template() -> QueryLog:
    return QueryLog.objects.create(
        id=uuid.uuid4(), at=datetime.now(UTC), assistant="athena", mode="owner", question="what is 1 times 1",
        answer="That is one, as far as anybody knows.", outcome="answered", intents="calculate", ms=4,
        release=releases.current(),
    )  # fmt: skip


def addresses(client: Client) -> Iterator[str]:
    """Every page that asks nothing but to be looked at: the lists, the forms of one row, and the admin's own."""
    yield reverse("admin:index")
    for model, page in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        asked = [reverse(f"{name}_changelist")]
        own = (each for each in page.get_urls() if each.name and "<" not in str(each.pattern))
        asked += [reverse(f"admin:{each.name}") for each in own]
        row = model._default_manager.first()
        asked += [reverse(f"{name}_change", args=[row.pk])] if row else []
        yield from (each for each in dict.fromkeys(asked) if shown(client, each))


def shown(client: Client, address: str) -> bool:
    """Whether it is a page at all: what only takes a form, or leads elsewhere, is none."""
    response = client.get(address)
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


def cost(client: Client, address: str) -> Cost:
    statements: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        page = client.get(address)
    times = []
    for _ in range(TIMES - 1):
        begun = time.process_time()
        client.get(address)
        times.append((time.process_time() - begun) * 1000)
    return Cost(address, len(statements), len(page.content) / 1000, tuple(times))


if __name__ == "__main__":
    run_this()
