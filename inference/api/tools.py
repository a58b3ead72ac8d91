"""The client's tools in one shape: the old `functions` become tools, what is no function is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from inference.api.errors import Refused, invalid
from inference.api.schemas import ChatRequest

Message = Mapping[str, Any]
Tools = tuple[Mapping[str, Any], ...]
WORDS = {"none": "none", "auto": "auto", "required": "required", "any": "required"}


def legacy(body: ChatRequest) -> bool:
    """Whether the client speaks of functions, not tools, and wants its answer so."""
    return bool(body.functions) and not body.tools


def tools_of(body: ChatRequest) -> Tools:
    """The function tools. Other types (web_search and the like) are somebody else's and ignored."""
    if legacy(body):
        return tuple({"type": "function", "function": item} for item in body.functions or [] if _named(item))
    return tuple(tool for tool in map(_function, body.tools or []) if tool is not None)


def _function(tool: Message) -> Message | None:
    inner = tool.get("function")
    if tool.get("type", "function") != "function":
        return None
    if _named(inner):
        return tool
    # the shape of the Responses API, name and parameters beside the type
    flat = {key: value for key, value in tool.items() if key not in {"type", "function"}}
    return {"type": "function", "function": flat} if _named(flat) else None


def _named(function: Any) -> bool:
    return isinstance(function, dict) and isinstance(function.get("name"), str) and bool(function["name"])


def names(tools: Tools) -> frozenset[str]:
    return frozenset(tool["function"]["name"] for tool in tools)


def allowed(body: ChatRequest, tools: Tools) -> Tools:
    """The tools without those that a choice of the kind allowed_tools leaves out."""
    choice = body.tool_choice
    if not isinstance(choice, dict) or choice.get("type") != "allowed_tools":
        return tools
    listed = _allowance(choice).get("tools")
    wanted = {_name(tool) for tool in listed if isinstance(tool, dict)} if isinstance(listed, list) else names(tools)
    return tuple(tool for tool in tools if tool["function"]["name"] in wanted)


def _allowance(choice: Message) -> Message:
    """What is allowed, and in which mode: chat completions have it one level deeper than the Responses API."""
    inner = choice.get("allowed_tools")
    return inner if isinstance(inner, dict) else choice


def _name(choice: Message) -> Any:
    inner = choice.get("function")
    return inner.get("name") if isinstance(inner, dict) else choice.get("name")


def choice_of(body: ChatRequest, tools: Tools) -> str | Mapping[str, Any]:
    """none, auto, required or one tool by name; without any tool there is nothing to choose."""
    field = "function_call" if legacy(body) else "tool_choice"
    choice = body.function_call if legacy(body) else body.tool_choice
    if choice is not None and not isinstance(choice, str | dict):
        raise Refused(400, f"{field} must be a word or an object.", "invalid_type", param=field)
    if not tools:
        return "none" if choice == "none" else "auto"
    if isinstance(choice, dict):
        return _one(choice, tools, field)
    return WORDS.get(choice or "auto", "auto")


def _one(choice: dict[str, Any], tools: Tools, field: str) -> str | Mapping[str, Any]:
    name = _name(choice)
    if name is None:  # allowed_tools and its like: a word in an object
        return WORDS.get(str(_allowance(choice).get("mode") or choice.get("type")), "auto")
    if name not in names(tools):
        raise invalid(f"{field} names a tool that is not among the tools.", field)
    return {"type": "function", "function": {"name": name}}


def modern(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The messages as they are written today: old function calls and their results are tool calls, paired by order."""
    done: list[Message] = []
    last = ""
    for number, message in enumerate(messages):
        call = message.get("function_call")
        if message["role"] == "assistant" and _named(call) and not message.get("tool_calls"):
            last = f"call_{number}"
            rest = {key: value for key, value in message.items() if key != "function_call"}
            done.append({**rest, "tool_calls": [{"id": last, "type": "function", "function": call}]})
        elif message["role"] == "function":
            done.append({**message, "role": "tool", "tool_call_id": last or f"call_{number}"})
        else:
            done.append(said(message))
    return tuple(done)


def said(message: Message) -> Message:
    """The message; what an assistant refused stands in a field of its own, and was its turn all the same."""
    refusal = message.get("refusal")
    if message["role"] != "assistant" or message.get("content") or not isinstance(refusal, str):
        return message
    return {**message, "content": refusal}
