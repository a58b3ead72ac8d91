"""OpenAI's chat completions as a client: one streamed answer, read into pieces."""

from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import orjson

from athena_project.http import Http, HttpError
from inference.backends import BackendError, Habit, Piece, Prompt
from inference.forced import Forced, offered
from inference.messages import plain_text
from inference.reply import CALLS, CUT_OFF, NONSENSE, Reply, count
from inference.wire import events, failure, lines, record, reported

ANSWER = 20_000_000  # bytes of one answer on the wire
WITHHELD = "The model server withheld the answer."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks OpenAI: its base URL (with /v1), the model, and the headers with the key.

    `forced` says that tools are called through a schema and not by the server's own way; `habit` is the model's.
    """

    http: Http
    base: str
    model: str
    headers: Mapping[str, str] = field(default_factory=dict)
    forced: bool = False
    habit: Habit = field(default_factory=Habit)


@dataclass(slots=True)
class Half:
    """A tool call that is still being written."""

    call_id: str = ""
    name: str = ""
    arguments: str = ""


class Chat:
    """Reads one streamed chat completion. `ended` is how it ended, "" before it has."""

    def __init__(self, reply: Reply, forced: bool = False) -> None:
        self.reply = reply
        self.forced = Forced(reply) if forced else None
        self.halves: dict[int, Half] = {}
        self.ended = ""
        self.usage: Mapping[str, Any] = {}

    def read(self, data: Mapping[str, Any]) -> Iterator[Piece]:
        """The pieces that one chunk brings; raises BackendError for an error event."""
        if data.get("error"):
            raise reported(data["error"])
        if isinstance(data.get("usage"), Mapping):
            self.usage = data["usage"]
        choices = data.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, Mapping):
            return
        delta = choice.get("delta") or choice.get("message")
        if isinstance(delta, Mapping):
            yield from self._delta(delta)
        self.ended = str(choice.get("finish_reason") or self.ended)

    def _delta(self, delta: Mapping[str, Any]) -> Iterator[Piece]:
        content = delta.get("content")
        text = content if isinstance(content, str) else plain_text(content)
        if text:
            yield from self.forced.feed(text) if self.forced else self.reply.text(text)
        calls = delta.get("tool_calls")
        for part in calls if isinstance(calls, list) else ():
            if isinstance(part, Mapping):
                self._call(part)

    def _call(self, part: Mapping[str, Any]) -> None:
        """Adds to a call by its index; a new id at a known index is a new call (some servers number all of them 0)."""
        function = part.get("function")
        function = function if isinstance(function, Mapping) else {}
        half = self._half(part.get("index"), str(part.get("id") or ""), bool(function.get("name")))
        half.name = half.name or str(function.get("name") or "")
        given = function.get("arguments")
        half.arguments += given if isinstance(given, str) else orjson.dumps(given).decode() if given else ""

    def _half(self, index: object, call_id: str, named: bool) -> Half:
        last = max(self.halves, default=-1)
        place = index if isinstance(index, int) else last + 1 if call_id or named else max(last, 0)
        half = self.halves.get(place)
        if half and call_id and half.call_id and half.call_id != call_id:
            place = last + 1
        if place not in self.halves and len(self.halves) >= CALLS:
            raise BackendError(NONSENSE, "broken")
        half = self.halves.setdefault(place, Half())
        half.call_id = half.call_id or call_id
        return half

    def close(self) -> Iterator[Piece]:
        """The calls and the end; raises BackendError for a stream that was not finished."""
        if not self.ended:
            raise BackendError(CUT_OFF, "broken")
        if self.ended == "content_filter":
            raise BackendError(WITHHELD, "refused")
        for _, half in sorted(self.halves.items()):
            yield from self.reply.call(half.name, half.arguments, half.call_id)
        yield from self.forced.close(self.ended == "length") if self.forced else ()
        used = count(self.usage.get("prompt_tokens")), count(self.usage.get("completion_tokens"))
        yield from self.reply.end("length" if self.ended == "length" else "stop", *used)


async def complete(endpoint: Endpoint, body: Mapping[str, Any], prompt: Prompt) -> AsyncGenerator[Piece, None]:
    """Streams one chat completion; raises BackendError."""
    chat = Chat(Reply(prompt, endpoint.habit), forced=endpoint.forced and bool(offered(prompt)))
    url = f"{endpoint.base}/chat/completions"
    body = {"model": endpoint.model, "stream": True, "stream_options": {"include_usage": True}, **body}
    body = {name: value for name, value in body.items() if value is not None}
    try:
        stream = endpoint.http.stream(
            "POST", url, json=body, headers=endpoint.headers, seconds=prompt.seconds, max_bytes=ANSWER
        )
        async with stream as chunks, aclosing(events(lines(chunks))) as data:
            async for event in data:
                if event.strip() == b"[DONE]":
                    chat.ended = chat.ended or "stop"
                    break
                for piece in chat.read(record(event)):
                    yield piece
    except HttpError as error:
        raise failure(error, endpoint.model) from error
    for piece in chat.close():
        yield piece
