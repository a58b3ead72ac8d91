"""Takes changes back by their entries of the audit, exactly, or not at all where somebody changed the rows since."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from athena_project import chain
from athena_project.changes import described
from athena_project.models import ConfigChange
from athena_project.releases import assignable

RIGHTS = {"add": "delete", "change": "change"}  # what taking back an entry takes


class CannotUndo(Exception):
    """The rows are not as the change left them. The text says which, and who changed them."""


@contextmanager
def noted() -> Iterator[list[int]]:
    """The numbers of the entries that are written inside the block, which is one transaction; filled at its end."""
    keys: list[int] = []
    with transaction.atomic():
        chain.claim()  # nobody else writes an entry in between
        last = ConfigChange.objects.order_by("-id").values_list("id", flat=True).first() or 0
        yield keys
        keys += ConfigChange.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)


def rights(keys: Sequence[int]) -> set[str]:
    """The permissions that taking back these entries takes."""
    entries = ConfigChange.objects.filter(pk__in=keys).values_list("action", "model")
    return {right(model, RIGHTS.get(action, "add")) for action, model in entries}


def right(model: str, action: str) -> str:
    app, _, name = model.partition(".")
    return f"{app}.{action}_{name}"


@transaction.atomic
def take_back(keys: Sequence[int]) -> None:
    """Takes back what these entries added and changed, the last one first. Raises CannotUndo, and then nothing is."""
    chain.claim()
    entries = {entry.pk: entry for entry in ConfigChange.objects.filter(pk__in=keys)}
    if len(entries) != len(keys):
        raise CannotUndo("The audit does not hold these changes.")
    for key in sorted(keys, reverse=True):
        restore(entries[key])


def restore(entry: ConfigChange) -> None:
    model = apps.get_model(entry.model)
    row = model._default_manager.filter(pk=entry.row).first()
    if row is None:
        raise CannotUndo(f"{entry.label} is gone: {latest(entry)}.")
    if described(row) != entry.after:
        raise CannotUndo(f"{entry.label} is not as it was left: {latest(entry)}.")
    if entry.action == "add":
        remove(row, entry)
    else:
        before: dict[str, Any] = entry.before or {}
        for name, value in {**assignable(model, before), "enabled": before.get("enabled", True)}.items():
            setattr(row, name, value)
        row.save()


def remove(row: models.Model, entry: ConfigChange) -> None:
    """Deletes a row that nothing else hangs on: what others added to it since must not go with it."""
    found = Collector(using=row._state.db or "default")
    try:
        found.collect([row])
    except (ProtectedError, RestrictedError) as error:
        raise CannotUndo(f"{entry.label} is in use.") from error
    along = sum(len(rows) for rows in found.data.values()) + sum(rows.count() for rows in found.fast_deletes)
    updates: Any = found.field_updates.values()
    led_to = any(len(rows) for batches in updates for rows in batches)
    if along > 1 or led_to:
        raise CannotUndo(f"{entry.label} is in use: something was added to it since.")
    row.delete()


def latest(entry: ConfigChange) -> str:
    last = ConfigChange.objects.filter(model=entry.model, row=entry.row).first() or entry
    return f"{last.actor or last.source} saved it at {last.at:%Y-%m-%d %H:%M} UTC"
