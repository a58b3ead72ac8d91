"""Makes a chat request of what clients of the Responses API send."""

from collections.abc import Mapping, Sequence
from typing import Any

from inference.api.errors import Refused, invalid
from inference.api.question import ROLES
from inference.api.schemas import ChatRequest, ResponseRequest
from inference.messages import plain_text

Message = Mapping[str, Any]


def chat_of(body: ResponseRequest, earlier: Sequence[Message]) -> ChatRequest:
    """The question with the turns before it. Earlier instructions do not come back; raises Refused."""
    told = plain_text(body.instructions)
    system = [{"role": "system", "content": told}] if told else []
    return ChatRequest.model_construct(
        messages=[*system, *earlier, *said(body)],
        model=body.model,
        stream=body.stream,
        tools=body.tools,
        tool_choice=body.tool_choice,
        parallel_tool_calls=body.parallel_tool_calls,
        max_completion_tokens=body.max_output_tokens,
        temperature=body.temperature,
        top_p=body.top_p,
        response_format=response_format(body.text),
        user=body.user,
        safety_identifier=body.safety_identifier,
        metadata=body.metadata,
    )


def said(body: ResponseRequest) -> list[Message]:
    """The input as messages; raises Refused for none at all."""
    items = [{"role": "user", "content": body.input}] if isinstance(body.input, str) else body.input
    if not isinstance(items, list | None):
        raise Refused(400, "input must be text or a list.", "invalid_type", param="input")
    if not items and not body.previous_response_id:
        raise invalid("There is no input.", "input")
    return messages_of(items or [])


def messages_of(items: Sequence[Any]) -> list[Message]:
    """Items as messages: calls that follow each other are one message, other kinds of items are left out."""
    made: list[Message] = []
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise Refused(400, f"input[{number}] must be an object.", "invalid_type", param=f"input[{number}]")
        kind = item.get("type") or ("message" if "role" in item else "")
        if kind == "message":
            made.append(message(item, f"input[{number}]"))
        elif kind == "function_call":
            add_call(made, item, number)
        elif kind == "function_call_output":
            content = item.get("output")
            made.append({"role": "tool", "tool_call_id": str(item.get("call_id") or ""), "content": content})
    return made


def message(item: Message, place: str) -> Message:
    if str(item.get("role")) not in ROLES:
        raise invalid(f"{place}.role is no known role.", f"{place}.role")
    if not isinstance(item.get("content"), str | list | dict | None):
        raise Refused(
            400, f"{place}.content must be text or a list of parts.", "invalid_type", param=f"{place}.content"
        )
    return {"role": item["role"], "content": item.get("content")}


def add_call(made: list[Message], item: Message, number: int) -> None:
    """Adds a call to the assistant's message before it, or to one of its own."""
    function = {"name": str(item.get("name") or ""), "arguments": str(item.get("arguments") or "{}")}
    call_id = str(item.get("call_id") or item.get("id") or f"call_{number}")
    call = {"id": call_id, "type": "function", "function": function}
    if made and made[-1]["role"] == "assistant":
        made[-1] = {**made[-1], "tool_calls": [*made[-1].get("tool_calls", ()), call]}
    else:
        made.append({"role": "assistant", "content": None, "tool_calls": [call]})


def response_format(text: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """text.format as chat completions have it: there the schema lies one level deeper."""
    wanted = (text or {}).get("format")
    if not isinstance(wanted, dict):
        return None
    if wanted.get("type") != "json_schema":
        return wanted
    return {"type": "json_schema", "json_schema": wanted}
