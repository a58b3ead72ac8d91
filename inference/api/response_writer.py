"""The Responses API on the wire: numbered events, each with its name, and the response object."""

from collections.abc import Callable, Mapping
from typing import Any

from inference.api.errors import Refused, shape
from inference.api.framing import Frame, cut, spoken
from inference.api.payload import dumps
from inference.backends import ToolCall
from inference.messages import sound
from inference.state import Query

Object = dict[str, Any]
Keep = Callable[[Object], None]


class ResponseWriter:
    """Writes one response. `told` are the fields that repeat what the client asked for; `keep` is given the whole."""

    content_type = "text/event-stream"

    def __init__(self, frame: Frame, told: Mapping[str, Any], keep: Keep) -> None:
        self.frame = frame
        self.told = told
        self.keep = keep
        self._number = 0
        self._said: str | None = None  # what has left of the message; None before it began

    @property
    def response_id(self) -> str:
        return f"resp_{self.frame.query_id.hex}"

    @property
    def message_id(self) -> str:
        return f"msg_{self.frame.query_id.hex}"

    def begin(self) -> list[bytes]:
        made = self._response("in_progress", [])
        return [self._event("created", response=made), self._event("in_progress", response=made)]

    def text(self, text: str) -> list[bytes]:
        text = sound(text)
        opening = self._open_message() if self._said is None else []
        self._said = (self._said or "") + text
        return [*opening, self._event("output_text.delta", **self._place(), delta=text, logprobs=[])]

    def end(self, query: Query) -> list[bytes]:
        calls = self.frame.calls(query.tool_calls)
        events = self._close_message(bool(calls))
        output = [self._message(self._said, "completed")] if self._said is not None else []
        for call in calls:
            events += self._call(len(output), call)
            output.append(call_item(call, "completed"))
        whole = self._finished(query, output)
        kind = "incomplete" if whole["status"] == "incomplete" else "completed"
        return [*events, self._event(kind, response=whole)]

    def break_off(self, problem: Refused) -> list[bytes]:
        """An error in the shape that every reader of streams looks for, then the failed response."""
        error = shape(problem)["error"]
        output = [self._message(self._said, "incomplete")] if self._said is not None else []
        failed = self._response("failed", output)
        failed["error"] = {"code": "server_error", "message": error["message"]}
        told = {name: error[name] for name in ("code", "message", "param")}
        return [self._named("error", **told, error=error), self._event("failed", response=failed)]

    def whole(self, query: Query) -> bytes:
        calls = self.frame.calls(query.tool_calls)
        text = spoken(query)
        output = [self._message(text, "completed")] if text or not calls else []
        return dumps(self._finished(query, [*output, *(call_item(call, "completed") for call in calls)]))

    def _finished(self, query: Query, output: list[Object]) -> Object:
        """The response as it ended, which is then kept; a tool call is whole, whatever became of the text."""
        calling = any(item["type"] == "function_call" for item in output)
        made = self._response("incomplete" if cut(query) and not calling else "completed", output)
        if made["status"] == "incomplete":
            made["incomplete_details"] = {"reason": "max_output_tokens"}
        made["usage"] = usage(query)
        self.keep(made)
        return made

    def _response(self, status: str, output: list[Object]) -> Object:
        head = {"id": self.response_id, "object": "response", "created_at": self.frame.created, "status": status}
        rest = {"error": None, "incomplete_details": None, "model": self.frame.model, "output": output, "usage": None}
        return {**head, **rest, **self.told}

    def _open_message(self) -> list[bytes]:
        item = {**self._message("", "in_progress"), "content": []}
        return [
            self._event("output_item.added", output_index=0, item=item),
            self._event("content_part.added", **self._place(), part=text_part("")),
        ]

    def _close_message(self, calling: bool) -> list[bytes]:
        """The ends of the message's part and item; without any text there is a message only if nothing is called."""
        if self._said is None and calling:
            return []
        opening = self._open_message() if self._said is None else []
        self._said = self._said or ""
        return [
            *opening,
            self._event("output_text.done", **self._place(), text=self._said, logprobs=[]),
            self._event("content_part.done", **self._place(), part=text_part(self._said)),
            self._event("output_item.done", output_index=0, item=self._message(self._said, "completed")),
        ]

    def _call(self, number: int, call: ToolCall) -> list[bytes]:
        """A function call, whole in one delta: readers add deltas to the empty arguments of the item."""
        place = {"item_id": item_id(call), "output_index": number}
        arguments = call.arguments or "{}"
        item = {**call_item(call, "in_progress"), "arguments": ""}
        return [
            self._event("output_item.added", output_index=number, item=item),
            self._event("function_call_arguments.delta", **place, delta=arguments),
            self._event("function_call_arguments.done", **place, name=call.name, arguments=arguments),
            self._event("output_item.done", output_index=number, item=call_item(call, "completed")),
        ]

    def _message(self, text: str, status: str) -> Object:
        head = {"id": self.message_id, "type": "message", "status": status, "role": "assistant"}
        return {**head, "content": [text_part(text)]}

    def _place(self) -> Object:
        return {"item_id": self.message_id, "output_index": 0, "content_index": 0}

    def _event(self, kind: str, **fields: Any) -> bytes:
        return self._named(f"response.{kind}", **fields)

    def _named(self, event: str, **fields: Any) -> bytes:
        data = dumps({"type": event, "sequence_number": self._number, **fields})
        self._number += 1
        return b"event: " + event.encode() + b"\ndata: " + data + b"\n\n"


def text_part(text: str) -> Object:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def item_id(call: ToolCall) -> str:
    return f"fc_{call.id.removeprefix('call_')}"


def call_item(call: ToolCall, status: str) -> Object:
    head = {"id": item_id(call), "type": "function_call", "status": status, "call_id": call.id}
    return {**head, "name": call.name, "arguments": call.arguments or "{}"}


def usage(query: Query) -> Object:
    return {
        "input_tokens": query.tokens_in,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": query.tokens_out,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": query.tokens_in + query.tokens_out,
    }
