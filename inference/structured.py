"""JSON answers: puts a plain answer into the shape a client's schema asks for, and checks what a model returned."""

import re

import orjson

from inference.filling import Filler
from inference.json_schema import Schema, fits
from inference.messages import sound

FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.DOTALL | re.IGNORECASE)
ANY_OBJECT: Schema = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}


def fit(answer: str, schema: Schema) -> str:
    """JSON text that satisfies the schema, as small as it may be, with the answer in it.

    The answer stands in a text field: one named answer, response, text, content or message before others, required
    ones before optional ones. {} means any JSON object. An answer that fits already is kept.
    """
    bare = unfenced(sound(answer))
    if valid(bare, schema):
        return bare
    return orjson.dumps(Filler(schema or ANY_OBJECT, bare).value()).decode()


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
