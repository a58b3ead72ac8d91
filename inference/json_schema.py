"""A working part of JSON Schema (2020-12): references, and whether a value fits. It lets pass what it does not know."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeGuard

import re2

Schema = Mapping[str, Any]

DEPTH = 24  # levels of a value that are looked at
REFERENCES = 16  # references behind each other
STEPS = 50_000  # values held against a schema in one check

TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: is_number(value) and float(value).is_integer(),
    "number": lambda value: is_number(value),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def resolved(schema: Any, root: Schema) -> Schema:
    """The schema behind its local references, with allOf folded in; {} for what is none or leads nowhere."""
    for _ in range(REFERENCES):
        if not isinstance(schema, Mapping):
            return {}
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return _folded(schema, root)
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        target = pointed(reference, root)
        schema = {**target, **beside} if isinstance(target, Mapping) else beside
    return {}


def pointed(reference: str, root: Schema) -> Any:
    """What a reference inside the document points to (RFC 6901)."""
    if not reference.startswith("#"):
        return {}
    found: Any = root
    for step in filter(None, reference[1:].split("/")):
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, Mapping):
            found = found.get(name, {})
        elif isinstance(found, Sequence) and not isinstance(found, str) and name.isdigit() and int(name) < len(found):
            found = found[int(name)]
        else:
            return {}
    return found


def _folded(schema: Schema, root: Schema) -> Schema:
    every = schema.get("allOf")
    if not isinstance(every, list):
        return schema
    whole = {name: value for name, value in schema.items() if name != "allOf"}
    for part in every[:REFERENCES]:
        part = pointed(part["$ref"], root) if isinstance(part, Mapping) and isinstance(part.get("$ref"), str) else part
        if isinstance(part, Mapping):
            properties = {**mapping(part, "properties"), **mapping(whole, "properties")}
            required = [*listed(part, "required"), *listed(whole, "required")]
            whole = {**part, **whole, "properties": properties, "required": list(dict.fromkeys(map(str, required)))}
    return {name: value for name, value in whole.items() if value or name not in {"properties", "required"}}


def mapping(schema: Schema, name: str) -> Mapping[str, Any]:
    found = schema.get(name)
    return found if isinstance(found, Mapping) else {}


def listed(schema: Schema, name: str) -> list[Any]:
    found = schema.get(name)
    return found if isinstance(found, list) else []


def types(schema: Schema) -> list[str]:
    """The types a schema names, or means by its other words; [] where any will do."""
    named = schema.get("type")
    if isinstance(named, str):
        return [named]
    if isinstance(named, list):
        return [str(name) for name in named]
    if "properties" in schema or "required" in schema:
        return ["object"]
    return ["array"] if "items" in schema or "prefixItems" in schema else []


def variants(schema: Schema) -> list[Any]:
    return listed(schema, "anyOf") or listed(schema, "oneOf")


def same(one: Any, other: Any) -> bool:
    """Equal as JSON, where true is not 1."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def fits(value: Any, schema: Any, root: Schema) -> bool:
    """Whether a JSON value fits a schema; `root` is the document that references point into."""
    return Check(root).fits(value, schema, 0)


class Check:
    """One check of a value. Its steps are counted, because references can make a small schema endless."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self.steps = 0

    def fits(self, value: Any, schema: Any, depth: int) -> bool:
        self.steps += 1
        if isinstance(schema, bool):
            return schema
        if depth > DEPTH or self.steps > STEPS:
            return False
        schema = resolved(schema, self.root)
        named = types(schema) if "type" in schema else []
        if named and not any(TYPES.get(name, lambda _: True)(value) for name in named):
            return False
        if not self._chosen(value, schema):
            return False
        options = variants(schema)
        if options and not any(self.fits(value, option, depth + 1) for option in options):
            return False
        return self._inside(value, schema, depth)

    def _chosen(self, value: Any, schema: Schema) -> bool:
        listed_there = "enum" not in schema or any(same(value, one) for one in listed(schema, "enum"))
        return listed_there and ("const" not in schema or same(value, schema["const"]))

    def _inside(self, value: Any, schema: Schema, depth: int) -> bool:
        if isinstance(value, dict):
            return self._object(value, schema, depth)
        if isinstance(value, list):
            return self._array(value, schema, depth)
        if isinstance(value, str):
            return within(len(value), schema, "minLength", "maxLength") and _matches(value, schema.get("pattern"))
        return _number_fits(value, schema) if is_number(value) else True

    def _object(self, value: dict[str, Any], schema: Schema, depth: int) -> bool:
        properties = mapping(schema, "properties")
        if any(name not in value for name in listed(schema, "required")):
            return False
        more = schema.get("additionalProperties", True)
        return all(self.fits(item, properties.get(name, more), depth + 1) for name, item in value.items())

    def _array(self, value: list[Any], schema: Schema, depth: int) -> bool:
        first, rest = listed(schema, "prefixItems"), schema.get("items", True)
        wanted = [first[n] if n < len(first) else rest for n in range(len(value))]
        right = all(self.fits(item, one, depth + 1) for item, one in zip(value, wanted, strict=True))
        return right and within(len(value), schema, "minItems", "maxItems")


def within(size: float, schema: Schema, least: str, most: str) -> bool:
    low, high = schema.get(least), schema.get(most)
    return not (is_number(low) and size < low) and not (is_number(high) and size > high)


def _number_fits(value: float, schema: Schema) -> bool:
    low, high = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    strict = not (is_number(low) and value <= low) and not (is_number(high) and value >= high)
    step = schema.get("multipleOf")
    even = not is_number(step) or not step or math.isclose(value / step, round(value / step), abs_tol=1e-9)
    return strict and even and within(value, schema, "minimum", "maximum")


def _matches(text: str, pattern: object) -> bool:
    """A client's pattern, by RE2; what RE2 cannot read (a look-ahead) is let pass."""
    if not isinstance(pattern, str):
        return True
    try:
        return re2.search(pattern, text) is not None
    except re2.error:
        return True
