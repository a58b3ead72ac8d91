"""Plain answers in the shape of a client's schema, and what fits one."""

import time
from typing import Any

import orjson
import pytest

from inference.structured import fit, valid

ANSWER = "It is rainy, 21 degrees."
TEXT = {"type": "string"}


def shape(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required or list(properties)}


@pytest.mark.parametrize(
    ("schema", "made"),
    [
        ({}, {"answer": ANSWER}),
        ({"type": "object"}, {"answer": ANSWER}),
        (shape(city=TEXT, answer=TEXT), {"city": "", "answer": ANSWER}),
        (shape(city=TEXT, Message=TEXT), {"city": "", "Message": ANSWER}),
        (shape(first=TEXT, second=TEXT), {"first": ANSWER, "second": ""}),
        (shape(["count"], count={"type": "integer"}, response=TEXT), {"count": 0, "response": ANSWER}),
        (shape(["b"], a=TEXT, b=TEXT), {"b": ANSWER}),
        (shape(answer={"type": "string", "maxLength": 5}), {"answer": "It is"}),
        (shape(a={"type": ["string", "null"]}, text=TEXT), {"a": None, "text": ANSWER}),
        (shape(a={"anyOf": [{"type": "null"}, TEXT]}), {"a": ANSWER}),
        (shape(kind={"const": "weather"}, text=TEXT), {"kind": "weather", "text": ANSWER}),
        (shape(mood={"enum": ["sunny", "rainy"]}, text=TEXT), {"mood": "rainy", "text": ANSWER}),
        (shape(mood={"enum": ["hot", "cold"]}, text=TEXT), {"mood": "hot", "text": ANSWER}),
        (shape(on={"type": "boolean"}, text=TEXT), {"on": False, "text": ANSWER}),
        (shape(degrees={"type": "integer", "minimum": 5}), {"degrees": 21}),
        (shape(degrees={"type": "number", "maximum": 10}), {"degrees": 0}),
        (shape(share={"type": "integer", "exclusiveMinimum": 3}, text=TEXT), {"share": 4, "text": ANSWER}),
        (shape(items={"type": "array", "items": TEXT}), {"items": [ANSWER]}),
        (shape(inner=shape(deep=shape(text=TEXT))), {"inner": {"deep": {"text": ANSWER}}}),
        (shape(inner=shape(answer=TEXT), other=TEXT), {"inner": {"answer": ANSWER}, "other": ""}),
        (shape(day={"type": "string", "format": "date"}, note=TEXT), {"day": "1970-01-01", "note": ANSWER}),
        ({"type": "array", "items": TEXT, "minItems": 2}, [ANSWER, ""]),
        ({"type": "string"}, ANSWER),
        ({"type": "boolean"}, False),
        ({"type": "object", "required": ["x"]}, {"x": ""}),
    ],
)
def test_the_smallest_value_that_fits_holds_the_answer(schema: dict[str, Any], made: object) -> None:
    text = fit(ANSWER, schema)
    assert orjson.loads(text) == made
    assert valid(text, schema)


def test_references_and_combinations_are_followed() -> None:
    step = {"type": "object", "properties": {"text": TEXT, "next": {"$ref": "#/$defs/step"}}, "required": ["text"]}
    both = {"allOf": [{"$ref": "#/$defs/step"}, {"properties": {"id": {"type": "integer"}}, "required": ["id"]}]}
    schema = {**both, "$defs": {"step": step}}
    assert orjson.loads(fit(ANSWER, schema)) == {"text": ANSWER, "id": 0}
    assert not valid('{"text": 3, "id": 1}', schema)
    assert not valid('{"text": "a", "id": 1, "next": {"text": 3}}', schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$ref": "#/$defs/none"},
        {"$ref": "https://example.com/schema.json"},
        {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]},
        {"$ref": "#/$defs/a", "$defs": {"a": shape(x={"$ref": "#/$defs/a"}, y={"$ref": "#/$defs/a"}, z=TEXT)}},
        {"type": 7, "properties": [], "required": "x", "enum": {}, "anyOf": "y"},
        {"type": "array", "items": TEXT, "minItems": 10**9},
        shape(a={"type": "string", "minLength": 10**12}),
        shape(a={"type": "number", "minimum": "low", "multipleOf": 0}),
    ],
)
def test_a_schema_that_is_endless_or_makes_no_sense_still_ends_in_json(schema: dict[str, Any]) -> None:
    began = time.process_time()
    orjson.loads(fit(ANSWER, schema))
    assert time.process_time() - began < 1


def test_an_answer_that_fits_already_is_kept() -> None:
    assert fit('{"city": "Oslo"}', shape(city=TEXT)) == '{"city": "Oslo"}'


def test_a_code_block_round_the_json_is_taken_off() -> None:
    assert fit('```json\n{"city": "Oslo"}\n```', shape(city=TEXT)) == '{"city": "Oslo"}'


SEA = shape(name=TEXT, lines={"type": "integer"})


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('Here you are: {"name": "Sea", "lines": 4} Enjoy!', {"name": "Sea", "lines": 4}),
        ('First:\n```json\n{"name": "Sea", "lines": 4}\n```\nDone.', {"name": "Sea", "lines": 4}),
        ("{'name': 'Sea', 'lines': 4}", {"name": "Sea", "lines": 4}),
        ('{"name": "Sea"}', {"name": "Sea", "lines": 0}),
        ('{"name": "Sea", "lines": "four", "more": 1}', {"name": "Sea", "lines": 0}),
        ('No {"a": 1}, but {"name": "Sea", "lines": 4}.', {"name": "Sea", "lines": 4}),
    ],
)
def test_of_an_object_that_does_not_fit_what_fits_is_kept(written: str, kept: dict[str, Any]) -> None:
    assert orjson.loads(fit(written, SEA)) == kept


@pytest.mark.parametrize(
    "written", ['{"a": 1}', "The sea {is} wide.", '{"name": NaN', "{" * 10_000, '[{"lines": 1e999}]']
)
def test_what_holds_nothing_that_fits_is_the_answer_itself(written: str) -> None:
    assert orjson.loads(fit(written, SEA)) == {"name": written, "lines": 0}


def test_words_round_any_object_are_left_out() -> None:
    assert orjson.loads(fit('Sure: {"a": [1, 2]}!', {})) == {"a": [1, 2]}


def test_poison_text_becomes_json_that_can_be_stored() -> None:
    assert orjson.loads(fit("a\x00b\ud800", {})) == {"answer": "a\ufffdb\ufffd"}


@pytest.mark.parametrize(
    ("text", "schema", "right"),
    [
        ('{"a": 1}', None, True),
        ("no json", None, True),
        ("no json", {}, False),
        ("[1]", {}, False),
        ("{}", {}, True),
        ('{"a": 1}', shape(a={"type": "integer"}), True),
        ('{"a": 1.5}', shape(a={"type": "integer"}), False),
        ('{"a": true}', shape(a={"type": "integer"}), False),
        ('{"a": "1"}', shape(a={"type": "integer"}), False),
        ("{}", shape(a={"type": "integer"}), False),
        ('{"a": "x"}', shape(a={"enum": ["x", "y"]}), True),
        ('{"a": "z"}', shape(a={"enum": ["x", "y"]}), False),
        ('{"a": true}', shape(a={"enum": [1]}), False),
        ('{"a": null}', shape(a={"type": ["string", "null"]}), True),
        ('{"a": [1, "x"]}', shape(a={"type": "array", "items": {"type": "integer"}}), False),
        ('{"a": 1, "b": 2}', {**shape(a={"type": "integer"}), "additionalProperties": False}, False),
        ('{"a": 3}', shape(a={"anyOf": [TEXT, {"type": "null"}]}), False),
        ('{"a": "ab"}', shape(a={"type": "string", "minLength": 3}), False),
        ('{"a": "ab"}', shape(a={"type": "string", "pattern": "^[0-9]+$"}), False),
        ('{"a": 11}', shape(a={"type": "integer", "maximum": 10}), False),
        ('{"a": 9}', shape(a={"type": "integer", "multipleOf": 2}), False),
    ],
)
def test_what_fits_a_schema(text: str, schema: dict[str, Any] | None, right: bool) -> None:
    assert valid(text, schema) is right
