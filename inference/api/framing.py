"""Chat completions on the wire: the one order of chunks that suits every client, and the answer in one piece."""

import time
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inference.api.errors import Refused, shape
from inference.api.live import Live, Piece
from inference.api.payload import dumps
from inference.backends import ToolCall
from inference.messages import sound
from inference.state import Outcome, Query

SORRY = "Sorry, I could not answer that."
CUT_SHORT = "The answer was cut short."
AGAIN = 5.0  # seconds until a model that failed may be asked again
DONE = b"data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the client asked for in form: the model's name as it wrote it, usage at the end, the old function calls.

    `declared` are the names of its tools: no other call ever leaves.
    """

    query_id: uuid.UUID
    model: str
    declared: frozenset[str] = frozenset()
    usage: bool = False
    legacy: bool = False
    created: int = field(default_factory=lambda: int(time.time()))

    def start(self, kind: str) -> dict[str, Any]:
        return {"id": f"chatcmpl-{self.query_id.hex}", "object": kind, "created": self.created, "model": self.model}

    def calls(self, calls: Sequence[ToolCall]) -> list[ToolCall]:
        """The calls that may leave: of declared tools, and in the old shape only one."""
        known = [call for call in calls if call.name in self.declared]
        return known[:1] if self.legacy else known

    def call(self, call: ToolCall) -> dict[str, Any]:
        """A whole call: function_call's value in the old shape, else an entry of tool_calls."""
        function = {"name": call.name, "arguments": call.arguments or "{}"}
        if self.legacy:
            return function
        return {"id": call.id or f"call_{uuid.uuid4().hex[:24]}", "type": "function", "function": function}

    def finish(self, query: Query, calls: Sequence[ToolCall]) -> str:
        if calls:
            return "function_call" if self.legacy else "tool_calls"
        return "length" if query.finish in {"length", "error"} else "stop"


def usage(query: Query) -> dict[str, int]:
    total = query.tokens_in + query.tokens_out
    return {"prompt_tokens": query.tokens_in, "completion_tokens": query.tokens_out, "total_tokens": total}


def judged(query: Query) -> Query:
    """The query whose answer may be sent; raises Refused where a failure is to be an HTTP error."""
    if broken(query) and not query.assistant.spoken_errors:
        text = CUT_SHORT if query.finish == "error" else query.answer or SORRY
        raise Refused(503, text, "no_answer", retry_after=AGAIN, retry=False)
    return query


def spoken(query: Query) -> str:
    """The whole answer; where it was cut short it says so."""
    if query.finish == "error":
        return sound(f"{query.answer} {CUT_SHORT}".strip())
    if query.outcome is Outcome.FAILED:
        return sound(query.answer.strip() or SORRY)
    return sound(query.answer)


def completion(query: Query, frame: Frame) -> bytes:
    """The answer in one piece."""
    calls = frame.calls(query.tool_calls)
    message: dict[str, Any] = {"role": "assistant", "content": spoken(query) or (None if calls else "")}
    if calls and frame.legacy:
        message["function_call"] = frame.call(calls[0])
    elif calls:
        message["tool_calls"] = [frame.call(call) for call in calls]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": frame.finish(query, calls)}
    return dumps({**frame.start("chat.completion"), "choices": [choice], "usage": usage(query)})


class Chunks:
    """Writes the chunks of one answer from a prefix that is prepared once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._prefix = b"data: " + dumps(frame.start("chat.completion.chunk"))[:-1]

    def delta(self, delta: Mapping[str, Any]) -> bytes:
        head = self._prefix + b',"choices":[{"index":0,"delta":'
        return head + dumps(delta) + b',"logprobs":null,"finish_reason":null}]}\n\n'

    def role(self) -> bytes:
        return self.delta({"role": "assistant", "content": ""})

    def text(self, text: str) -> bytes:
        return self.delta({"content": sound(text)})

    def call(self, number: int, call: ToolCall) -> bytes:
        """A tool call, whole, in a chunk of its own."""
        if self.frame.legacy:
            return self.delta({"function_call": self.frame.call(call)})
        return self.delta({"tool_calls": [{"index": number, **self.frame.call(call)}]})

    def end(self, reason: str) -> bytes:
        head = self._prefix + b',"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":'
        return head + dumps(reason) + b"}]}\n\n"

    def usage(self, query: Query) -> bytes:
        return self._prefix + b',"choices":[],"usage":' + dumps(usage(query)) + b"}\n\n"


async def events(live: Live, first: Piece | None, frame: Frame) -> AsyncIterator[bytes]:
    """The chunks of a stream: role, text as it comes, tool calls, finish, usage if asked for, [DONE].

    Tool calls wait for the last text, because clients drop or refuse text after one. An answer that breaks off ends
    in an error and has neither a finish reason nor [DONE].
    """
    chunks, sent, piece = Chunks(frame), "", first
    yield chunks.role()
    while piece is not None:
        if isinstance(piece, str) and piece:
            sent += piece
            yield chunks.text(piece)
        piece = await live.next()
    query = await live.finished()
    if problem := interrupted(query, sent):
        yield b"data: " + dumps(shape(problem)) + b"\n\n"
        return
    if rest := unsent(query, sent):
        yield chunks.text(rest)
    for chunk in ending(query, chunks):
        yield chunk


def ending(query: Query, chunks: Chunks) -> list[bytes]:
    """What follows the text."""
    frame = chunks.frame
    calls = frame.calls(query.tool_calls)
    last = [chunks.call(number, call) for number, call in enumerate(calls)]
    last.append(chunks.end(frame.finish(query, calls)))
    if frame.usage:
        last.append(chunks.usage(query))
    return [*last, DONE]


def interrupted(query: Query, sent: str) -> Refused | None:
    """The error of an answer that broke off after a part of it had left, or of one that must not pass for an answer."""
    said = sent.strip()
    if said and (query.finish == "error" or not query.answer.startswith(said)) and broken(query):
        return Refused(503, CUT_SHORT, "no_answer")
    if broken(query) and not query.assistant.spoken_errors:
        return Refused(503, query.answer or SORRY, "no_answer")
    return None


def broken(query: Query) -> bool:
    return query.outcome is Outcome.FAILED or query.finish == "error"


def unsent(query: Query, sent: str) -> str:
    """The end of the answer that did not pass as a piece; all of it where none did."""
    whole = spoken(query)
    if not sent.strip():
        return whole
    said = sent.strip()
    return whole[len(said) :] if whole.startswith(said) else ""
