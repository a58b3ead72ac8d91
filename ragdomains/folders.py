"""What a document source holds: the files of a folder, one file, or the rows of a JSONL file."""

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from ragdomains import readers
from ragdomains.items import KEPT, Found, read_as
from ragdomains.readers import Paper, ReadError
from ragdomains.row_files import SUFFIX, rows

log = logging.getLogger(__name__)

HANDBOOK = "athena:handbook"
DEMO = Path(__file__).parent / "demo"
MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class File:
    """A file found in a source. `name` is its path in the source; `sha256` covers its bytes and how they are read."""

    path: Path
    name: str
    sha256: str
    changed: datetime

    url = ""

    @property
    def title(self) -> str:
        return readers.spoken_name(self.path)

    def read(self) -> Paper:
        return readers.read_file(self.path)


def look(path: str) -> Found:
    """What a source holds now; raises ReadError where it cannot be looked at."""
    root = folder(path)
    if not holds_one(root):
        return Found({file.name: file for file in files(root)})
    if not root.exists():
        return Found({})  # a file that was deleted; its folder is there
    if root.suffix.lower() == SUFFIX:
        return rows_of(root)
    file = file_of(root, root.parent)
    return Found({file.name: file} if file else {})


def rows_of(path: Path) -> Found:
    problems: list[str] = []
    items = {row.name: row for row in rows(path, read_as(), problems)}
    if problems and not items:  # it is another file, or half of one
        raise ReadError(f"No line of the file is a document; {problems[0]} {KEPT}")
    return Found(items, tuple(problems))


def holds_one(root: Path) -> bool:
    """Whether a source is a file, there or deleted, and not a folder."""
    return not root.is_dir() and root.suffix.lower() in (*readers.SUFFIXES, SUFFIX) and root.parent.is_dir()


def folder(path: str) -> Path:
    """The folder or file that a source names; a relative folder is made below the data folder. Raises ReadError."""
    if path == HANDBOOK:
        return DEMO
    root = Path(path).expanduser()
    if not root.is_absolute():
        root = (settings.DATA / root).resolve()
        if not root.is_relative_to(settings.DATA):
            raise ReadError("A relative path must stay below the data folder.")
        if not holds_one(root):
            root.mkdir(parents=True, exist_ok=True)
    if not root.is_dir() and not holds_one(root):
        # a network drive that is away must not empty the index: the documents stay as they were read
        raise ReadError(f"The folder is not there, or it is not a folder. {KEPT}")
    return root.resolve()


def files(root: Path) -> Iterator[File]:
    """The readable files below a folder, without hidden ones and links that leave it; raises ReadError."""
    for number, path in enumerate(sorted(walk(root))):
        if number >= MOST_FILES:
            raise ReadError(f"There are more than {MOST_FILES:,} files below the folder.")
        if file := file_of(path, root):
            yield file


def file_of(path: Path, root: Path) -> File | None:
    try:
        status = path.stat()
    except OSError:
        return None  # it went away meanwhile
    changed = datetime.fromtimestamp(status.st_mtime, UTC)
    return File(path, sound_name(path, root), hashed(path, status.st_size), changed)


def walk(root: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        # a folder that cannot be listed for the moment must not look as if it were empty
        if not isinstance(error, PermissionError) or error.filename == str(root):
            raise ReadError(
                f"The folder cannot be read: {error.strerror}. Its documents are kept as they were."
            ) from error
        log.warning("%s is left out: %s", error.filename, error.strerror)

    for directory, below, names in os.walk(root, onerror=fail):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (path for name in names if wanted(path := Path(directory) / name, root))


def wanted(path: Path, root: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() not in readers.SUFFIXES:
        return False
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except OSError:
        return False


def hashed(path: Path, size: int) -> str:
    """Of a file that is too large or cannot be opened only that counts."""
    digest = hashlib.sha256(f"{read_as()}:{size}:".encode())
    if size > readers.MAX_BYTES:
        return digest.hexdigest()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        digest.update(f"unreadable: {error.strerror}".encode())
    return digest.hexdigest()


def sound_name(path: Path, root: Path) -> str:
    """The path below the root, fit for every database: file names may hold bytes that are no text."""
    name = path.relative_to(root).as_posix().encode("utf-8", "replace").decode()
    return name if len(name) <= 500 else f"{name[:400]}~{hashlib.sha256(name.encode()).hexdigest()}"
