"""Runs every benchmark and prints its figures: `python -m benchmarks [NAME ...]`."""

import importlib
import sys

NAMES = (
    *("hot_path", "parallel", "process", "edits", "lookups", "retrieval", "checks", "household", "egress", "rebuild"),
    *("workers", "replay", "proxied", "closed_streams", "pages", "analytics"),
)


def main() -> None:
    for name in sys.argv[1:] or NAMES:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
