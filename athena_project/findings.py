"""What the doctor finds: one line for each thing looked at, and what to change where it is not well."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import DatabaseError, InterfaceError

OK, WAITING, WARNING, PROBLEM = "ok", "waiting", "warning", "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to change; no word of it may be a secret."""

    name: str
    state: str
    text: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.text} {self.advice}".strip()


Examination = Callable[[], Iterable[Finding]]


def examined(examinations: Iterable[Examination]) -> Iterator[Finding]:
    """Everything that is found; where the database fails meanwhile, that is a finding too."""
    for examination in examinations:
        try:
            yield from list(examination())
        except (DatabaseError, InterfaceError) as error:
            name = examination.__name__.replace("_", " ")
            yield Finding(name, PROBLEM, f"The database did not answer ({type(error).__name__}).", "Try again.")


def where(url: str) -> str:
    """Host and port of an address, without the user and the password that may stand in it."""
    return urlsplit(url).netloc.rpartition("@")[2] or "an address without a host"
