"""Makes a chat request of what Ollama's clients send."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from inference.api.errors import Refused, invalid
from inference.api.schemas import ChatRequest, OllamaAsk, OllamaChat, OllamaGenerate

Message = Mapping[str, Any]


def chat_of(body: OllamaChat) -> ChatRequest:
    return ChatRequest.model_construct(**common(body), messages=identified(body.messages or []), tools=body.tools)


def generate_of(body: OllamaGenerate) -> ChatRequest:
    system = [{"role": "system", "content": body.system}] if body.system else []
    return ChatRequest.model_construct(**common(body), messages=[*system, {"role": "user", "content": body.prompt}])


def common(body: OllamaAsk) -> dict[str, Any]:
    """The fields that both calls share. An answer is a stream unless the client says that it wants none."""
    options = body.options or {}
    return {
        "model": body.wanted,
        "stream": body.stream is not False,
        "max_tokens": number(options, "num_predict"),
        "temperature": number(options, "temperature"),
        **{name: options.get(name) for name in ("stop", "top_p", "seed", "frequency_penalty", "presence_penalty")},
        "response_format": response_format(body.format),
    }


def number(options: Mapping[str, Any], name: str) -> float | None:
    """An option that is a number, whole or not; NaN has become null before."""
    value = options.get(name)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise Refused(400, f"options.{name} must be a number.", "invalid_type", param=f"options.{name}")


def response_format(wanted: Any) -> dict[str, Any] | None:
    """Ollama's format: "json", or a JSON schema."""
    if wanted in (None, ""):
        return None
    if wanted == "json":
        return {"type": "json_object"}
    if isinstance(wanted, dict):
        return {"type": "json_schema", "json_schema": {"schema": wanted}}
    raise invalid("format is json or a JSON schema.", "format")


def identified(messages: Sequence[Message]) -> list[Message]:
    """The messages in OpenAI's shape. Ollama's history has no ids: results belong to calls by name, else by order."""
    made: list[Message] = []
    waiting: list[tuple[str, str]] = []  # the ids and names of the calls that have no result yet
    for number, message in enumerate(messages):
        calls = list(numbered(message, number))
        if calls:
            waiting = [(call["id"], call["function"]["name"]) for call in calls]
            message = {**message, "tool_calls": calls}
        elif message.get("role") == "tool" and not message.get("tool_call_id") and waiting:
            message = {**message, "tool_call_id": taken(waiting, message)}
        made.append(message)
    return made


def numbered(message: Message, number: int) -> Iterator[dict[str, Any]]:
    """The calls of a message, each with an id and its arguments as text."""
    calls = message.get("tool_calls")
    for place, call in enumerate(calls if isinstance(calls, list) else ()):
        function = call.get("function") if isinstance(call, dict) else None
        if isinstance(function, dict) and isinstance(function.get("name"), str):
            given = function.get("arguments") or {}
            arguments = given if isinstance(given, str) else orjson.dumps(given).decode()
            call_id = str(call.get("id") or f"call_{number}_{place}")
            yield {"id": call_id, "type": "function", "function": {"name": function["name"], "arguments": arguments}}


def taken(waiting: list[tuple[str, str]], result: Message) -> str:
    """The id of the call that a result answers, which then waits no longer."""
    name = result.get("tool_name") or result.get("name")
    place = next((place for place, (_, called) in enumerate(waiting) if called == name), 0)
    return waiting.pop(place)[0]
