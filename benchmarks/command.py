"""Reads the command line of one measure: what it is stands in its docstring, what it takes in its `arguments`."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType


def run(measure: ModuleType, words: Sequence[str]) -> None:
    """Runs `main`, or says what is wrong with the words. A measure without `arguments` takes none."""
    name = Path(str(measure.__file__)).stem
    parser = ArgumentParser(
        prog=f"python -m benchmarks {name}", description=measure.__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    add = getattr(measure, "arguments", None)
    if add is None:
        parser.parse_args(words)
        measure.main()
    else:
        add(parser)
        measure.main(parser.parse_args(words))


def run_this() -> None:
    """For `python -m benchmarks.NAME`."""
    run(sys.modules["__main__"], sys.argv[1:])
