"""Chains the entries of the audit: each holds the hash of the one before, so that none changes or goes unnoticed."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any

from django.db import connection, transaction

from athena_project.models import ConfigChange, LookResult

LOCK = 0x61756469  # any number of our own
BATCH = 500  # rows of one statement
NEWEST = 500  # entries that a page looks over
LOOK = "athena_project.audit"  # over the whole; its last verdict is kept
FIELDS = ("actor", "source", "request", "action", "model", "row", "label", "before", "after")


def sealed(entry: Any) -> str:
    """The SHA-256 over an entry and the hash before it. Never change the formula: what is stored was made with it."""
    held = {name: plain(getattr(entry, name)) for name in FIELDS}
    said = json.dumps([entry.previous, entry.at.astimezone(UTC).isoformat(), held], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def plain(value: Any) -> Any:
    """JSON as every database gives it back: PostgreSQL keeps 1e20 as a whole number and knows no -0.0."""
    if isinstance(value, dict):
        return {name: plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def claim() -> None:
    """Lets no other transaction write an entry until this one ends. SQLite lets only one write anyway.

    To be called before a row is written: whoever holds a row and waits here would block the one that is ahead.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def append(entries: Sequence[ConfigChange]) -> None:
    """Writes entries down behind the newest one, thousands as fast as one."""
    claim()
    previous = ConfigChange.objects.order_by("-id").values_list("sha256", flat=True).first() or ""
    for entry in entries:
        entry.previous = previous
        entry.sha256 = previous = sealed(entry)
    ConfigChange.objects.bulk_create(entries, batch_size=BATCH)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries were looked over, the hash of the last sound one, and the first that is broken."""

    entries: int = 0
    head: str = ""
    broken: int | None = None
    problem: str = ""
    anchored: bool = False  # whether the hash that was asked for is among them


def walk(entries: Iterable[Any], previous: str = "", anchor: str = "") -> Verdict:
    """Looks over entries from the oldest on; `previous` is the hash before the first one."""
    count, anchored = 0, anchor in ("", previous)
    for entry in entries:
        if problem := fault(entry, previous):
            return Verdict(count, previous, entry.pk, problem, anchored)
        count, previous = count + 1, entry.sha256
        anchored = anchored or previous == anchor
    return Verdict(count, previous, anchored=anchored)


def fault(entry: Any, previous: str) -> str:
    if entry.previous != previous:
        return "it does not follow the one before it: an entry was changed, taken out or put in"
    return "" if entry.sha256 == sealed(entry) else "it was changed after it was written"


def verify(anchor: str = "") -> Verdict:
    """Looks over the whole audit."""
    return walk(ConfigChange.objects.order_by("id").iterator(chunk_size=BATCH), anchor=anchor)


def newest() -> Verdict:
    """Looks over the newest entries only, so that a page costs the same at any size."""
    found = list(ConfigChange.objects.order_by("-id")[: NEWEST + 1])[::-1]
    whole = len(found) <= NEWEST
    return walk(found if whole else found[1:], "" if whole else found[0].sha256)


def look_over(anchor: str = "") -> Verdict:
    """Looks over the whole audit and keeps what it found for the pages, which must not look for themselves."""
    found = verify(anchor)
    LookResult.keep(LOOK, asdict(found))
    return found
