"""What a look at a source brings: documents still to be read, what is wrong with others, and what to keep in mind."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from ragdomains import embeddings, readers
from ragdomains.readers import Paper

KEPT = "Its documents are kept as they were."
READING = "6"  # raise it when reading or cutting changes: everything is then read anew
LONGEST_NAME = 500  # characters, as the database has room for


class Item(Protocol):
    """One document of a source: its name there, a hash of its content and of how it is read, when it changed."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def changed(self) -> datetime: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    def read(self) -> Paper: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A document whose bytes came with the look. What is said here of it goes before what its bytes say."""

    name: str
    title: str
    content: bytes
    suffix: str
    changed: datetime
    url: str = ""
    author: str = ""
    written: date | None = None

    @property
    def sha256(self) -> str:
        head = f"{read_as()}:{self.title}\n{self.suffix}\n{self.url}\n{self.author}\n{self.written}\n"
        return hashlib.sha256(head.encode("utf-8", "replace") + self.content).hexdigest()

    def read(self) -> Paper:
        paper = readers.read(self.content, self.suffix, self.title)
        author, written = self.author or paper.about.author, self.written or paper.about.written
        return replace(paper, about=replace(paper.about, author=author, written=written))


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a source by its name, and what is wrong with rows that are no documents.

    `same`: nothing has changed since the last look, whose documents stand. `kept` is given back at the next look.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    same: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)


def read_as() -> str:
    """How things are read now; a hash covers it, so that what was read in another way is read anew."""
    return f"{READING}:{embeddings.MODEL}"


def short_name(name: str) -> str:
    """A name that may be of any length, and may hold what no database takes."""
    sound = readers.clean(name).encode("utf-8", "replace").decode()
    return sound if len(sound) <= LONGEST_NAME else f"{sound[:400]}~{hashlib.sha256(sound.encode()).hexdigest()}"
