"""The older text completions on the wire: chunks of text, the finish, usage if asked for, [DONE]."""

from typing import Any

from inference.api.chat_writer import DONE, error_event, usage
from inference.api.errors import Refused
from inference.api.framing import Frame, cut, spoken
from inference.api.payload import dumps
from inference.messages import sound
from inference.state import Query


class TextWriter:
    """Writes one answer as a text completion; `echo` is what stands before it."""

    content_type = "text/event-stream"

    def __init__(self, frame: Frame, counted: bool = False, echo: str = "") -> None:
        self.frame = frame
        self.counted = counted
        self.echo = echo

    def _made(self, text: str, reason: str | None, **more: Any) -> dict[str, Any]:
        frame = self.frame
        choice = {"text": text, "index": 0, "logprobs": None, "finish_reason": reason}
        head = {"id": f"cmpl-{frame.query_id.hex}", "object": "text_completion", "created": frame.created}
        return {**head, "model": frame.model, "choices": [choice], **more}

    def begin(self) -> list[bytes]:
        return self.text(self.echo) if self.echo else []

    def text(self, text: str) -> list[bytes]:
        return [event(self._made(sound(text), None))]

    def end(self, query: Query) -> list[bytes]:
        last = [event(self._made("", "length" if cut(query) else "stop"))]
        if self.counted:
            last.append(event({**self._made("", None), "choices": [], "usage": usage(query)}))
        return [*last, DONE]

    def break_off(self, problem: Refused) -> list[bytes]:
        return [error_event(problem)]

    def whole(self, query: Query) -> bytes:
        reason = "length" if cut(query) else "stop"
        return dumps(self._made(sound(self.echo) + spoken(query), reason, usage=usage(query)))


def event(data: dict[str, Any]) -> bytes:
    return b"data: " + dumps(data) + b"\n\n"
