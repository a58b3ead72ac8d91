"""Whether what was put right still holds: an older release may be live again, or somebody edited its rows since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models

from athena_project import releases
from athena_project.changes import described
from athena_project.models import ConfigChange
from inference.models import Fix

Key = tuple[str, str]  # model, row


class Standing(StrEnum):
    """What became of a fix."""

    UNDONE = "undone"
    WAITS = "a draft, switched off"
    DRAFT = "in the draft"
    HOLDS = "in force"
    PARTLY = "changed since"
    GONE = "taken back"


def told(fixes: Iterable[Fix]) -> list[Fix]:
    """The same, each with its `standing`; so many queries as there are kinds of rows in them, and two."""
    found = list(fixes)
    wanted = [key for fix in found for key in fix.changes]
    entries = {each.pk: each for each in ConfigChange.objects.filter(pk__in=wanted)}
    rows = rows_of(entries.values())
    live = releases.outline()
    for fix in found:
        mine = [entries[key] for key in sorted(fix.changes) if key in entries]
        fix.standing = standing(fix, mine, rows, live.last_change if live else 0)
    return found


def rows_of(entries: Iterable[ConfigChange]) -> dict[Key, models.Model]:
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        keys[entry.model].add(entry.row)
    found: dict[Key, models.Model] = {}
    for label, each in keys.items():
        manager = apps.get_model(label)._default_manager
        found |= {(label, str(row.pk)): row for row in manager.filter(pk__in=each)}
    return found


def standing(fix: Fix, mine: Sequence[ConfigChange], rows: dict[Key, models.Model], published: int) -> Standing:
    if fix.undone:
        return Standing.UNDONE
    left = {(entry.model, entry.row): entry.after for entry in mine}
    began = {(entry.model, entry.row): entry.before for entry in reversed(mine)}
    now = {key: described(rows[key]) if key in rows else None for key in left}
    if left and all(is_gone(now[key], began[key], left[key]) for key in left):
        return Standing.GONE
    if any(began[key] is None and off(left[key]) and off(now[key]) for key in left):
        return Standing.WAITS  # also while it is filled in: that is what a draft is for
    if any(now[key] != left[key] for key in left):
        return Standing.PARTLY
    return Standing.DRAFT if max(fix.changes, default=0) > published else Standing.HOLDS


def off(row: dict[str, Any] | None) -> bool:
    return row is not None and not row.get("enabled", True)


def is_gone(now: dict[str, Any] | None, began: dict[str, Any] | None, left: dict[str, Any] | None) -> bool:
    """Whether a row is as it was before: not there, switched off where it was new, or with its old fields."""
    return now is None or now == began or (began is None and off(now) and not off(left))
