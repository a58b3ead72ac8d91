"""Ollama, by its own wire format: /api/chat, one JSON object per line."""

import time
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.conf import settings
from pydantic import BaseModel, Field

from athena_project.http import Http, HttpError
from inference.backends import Access, BackendError, Habit, Piece, Prompt, backends
from inference.forced import Forced, must_call, offered, parsed_arguments, schema_of, told
from inference.messages import plain_text
from inference.reply import CUT_OFF, Reply, count, function
from inference.wire import batches, failure, record, refusal, reported

ANSWER = 20_000_000  # bytes of one answer on the wire
TAGS_SECONDS = 5.0

NO_ADDRESS = "There is no address of an Ollama server. Set OLLAMA_URL, or base_url in the LLM's options."
NO_MODELS = "The Ollama server has no model yet. Pull one with: ollama pull qwen3:4b"
MISSING = "The model {0} is not on the server. Pull it with: ollama pull {0}"
NO_TOOLS = "does not support tools"  # so the server says of a model whose template knows none


class Options(BaseModel):
    """A model on an Ollama server"""

    base_url: str = Field(
        default="", description="Such as http://192.168.1.20:11434. Empty: OLLAMA_URL of the environment."
    )
    model: str = Field(default="", description="Such as qwen3:4b. Empty: the newest one on the server.")
    num_ctx: int | None = Field(
        default=8192, ge=512, le=1_048_576, title="Tokens it sees", description="The rest is cut off."
    )
    keep_alive: str = Field(
        default="30m",
        title="Stays loaded for",
        description="How long the model stays loaded: 30m, 0, or -1 for ever. Empty: as the server is set.",
    )
    think: bool | Literal["low", "medium", "high"] | None = Field(
        default=False,
        title="Thinks first",
        description="Let the model think first: better answers, later. Its thinking is never said.",
    )
    temperature: float | None = Field(default=None, ge=0, le=2, description="Where the client names none.")


@backends.register("ollama", Options)
async def generate(prompt: Prompt, options: Options, access: Access) -> AsyncGenerator[Piece, None]:
    base = (options.base_url or settings.OLLAMA_URL).strip().rstrip("/")
    if not base:
        raise BackendError(NO_ADDRESS, "setup")
    headers = {"Authorization": f"Bearer {access.secret}"} if access.secret else {}
    server = Server(access.http, base, headers, time.monotonic() + prompt.seconds, access.habit)
    for recalled in (access.newest.recalled(), ""):  # what was the newest may have been removed since
        model = options.model or recalled or access.newest.keep(await server.newest_model())
        try:
            async with aclosing(answered(server, prompt, options, model)) as pieces:
                async for piece in pieces:
                    yield piece
            return
        except HttpError as error:
            if error.status != 404 or model != recalled:
                raise explained(error, model) from error


async def answered(server: "Server", prompt: Prompt, options: Options, model: str) -> AsyncGenerator[Piece, None]:
    """One model's answer, by a schema where it knows no tools; raises HttpError before its first piece."""
    for forced in (must_call(prompt), True):
        try:
            async with aclosing(server.chat(prompt, body_of(prompt, options, model, forced), forced)) as pieces:
                async for piece in pieces:
                    yield piece
            return
        except HttpError as error:
            if forced or not (error.status == 400 and NO_TOOLS in refusal(error)):
                raise


@dataclass(frozen=True, slots=True)
class Server:
    """One Ollama server, to be asked until a moment of time.monotonic()."""

    http: Http
    base: str
    headers: Mapping[str, str]
    until: float
    habit: Habit

    async def newest_model(self) -> str:
        """The first model of /api/tags that can chat; raises BackendError."""
        seconds = min(self.until - time.monotonic(), TAGS_SECONDS)
        try:
            data = await self.http.get_json(f"{self.base}/api/tags", headers=self.headers, seconds=seconds)
        except HttpError as error:
            raise failure(error) from error
        models = data.get("models") if isinstance(data, dict) else None
        name = next((str(m["name"]) for m in models or () if isinstance(m, dict) and can_chat(m)), "")
        if not name:
            raise BackendError(NO_MODELS, "setup")
        return name

    async def chat(self, prompt: Prompt, body: Mapping[str, Any], forced: bool) -> AsyncGenerator[Piece, None]:
        """Streams one answer; raises HttpError before its first piece, BackendError for a stream that breaks."""
        reading = Reading(Reply(prompt, self.habit), forced)
        seconds = self.until - time.monotonic()
        stream = self.http.stream(
            "POST", f"{self.base}/api/chat", json=body, headers=self.headers, seconds=seconds, max_bytes=ANSWER
        )
        async with stream as chunks, aclosing(batches(chunks)) as found:
            async for batch in found:
                for piece in reading.every(batch):
                    yield piece
                if reading.done:
                    return
        raise BackendError(CUT_OFF, "broken")


class Reading:
    """Reads the lines of one answer. Only a line with done ends it well."""

    def __init__(self, reply: Reply, forced: bool) -> None:
        self.reply = reply
        self.forced = Forced(reply) if forced else None
        self.done = False

    def every(self, lines: Iterable[bytes]) -> Iterator[Piece]:
        """What these lines bring, up to the one that is the last; words that came at once go on their way at once."""
        said = ""
        try:
            for data in (record(line) for line in lines if line.strip() and not self.done):
                if (text := only_text(data)) is not None:
                    said += text
                    continue
                said, before = "", said
                yield from self._said(before)
                yield from self.read(data)
        except BackendError:
            yield from self._said(said)
            raise
        yield from self._said(said)

    def _said(self, text: str) -> Iterator[Piece]:
        if text:
            yield from self.forced.feed(text) if self.forced else self.reply.text(text)

    def read(self, data: Mapping[str, Any]) -> Iterator[Piece]:
        if data.get("error"):
            raise reported(data["error"])
        message = data.get("message")
        if isinstance(message, Mapping):
            yield from self._message(message)
        if data.get("done") is True:
            self.done = True
            reason = "length" if data.get("done_reason") == "length" else "stop"
            yield from self.forced.close(reason == "length") if self.forced else ()
            yield from self.reply.end(reason, count(data.get("prompt_eval_count")), count(data.get("eval_count")))

    def _message(self, message: Mapping[str, Any]) -> Iterator[Piece]:
        content = message.get("content")
        yield from self._said(content if isinstance(content, str) else plain_text(content))
        calls = message.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            if isinstance(call, Mapping):
                made = function(call)
                yield from self.reply.call(str(made.get("name", "")), made.get("arguments"), str(call.get("id") or ""))


def only_text(data: Mapping[str, Any]) -> str | None:
    """The words of a line that brings nothing else."""
    message = data.get("message")
    if data.get("done") is True or data.get("error") or not isinstance(message, dict) or message.get("tool_calls"):
        return None
    content = message.get("content")
    return content if isinstance(content, str) else None


def explained(error: HttpError, model: str) -> BackendError:
    return BackendError(MISSING.format(model), "refused") if error.status == 404 else failure(error)


def can_chat(model: Mapping[str, Any]) -> bool:
    """Models that only embed are listed too; they are of the BERT family, or say so in their name."""
    details = model.get("details")
    family = str(details.get("family", "")) if isinstance(details, Mapping) else ""
    return bool(model.get("name")) and "bert" not in family and "embed" not in str(model["name"])


def body_of(prompt: Prompt, options: Options, model: str, forced: bool) -> dict[str, Any]:
    """The request; what is None or empty is left to the server."""
    temperature = prompt.temperature if prompt.temperature is not None else options.temperature
    limits = {"num_ctx": options.num_ctx, "num_predict": prompt.max_tokens, "temperature": temperature}
    body: dict[str, Any] = {
        "model": model,
        "stream": True,
        "messages": messages_of(told(prompt) if forced else prompt.messages),
        "options": {**{name: value for name, value in limits.items() if value is not None}, **prompt.sampling},
    }
    if options.think is not None:
        body["think"] = options.think
    if options.keep_alive:
        body["keep_alive"] = duration(options.keep_alive)
    if forced:
        body["format"] = schema_of(prompt)
    elif tools := offered(prompt):
        body["tools"] = list(tools)
    if prompt.schema is not None and not prompt.tools:
        body["format"] = dict(prompt.schema) or "json"
    return body


@lru_cache(maxsize=64)
def duration(text: str) -> str | float:
    """A Go duration such as 30m, or a number of seconds; a bare number in quotes is refused by the server."""
    try:
        return float(text)
    except ValueError:
        return text


def messages_of(messages: tuple[Mapping[str, Any], ...]) -> list[dict[str, Any]]:
    """OpenAI's messages as Ollama's: arguments are objects, results carry the tool's name instead of an id."""
    names: dict[str, str] = {}
    return [_message(message, names) for message in messages]


def _message(message: Mapping[str, Any], names: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"role": message.get("role"), "content": plain_text(message.get("content"))}
    if message.get("role") == "tool":
        made["tool_name"] = names.get(str(message.get("tool_call_id")), "")
    calls = message.get("tool_calls")
    if isinstance(calls, list | tuple) and calls:
        names.update({str(call.get("id")): str(function(call).get("name")) for call in calls})
        made["tool_calls"] = [
            {"function": {"name": function(call).get("name"), "arguments": parsed_arguments(function(call))}}
            for call in calls
        ]
    return made
