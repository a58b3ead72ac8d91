"""The input of a stored response as a list of items, in pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inference.api.errors import invalid
from inference.messages import plain_text

Object = dict[str, Any]
Message = Mapping[str, Any]

PAGE, MOST = 20, 100  # items of a page where the client does not say, and at most
ORDERS = ("asc", "desc")


def page_of(items: Sequence[Object], wanted: Mapping[str, str]) -> Object:
    """One page, the newest item first unless the client wants it otherwise; raises Refused."""
    order = wanted.get("order") or "desc"
    if order not in ORDERS:
        raise invalid("order must be asc or desc.", "order")
    left = list(items if order == "asc" else reversed(items))
    if cursor := wanted.get("after"):
        left = left[place_of(cursor, left) + 1 :]
    page = left[: limit_of(wanted.get("limit") or str(PAGE))]
    ends = {"first_id": page[0]["id"] if page else None, "last_id": page[-1]["id"] if page else None}
    return {"object": "list", "data": page, **ends, "has_more": len(left) > len(page)}


def place_of(cursor: str, items: Sequence[Object]) -> int:
    place = next((place for place, item in enumerate(items) if item["id"] == cursor), None)
    if place is None:
        raise invalid("There is no item with this id.", "after")
    return place


def limit_of(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST):
        raise invalid(f"limit must be a number from 1 to {MOST}.", "limit")
    return int(text)


def items_of(messages: Sequence[Message], response_id: str) -> list[Object]:
    """Stored messages as items, each with an id that stays the same."""
    made = [item for message in messages for item in items_in(message)]
    stem = response_id.removeprefix("resp_")
    return [{"id": f"{prefix_of(item)}_{stem}_{number}", **item} for number, item in enumerate(made)]


def prefix_of(item: Message) -> str:
    return {"function_call": "fc", "function_call_output": "fco"}.get(str(item["type"]), "msg")


def items_in(message: Message) -> Iterator[Object]:
    """A message's text, then its calls; or the result of one."""
    role, text = str(message["role"]), plain_text(message.get("content"))
    if role == "tool":
        result = {"call_id": str(message.get("tool_call_id") or ""), "output": text}
        yield {"type": "function_call_output", **result, "status": "completed"}
        return
    calls = message.get("tool_calls") or ()
    if text or not calls:
        yield {"type": "message", "role": role, "status": "completed", "content": [part_of(role, text)]}
    for call in calls:
        yield {"type": "function_call", "call_id": call["id"], **call["function"], "status": "completed"}


def part_of(role: str, text: str) -> Object:
    if role == "assistant":
        return {"type": "output_text", "text": text, "annotations": []}
    return {"type": "input_text", "text": text}
