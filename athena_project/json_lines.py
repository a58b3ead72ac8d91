"""Questions and answers of a command as JSONL: one JSON object a line, in a file or through the pipes."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


class BrokenLineError(ValueError):
    """A line that holds no question. The text says why."""


@contextmanager
def opened(name: str, mode: str) -> Iterator[IO[bytes]]:
    """The file, in the mode "rb" or "wb"; - is stdin or stdout."""
    if name == "-":
        yield sys.stdin.buffer if mode == "rb" else sys.stdout.buffer
        return
    with Path(name).open(mode) as file:
        yield file


def parsed(line: bytes) -> dict[str, Any]:
    """The object of a line; raises BrokenLineError."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenLineError(f"It is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise BrokenLineError("It is no JSON object.")
    return found
