"""Prints how well Athena understands, measure by measure, with the targets and two plain methods beside it.

Exit code 2 without the data sets.
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

import django

from athena_project.secrets import new_ring

# A data folder of its own, made before Django reads its settings: nothing of this house's own is touched.
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
os.environ["ATHENA_DATA"] = tempfile.mkdtemp(prefix="athena-benchmark-")
os.environ["ATHENA_KEYRING"] = new_ring()
for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "QDRANT_URL", "OLLAMA_URL"):
    os.environ.pop(name, None)
atexit.register(shutil.rmtree, os.environ["ATHENA_DATA"], ignore_errors=True)
django.setup()

from athena_project import bootstrap  # noqa: E402 Django must be set up before
from benchmarks import curve_lines, growth_lines, intent_lines, shipped_lines, split_lines  # noqa: E402
from benchmarks.command import run_this  # noqa: E402
from benchmarks.intent_sets import MissingDataError, Sets  # noqa: E402
from benchmarks.lines import HEAD, Line  # noqa: E402
from benchmarks.shipped_lines import Shipped  # noqa: E402
from inference.learned_release import current  # noqa: E402
from inference.snapshot import Snapshot  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMES = (*intent_lines.LINES, *shipped_lines.LINES, *split_lines.LINES, "curve", "growth")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, help="The folder of the data sets.")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", help=f"Of: {', '.join(NAMES)}.")
    parser.add_argument("--quick", action="store_true", help="One fold, one seed, fewer questions.")


def main(options: Namespace) -> None:
    sets = Sets(options.data, options.quick)
    try:
        sets.check()
    except MissingDataError as error:
        print(f"The data sets are not there. {error} Name their folder with --data.", file=sys.stderr)
        sys.exit(2)
    print(HEAD)
    missed = 0
    for name in options.only or NAMES:
        begun = time.perf_counter()
        for line in lines(name, sets):
            print(line, flush=True)
            missed += line.reached is False
        print(f"{'':26} {name} took {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"{missed} targets missed")


def lines(name: str, sets: Sets) -> Iterator[Line]:
    if name in intent_lines.LINES:
        yield from intent_lines.LINES[name](sets)
    elif name in shipped_lines.LINES:
        yield from shipped_lines.LINES[name](sets, Shipped(snapshot()))
    elif name in split_lines.LINES:
        yield from split_lines.LINES[name](sets, snapshot())
    elif name == "curve":
        yield from curve_lines.curves(sets, Shipped(snapshot()))
    else:
        snapshot()
        yield from growth_lines.growth(sets)


def snapshot() -> Snapshot:
    """The configuration that ships, with its model."""
    bootstrap.prepare()
    found = current(print)
    assert found is not None
    return found


if __name__ == "__main__":
    run_this()
