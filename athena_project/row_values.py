"""A row as a mapping of plain values, in which another row stands by its natural key: out of rows and into them."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from athena_project.models import ConfigModel, Credential
from athena_project.releases import row_fields

Place = tuple[Any, ...]
Find = Callable[[Any, Any], models.Model]
DEEP = 64  # lists and mappings inside each other
MOST = 500_000  # values of one file, each counted as often as it is meant
LARGEST = 2**63  # a whole number of a release is below it


class ConfigurationError(Exception):
    """A file or a row that cannot be taken; `problems` are lines that name the row and say what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def natural_key(row: ConfigModel) -> Any:
    """What identifies the row outside this database: one value, or a list of them."""
    parts = [natural_value(row, name) for name in row.natural]
    return parts[0] if len(parts) == 1 else parts


def natural_value(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return natural_key(value) if isinstance(value, ConfigModel) else value


def whole(row: ConfigModel) -> dict[str, Any]:
    """All of the row's fields."""
    return {**{name: shown(row, name, value) for name, value in row_fields(row)}, "enabled": row.enabled}


def exported(row: ConfigModel) -> dict[str, Any]:
    """The row's fields; those that have their default value are left out."""
    fields: dict[str, Any] = {}
    for name, value in row_fields(row):
        said = shown(row, name, value)
        if name in row.natural or said != default(row._meta.get_field(name)):
            fields[name] = said
    if not row.enabled:
        fields["enabled"] = False
    return fields


def shown(row: ConfigModel, name: str, value: Any) -> Any:
    related = getattr(row, name) if row._meta.get_field(name).is_relation else None
    return natural_key(related) if isinstance(related, ConfigModel) else value


def relations(model: type[models.Model]) -> list[str]:
    return [column.name for column in model._meta.concrete_fields if column.is_relation]


def place_of(row: ConfigModel) -> Place:
    """The natural key inside this database: related rows by their primary key."""
    return tuple(plain(getattr(row, name)) for name in row.natural)


def plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def default(column: Any) -> Any:
    return column.get_default() if column.has_default() or not column.null else None


def find(model: Any, key: Any) -> models.Model:
    """The row that a natural key names. A credential that is not there yet is made, without a secret."""
    if model is Credential:
        return credential(key)
    parts = key if isinstance(key, list) and len(model.natural) > 1 else [key]
    lookup: dict[str, Any] = {}
    for name, part in zip(model.natural, parts, strict=True):
        related = model._meta.get_field(name).related_model
        lookup[name] = find(related, part) if related else part
    row: models.Model | None = model._default_manager.filter(**lookup).first()
    if row is None:
        raise ConfigurationError([f"there is no {model._meta.verbose_name} {key!r}."])
    return row


def credential(name: Any) -> Credential:
    row = Credential.objects.filter(name=name).first() or Credential(name=name)
    if row._state.adding:
        row.clean_fields()
        row.save()
    return row


def resolved(model: type[ConfigModel], fields: dict[str, Any], found: Find = find) -> dict[str, Any]:
    """The fields as values of the row, natural keys as rows; raises ConfigurationError for unknown or unsound ones."""
    columns = {column.name: column for column in model._meta.concrete_fields if not column.primary_key}
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in columns:
            raise ConfigurationError([f"{name} is no field of {model._meta.verbose_name}."])
        column = columns[name]
        if why := unsound(value) or ill_formed(column, value):
            raise ConfigurationError([f"{name}: {why}"])
        related = column.related_model
        values[name] = value if related is None or value is None else found(related, value)
    return values


def ill_formed(column: Any, value: Any) -> str:
    """Django would write a list into a text as it is printed."""
    listed = isinstance(value, list | dict) and not isinstance(column, models.JSONField) and not column.is_relation
    return "write one value, no list." if listed else ""


def unsound(value: Any) -> str:
    """Why a value cannot be stored on every database, or not be part of a release; "" for one that can."""
    for each in leaves(value):
        if isinstance(each, str) and ("\0" in each or (not each.isascii() and surrogates(each))):
            return "it holds a character that is none (NUL, or half of a pair)."
        if isinstance(each, float) and not math.isfinite(each):
            return "write a finite number."
        if isinstance(each, int) and not -LARGEST <= each < LARGEST:
            return "the number is too large."
    return ""


def surrogates(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def leaves(value: Any) -> Iterator[Any]:
    """Every value and every name inside of it; raises ConfigurationError for what is too deep or has no end.

    In YAML a few lines can stand for millions of values, by names for parts that hold each other.
    """
    waiting, count = [(value, 0)], 0
    while waiting:
        each, depth = waiting.pop()
        count += 1
        if depth > DEEP or count > MOST:
            raise ConfigurationError(["There is too much in it, or it is nested too deeply."])
        if isinstance(each, dict):
            waiting += [(part, depth + 1) for pair in each.items() for part in pair]
        elif isinstance(each, list | tuple | set):
            waiting += [(part, depth + 1) for part in each]
        else:
            yield each
