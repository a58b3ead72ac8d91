"""What a file of configuration would change, looked at before it is done: the plan, and doing just that."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction

from athena_project import chain, configuration
from athena_project.change_words import WORDS, model_name
from athena_project.configuration import Document, Guard
from athena_project.edit_conflict import shown
from athena_project.origin import noting
from athena_project.releases import Difference, config_models

LOOKS = 3  # at rows that somebody edits meanwhile
Allow = Callable[[list[Difference]], None]  # raises where these differences may not be made


@dataclass(frozen=True, slots=True)
class Wish:
    """A file that is to be applied; with `delete` the rows that it does not name go, of each kind that it names."""

    document: Document
    delete: bool = False
    guard: Guard = lambda row: ""

    def difference(self, dry_run: bool = True) -> list[Difference]:
        return configuration.load(self.document, dry_run=dry_run, delete=self.delete, guard=self.guard)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody who applies a plan says of it: its digest, and how many rows go."""

    digest: str
    removals: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The differences that a file makes, and the digest of the file and of every row there was."""

    differences: list[Difference]
    digest: str

    @property
    def seen(self) -> Seen:
        return Seen(self.digest, removals(self.differences))


class Moved(Exception):
    """The configuration, or the file, is not what the plan was made of."""


class Unconfirmed(Exception):
    """Rows would go, and their number was not given."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows would be removed")
        self.count = count


def plan(wish: Wish) -> Plan:
    """Raises ConfigurationError with every bad row; writes nothing, and lets others write meanwhile."""
    for _ in range(LOOKS):
        before = digest(wish)
        found = wish.difference()
        if digest(wish) == before:  # so they are differences from the rows of the digest
            return Plan(found, before)
    with transaction.atomic():  # where edits come without a pause, one has to wait
        chain.claim()
        return Plan(wish.difference(), digest(wish))


def apply(wish: Wish, seen: Seen, note: str = "", allow: Allow = lambda found: None) -> list[Difference]:
    """Does what a plan said and nothing else.

    Raises Moved, Unconfirmed, ConfigurationError, or what `allow` raises; then nothing is written.
    """
    with noting(note), transaction.atomic():
        chain.claim()  # nobody else edits between the look and the deed
        if seen.digest != digest(wish):
            raise Moved
        found = wish.difference(dry_run=False)
        if removals(found) != seen.removals:
            raise Unconfirmed(removals(found))
        allow(found)
    return found


def removals(found: Iterable[Difference]) -> int:
    return sum(one.action == "remove" for one in found)


def digest(wish: Wish) -> str:
    """Of the file as it was read, and of all rows as they are, also the switched-off ones."""
    held = hashlib.sha256(repr((wish.delete, wish.document)).encode(errors="backslashreplace"))
    for model in config_models():
        rows: list[Any] = list(model._default_manager.order_by("pk").values_list())
        held.update(orjson.dumps([model._meta.label_lower, rows], option=orjson.OPT_SORT_KEYS))
    return held.hexdigest()[:32]


def in_words(one: Difference) -> str:
    """Changed: domain weather, timeout: 5 instead of 3."""
    label = one.label.removeprefix(f"{one.model} ")
    head = f"{WORDS[one.action]}: {model_name(one.model)} {label}"
    if one.action != "change":
        return head
    fields = [
        f"{name.replace('_', ' ')}: {shown(after)} instead of {shown(before)}"
        for name, (before, after) in one.fields.items()
    ]
    return f"{head}, {'; '.join(fields)}"
