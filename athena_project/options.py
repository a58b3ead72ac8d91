"""Reads the JSON schema of a plug-in's Options, so that each option can be edited as a form field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.errors import PydanticUserError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from athena_project.plugins import Plugins, UnknownKind

Schema = Mapping[str, Any]
PLAIN = frozenset({"string", "integer", "number", "boolean"})


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a kind. `schema` is its own, with references followed and "or nothing" taken out of it.

    `columns` are the members of the small objects that a list of them holds; none for anything else.
    """

    name: str
    schema: Schema
    required: bool
    nullable: bool
    default: Any = None
    columns: "tuple[Option, ...]" = ()

    @property
    def label(self) -> str:
        plain = self.name.replace("_", " ")
        title = str(self.schema.get("title") or plain)
        if title.lower() != plain.lower():
            return title
        words = ["URL" if word == "url" else word for word in plain.split()]
        return " ".join(words)[:1].upper() + " ".join(words)[1:]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The options of one kind, ready to be edited. `trouble` says why they cannot be; `secrets` are never shown."""

    kind: str
    about: str = ""
    options: tuple[Option, ...] = ()
    model: type[BaseModel] | None = None
    secrets: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def keeps_unknown(self) -> bool:
        return self.model is not None and self.model.model_config.get("extra") == "allow"


def sheet(plugins: Plugins[Any], kind: str) -> Sheet:
    """Reads a kind. One that is unknown, has no readable schema or asks for a secret gives a sheet with trouble."""
    try:
        plugin = plugins[kind]
        schema = plugin.options.model_json_schema()
        hidden = tuple(secret_names(schema))
        options = tuple(options_of(plugin.options, schema))
    except UnknownKind as error:
        broken = "".join(f" {name} could not be loaded: {reason}." for name, reason in sorted(plugins.broken.items()))
        return Sheet(kind, trouble=f"{error}{broken}")
    except PydanticUserError as error:
        return Sheet(kind, trouble=f"The options of {kind} cannot be shown as a form: {error.message}")
    if hidden:
        names = ", ".join(hidden)
        trouble = f"The plug-in {kind} keeps a secret in its options ({names}). Secrets belong in a credential."
        return Sheet(kind, plugin.about, (), plugin.options, hidden, trouble)
    return Sheet(kind, plugin.about, options, plugin.options)


def options_of(model: type[BaseModel], schema: Schema) -> list[Option]:
    """The options in the order in which the model declares them, by the names that it validates."""
    definitions = schema.get("$defs", {})
    whole, _ = resolved(schema, definitions)
    defaults = defaults_of(model)
    found = []
    for name, part in whole.get("properties", {}).items():
        own, nullable = resolved(part, definitions)
        default = defaults.get(name, own.get("default"))
        columns = columns_of(own, definitions)
        found.append(Option(name, own, name in whole.get("required", ()), nullable, default, columns))
    return found


def columns_of(schema: Schema, definitions: Schema) -> tuple[Option, ...]:
    """The members of the objects in a list; none where it holds no objects, or any that are no plain values."""
    items = schema.get("items")
    if schema.get("type") != "array" or not isinstance(items, dict) or items.get("type") != "object":
        return ()
    needed = items.get("required", ())
    found = []
    for name, part in items.get("properties", {}).items():
        own, nullable = resolved(part, definitions)
        found.append(Option(name, own, name in needed, nullable, own.get("default")))
    closed = items.get("additionalProperties", False) is False
    return tuple(found) if closed and all(is_plain(option.schema) for option in found) else ()


def is_plain(schema: Schema) -> bool:
    return schema.get("type") in PLAIN or "enum" in schema or "const" in schema


def defaults_of(model: type[BaseModel]) -> dict[str, Any]:
    """Defaults as JSON, also those that a factory makes (a JSON schema leaves these out)."""
    found = {}
    for name, info in model.model_fields.items():
        if info.is_required() or info.default_factory_takes_validated_data:
            continue
        try:
            value = to_jsonable_python(info.get_default(call_default_factory=True), by_alias=True)
        except PydanticSerializationError:
            continue
        alias = info.validation_alias if isinstance(info.validation_alias, str) else info.alias
        found[alias or name] = value
    return found


def resolved(part: Schema, definitions: Schema) -> tuple[Schema, bool]:
    """Follows references and takes "or nothing" away: (what is left, whether nothing is allowed)."""
    nullable = False
    for _ in range(8):  # a reference to a reference is rare; one that goes in a circle never ends
        if "$ref" in part:
            name = str(part["$ref"]).rpartition("/")[2]
            part = {**definitions.get(name, {}), **{key: value for key, value in part.items() if key != "$ref"}}
        elif variants := part.get("anyOf") or part.get("allOf"):
            rest = [variant for variant in variants if variant.get("type") != "null"]
            nullable = nullable or len(rest) < len(variants)
            part = {**(the_one(rest) or {}), **{k: v for k, v in part.items() if k not in ("anyOf", "allOf")}}
        else:
            break
    items = part.get("items")
    return ({**part, "items": resolved(items, definitions)[0]} if isinstance(items, dict) else part), nullable


def the_one(variants: list[Schema]) -> Schema | None:
    """The one variant there is; some fixed values, a number that may be whole, or a decimal as text are one too."""
    if len(variants) == 1:
        return variants[0]
    fixed = [values_of(variant) for variant in variants]
    if all(fixed):
        return {"enum": [value for values in fixed for value in values]}
    kinds = {variant.get("type"): variant for variant in variants}
    if kinds.keys() == {"integer", "number"}:
        return kinds["number"]
    if kinds.keys() == {"number", "string"}:
        return kinds["string"]
    return None


def values_of(schema: Schema) -> list[Any]:
    """The fixed values that a schema allows; none where it allows more than some."""
    if schema.get("type") == "boolean":
        return [True, False]
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def secret_names(node: Any, name: str = "") -> list[str]:
    """The options, at any depth, that are marked as secret."""
    if isinstance(node, list):
        return list(dict.fromkeys(found for item in node for found in secret_names(item, name)))
    if not isinstance(node, dict):
        return []
    if name and (node.get("writeOnly") is True or node.get("format") == "password" or node.get("secret") is True):
        return [name]
    found: list[str] = []
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            found += [one for own, part in value.items() for one in secret_names(part, own)]
        elif key == "$defs" and isinstance(value, dict):
            found += secret_names(list(value.values()))
        elif key not in ("default", "examples", "const", "enum"):
            found += secret_names(value, name)
    return list(dict.fromkeys(found))
