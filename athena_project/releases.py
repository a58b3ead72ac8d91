"""Compiles the rows into releases, publishes them and takes them back."""

import hashlib
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import orjson
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from athena_project.doorbell import ring
from athena_project.models import ConfigChange, ConfigModel, Credential, HouseSettings, PlannedPublish, Release
from athena_project.release_checks import Finding, checked

SCHEMA_VERSION = 1

# label -> primary key as text -> fields
Content = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that two releases (or a release and a file) do not share; `fields` is field -> (before, after)."""

    action: str
    model: str
    row: str
    label: str
    fields: dict[str, tuple[Any, Any]]

    def __str__(self) -> str:
        changes = ", ".join(f"{name}: {before!r} -> {after!r}" for name, (before, after) in self.fields.items())
        return f"{self.action} {self.label}" + (f" ({changes})" if self.action == "change" else "")


def config_models() -> list[type[ConfigModel]]:
    """Every kind of row that belongs to the assistant, in an order in which foreign keys point backwards."""
    found = [model for model in apps.get_models() if issubclass(model, ConfigModel)]
    ordered: list[type[ConfigModel]] = []
    while found:
        ready = [model for model in found if not (needs(model) & set(found) - {model})]
        ordered += sorted(ready, key=lambda model: model._meta.label_lower)
        found = [model for model in found if model not in ready]
    return ordered


def needs(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


def row_fields(row: models.Model) -> Iterator[tuple[str, Any]]:
    """(name, JSON value) of a row's own fields; a credential by its name, another row by its primary key."""
    for field in own_fields(type(row)):
        if field.related_model is Credential:
            credential = getattr(row, field.name)
            yield field.name, credential.name if credential else None
        else:
            yield field.name, field.value_from_object(row)


def own_fields(model: type[models.Model]) -> list[Any]:
    """What a release holds of a row beside its key; whether it is enabled is said by its being there."""
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "enabled"]


def compile() -> Content:
    """Every enabled row, as it would be published now."""
    return {model._meta.label_lower: enabled_rows(model) for model in config_models()}


def enabled_rows(model: type[ConfigModel]) -> dict[str, dict[str, Any]]:
    """What row_fields() says of each row, read without making an instance of it: each edit reads all of them."""
    fields = own_fields(model)
    names = [field.name for field in fields]
    columns = [f"{field.name}__name" if field.related_model is Credential else field.attname for field in fields]
    rows = model._default_manager.filter(enabled=True).order_by("pk").values_list("pk", *columns)
    return {str(row[0]): dict(zip(names, row[1:], strict=True)) for row in rows}


def canonical(content: Content) -> str:
    """The same rows always give the same text."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def current() -> Release | None:
    """The live one."""
    return Release.objects.filter(trial=False).order_by("-number").first()


def outline() -> Release | None:
    """The same without its content, which is read from the database only where someone asks for it."""
    return Release.objects.filter(trial=False).order_by("-number").defer("content").first()


@transaction.atomic
def publish(author: str = "", note: str = "", tests: Sequence[Finding] = ()) -> Release:
    """Makes the draft the assistant; returns the current release where nothing differs. `tests` are those that fail."""
    return made_live(drafted(author, note, tests))


@transaction.atomic
def set_apart(author: str = "", note: str = "") -> Release:
    """The draft as a release that is not live, to be tried; the current one where nothing differs."""
    made = drafted(author, note)
    if made.parent and made.parent.sha256 == made.sha256:
        return made.parent
    made.trial = True
    made.save()
    return made


@transaction.atomic
def adopt(tried: Release, author: str = "", note: str = "", tests: Sequence[Finding] = ()) -> Release:
    """Makes live what was tried, just as it was tried; what was edited since stays in the draft."""
    lock()
    made = copy(tried)
    made.checks = checked(orjson.loads(tried.content), tests)
    made.pk, made._state.adding, made.trial = None, True, False
    made.number, made.parent, made.author, made.note = next_number(), outline(), author, note
    return made_live(made)


def made_live(made: Release) -> Release:
    if made.parent and made.parent.sha256 == made.sha256:
        return made.parent
    made.save()
    PlannedPublish.overtaken(made.number)
    ring("release", made)
    return made


def drafted(author: str, note: str, tests: Sequence[Finding] = ()) -> Release:
    """The rows as a release that is not saved yet. Nobody else makes one until the transaction ends."""
    lock()
    last = ConfigChange.objects.aggregate(last=models.Max("id"))["last"] or 0  # before the rows are read
    content = compile()
    text = canonical(content)
    return Release(
        number=next_number(),
        parent=outline(),
        content=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        schema_version=SCHEMA_VERSION,
        author=author,
        note=note,
        checks=checked(content, tests),
        last_change=last,
        four_eyes=any(row["four_eyes"] for row in content[HouseSettings._meta.label_lower].values()),
    )


def lock() -> None:
    HouseSettings.objects.select_for_update().get_or_create(name="house")


def next_number() -> int:
    return (Release.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1


def pending() -> list[Difference]:
    """What the draft changes against the current release."""
    release = current()
    return diff(orjson.loads(release.content) if release else {}, compile())


def diff(old: Content, new: Content) -> list[Difference]:
    """The rows that differ, in the order of the models."""
    found: list[Difference] = []
    for model in sorted(old.keys() | new.keys()):
        before, after = old.get(model, {}), new.get(model, {})
        # most rows are the same, which takes a look at each and no more
        other = (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
        for row in sorted(other, key=lambda key: (len(key), key)):
            difference = compare(model, row, before.get(row), after.get(row))
            if difference:
                found.append(difference)
    return found


def compare(model: str, row: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Difference | None:
    label = f"{model} {title(after or before or {}, row)}"
    if before is None or after is None:
        only = after if before is None else before
        pairs = {name: (None, value) if before is None else (value, None) for name, value in (only or {}).items()}
        return Difference("add" if before is None else "remove", model, row, label, pairs)
    names = sorted(before.keys() | after.keys())
    pairs = {name: (held(model, before, name, after), held(model, after, name, before)) for name in names}
    changed = {name: (old, new) for name, (old, new) in pairs.items() if old != new}
    return Difference("change", model, row, label, changed) if changed else None


def held(label: str, fields: dict[str, Any], name: str, other: dict[str, Any]) -> Any:
    """A field of a row. One that the version which wrote the row did not know, or knows no more, is no difference: it
    has its default, or what the other side says.
    """
    if name in fields:
        return fields[name]
    try:
        return apps.get_model(label)._meta.get_field(name).get_default()
    except (LookupError, FieldDoesNotExist):
        return other[name]


def title(fields: dict[str, Any], row: str) -> str:
    """What a person calls the row."""
    named = [str(fields[name]) for name in ("name", "value", "text", "question", "path", "answer") if fields.get(name)]
    return named[0][:80] if named else f"#{row}"


def assignable(model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a release as values that a row takes; those that the row no longer has are left out."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name not in fields or field.primary_key:
            continue
        value = fields[field.name]
        if field.related_model is Credential:
            values[field.name] = Credential.objects.filter(name=value).first() if value else None
        else:
            values[field.attname] = value
    return values
