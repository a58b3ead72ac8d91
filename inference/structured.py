"""JSON answers: puts a plain answer into the shape a client's schema asks for, and checks what a model returned."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from inference.call_forms import objects
from inference.filling import Filler
from inference.json_schema import Schema, fits, mapping, resolved
from inference.messages import sound

FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.DOTALL | re.IGNORECASE)
ANY_OBJECT: Schema = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}


def fit(answer: str, schema: Schema) -> str:
    """JSON text that satisfies the schema, as small as it may be, with the answer in it.

    The answer stands in a text field: one named answer, response, text, content or message before others, required
    ones before optional ones. {} means any JSON object. An answer that fits already is kept; of an object with words
    round it, or with fields missing or wrong, what fits is kept.
    """
    if kept := found(answer, schema):
        return kept
    bare = unfenced(sound(answer))
    filled = (json.dumps(completed(value, schema), ensure_ascii=False) for _, value in objects(bare))
    if repaired := next((text for text in filled if valid(text, schema)), ""):
        return repaired
    return orjson.dumps(Filler(schema or ANY_OBJECT, bare).value()).decode()


def found(answer: str, schema: Schema) -> str:
    """The JSON of an answer that fits as it was written, alone or among words; "" where there is none."""
    bare = unfenced(sound(answer))
    return next((text for text in written(bare) if valid(text, schema)), "")


def written(text: str) -> Iterator[str]:
    """A text, then the objects that stand in it."""
    yield text
    for _, value in objects(text):
        yield json.dumps(value, ensure_ascii=False)


def completed(value: Mapping[str, Any], schema: Schema) -> Mapping[str, Any]:
    """The fields that fit, and the others as small as they may be; the object itself where none of them fits."""
    properties = mapping(resolved(schema, schema), "properties")
    kept = {name: item for name, item in value.items() if name in properties and fits(item, properties[name], schema)}
    filled = Filler(schema, "").value() if kept else None
    return {**filled, **kept} if isinstance(filled, dict) else value


def unfenced(text: str) -> str:
    """The inside of a Markdown code block, when the text is nothing else."""
    found = FENCE.match(text)
    return found[1].strip() if found else text.strip()


def valid(text: str, schema: Schema | None) -> bool:
    """Whether the text is JSON that fits: types, required, enum, const, bounds, items, combinations and references."""
    if schema is None:
        return True
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return fits(data, schema or {"type": "object"}, schema)
