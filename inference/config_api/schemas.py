"""What rows and forms look like, as JSON Schema: made from the models' columns and the plug-ins' options."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from pydantic.errors import PydanticUserError

from athena_project.models import ConfigModel, Credential, PluginModel
from athena_project.releases import config_models
from athena_project.row_values import default

REF = "#/components/schemas/"
TYPES: tuple[tuple[Any, str], ...] = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.FloatField, "number"),
    (forms.BooleanField, "boolean"),
    (forms.IntegerField, "integer"),
)
LIMITS = ((MinValueValidator, "minimum"), (MaxValueValidator, "maximum"))


def ref(name: str) -> dict[str, str]:
    return {"$ref": REF + name}


def components() -> dict[str, Any]:
    """Every kind of row, and the options of every kind of plug-in."""
    found: dict[str, Any] = {"error": ERROR}
    for model in config_models():
        if issubclass(model, PluginModel):
            found.update(options_of(model))
        found[model._meta.label_lower] = row_schema(model, found)
    return found


def row_schema(model: type[ConfigModel], known: dict[str, Any]) -> dict[str, Any]:
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    own = {column.name: column_schema(column) for column in columns}
    if kinds := [name for name in known if name.startswith(f"{model._meta.label_lower}.options.")]:
        own["options"] = {"anyOf": [ref(name) for name in kinds], "description": "As the kind of the row wants it."}
    ours = {
        "id": {"type": "integer", "readOnly": True},
        "url": {"type": "string", "readOnly": True},
        "version": {"type": "string", "readOnly": True, "description": "The ETag, for If-Match."},
    }
    about = " ".join((model.__doc__ or "").split())
    return {"type": "object", "description": about, "properties": {**ours, **own}, "required": needed(model)}


def needed(model: type[ConfigModel]) -> list[str]:
    columns = [model._meta.get_field(name) for name in model.natural]
    return [column.name for column in columns if not getattr(column, "blank", False)]


def column_schema(column: Any) -> dict[str, Any]:
    made = shape(column)
    if column.choices:
        made["enum"] = [value for value, _ in column.choices]
    if column.null:
        made["type"] = [made["type"], "null"]
    made |= limits(column)
    if column.help_text:
        made["description"] = str(column.help_text)
    if column.has_default():
        made["default"] = default(column)
    return made


def shape(column: Any) -> dict[str, Any]:
    if column.related_model is not None:
        named = "name" if column.related_model is Credential else ", ".join(column.related_model.natural)
        return {"type": "string", "title": f"{column.related_model._meta.verbose_name}, by its {named}"}
    if isinstance(column, models.JSONField):
        return {"type": "array", "items": {}} if column.default is list else {"type": "object"}
    for kind, name in TYPES:
        if isinstance(column, kind):
            return {"type": name}
    return {"type": "string", **({"maxLength": column.max_length} if column.max_length else {})}


def limits(column: Any) -> dict[str, Any]:
    return {
        name: each.limit_value
        for each in column.validators
        for kind, name in LIMITS
        if isinstance(each, kind) and shape(column)["type"] in ("integer", "number")
    }


def options_of(model: type[PluginModel]) -> Iterator[tuple[str, Any]]:
    """The options of each kind, with what they refer to beside them."""
    for kind, about in model.plugins.choices():
        name = f"{model._meta.label_lower}.options.{kind}"
        try:
            schema = model.plugins[kind].options.model_json_schema(ref_template=f"{REF}{name}.{{model}}")
        except PydanticUserError:
            schema = {"type": "object"}
        for inner, part in schema.pop("$defs", {}).items():
            yield f"{name}.{inner}", part
        yield name, {**schema, "title": kind, "description": about}


def form_schema(form: Any) -> dict[str, Any]:
    """What a form takes, as an object."""
    fields = form.base_fields
    return {
        "type": "object",
        "properties": {name: field_schema(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
    }


def field_schema(field: forms.Field) -> dict[str, Any]:
    kind = next((name for known, name in TYPES if isinstance(field, known)), "string")
    bounds = {"minimum": getattr(field, "min_value", None), "maximum": getattr(field, "max_value", None)}
    found = {
        "type": kind,
        "description": str(field.help_text),
        "maxLength": getattr(field, "max_length", None),
        **bounds,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": "string"},
            },
        },
        "problems": {"type": "array", "items": {"type": "string"}},
    },
}
