"""The files that people upload: where they lie, which are taken, and how they go again."""

import os
import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File

from ragdomains import readers

NAMED = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
MOST_FILES = 1000  # of one source
AT_ONCE = 50
MOST_BYTES = 1024**3  # of one source
LONGEST = 150  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies there."""

    name: str
    size: int
    changed: datetime


def complaint(path: str) -> str:
    """What is wrong with the name of a source of uploads; "" for one that is good."""
    if NAMED.fullmatch(path):
        return ""
    return "Write a short name of small letters, digits and hyphens, such as house-papers."


def folder(path: str) -> Path:
    """The folder of a source of uploads, made if need be."""
    if wrong := complaint(path):
        raise readers.ReadError(wrong)
    root: Path = settings.DATA / "uploads" / path
    root.mkdir(parents=True, exist_ok=True)
    return root


def stored(path: str) -> list[Stored]:
    found = []
    for file in sorted(folder(path).iterdir()):
        if file.is_file() and not file.name.startswith("."):
            status = file.stat()
            found.append(Stored(file.name, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)))
    return found


def add(path: str, files: "Sequence[File[bytes]]") -> tuple[list[str], list[str]]:
    """Stores the files that are fit; returns their names, and a sentence for each that is not.

    A file takes the place of one of the same name: that is how a new version is uploaded.
    """
    there = {each.name: each.size for each in stored(path)}
    taken: list[str] = []
    problems = [f"{len(files) - AT_ONCE} files were left out: upload at most {AT_ONCE} at once."][
        : len(files) > AT_ONCE
    ]
    for file in files[:AT_ONCE]:
        name = file_name(file.name or "")
        if wrong := unfit(name, file.size or 0, there):
            problems.append(f"“{name}”: {wrong}")
            continue
        write(folder(path) / name, file)
        there[name] = file.size or 0
        taken.append(name)
    return taken, problems


def file_name(name: str) -> str:
    """The last part of a name, without what is hidden, no text, or means something to a file system."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    sound = re.sub(r"[\x00-\x1f\x7f<>:\"|?*\ud800-\udfff]", "", last).strip().lstrip(".")
    stem, dot, suffix = sound.rpartition(".")
    while len(f"{stem}{dot}{suffix}".encode()) > LONGEST and stem:
        stem = stem[:-1]
    return f"{stem}{dot}{suffix}" if stem else sound[:LONGEST]


def unfit(name: str, size: int, there: dict[str, int]) -> str:
    if Path(name).suffix.lower() not in readers.SUFFIXES:
        return f"Files of this kind are not read. These are: {', '.join(readers.SUFFIXES)}."
    if size > readers.MAX_BYTES:
        return f"It is larger than {readers.MAX_BYTES // 1024 // 1024} MB."
    if not size:
        return "It is empty."
    if name not in there and len(there) >= MOST_FILES:
        return f"A source holds at most {MOST_FILES:,} files."
    if sum(there.values()) - there.get(name, 0) + size > MOST_BYTES:
        return f"A source holds at most {MOST_BYTES // 1024 // 1024:,} MB."
    return ""


def write(target: Path, file: "File[bytes]") -> None:
    """Whole or not at all: a reader must never see half a file. Hidden files are not read."""
    half = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with half.open("wb") as out:
            for block in file.chunks():
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def remove(path: str, names: Iterable[str]) -> list[str]:
    """Deletes those of the names that are there; returns them."""
    there = {each.name for each in stored(path)}
    gone = [name for name in dict.fromkeys(names) if name in there]
    for name in gone:
        (folder(path) / name).unlink(missing_ok=True)
    return gone
