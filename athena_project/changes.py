"""Every change of a row is written down in the same transaction, and goes live once it is committed."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from athena_project import chain, draft, gate, release_note, releases
from athena_project.doorbell import ring
from athena_project.models import AccessModel, ConfigChange, ConfigModel, HouseSettings
from athena_project.origin import Origin, acting, origin

__all__ = ["acting"]

log = logging.getLogger(__name__)

_apart: ContextVar[bool] = ContextVar("apart", default=True)  # whether each row has an entry of its own

_gathered: ContextVar[list[ConfigChange] | None] = ContextVar("gathered", default=None)

# never written down: what only the machine writes, and what a secret could be guessed from
BULK = 100  # rows from which they are written together: no signal of their own is sent then
BATCH = 500  # rows of one statement
HIDDEN = frozenset({"ciphertext", "digest"})


@contextmanager
def as_one(label: str) -> Iterator[None]:
    """All changes inside the block are one entry: thousands of rows that came in one file say no more apart."""
    token = _apart.set(False)
    try:
        yield
        chain.append([entry("import", label)])
    finally:
        _apart.reset(token)


@contextmanager
def gathered() -> Iterator[None]:
    """The entries of the block are written at its end, thousands as fast as one. For the inside of a transaction."""
    entries: list[ConfigChange] = []
    token = _gathered.set(entries)
    try:
        yield
        chain.append(entries)
    finally:
        _gathered.reset(token)


def watched(row: object) -> bool:
    return isinstance(row, ConfigModel | AccessModel)


def described(row: models.Model) -> dict[str, Any]:
    """The row as JSON for the audit."""
    fields = {name: value for name, value in releases.row_fields(row) if name not in HIDDEN}
    if hasattr(row, "enabled"):
        fields["enabled"] = row.enabled
    plain: dict[str, Any] = orjson.loads(orjson.dumps(fields, default=str))
    return plain


@receiver(pre_save)
@receiver(pre_delete)
def take_turn(sender: type[models.Model], instance: models.Model, **_: object) -> None:
    if watched(instance):
        chain.claim()


@receiver(pre_save)
def remember(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: object) -> None:
    if watched(instance) and not raw and not instance._state.adding:
        old = sender._default_manager.filter(pk=instance.pk).first()
        instance.__dict__["_before"] = described(old) if old else None


@receiver(post_save)
def saved(sender: type[models.Model], instance: models.Model, created: bool, raw: bool = False, **_: object) -> None:
    if watched(instance) and not raw:
        before = None if created else instance.__dict__.pop("_before", None)
        write_down("add" if created else "change", instance, before, described(instance))


@receiver(post_delete)
def deleted(sender: type[models.Model], instance: models.Model, **_: object) -> None:
    if watched(instance):
        write_down("delete", instance, described(instance), None)


def add_all(rows: Sequence[ConfigModel]) -> None:
    """Saves new rows of one model with one statement for hundreds of them, and writes each down as if saved alone."""
    if len(rows) < BULK:
        for row in rows:
            row.save()
        return
    type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
    if _apart.get():
        chain.append([change("add", row, None, described(row)) for row in rows])
    once_committed()


def change_all(rows: Sequence[ConfigModel]) -> None:
    """Saves changed rows of one model as add_all() saves new ones."""
    if len(rows) < BULK:
        for row in rows:
            row.save()
        return
    model = type(rows[0])
    chain.claim()
    stored = model._default_manager.in_bulk([row.pk for row in rows])
    columns = {column.attname: column.name for column in model._meta.concrete_fields if not column.primary_key}
    pairs = [(row, stored[row.pk]) for row in rows]
    differing = [columns[at] for at in columns if any(getattr(row, at) != getattr(old, at) for row, old in pairs)]
    if differing:
        model._default_manager.bulk_update(rows, differing, batch_size=BATCH)
    with gathered():
        for row, old in pairs:
            write_down("change", row, described(old), described(row))


def write_down(action: str, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    if before == after:
        return
    waiting = _gathered.get()
    if waiting is not None:
        waiting.append(change(action, row, before, after))
    elif _apart.get():
        chain.append([change(action, row, before, after)])
    if isinstance(row, AccessModel):
        ring("access")
    else:
        once_committed(leaves_review=ends_review(before, after))


def change(action: str, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> ConfigChange:
    made = entry(action, f"{row._meta.verbose_name} {row}")
    made.model, made.row, made.before, made.after = row._meta.label_lower, str(row.pk), before, after
    return made


def entry(action: str, label: str) -> ConfigChange:
    """An entry of the audit that says who and from where; it is written by chain.append()."""
    held = origin()
    return ConfigChange(actor=held.actor, source=held.source, request=held.request, action=action, label=label[:200])


def note(action: str, label: str) -> None:
    """Writes down what is no change of a row. Inside a transaction."""
    chain.append([entry(action, label)])


def ends_review(before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Whether this change of a row switches review mode off; no other kind of row has such a field."""
    return bool(before and before.get("review_mode")) and after is not None and not after.get("review_mode")


@dataclass(slots=True)
class GoLive:
    """Live editing: the draft becomes a release. In review it waits for someone who publishes.

    Whoever switches review mode off publishes all that waited: that takes what publishing takes.
    """

    held: Origin
    leaves_review: bool = False

    def __call__(self) -> None:
        if draft.in_review():
            return
        if not self.leaves_review:
            note = self.held.note or release_note.since(releases.outline())
            releases.publish(author=self.held.actor, note=note)
            return
        try:
            draft.publish(self.held.actor, self.held.note)
        except gate.Refused as refused:
            stay_in_review(refused)


def once_committed(leaves_review: bool = False) -> None:
    """Publishes at most once per transaction, however many rows it changed."""
    waiting = next((hook[1] for hook in connection.run_on_commit if isinstance(hook[1], GoLive)), None)
    if waiting is None:
        waiting = GoLive(origin())
        transaction.on_commit(waiting)
    waiting.leaves_review |= leaves_review


def stay_in_review(refused: gate.Refused) -> None:
    """Else the next save would publish what its tests refuse."""
    log.warning("review mode stays on: %s", refused)
    with acting("Athena"):
        house = HouseSettings.objects.get(name="house")
        house.review_mode = True
        house.save()
