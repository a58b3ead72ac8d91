"""Runs benchmarks and prints their figures: `python -m benchmarks [NAME ...]`, or `NAME` with options of its own."""

import argparse
import importlib
import subprocess
import sys

from benchmarks import command

NAMES = (
    *("hot_path", "parallel", "process", "edits", "lookups", "retrieval", "checks", "household", "egress", "rebuild"),
    *("workers", "replay", "proxied", "closed_streams", "pages", "analytics"),
)
# they want the public sets, valgrind, or a PostgreSQL server of their own
ASIDE = ("consistency", "grounding", "instructions", "understanding", "log_retention")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked = [*NAMES, *ASIDE]
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of: {', '.join(asked)}; without: all but the last {len(ASIDE)}"
    )
    # what stands behind the first option is for the measure, unless no measure stands before it
    first = next((at for at, word in enumerate(sys.argv) if word.startswith("-") and at > 1), len(sys.argv))
    names, own = parser.parse_args(sys.argv[1:first]).names, sys.argv[first:]
    if unknown := [name for name in names if name not in asked]:
        parser.error(f"there is no {', '.join(unknown)}, only: {', '.join(asked)}")
    if own and len(names) != 1:
        parser.error(f"{' '.join(own)}: options go to one measure, so name one")
    if len(names) == 1:
        if not {"-h", "--help"} & {*own}:
            print(f"\n== {names[0]}", flush=True)
        command.run(importlib.import_module(f"benchmarks.{names[0]}"), own)
        return
    # each in a process of its own: what one leaves behind in Django, another would measure
    ended = [
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode for name in names or NAMES
    ]
    sys.exit(max(ended))


if __name__ == "__main__":
    main()
