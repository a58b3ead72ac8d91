"""Ollama's answers on the wire: one JSON object per line, the last of them with done and the counters."""

import time
from datetime import UTC, datetime
from typing import Any

import orjson

from inference.api.errors import Refused, ollama_shape
from inference.api.framing import Frame, cut, spoken
from inference.api.payload import dumps
from inference.backends import ToolCall
from inference.messages import sound
from inference.state import Query

LINE = b"\n"


def moment() -> str:
    """Now, as Ollama writes it (RFC 3339)."""
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


class OllamaWriter:
    """Writes the lines of /api/chat or, with `plain`, of /api/generate, which knows no messages and no tools."""

    content_type = "application/x-ndjson"

    def __init__(self, frame: Frame, plain: bool = False) -> None:
        self.frame = frame
        self.plain = plain
        self._started = time.perf_counter()

    def begin(self) -> list[bytes]:
        return []

    def text(self, text: str) -> list[bytes]:
        return [self._line(self._said(sound(text)), False)]

    def end(self, query: Query) -> list[bytes]:
        """Each tool call in a line of its own, then an empty one with done, the reason and the counters."""
        calls = [] if self.plain else self.frame.calls(query.tool_calls)
        lines = [
            self._line({"message": {"role": "assistant", "content": "", "tool_calls": [entry(number, call)]}}, False)
            for number, call in enumerate(calls)
        ]
        return [*lines, self._line({**self._said(""), **self._counters(query)}, True)]

    def break_off(self, problem: Refused) -> list[bytes]:
        """An error instead of a line with done."""
        return [dumps(ollama_shape(problem)) + LINE]

    def whole(self, query: Query) -> bytes:
        made = self._said(spoken(query))
        calls = [] if self.plain else self.frame.calls(query.tool_calls)
        if calls:
            made["message"]["tool_calls"] = [entry(number, call) for number, call in enumerate(calls)]
        return self._line({**made, **self._counters(query)}, True).removesuffix(LINE)

    def _said(self, text: str) -> dict[str, Any]:
        return {"response": text} if self.plain else {"message": {"role": "assistant", "content": text}}

    def _line(self, made: dict[str, Any], done: bool) -> bytes:
        return dumps({"model": self.frame.model, "created_at": moment(), **made, "done": done}) + LINE

    def _counters(self, query: Query) -> dict[str, Any]:
        """Nanoseconds and tokens. The time is that of the whole answer: a model server does not tell its share."""
        took = int((time.perf_counter() - self._started) * 1e9)
        return {
            "done_reason": "length" if cut(query) else "stop",
            "total_duration": took,
            "load_duration": 0,
            "prompt_eval_count": query.tokens_in,
            "prompt_eval_duration": 0,
            "eval_count": query.tokens_out,
            "eval_duration": took,
        }


def entry(number: int, call: ToolCall) -> dict[str, Any]:
    """A call whose arguments are an object."""
    arguments = orjson.loads(call.arguments or "{}")
    return {"id": call.id, "function": {"index": number, "name": call.name, "arguments": arguments}}
