"""Fills a JSON schema with a plain answer: the smallest value that fits, and the answer where it suits best."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inference.json_schema import Schema, fits, is_number, listed, mapping, resolved, types, variants

DEPTH = 12  # levels of a schema that are followed; a recursive one has no end
STEPS = 20_000  # fields that are looked at
MOST_ITEMS = 100  # of a list, whatever it asks for
LONGEST = 10_000  # characters a text is filled up to
PREFERRED = ("answer", "response", "text", "content", "message", "reply", "speech", "result", "summary", "description")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FORMATS = {
    "date": "1970-01-01",
    "time": "00:00:00Z",
    "date-time": "1970-01-01T00:00:00Z",
    "email": "nobody@example.com",
    "uri": "about:blank",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "ipv4": "0.0.0.0",  # noqa: S104 the empty address, not one that is bound
}

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A field that could hold the answer, or (`number`) its only number; an `optional` one may be left out."""

    path: Path
    number: bool = False
    optional: bool = False

    def rank(self) -> tuple[int, ...]:
        names = [step for step in self.path if not step.startswith(("|", "["))]
        name = names[-1].casefold() if names else ""
        liked = PREFERRED.index(name) if name in PREFERRED else len(PREFERRED)
        return self.number, liked == len(PREFERRED) and self.optional, liked, len(names)


class Filler:
    """Makes the smallest value that a schema allows, with the answer in the place that suits it best."""

    def __init__(self, schema: Schema, answer: str) -> None:
        self.root = schema
        self.answer = answer
        self.steps = 0
        places = sorted(self._places(schema, (), False, 0), key=Place.rank)
        self.target: Path | None = places[0].path if places else None
        self.steps = 0

    def value(self) -> Any:
        return self._make(self.root, (), 0)

    def _places(self, schema: Any, path: Path, optional: bool, depth: int) -> Iterator[Place]:
        schema = resolved(schema, self.root)
        if self._deep(depth) or "const" in schema or "enum" in schema:
            return
        for number, variant in enumerate(variants(schema)):
            yield from self._places(variant, (*path, f"|{number}"), optional, depth + 1)
        kinds = types(schema)
        if "string" in kinds and not {"pattern", "format"} & set(schema):
            yield Place(path, False, optional)
        if {"number", "integer"} & set(kinds) and self._number(schema) is not None:
            yield Place(path, True, optional)
        needed = listed(schema, "required")
        for name, inner in mapping(schema, "properties").items():
            yield from self._places(inner, (*path, name), optional or name not in needed, depth + 1)
        if "array" in kinds and schema.get("maxItems") != 0:
            item = (listed(schema, "prefixItems") or [schema.get("items", {})])[0]
            yield from self._places(item, (*path, "[0"), optional, depth + 1)

    def _make(self, schema: Any, path: Path, depth: int) -> Any:
        schema = resolved(schema, self.root)
        if self._deep(depth):
            return None
        if "const" in schema:
            return schema["const"]
        if choices := listed(schema, "enum"):
            return named_in(self.answer, choices)
        if options := variants(schema):
            return self._variant(options, path, depth)
        if "default" in schema and not self._leads(path):
            return schema["default"]
        return self._of_kind(self._kind(schema, path), schema, path, depth)

    def _deep(self, depth: int) -> bool:
        """Whether to go no further; references can make a small schema endless."""
        self.steps += 1
        return depth > DEPTH or self.steps > STEPS

    def _leads(self, path: Path) -> bool:
        """Whether the answer stands here or further inside."""
        return self.target is not None and self.target[: len(path)] == path

    def _variant(self, options: list[Any], path: Path, depth: int) -> Any:
        numbers = range(len(options))
        led = next((n for n in numbers if self._leads((*path, f"|{n}"))), None)
        empty = next((n for n in numbers if types(resolved(options[n], self.root)) == ["null"]), 0)
        chosen = empty if led is None else led
        return self._make(options[chosen], (*path, f"|{chosen}"), depth + 1)

    def _kind(self, schema: Schema, path: Path) -> str:
        kinds = types(schema)
        if not self._leads(path) and "null" in kinds:
            return "null"
        if path == self.target:
            return next((kind for kind in kinds if kind in {"string", "number", "integer"}), "string")
        return next((kind for kind in kinds if kind != "null"), "object" if not path else "null")

    def _of_kind(self, kind: str, schema: Schema, path: Path, depth: int) -> Any:
        match kind:
            case "object":
                return self._object(schema, path, depth)
            case "array":
                return self._array(schema, path, depth)
            case "string":
                return self._string(schema, path)
            case "number" | "integer":
                found = self._number(schema) if path == self.target else None
                return smallest(schema, kind) if found is None else found
            case _:
                return False if kind == "boolean" else None

    def _object(self, schema: Schema, path: Path, depth: int) -> dict[str, Any]:
        properties = mapping(schema, "properties")
        needed = [str(name) for name in listed(schema, "required")]
        names = [name for name in properties if name in needed or self._leads((*path, name))]
        names += [name for name in needed if name not in properties]
        made = {name: self._make(properties.get(name, {"type": "string"}), (*path, name), depth + 1) for name in names}
        if not path and self.target is None and not made and schema.get("additionalProperties") is not False:
            return {"answer": self.answer}
        return made

    def _array(self, schema: Schema, path: Path, depth: int) -> list[Any]:
        first, rest = listed(schema, "prefixItems"), schema.get("items", {})
        least = schema.get("minItems")
        size = int(least) if is_number(least) else 0
        size = min(max(size, 1 if self._leads((*path, "[0")) else 0), MOST_ITEMS)
        wanted = [first[n] if n < len(first) else rest for n in range(size)]
        return [self._make(item, (*path, f"[{n}"), depth + 1) for n, item in enumerate(wanted)]

    def _string(self, schema: Schema, path: Path) -> str:
        text = self.answer if path == self.target else FORMATS.get(str(schema.get("format")), "")
        least, most = schema.get("minLength"), schema.get("maxLength")
        text = text.ljust(min(int(least), LONGEST), ".") if is_number(least) and least else text
        return text[: int(most)] if is_number(most) else text

    def _number(self, schema: Schema) -> int | float | None:
        """The answer's only number, where it fits."""
        found = NUMBER.findall(self.answer)
        if len(found) != 1:
            return None
        value: int | float = float(found[0]) if "." in found[0] else int(found[0])
        return value if fits(value, schema, self.root) else None


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def named_in(answer: str, choices: list[Any]) -> Any:
    """The choice whose words stand in the answer, the longest of them; else the first."""
    said = f" {' '.join(words(answer))} "
    found = [choice for choice in choices if isinstance(choice, str) and f" {' '.join(words(choice))} " in said]
    return max(found, key=len, default=choices[0])


def smallest(schema: Mapping[str, Any], kind: str) -> int | float:
    """The number nearest to 0 that the bounds allow."""
    lows = [schema.get("minimum"), _beyond(schema.get("exclusiveMinimum"), 1, kind)]
    highs = [schema.get("maximum"), _beyond(schema.get("exclusiveMaximum"), -1, kind)]
    low = max([float(bound) for bound in lows if is_number(bound)], default=-math.inf)
    high = min([float(bound) for bound in highs if is_number(bound)], default=math.inf)
    value = min(max(0.0, low), high)
    step = schema.get("multipleOf")
    if is_number(step) and step:
        value = math.ceil(value / step) * step if value > 0 or low > -math.inf else math.floor(value / step) * step
    elif kind == "integer":
        value = math.ceil(value) if low > -math.inf else math.floor(value)
    return int(value) if float(value).is_integer() else value


def _beyond(bound: Any, direction: int, kind: str) -> Any:
    """The nearest allowed number behind an exclusive bound."""
    if not is_number(bound):
        return None
    if kind == "integer":
        return math.floor(bound) + 1 if direction > 0 else math.ceil(bound) - 1
    return bound + direction * max(abs(bound) * 1e-6, 1e-6)
