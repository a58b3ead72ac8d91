"""Reads all rows of the draft in one statement: a page that shows the draft would ask for each kind of row else."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject

from athena_project.models import ConfigModel, Credential
from athena_project.releases import Content, config_models, own_fields

Field = Any
Read = Callable[[Any], Any]


class Exactly(models.Func):
    """A number with all of its digits: SQLite's JSON keeps 15 of them."""

    template = "PRINTF('%%%%!.17g', %(expressions)s)"
    output_field = models.TextField()


def compiled() -> Content:
    """What releases.compile() reads. Only for looking: what is published is read from the tables themselves."""
    kinds = config_models()
    first, *others = (packed(model) for model in kinds)
    rows = first.union(*others, all=True)
    found: Content = {model._meta.label_lower: {} for model in kinds}
    readers = {model._meta.label_lower: reading(model) for model in kinds}
    for label, pk, text in sorted(rows):
        held = json.loads(text) if isinstance(text, str) else text
        found[label][str(pk)] = {name: read(held[name]) for name, read in readers[label].items()}
    return found


def packed(model: type[ConfigModel]) -> Any:
    fields = {field.name: value(field) for field in own_fields(model)}
    label = models.Value(model._meta.label_lower, output_field=models.CharField())
    packs = Cast(JSONObject(**fields), models.TextField())
    rows = model._default_manager.filter(enabled=True).order_by()
    return rows.annotate(look_kind=label, look_row=packs).values_list("look_kind", "pk", "look_row")


def value(field: Field) -> Combinable:
    """What stands in the pack; PostgreSQL takes 50 pairs at most, which no kind of row has."""
    column = models.F(f"{field.name}__name" if field.related_model is Credential else field.attname)
    exact = isinstance(field, models.FloatField) and connection.vendor == "sqlite"
    return Exactly(column) if exact else column


def reading(model: type[ConfigModel]) -> dict[str, Read]:
    return {field.name: reader(field) for field in own_fields(model)}


def reader(field: Field) -> Read:
    """SQLite has neither true nor JSON within JSON."""
    if field.related_model is Credential:
        return as_it_is
    if isinstance(field, models.JSONField):
        return json_of if connection.vendor == "sqlite" else as_it_is
    return as_it_is if field.is_relation else optional(field.to_python)


def as_it_is(found: Any) -> Any:
    return found


def json_of(found: Any) -> Any:
    return json.loads(found) if isinstance(found, str) else found


def optional(read: Read) -> Read:
    return lambda found: None if found is None else read(found)
