"""Reads all rows in one statement: a page that shows the draft would ask for each kind of row else."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
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
    return read({model: model._default_manager.filter(enabled=True) for model in config_models()}, own_fields)


def everything() -> Content:
    """Every row there is, also the switched-off ones; each says which it is."""
    return read({model: model._default_manager.all() for model in config_models()}, all_fields)


def all_fields(model: type[models.Model]) -> list[Field]:
    return [*own_fields(model), model._meta.get_field("enabled")]


def read(kinds: Mapping[type[ConfigModel], Any], fields_of: Callable[[type[ConfigModel]], list[Field]]) -> Content:
    """These fields of the rows of each kind."""
    first, *others = (packed(rows, fields_of(model)) for model, rows in kinds.items())
    found: Content = {model._meta.label_lower: {} for model in kinds}
    readers = {model._meta.label_lower: reading(fields_of(model)) for model in kinds}
    for label, pk, text in sorted(first.union(*others, all=True)):
        held = orjson.loads(text) if isinstance(text, str) else text
        for name, reader in readers[label].items():
            held[name] = reader(held[name])
        found[label][str(pk)] = held
    return found


def packed(rows: Any, fields: Iterable[Field]) -> Any:
    """The rows of one kind in columns that those of every kind have."""
    packs = Cast(JSONObject(**{field.name: value(field) for field in fields}), models.TextField())
    label = models.Value(rows.model._meta.label_lower, output_field=models.CharField())
    return rows.order_by().annotate(look_kind=label, look_row=packs).values_list("look_kind", "pk", "look_row")


def value(field: Field) -> Combinable:
    """What stands in the pack; PostgreSQL takes 50 pairs at most, which no kind of row has."""
    column = models.F(f"{field.name}__name" if field.related_model is Credential else field.attname)
    exact = isinstance(field, models.FloatField) and connection.vendor == "sqlite"
    return Exactly(column) if exact else column


def reading(fields: Iterable[Field]) -> dict[str, Read]:
    """What is to be done to the fields that do not come out as they are."""
    found = {field.name: reader(field) for field in fields}
    return {name: read for name, read in found.items() if read}


def reader(field: Field) -> Read | None:
    """SQLite has neither true nor JSON within JSON."""
    if isinstance(field, models.JSONField):
        return json_of if connection.vendor == "sqlite" else None
    plain = field.is_relation or isinstance(field, models.CharField | models.TextField | models.IntegerField)
    return None if plain else optional(field.to_python)


def json_of(found: Any) -> Any:
    return orjson.loads(found) if isinstance(found, str) else found


def optional(read: Read) -> Read:
    return lambda found: None if found is None else read(found)
