"""Reads the calls of tools out of text, in the forms in which model families write them."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

PYTHON = 2_000  # characters that are read as Python
# Llama 3 and Qwen-Coder: <function=NAME>; others: <invoke name="NAME">
TAGGED = re.compile(r'<(?:function=|invoke name=)"?([\w.-]+)"?>(.*?)</(?:function|invoke)>', re.DOTALL)
PARAMETER = re.compile(r'<parameter(?:=| name=)"?([\w.-]+)"?>\s*(.*?)\s*</parameter>', re.DOTALL)
# GLM: the name, then pairs of tags
PAIRED = re.compile(
    r"(?<![\w.-])([\w.-]++)\s*+((?:<arg_key>.*?</arg_key>\s*<arg_value>.*?</arg_value>\s*)+)", re.DOTALL
)
PAIR = re.compile(r"<arg_key>\s*(.*?)\s*</arg_key>\s*<arg_value>\s*(.*?)\s*</arg_value>", re.DOTALL)
LANGUAGE = re.compile(r"\w+\s")  # of a fenced block
WORD = re.compile(r"[\w-]+")
NAMES, GIVEN = ("name", "tool", "tool_name"), ("arguments", "parameters", "args")
JSON = JSONDecoder()

Known = Callable[[str], bool]


class Written(NamedTuple):
    """One call as it was written; the arguments are an object, or its JSON text."""

    name: str
    arguments: Any


def calls_in(text: str, known: Known) -> list[Written]:
    """The calls that stand in the text, by the first form in which there are any; `known` tells a tool's name."""
    readers = (tagged(text), paired(text), as_json(text, known), as_python(unfenced(text)))
    return next((found for found in map(list, readers) if found), [])


def tagged(text: str) -> Iterator[Written]:
    for name, inner in TAGGED.findall(text):
        fields = PARAMETER.findall(inner)
        yield Written(name, {key: value_of(value) for key, value in fields} if fields else inner)


def paired(text: str) -> Iterator[Written]:
    for name, pairs in PAIRED.findall(text):
        yield Written(name, {key: value_of(value) for key, value in PAIR.findall(pairs)})


def value_of(text: str) -> Any:
    """A parameter's value: JSON where it is some, else the words themselves."""
    try:
        return JSON.decode(text)
    except (JSONDecodeError, RecursionError):
        return text


def as_json(text: str, known: Known) -> Iterator[Written]:
    """Objects that name their tool, and the arguments of one that is named before them (Kimi, DeepSeek, Mistral)."""
    for before, value in objects(text):
        listed = value.get("tool_calls", value.get("calls"))
        made = [written(each) for each in listed] if isinstance(listed, list) else [written(value)]
        if made == [None]:
            name = next((word for word in reversed(WORD.findall(before)) if known(word)), "")
            made = [Written(name, value)] if name else []
        yield from (call for call in made if call is not None)


def objects(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON objects in a text, those of its lists one by one, each with what stands before it."""
    end, place = 0, text.find("{")
    while place >= 0:
        try:
            value, after = JSON.raw_decode(text, place)
        except (JSONDecodeError, RecursionError):
            value, after = literal(text[place : text.rfind("}") + 1]), len(text)
        if isinstance(value, dict):
            yield text[end:place], value
        end, place = after, text.find("{", after)


def literal(text: str) -> Any:
    """A value as Python writes it, with single quotes; None for anything else."""
    try:
        return ast.literal_eval(text) if len(text) <= PYTHON else None
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None


def written(value: Any) -> Written | None:
    """The call that an object stands for; None for one that is none."""
    inner = value.get("function", value) if isinstance(value, Mapping) else None
    if not isinstance(inner, Mapping):
        return None
    name = next((inner[key] for key in NAMES if isinstance(inner.get(key), str)), "")
    given = next((inner[key] for key in GIVEN if inner.get(key) is not None), None)
    return Written(name, given) if name and given is not None else None


def unfenced(text: str) -> str:
    """What stands in the first fenced block, or the text where there is none."""
    _, fence, rest = text.partition("```")
    inside = rest.partition("```")[0] if fence else text
    language = LANGUAGE.match(inside) if fence else None
    return inside[language.end() if language else 0 :].strip()


def as_python(text: str) -> Iterator[Written]:
    """Calls with literal values, name(key="value"), or a list of them (Llama 3.2 and 4, Gemma)."""
    if len(text) > PYTHON:
        return
    try:
        body = ast.parse(text, mode="eval").body
        for node in body.elts if isinstance(body, ast.List) else [body]:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args:
                given = {word.arg: ast.literal_eval(word.value) for word in node.keywords if word.arg}
                yield Written(node.func.id, given)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return
