"""Rows as plain values by their natural keys, wherever they come from: the database, a file, a release."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from django.db import models

from athena_project import one_look
from athena_project.configuration import Document
from athena_project.models import ConfigModel
from athena_project.releases import Content, config_models, own_fields
from athena_project.row_values import default
from athena_project.shipped_base import Tables

Names = dict[str, dict[str, Any]]  # label -> primary key as text -> natural key
Keys = dict[tuple[str, str], str]  # label and natural key as text -> primary key as text


def key_text(natural: Any) -> str:
    """A natural key as the name of a row in a table."""
    return orjson.dumps(natural).decode()


def parents() -> dict[str, dict[str, str]]:
    """label -> the fields that lead to other rows, with the label of these."""
    return {model._meta.label_lower: leading(model) for model in config_models()}


def leading(model: type[models.Model]) -> dict[str, str]:
    found = {field.name: field.related_model for field in own_fields(model) if field.is_relation}
    return {name: other._meta.label_lower for name, other in found.items() if issubclass(other, ConfigModel)}


def of_document(document: Document) -> Tables:
    """A file's rows with all their fields; of two with one key, the last."""
    found: Tables = {}
    for model in config_models():
        table = found[model._meta.label_lower] = {}
        blank = defaults(model)
        for row in document.get(model._meta.label_lower, ()):
            whole = {**blank, **row}
            table[key_text(natural(model, whole))] = whole
    return found


def of_release(content: Content) -> Tables:
    """A release's rows; none of them is switched off."""
    found: Tables = {}
    names: Names = {}
    for model in config_models():
        rows = content.get(model._meta.label_lower, {})
        fill(found, names, model, {key: {**row, "enabled": True} for key, row in rows.items()})
    return found


def of_database() -> tuple[Tables, Keys]:
    """Every row there is, also the switched-off ones, in one query whatever the number of kinds."""
    rows = one_look.everything()
    found: Tables = {}
    names: Names = {}
    for model in config_models():
        fill(found, names, model, rows[model._meta.label_lower])
    keys = {(label, key_text(name)): key for label, table in names.items() for key, name in table.items()}
    return found, keys


def fill(tables: Tables, names: Names, model: type[ConfigModel], rows: Mapping[str, dict[str, Any]]) -> None:
    """Adds one kind's rows, in which others stand by primary key; those that they lead to are there already."""
    label, leads = model._meta.label_lower, leading(model)
    table, called = tables.setdefault(label, {}), names.setdefault(label, {})
    for key, row in adapted(defaults(model), rows):
        for name, other in leads.items():
            row[name] = names[other].get(str(row[name]))
        called[key] = natural(model, row)
        table[key_text(called[key])] = row


def defaults_of(label: str) -> dict[str, Any]:
    return next(defaults(model) for model in config_models() if model._meta.label_lower == label)


def defaults(model: type[models.Model]) -> dict[str, Any]:
    return {**{field.name: default(field) for field in own_fields(model)}, "enabled": True}


def natural(model: type[ConfigModel], row: Mapping[str, Any]) -> Any:
    parts = [row[name] for name in model.natural]
    return parts[0] if len(parts) == 1 else parts


def completed(tables: Tables) -> Tables:
    """Rows that were written down by an older version, with the fields of this one."""
    return {label: dict(adapted(blank, tables.get(label, {}))) for label, blank in blanks()}


def blanks() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((model._meta.label_lower, defaults(model)) for model in config_models())


def adapted(blank: dict[str, Any], table: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, row in table.items():
        same = row.keys() == blank.keys()
        yield key, row if same else {name: row.get(name, value) for name, value in blank.items()}
