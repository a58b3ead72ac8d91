"""Chooses rows by what an address asks for: their fields, and a part of their names."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from athena_project.models import ConfigModel, Credential
from athena_project.row_values import relations, unsound
from inference.config_api.errors import Told

STEERING = frozenset({"page", "size", "search"})


def chosen(model: type[ConfigModel], asked: Mapping[str, str]) -> "models.QuerySet[Any]":
    """The rows whose fields have these values, and whose names hold the text of `search`."""
    found = model._default_manager.select_related(*relations(model)).order_by("pk")
    for name, value in asked.items():
        if why := unsound(value):
            raise Told(400, f"{name}: {why}", "invalid_value", param=name)
        if name == "search":
            found = found.filter(searched(model, value))
        elif name not in STEERING:
            found = found.filter(**dict([filtered(model, name, value)]))
    return found


def searched(model: type[ConfigModel], text: str) -> models.Q:
    columns = [model._meta.get_field(name) for name in model.natural]
    names = [column.name for column in columns if isinstance(column, models.CharField | models.TextField)]
    return models.Q(*[(f"{name}__icontains", text) for name in names], _connector=models.Q.OR)


def filtered(model: type[ConfigModel], name: str, value: str) -> tuple[str, Any]:
    """A filter by one field; another row is named by its natural key."""
    columns = {
        column.name: column for column in model._meta.concrete_fields if not isinstance(column, models.JSONField)
    }
    if name not in columns:
        known = ", ".join(["search", *sorted(columns)])
        raise Told(
            400, f"Rows of this kind cannot be chosen by {name}. There are: {known}.", "invalid_value", param=name
        )
    related: Any = columns[name].related_model
    if related is None:
        return name, columns[name].to_python({"true": "True", "false": "False"}.get(value, value))
    return (f"{name}__{'name' if related is Credential else related.natural[0]}", value)
