"""Tool calls that a model wrote into its words, as some families do where a server does not know their template."""

import ast
import re
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

# Hermes and Qwen, Granite and Phi, Mistral, Llama 3, FireFunction
MARKS = ("<tool_call>", "<tool_calls>", "<|tool_call|>", "[TOOL_CALLS]", "<|python_tag|>", "<function=", "functools[")
MARK = re.compile("|".join(map(re.escape, MARKS)))
XML = re.compile(r"<function=([\w.-]+)>(.*?)</function>", re.DOTALL)
FIELD = re.compile(r"<parameter=([\w.-]+)>\s*(.*?)\s*</parameter>", re.DOTALL)
FENCE = re.compile(r"^\s*```\w*|```\s*$")
LONGEST = 100_000  # characters
PYTHON = 10_000  # characters that are read as Python calls
JSON = JSONDecoder()


class Written(NamedTuple):
    """One call as it was written."""

    name: str
    arguments: Any


class WrittenCalls:
    """Fed with pieces of text, it gives back the words. From the first sign of a call on all is kept until close()."""

    def __init__(self, names: Sequence[str]) -> None:
        self._starts = ("```", *(f"{name}(" for name in names))
        self._held = ""  # the last characters, as long as a mark may begin in them
        self._calls = ""
        self._marked = self._begun = False

    def feed(self, text: str) -> str:
        """The words that are certain by now."""
        if self._calls:
            self._calls = (self._calls + text)[:LONGEST]
            return ""
        whole, self._held = self._held + text, ""
        if found := MARK.search(whole):
            self._marked, self._calls = True, whole[found.start() :]
            return whole[: found.start()]
        head = "" if self._begun else whole.lstrip()
        if head.startswith(("{", "[", *self._starts)):  # an answer that may be nothing but calls
            self._calls = whole
            return ""
        keep = len(whole) if self._undecided(head) else begun(whole)
        said, self._held = whole[: len(whole) - keep], whole[len(whole) - keep :]
        self._begun = self._begun or bool(said.strip())
        return said

    def _undecided(self, head: str) -> bool:
        """Whether an answer that begins so may still become one that is nothing but calls."""
        return not self._begun and any(start.startswith(head) for start in self._starts)

    def close(self) -> tuple[str, list[Written]]:
        """What is left of the words, and the calls; raises ValueError for half a call."""
        calls = list(calls_in(self._calls)) if self._calls else []
        if self._marked and not calls:
            raise ValueError("half a call")
        return ("", calls) if calls else (self._held + self._calls, [])


def begun(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    sizes = (size for mark in MARKS for size in range(1, min(len(mark), len(text) + 1)) if text.endswith(mark[:size]))
    return max(sizes, default=0)


def calls_in(text: str) -> Iterator[Written]:
    """The calls that stand in the text, in whichever form."""
    if found := XML.findall(text):
        for name, inner in found:
            yield Written(name, fields(inner))
        return
    values = [call for value in json_in(text) for call in wrapped(value) if call is not None]
    yield from values or python_calls(FENCE.sub("", text).strip())


def fields(inner: str) -> Any:
    """The arguments between the tags of a function: JSON, or a tag for each."""
    found = FIELD.findall(inner)
    return {name: value_of(value) for name, value in found} if found else inner


def value_of(text: str) -> Any:
    """A parameter's value: JSON where it is some, else the words themselves."""
    try:
        return JSON.decode(text)
    except (JSONDecodeError, RecursionError):
        return text


def json_in(text: str) -> Iterator[Any]:
    """The JSON objects in a text, those of its lists one by one."""
    place = text.find("{")
    while place >= 0:
        try:
            value, place = JSON.raw_decode(text, place)
            yield value
        except (JSONDecodeError, RecursionError):
            return
        place = text.find("{", place)


def wrapped(value: dict[str, Any]) -> Iterator[Written | None]:
    """The call that an object is, or those of the list that it wraps."""
    listed = value.get("tool_calls", value.get("calls"))
    yield from map(written, listed) if isinstance(listed, list) else (written(value),)


def written(value: Any) -> Written | None:
    """The call that an object stands for; None for one that is none."""
    inner = value.get("function", value) if isinstance(value, dict) else None
    if not isinstance(inner, dict):
        return None
    name, given = inner.get("name", inner.get("tool")), inner.get("arguments", inner.get("parameters"))
    return Written(name, given) if isinstance(name, str) and given is not None else None


def python_calls(text: str) -> Iterator[Written]:
    """Calls with literal values, as in Python: name(key="value"), or a list of them (Llama 3.2 and 4)."""
    if len(text) > PYTHON:
        return
    try:
        body = ast.parse(text, mode="eval").body
        nodes = body.elts if isinstance(body, ast.List) else [body]
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args:
                given = {word.arg: ast.literal_eval(word.value) for word in node.keywords if word.arg}
                yield Written(node.func.id, given)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return
