"""Forgetting on PostgreSQL: deleting a tenth of a million questions in batches, against dropping a partition.

ATHENA_TEST_FULL=1 python -m benchmarks log_retention
"""

import os
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import django
from django.core.management import call_command
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benchmarks.command import run_this  # noqa: E402
from inference import pruning  # noqa: E402 Django must be set up before

START = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = 3  # of a question

QUESTIONS = """
INSERT INTO inference_querylog (id, at, assistant, api_key, mode, client, conversation, question, answer, outcome,
    intents, error, ms, tokens_in, tokens_out, streamed, starred)
SELECT gen_random_uuid(), %s::timestamptz + n * interval '1 second', 'athena', '', 'owner', '', md5(n::text),
    repeat(md5(n::text), 2), repeat(md5(n::text), 6), 'answered', 'weather_now', '', 40, 0, 0, false, false
FROM generate_series(1, %s) n
"""
SPANS = """
INSERT INTO inference_querystep (query_id, position, depth, name, start_ms, ms, problem, detail)
SELECT id, k, 0, 'retrieve:weather', 0, 8, '', jsonb_build_object('answered by', 'live', 'why', md5(id::text))
FROM inference_querylog, generate_series(1, %s) k
"""


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - began:.2f} s", flush=True)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=1_000_000, help="Questions that are written first.")


def main(options: Namespace) -> None:
    count = options.rows
    call_command("migrate", verbosity=0)
    with timed(f"{count:,} questions with {STEPS} steps each written"):
        run(QUESTIONS, START, count)
        run(SPANS, STEPS)
        run("ANALYZE")
    pruning.LONGEST = count // 10 // pruning.BATCH
    with timed("copied into a partition of its own, as a migration would have to"):
        run("CREATE TABLE parted (LIKE inference_querylog, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)")
        run("CREATE TABLE parted_steps (LIKE inference_querystep, at timestamptz NOT NULL) PARTITION BY RANGE (at)")
        end = START + timedelta(seconds=count // 10)
        for name in ("parted", "parted_steps"):
            run(f"CREATE TABLE {name}_1 PARTITION OF {name} FOR VALUES FROM (%s) TO (%s)", START, end)
        run("INSERT INTO parted SELECT * FROM inference_querylog WHERE at < %s", end)
        run("INSERT INTO parted_steps SELECT s.*, q.at FROM inference_querystep s JOIN parted q ON q.id = s.query_id")
    with timed("dropped"):
        run("DROP TABLE parted_1, parted_steps_1")
    with timed(f"{count // 10:,} of them deleted in batches of {pruning.BATCH}"):
        print(pruning.questions(datetime(2027, 1, 1, tzinfo=UTC)))
    with timed("vacuumed"):
        run("VACUUM inference_querylog")
        run("VACUUM inference_querystep")


if __name__ == "__main__":
    run_this()
