"""Chat completions on the wire: the one order of chunks that suits every client, and the answer in one piece."""

from collections.abc import Mapping
from typing import Any

from inference.api.errors import Refused, shape
from inference.api.framing import Frame, cut, spoken
from inference.api.payload import dumps
from inference.backends import ToolCall
from inference.messages import sound
from inference.state import Query

DONE = b"data: [DONE]\n\n"


def usage(query: Query) -> dict[str, int]:
    total = query.tokens_in + query.tokens_out
    return {"prompt_tokens": query.tokens_in, "completion_tokens": query.tokens_out, "total_tokens": total}


def error_event(problem: Refused) -> bytes:
    return b"data: " + dumps(shape(problem)) + b"\n\n"


class ChatWriter:
    """Writes the chunks of one answer from a prefix that is prepared once.

    `counted` asks for the usage at the end; `legacy` is a client that speaks of functions instead of tools.
    """

    content_type = "text/event-stream"

    def __init__(self, frame: Frame, counted: bool = False, legacy: bool = False) -> None:
        self.frame = frame
        self.counted = counted
        self.legacy = legacy
        self._prefix = b"data: " + dumps(self._start("chat.completion.chunk"))[:-1]

    def _start(self, kind: str) -> dict[str, Any]:
        frame = self.frame
        return {"id": f"chatcmpl-{frame.query_id.hex}", "object": kind, "created": frame.created, "model": frame.model}

    def begin(self) -> list[bytes]:
        return [self._delta({"role": "assistant", "content": ""})]

    def text(self, text: str) -> list[bytes]:
        return [self._delta({"content": sound(text)})]

    def end(self, query: Query) -> list[bytes]:
        """Each tool call whole in a chunk of its own, the finish with an empty delta, usage if asked for, [DONE]."""
        calls = self._calls(query)
        last = [self._call(number, call) for number, call in enumerate(calls)]
        last.append(self._finish(self._reason(query, calls)))
        if self.counted:
            last.append(self._prefix + b',"choices":[],"usage":' + dumps(usage(query)) + b"}\n\n")
        return [*last, DONE]

    def break_off(self, problem: Refused) -> list[bytes]:
        """An error, and neither a finish reason nor [DONE]."""
        return [error_event(problem)]

    def whole(self, query: Query) -> bytes:
        calls = self._calls(query)
        message: dict[str, Any] = {"role": "assistant", "content": spoken(query) or (None if calls else "")}
        if calls and self.legacy:
            message["function_call"] = function(calls[0])
        elif calls:
            message["tool_calls"] = [entry(call) for call in calls]
        reason = self._reason(query, calls)
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reason}
        return dumps({**self._start("chat.completion"), "choices": [choice], "usage": usage(query)})

    def _calls(self, query: Query) -> list[ToolCall]:
        """The calls that may leave; in the old shape only one can."""
        known = self.frame.calls(query.tool_calls)
        return known[:1] if self.legacy else known

    def _call(self, number: int, call: ToolCall) -> bytes:
        if self.legacy:
            return self._delta({"function_call": function(call)})
        return self._delta({"tool_calls": [{"index": number, **entry(call)}]})

    def _delta(self, delta: Mapping[str, Any]) -> bytes:
        head = self._prefix + b',"choices":[{"index":0,"delta":'
        return head + dumps(delta) + b',"logprobs":null,"finish_reason":null}]}\n\n'

    def _finish(self, reason: str) -> bytes:
        head = self._prefix + b',"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":'
        return head + dumps(reason) + b"}]}\n\n"

    def _reason(self, query: Query, calls: list[ToolCall]) -> str:
        if calls:
            return "function_call" if self.legacy else "tool_calls"
        return "length" if cut(query) else "stop"


def function(call: ToolCall) -> dict[str, str]:
    return {"name": call.name, "arguments": call.arguments or "{}"}


def entry(call: ToolCall) -> dict[str, Any]:
    """A whole call as an entry of tool_calls."""
    return {"id": call.id, "type": "function", "function": function(call)}
