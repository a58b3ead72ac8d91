"""Prints how household sentences are carried out without any model, and how fast with 1,500 things in the prompt.

Exit code 2 without the file of the sentences.
"""

import asyncio
import hashlib
import json
import os
import statistics
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ["ATHENA_OPEN"] = "1"  # requests without a key pass

from benchmarks.understanding import snapshot  # sets Django up, in a data folder of its own

# isort: split
from benchmarks.command import run_this
from benchmarks.home_fixture import request
from benchmarks.home_judge import Verdict, asks, judge
from benchmarks.in_process import Client
from benchmarks.lines import HEAD, Line
from inference.api.entry import Gateway
from inference.runtime import Runtime

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "home_assistant.jsonl"
MANY = 1500
WARM = 20  # requests before the measure of time
ASKED = 300  # sentences of the measure of time


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and the intent that its authors gave it."""

    id: str
    text: str
    intent: str


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, help="The sentences: JSON lines with text and intent.")
    parser.add_argument("--half", type=int, choices=(0, 1), help="Only the sentences of one half, by hash.")
    parser.add_argument("--wrong", action="store_true", help="Show the sentences that went wrong.")


def main(options: Namespace) -> None:
    if not options.data.is_file():
        print(f"{options.data} is not there. Name the sentences with --data.", file=sys.stderr)
        sys.exit(2)
    found = rows(options.data, options.half)
    snapshot()
    runtime = Runtime("benchmark")
    runtime.follow_release(thorough=True)
    asyncio.run(measured(found, runtime, options.wrong))


def rows(path: Path, half: int | None) -> list[Row]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [Row(str(line.get("id", line["text"])), line["text"], line["intent"]) for line in lines]
    return [row for row in found if half is None or int(hashlib.sha1(row.id.encode()).hexdigest(), 16) % 2 == half]


async def measured(found: Sequence[Row], runtime: Runtime, wrong: bool) -> None:
    gateway = Gateway(lambda: runtime)
    client = Client(gateway)
    verdicts = []
    for row in found:
        calls = await client.calls(row.text)
        verdicts.append((row, judge(row.text, row.intent, calls), calls))
    print(HEAD)
    for line in [*lines([(row, verdict) for row, verdict, _ in verdicts]), *await times(client, found)]:
        print(line)
    if wrong:
        for row, verdict, calls in verdicts:
            if not verdict.right:
                print(f"{row.intent}: {row.text} -> {calls} {verdict}")
    await runtime.http.close()


def lines(verdicts: Sequence[tuple[Row, Verdict]]) -> list[Line]:
    orders = [verdict for row, verdict in verdicts if not asks(row.intent)]
    questions = [verdict for row, verdict in verdicts if asks(row.intent)]
    share = Counter[str]()
    for verdict in orders:
        share.update(tool=verdict.tool, target=verdict.tool and verdict.target, right=verdict.right)
    count = max(len(orders), 1)
    return [
        Line("household orders", f"right tool, of {len(orders)}", None, share["tool"] / count),
        Line("household orders", "right tool and target", None, share["target"] / count),
        Line("household orders", "and right value", 0.90, share["right"] / count),
        Line("household orders", "widened", 0, sum(v.widened for v in orders), unit="", at_most=True),
        Line(
            "household questions",
            f"that act, of {len(questions)}",
            0,
            sum(not v.tool for v in questions),
            unit="",
            at_most=True,
        ),
    ]


async def times(client: Client, found: Sequence[Row]) -> list[Line]:
    """The whole way of a request with many things in the prompt, from its bytes to the first tool call's."""
    orders = [row for row in found if not asks(row.intent)][:ASKED]
    bodies = [json.dumps(request(row.text, MANY)).encode() for row in orders]
    for body in bodies[:WARM]:
        await client.first_call_ms(body)
    taken = [ms for body in bodies if (ms := await client.first_call_ms(body)) is not None]
    if len(taken) < 2:
        return []
    name = f"{MANY} things told"
    by_clock, by_cpu = sorted(wall for wall, _ in taken), sorted(cpu for _, cpu in taken)
    return [
        Line(name, "first call, p50 CPU", 15, statistics.median(by_cpu), unit="ms", at_most=True),
        Line(name, "first call, p99 CPU", 50, high(by_cpu), unit="ms", at_most=True),
        Line(name, "first call, p50 by the clock", None, statistics.median(by_clock), unit="ms"),
        Line(name, "first call, p99 by the clock", None, high(by_clock), unit="ms"),
    ]


def high(values: Sequence[float]) -> float:
    """The 99th percentile of sorted values."""
    return values[min(len(values) - 1, round(len(values) * 0.99))]


if __name__ == "__main__":
    run_this()
