"""The files of a document source: which folder it names, and what lies there."""

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from ragdomains import embeddings, readers
from ragdomains.readers import ReadError

log = logging.getLogger(__name__)

HANDBOOK = "athena:handbook"
DEMO = Path(__file__).parent / "demo"
MOST_FILES = 20_000
KEPT = "Its documents are kept as they were."
READING = "1"  # raise it when reading or cutting changes: every file is then read anew


@dataclass(frozen=True, slots=True)
class File:
    """A file found in a source. `name` is its path in the source; `sha256` covers its bytes and how they are read."""

    path: Path
    name: str
    sha256: str
    changed: datetime


def folder(path: str) -> Path:
    """The folder that a source names; a relative one is made below the data folder. Raises ReadError."""
    if path == HANDBOOK:
        return DEMO
    root = Path(path).expanduser()
    if not root.is_absolute():
        root = (settings.DATA / root).resolve()
        if not root.is_relative_to(settings.DATA):
            raise ReadError("A relative path must stay below the data folder.")
        root.mkdir(parents=True, exist_ok=True)
    if not root.is_dir():
        # a network drive that is away must not empty the index: the documents stay as they were read
        raise ReadError(f"The folder is not there, or it is not a folder. {KEPT}")
    return root.resolve()


def files(root: Path) -> Iterator[File]:
    """The readable files below a folder, without hidden ones and links that leave it; raises ReadError."""
    for number, path in enumerate(sorted(walk(root))):
        if number >= MOST_FILES:
            raise ReadError(f"There are more than {MOST_FILES:,} files below the folder.")
        try:
            status = path.stat()
        except OSError:
            continue  # it went away meanwhile
        changed = datetime.fromtimestamp(status.st_mtime, UTC)
        yield File(path, sound_name(path, root), hashed(path, status.st_size), changed)


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
    digest = hashlib.sha256(f"{READING}:{embeddings.MODEL}:{size}:".encode())
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
