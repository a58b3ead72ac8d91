"""Documents as rows of a JSONL file: {"id": ..., "title": ..., "text": ...}, one a line."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ragdomains import readers
from ragdomains.outline import Section
from ragdomains.readers import Paper, ReadError
from ragdomains.wrapping import unwrapped

SUFFIX = ".jsonl"
MOST_ROWS = 200_000
LONGEST_LINE = readers.MAX_BYTES
LONGEST_ID = 500  # characters


class RowError(ValueError):
    """A row that is no document. The text says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a JSONL file: its id, and where its line stands, which is read again when it is needed.

    It may have no title. The name of the file would be one for all: it tells nothing apart and blurs every meaning.
    """

    path: Path
    name: str
    sha256: str
    changed: datetime
    title: str
    start: int
    size: int
    url: str = ""

    def read(self) -> Paper:
        try:
            with self.path.open("rb") as file:
                file.seek(self.start)
                row = parsed(file.read(self.size))
        except (OSError, RowError) as error:
            raise ReadError(f"The file was changed while it was read: {error}") from error
        if row["id"] != self.name:
            raise ReadError("The file was changed while it was read.")
        return Paper(self.title, (Section("", unwrapped(row["text"])),))


def rows(path: Path, form: str, problems: list[str]) -> Iterator[Row]:
    """The good rows in order; of each bad one `problems` gets a line. `form`, how they are read, is part of the hash.

    Raises ReadError for a file that cannot be opened or has too many rows.
    """
    ids: dict[str, int] = {}
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        for number, start, line in lines(path):
            try:
                row = parsed(line)
                if row["id"] in ids:
                    raise RowError(f"The id {row['id']} stands on line {ids[row['id']]} already.")
            except RowError as error:
                problems.append(f"line {number}: {error}")
                continue
            ids[row["id"]] = number
            sha256 = hashlib.sha256(f"{form}:{row['title']}\n{row['text']}".encode()).hexdigest()
            yield Row(path, row["id"], sha256, changed, row["title"], start, len(line))
    except OSError as error:
        raise ReadError(f"The file cannot be opened: {error.strerror}.") from error


def lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """(its number, where it begins, its bytes) for each line that is not empty."""
    start = 0
    with path.open("rb") as file:
        for number in range(1, MOST_ROWS + 2):
            line = file.readline(LONGEST_LINE + 1)
            if not line:
                return
            if len(line) > LONGEST_LINE:
                raise ReadError(f"Line {number} is longer than {LONGEST_LINE // 1024 // 1024} MB.")
            if line.strip():
                yield number, start, line
            start += len(line)
    raise ReadError(f"There are more than {MOST_ROWS:,} lines in the file.")


def parsed(line: bytes) -> dict[str, str]:
    """id, title and text of a row, fit to be stored; raises RowError."""
    try:
        found = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise RowError("It is no JSON in UTF-8.") from error
    if not isinstance(found, dict):
        raise RowError("It is no JSON object.")
    name = found.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or not readers.clean(str(name)).strip():
        raise RowError("It has no id (a text or a whole number).")
    if len(str(name)) > LONGEST_ID:
        raise RowError(f"Its id is longer than {LONGEST_ID} characters.")
    text = field(found, "text")
    if not text:
        raise RowError("It has no text.")
    if len(text) > readers.MAX_CHARACTERS:
        raise RowError(f"Its text is longer than {readers.MAX_CHARACTERS:,} characters.")
    return {"id": readers.clean(str(name)).strip(), "title": title_of(field(found, "title")), "text": text}


def field(row: dict[str, Any], name: str) -> str:
    found = row.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise RowError(f"Its {name} is not a text.")
    return readers.clean(found).strip()


def title_of(text: str) -> str:
    """As it is spoken: "Care_of_the_lawn" is a name that a machine gave."""
    return readers.squeeze(text if " " in text else text.replace("_", " "))
