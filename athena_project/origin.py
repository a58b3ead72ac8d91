"""Who makes a change, and from where: the browser's address, or the command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """A name, an address or a command, the number of the request where there is one, and the release's note."""

    actor: str = ""
    source: str = ""
    request: str = ""
    note: str = ""


def command() -> str:
    """The program and, of manage.py, the command: what follows may hold a secret."""
    program = Path(sys.argv[0]).name
    return " ".join([program, *sys.argv[1:2]] if program == "manage.py" else [program])[:80]


NOBODY = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=NOBODY)


def origin() -> Origin:
    held = _origin.get()
    return held if held.source else replace(held, source=command())


@contextmanager
def coming(held: Origin) -> Iterator[None]:
    """Everything inside the block is written down as done by this one."""
    token = _origin.set(held)
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def acting(name: str) -> Iterator[None]:
    """Names who makes the changes inside the block; from where stays as it is."""
    with coming(replace(_origin.get(), actor=name)):
        yield


@contextmanager
def noting(note: str) -> Iterator[None]:
    """What the release says of itself that the changes inside the block become."""
    with coming(replace(_origin.get(), note=note[:200])):
        yield
