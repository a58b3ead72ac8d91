"""The conversation that a client sent, made fit for any model server, and short enough for its context."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from inference.messages import Message, plain_text, sound

SYSTEM = {"system", "developer"}
RESULT = {"tool", "function"}


def system_text(messages: Sequence[Message]) -> str:
    """The client's own system prompt."""
    said = [plain_text(message.get("content")).strip() for message in messages if message.get("role") in SYSTEM]
    return "\n\n".join(text for text in said if text)


def alone(messages: Sequence[Message]) -> list[Message]:
    """The instructions and the last question with what belongs to it, without what was said before."""
    last = max((n for n, message in enumerate(messages) if message.get("role") == "user"), default=0)
    return [message for n, message in enumerate(messages) if n >= last or message.get("role") in SYSTEM]


def normalised(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """User, assistant and tool messages with plain text; every call has its result behind it and every result its call.

    Ollama's clients leave the ids out, so results are paired with calls by id or else by order. A result without a
    call is told by the user, and a call without a result was never made.
    """
    made: list[dict[str, Any]] = []
    open_calls: list[dict[str, Any]] = []
    for message in messages:
        role, text = message.get("role"), plain_text(message.get("content"))
        if role in RESULT:
            made.append(_result(message, text, open_calls))
        elif role == "assistant":
            open_calls = _calls(message, len(made))
            made.append({"role": "assistant", "content": text, **({"tool_calls": open_calls[:]} if open_calls else {})})
        elif role == "user":
            made.append({"role": "user", "content": text})
    return _answered(made)


def paired(messages: Sequence[Message]) -> list[tuple[dict[str, Any], str | None]]:
    """Every call with the text of its result, in the order of the calls; None where no result came for it.

    Of several results for one call the last that says anything counts: what became of it is known best at the end.
    """
    calls: list[dict[str, Any]] = []
    told: dict[str, str] = {}
    open_calls: list[dict[str, Any]] = []
    for message in messages:
        if message.get("role") == "assistant":
            open_calls = _calls(message, len(calls))
            calls += open_calls
        elif message.get("role") in RESULT:
            text = plain_text(message.get("content"))
            turn = _result(message, text, open_calls)
            if turn["role"] == "tool":
                told[turn["tool_call_id"]] = turn["content"]
            elif (again := str(message.get("tool_call_id"))) in told and text.strip():
                told[again] = text
    return [(call["function"], told.get(call["id"])) for call in calls]


def _calls(message: Message, number: int) -> list[dict[str, Any]]:
    """The calls of an assistant's message in OpenAI's shape, each with an id."""
    given = message.get("tool_calls")
    calls: list[dict[str, Any]] = []
    for call in given if isinstance(given, list | tuple) else ():
        function = call.get("function") if isinstance(call, Mapping) else None
        if isinstance(function, Mapping) and function.get("name"):
            call_id = str(call.get("id") or f"call_{number}_{len(calls)}")
            named = {"name": sound(str(function["name"])), "arguments": _json(function.get("arguments"))}
            calls.append({"id": call_id, "type": "function", "function": named})
    return calls


def _json(arguments: object) -> str:
    text = arguments if isinstance(arguments, str) else orjson.dumps(arguments or {}).decode()
    return sound(text) or "{}"


def _result(message: Message, text: str, open_calls: list[dict[str, Any]]) -> dict[str, Any]:
    """The result, bound to the open call it answers, which is then closed."""
    wanted = message.get("tool_call_id")
    found = next((call for call in open_calls if call["id"] == wanted), None)
    if found is None and not wanted and open_calls:
        found = open_calls[0]
    if found is None:
        return {"role": "user", "content": f"A device reported: {text}"}
    open_calls.remove(found)
    return {"role": "tool", "tool_call_id": found["id"], "content": text or "{}"}


def _answered(made: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the calls that have no result, and without messages that then say nothing."""
    ids = {message.get("tool_call_id") for message in made if message["role"] == "tool"}
    kept = []
    for message in made:
        calls = [call for call in message.pop("tool_calls", ()) if call["id"] in ids]
        message |= {"tool_calls": calls} if calls else {}
        if message["content"] or calls:
            kept.append(message)
    return kept


def trimmed(messages: Sequence[dict[str, Any]], budget: int) -> list[dict[str, Any]]:
    """The newest turns within a budget of characters, the last in any case. A turn begins with a user message."""
    turns: list[list[dict[str, Any]]] = []
    for message in messages:
        if message["role"] == "user" or not turns:
            turns.append([])
        turns[-1].append(message)
    kept: list[list[dict[str, Any]]] = []
    for turn in reversed(turns):
        budget -= sum(len(message["content"]) + len(str(message.get("tool_calls", ""))) for message in turn)
        if kept and budget < 0:
            break
        kept.insert(0, turn)
    return [message for turn in kept for message in turn]


def newest(messages: Sequence[Message], budget: int) -> tuple[list[Message], int]:
    """The instructions and the newest turns within a budget of characters, and how many messages were left out.

    The last turn stays in any case. A turn begins with a user's message.
    """
    sizes = [size(message) for message in messages]
    if sum(sizes) <= budget:
        return list(messages), 0
    first = len(messages)
    for place in reversed(turn_starts(messages)):
        budget -= sum(sizes[place:first])
        if first < len(messages) and budget < 0:
            break
        first = place
    kept = [message for place, message in enumerate(messages) if place >= first or message.get("role") in SYSTEM]
    return kept, len(messages) - len(kept)


def shortened(messages: Sequence[Message], most: int) -> tuple[list[Message], int]:
    """The messages, with what users said cut at so many characters; and how many were cut off in all."""
    made: list[Message] = []
    gone = 0
    for message in messages:
        if message.get("role") == "user" and size(message) > most:
            text = plain_text(message.get("content"))
            gone += max(len(text) - most, 0)
            message = {**message, "content": text[:most]}
        made.append(message)
    return made, gone


def turn_starts(messages: Sequence[Message]) -> list[int]:
    starts = [place for place, message in enumerate(messages) if message.get("role") == "user"]
    return starts if starts and starts[0] == 0 else [0, *starts]


def size(message: Message) -> int:
    """Characters of a message, roughly where it holds more than text."""
    content = message.get("content")
    calls = message.get("tool_calls")
    return (len(content) if isinstance(content, str) else len(str(content))) + (len(str(calls)) if calls else 0)


def joined(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """User messages that follow each other as one: many models' templates refuse two in a row."""
    made: list[dict[str, Any]] = []
    for message in messages:
        before = made[-1] if made else None
        if before and before["role"] == message["role"] == "user":
            parts = [before["content"], message["content"]]
            made[-1] = {"role": "user", "content": "\n\n".join(dict.fromkeys(parts))}
        else:
            made.append(message)
    return made
