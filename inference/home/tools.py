"""The client's tools by what they do, and calls that their declared schemas allow."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from inference.backends import ToolCall
from inference.json_schema import fits, listed, mapping, resolved, types, variants
from inference.reply import function

Arguments = Mapping[str, Any]


class Toolbox:
    """The tools that may be called now, by what follows the last "__": prefixes change between releases."""

    def __init__(self, tools: Sequence[Mapping[str, Any]], choice: str | Mapping[str, Any] = "auto") -> None:
        named = function(choice).get("name") if isinstance(choice, Mapping) else None
        known = [function(tool) for tool in tools if choice != "none"]
        self._tools = {
            suffix(str(tool.get("name"))): tool for tool in reversed(known) if not named or tool.get("name") == named
        }

    def __contains__(self, name: str) -> bool:
        return name in self._tools

    def __bool__(self) -> bool:
        return bool(self._tools)

    def names(self) -> Iterable[str]:
        return self._tools.keys()

    def schema(self, name: str) -> Mapping[str, Any]:
        found = self._tools.get(name, {}).get("parameters")
        return found if isinstance(found, Mapping) else {}

    def takes(self, name: str, field: str) -> bool:
        """Whether a tool is there that takes this argument."""
        schema = self.schema(name)
        open_ended = "properties" not in schema and schema.get("additionalProperties", True) is not False
        return name in self and (open_ended or field in mapping(schema, "properties"))

    def call(self, name: str, needed: Arguments, helpful: Arguments | None = None) -> ToolCall | None:
        """A call that the schema allows; None where the tool is missing or does not take what is needed.

        `needed` says what is meant: without one of them the call would mean more. `helpful` may be left out.
        """
        if name not in self or not all(self.takes(name, field) for field in needed):
            return None
        schema = self.schema(name)
        wanted = {**needed, **{key: value for key, value in (helpful or {}).items() if self.takes(name, key)}}
        made = {key: shaped(value, mapping(schema, "properties").get(key), schema) for key, value in wanted.items()}
        for key in [key for key in made if key not in needed and not self._fits(schema, key, made[key])]:
            del made[key]
        if not fits(made, schema, schema):
            return None
        return ToolCall(str(self._tools[name].get("name")), orjson.dumps(made).decode())

    def _fits(self, schema: Mapping[str, Any], key: str, value: Any) -> bool:
        return fits(value, mapping(schema, "properties").get(key, True), schema)


def suffix(name: str) -> str:
    return name.rsplit("__", 1)[-1]


def shaped(value: Any, schema: Any, root: Mapping[str, Any]) -> Any:
    """The value in the type that a field takes: one or a list, a whole number or a fraction, text."""
    if not isinstance(schema, Mapping):
        return value
    inner = resolved(schema, root)
    kinds = {kind for option in [inner, *variants(inner)] for kind in types(resolved(option, root))}
    if isinstance(value, list | tuple) and kinds and "array" not in kinds:
        return value[0] if len(value) == 1 else list(value)
    if isinstance(value, str) and "array" in kinds and "string" not in kinds:
        return [value]
    if isinstance(value, float) and (value.is_integer() or (kinds and "number" not in kinds and "integer" in kinds)):
        return round(value)
    if isinstance(value, int | float) and kinds and not kinds & {"integer", "number"} and "string" in kinds:
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def choices(schema: Mapping[str, Any], field: str) -> list[Any]:
    """The values that a field allows, also those of its items; [] where any will do."""
    inner = resolved(mapping(schema, "properties").get(field, {}), schema)
    items = inner.get("items")
    return listed(inner, "enum") or (listed(resolved(items, schema), "enum") if isinstance(items, Mapping) else [])
