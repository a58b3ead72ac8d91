"""Tool calls through a JSON schema: for models and servers whose own way of calling tools cannot be relied on.

The answer is {"calls": [{"tool": name, "arguments": {...}}]} or, where text is allowed, {"answer": "..."}.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from pydantic_core import from_json

from inference.backends import BackendError, Piece, Prompt
from inference.messages import plain_text
from inference.reply import CUT_OFF, NONSENSE, Reply, function

MOST_CALLS = 8
LONGEST = 100_000  # characters; the whole is parsed anew with each piece

EXPLAIN = """To act, or to find out the state of a device, answer with JSON of this shape and nothing else:
{"calls": [{"tool": "<name>", "arguments": {...}}]}"""
OR_TEXT = """To answer in words, write {"answer": "<the words>"}."""
TOOLS = "The tools, each with its name, what it does and the JSON schema of its arguments:"


def must_call(prompt: Prompt) -> bool:
    """Whether the client wants a tool call and no text: required, any, or one by name."""
    choice = prompt.tool_choice
    return bool(prompt.tools) and (choice in {"required", "any"} if isinstance(choice, str) else bool(named(choice)))


def named(choice: str | Mapping[str, Any]) -> str:
    """The tool that a client asks for by name, "" if it does not."""
    return str(function(choice).get("name") or choice.get("name") or "") if isinstance(choice, Mapping) else ""


def offered(prompt: Prompt) -> tuple[Mapping[str, Any], ...]:
    """The tools that may be called under the client's choice."""
    if prompt.tool_choice == "none":
        return ()
    wanted = named(prompt.tool_choice)
    chosen = tuple(tool for tool in prompt.tools if function(tool).get("name") == wanted)
    return chosen or prompt.tools


def schema_of(prompt: Prompt) -> dict[str, Any]:
    """What the whole answer must fit."""
    calls = [_call(function(tool)) for tool in offered(prompt)]
    shape = {"type": "array", "items": {"anyOf": calls}, "minItems": 1, "maxItems": MOST_CALLS}
    forced = _object({"calls": shape})
    text = _object({"answer": {"type": "string"}})
    return forced if must_call(prompt) else {"anyOf": [text, forced]}


def _call(tool: Mapping[str, Any]) -> dict[str, Any]:
    parameters = tool.get("parameters")
    arguments = dict(parameters) if isinstance(parameters, Mapping) and parameters else {"type": "object"}
    return _object({"tool": {"const": str(tool.get("name", ""))}, "arguments": arguments})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def told(prompt: Prompt) -> tuple[dict[str, Any], ...]:
    """The messages with the tools told in words, for models whose template knows none."""
    about = [orjson.dumps(_about(function(tool))).decode() for tool in offered(prompt)]
    text = "\n".join([EXPLAIN, *([] if must_call(prompt) else [OR_TEXT]), TOOLS, *about])
    plain = [_plain(message) for message in prompt.messages]
    if plain and plain[0]["role"] == "system":
        return ({"role": "system", "content": f"{plain[0]['content']}\n\n{text}"}, *plain[1:])
    return ({"role": "system", "content": text}, *plain)


def _about(tool: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tool[name] for name in ("name", "description", "parameters") if tool.get(name)}


def _plain(message: Mapping[str, Any]) -> dict[str, Any]:
    """A turn in the same JSON that the model is to write; a tool's result becomes something it is told."""
    role, content = str(message.get("role", "user")), plain_text(message.get("content"))
    if role == "tool":
        return {"role": "user", "content": f"Result of the call: {content}"}
    calls = message.get("tool_calls")
    if isinstance(calls, Sequence) and calls:
        made = [{"tool": function(c).get("name"), "arguments": parsed_arguments(function(c))} for c in calls]
        content = orjson.dumps({"calls": made}).decode()
    return {"role": role, "content": content}


def parsed_arguments(call: Mapping[str, Any]) -> object:
    """A call's arguments as an object, for what a client sent back; {} for what is none."""
    given = call.get("arguments")
    try:
        return orjson.loads(given) if isinstance(given, str) and given.strip() else given or {}
    except orjson.JSONDecodeError:
        return {}


class Forced:
    """Reads such an answer as it streams: words leave as they come, calls when they are whole."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.raw = ""
        self.said = 0

    def feed(self, text: str) -> Iterator[Piece]:
        self.raw += text
        if len(self.raw) > LONGEST:
            raise BackendError(NONSENSE, "broken")
        try:
            data = from_json(self.raw, allow_partial="trailing-strings")
        except ValueError:
            return  # not JSON yet, or never: close() tells
        answer = data.get("answer") if isinstance(data, dict) else None
        # the last character may still change: half an escape, half a surrogate pair
        if isinstance(answer, str) and len(answer) - 1 > self.said:
            yield from self.reply.text(answer[self.said : -1])
            self.said = len(answer) - 1

    def close(self, cut: bool = False) -> Iterator[Piece]:
        """What is left of the words, or the calls; raises BackendError for half an answer.

        An answer that was `cut` at the client's limit keeps the words it has; half a call is none.
        """
        try:
            data = from_json(self.raw, allow_partial="trailing-strings" if cut else False)
        except ValueError:
            data = {} if cut else None
        if not isinstance(data, dict):
            raise BackendError(CUT_OFF, "broken")
        answer, calls = data.get("answer"), data.get("calls")
        if isinstance(answer, str):
            yield from self.reply.text(answer[self.said :])
        for call in calls if isinstance(calls, list) and not cut else ():
            if isinstance(call, dict):
                yield from self.reply.call(str(call.get("tool", "")), call.get("arguments"))
