"""Stand-ins for model servers: an Ollama and an OpenAI-compatible one that answer as the real ones do, and misbehave.

    with OllamaServer(reply="Paris.") as server:        # sync tests, async tests and child processes alike
        server.url, server.allowed                       # what an LLM row needs, what an Http must be allowed
        server.mode = "no_done"                          # from the next call on
        server.live, server.most_live, server.asked      # answers under way now, at most, and the bodies that came

Modes: ok; garbage, html, array (no lines of JSON); half (ends early, cleanly), cut (the connection breaks), no_done
(all but the end); error_line (an error inside the stream); 500, 400, 401, 404, 429, 503; hang (never answers), drip
(a byte at a time, for ever), stall (one word, then nothing); half_tool, undeclared (calls); thinking, tags, unclosed
(thinking beside or inside the text); silent, length; giant (a line without end); surrogates (an emoji cut in two);
no_tools (refuses tools with 400, and takes a schema).
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

from aiohttp import web

from athena_project.http import Allowed
from tests.model_noise import HEADERS, REASONS, STATUSES, WIRE, tokens_of
from tests.threaded import Threaded


@dataclass
class ModelServer(Threaded):
    """What both share: a thread with a loop, counters, latency, and everything that goes wrong before an answer.

    `reply` is the answer, or a function of the request's body. `calls` are (tool, arguments) which it calls first if
    the client declared the tool; `models` is what it serves; `latency` passes before the first byte, `gap` between
    words; `key` is the bearer token that it wants.
    """

    reply: str | Callable[[dict[str, Any]], str] = "The capital of France is Paris."
    mode: str = "ok"
    latency: float = 0.0
    gap: float = 0.0
    calls: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    models: list[str] = field(default_factory=lambda: ["nomic-embed-text:latest", "qwen3:4b", "llama3.2:3b"])
    key: str = ""
    live: int = 0
    most_live: int = 0
    hung_up: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    kind = "application/x-ndjson"

    @property
    def allowed(self) -> tuple[Allowed, ...]:
        return (Allowed(ip_network("127.0.0.1/32"), self.port),)

    @property
    def options(self) -> dict[str, Any]:
        """The options of an LLM row that make it ask here."""
        return {"base_url": self.url}

    def frames(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        """The answer, piece by piece as it goes over the wire."""
        raise NotImplementedError

    async def note(self, request: web.Request) -> dict[str, Any]:
        body = await request.json() if request.can_read_body else {}
        self.paths.append(request.path)
        self.headers.append(dict(request.headers))
        return dict(body)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        """One answer, counted while it lasts."""
        body = await self.note(request)
        self.asked.append(body)
        self.live += 1
        self.most_live = max(self.most_live, self.live)
        try:
            await asyncio.sleep(self.latency)
            return await self._answer(request, body)
        except (asyncio.CancelledError, ConnectionError):
            self.hung_up += 1
            raise
        finally:
            self.live -= 1

    async def _answer(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        if (refused := self.refused(request, body)) is not None:
            return refused
        if self.mode == "hang":
            await asyncio.Event().wait()
        response = web.StreamResponse(headers={"Content-Type": self.kind})
        await response.prepare(request)
        async for frame in self.frames(body) if self.mode not in WIRE else WIRE[self.mode]():
            await response.write(frame)
            await asyncio.sleep(self.gap)
        if self.mode == "cut" and request.transport:
            request.transport.close()
        with suppress(ConnectionError):
            await response.write_eof()
        return response

    def refused(self, request: web.Request, body: dict[str, Any]) -> web.Response | None:
        mode = self.mode
        if self.key and request.headers.get("Authorization") != f"Bearer {self.key}":
            mode = "401"
        if body.get("model") not in self.models:
            mode = "404"
        if mode == "no_tools" and body.get("tools"):
            return self.error(400, f"{body['model']} does not support tools")
        return self.error(STATUSES[mode], REASONS[mode], HEADERS.get(mode)) if mode in STATUSES else None

    def error(self, status: int, text: str, headers: dict[str, str] | None = None) -> web.Response:
        raise NotImplementedError

    def text_of(self, body: dict[str, Any]) -> str:
        return self.reply(body) if callable(self.reply) else self.reply

    def wanted(self, body: dict[str, Any]) -> list[tuple[str, dict[str, object]]]:
        """The calls it makes now: those that are declared, once; nothing after their results."""
        if body["messages"][-1]["role"] == "tool":
            return []
        names = {tool["function"]["name"] for tool in body.get("tools", ())}
        if self.mode == "undeclared":
            return [("SelfDestruct", {"in": 3})]
        return [call for call in self.calls if call[0] in names]


@dataclass
class OllamaServer(ModelServer):
    """Ollama's /api, after its API documentation (github.com/ollama/ollama/blob/main/docs/api.md)."""

    pulled: list[str] = field(default_factory=list)

    def routes(self, app: web.Application) -> None:
        app.router.add_get("/api/tags", self._tags)
        app.router.add_get("/api/version", self._version)
        app.router.add_get("/api/ps", self._tags)
        app.router.add_post("/api/chat", self.chat)
        app.router.add_post("/api/pull", self._pull)
        app.router.add_delete("/api/delete", self._delete)

    def error(self, status: int, text: str, headers: dict[str, str] | None = None) -> web.Response:
        return web.json_response({"error": text}, status=status, headers=headers)

    def _line(self, **fields: object) -> bytes:
        base = {"model": "qwen3:4b", "created_at": "2026-11-21T07:00:00.000000Z"}
        return json.dumps({**base, **fields}).encode() + b"\n"

    def _said(self, text: str) -> bytes:
        return self._line(message={"role": "assistant", "content": text}, done=False)

    async def frames(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        if self.mode == "thinking":
            yield self._line(message={"role": "assistant", "content": "", "thinking": "Hmm, Paris?"}, done=False)
        calls = self.wanted(body)
        for name, arguments in calls:
            call = {"function": {"name": name, "arguments": arguments}}
            yield self._line(message={"role": "assistant", "content": "", "tool_calls": [call]}, done=False)
        if self.mode == "half_tool":
            yield self._said("")[:-40] + b'"tool_calls":[{"function":{"name":"HassTurnOn","argum'
            return
        said = [] if calls else tokens_of(self.mode, self.text_of(body))
        async for frame in self._text(said):
            yield frame

    async def _text(self, said: list[str]) -> AsyncIterator[bytes]:
        for number, token in enumerate(said):
            if number and number >= len(said) // 2 and self.mode in {"half", "cut", "error_line"}:
                break
            yield self._said(token)
            if self.mode == "stall":
                await asyncio.Event().wait()
        if self.mode == "error_line":
            yield json.dumps({"error": "an error was encountered while running the model: CUDA error"}).encode() + b"\n"
        if self.mode in {"half", "cut", "no_done", "error_line"}:
            return
        counters = {"prompt_eval_count": 26, "eval_count": len(said), "total_duration": 1, "load_duration": 1}
        reason = "length" if self.mode == "length" else "stop"
        yield self._line(message={"role": "assistant", "content": ""}, done_reason=reason, done=True, **counters)

    async def _tags(self, request: web.Request) -> web.Response:
        await self.note(request)
        if self.mode in STATUSES:
            return self.error(STATUSES[self.mode], REASONS[self.mode])
        if self.mode in {"garbage", "html"}:
            return web.Response(body=b"<!doctype html>")
        if self.mode == "hang":
            await asyncio.Event().wait()
        families = {name: "nomic-bert" if "embed" in name else "qwen3" for name in self.models}
        listed = [
            {"name": name, "model": name, "size": 2_000_000, "details": {"family": family}, "digest": "d" * 64}
            for name, family in families.items()
        ]
        return web.json_response({"models": listed})

    async def _version(self, request: web.Request) -> web.Response:
        await self.note(request)
        return web.json_response({"version": "0.13.0"})

    async def _pull(self, request: web.Request) -> web.StreamResponse:
        body = await self.note(request)
        response = web.StreamResponse(headers={"Content-Type": self.kind})
        await response.prepare(request)
        steps: list[dict[str, object]] = [{"status": "pulling manifest"}]
        if self.mode == "404":
            steps.append({"error": "pull model manifest: file does not exist"})
        else:
            steps += [{"status": "pulling abc", "total": 100, "completed": done} for done in (0, 50, 100)]
            steps.append({"status": "success"})
        if self.mode == "half":
            steps = steps[:2]
        for step in steps:
            await response.write(json.dumps(step).encode() + b"\n")
            await asyncio.sleep(self.gap)
        if steps[-1].get("status") == "success":
            self.models.append(str(body["model"]))
        await response.write_eof()
        return response

    async def _delete(self, request: web.Request) -> web.Response:
        body = await self.note(request)
        if body["model"] not in self.models:
            return self.error(404, f"model '{body['model']}' not found")
        self.models.remove(body["model"])
        return web.Response()


@dataclass
class OpenAIServer(ModelServer):
    """OpenAI's chat completions as server-sent events (platform.openai.com/docs/api-reference/chat-streaming).

    `style` varies what compatible servers do differently: crlf (line ends), comments (keep-alives between events),
    multiline (an event's data in several lines), no_index (whole calls without an index), same_index (all calls are
    number 0), no_done_line (no [DONE]), usage_last (usage in the chunk with the finish reason).
    """

    style: str = ""

    kind = "text/event-stream"

    def routes(self, app: web.Application) -> None:
        for prefix in ("/v1", ""):
            app.router.add_get(f"{prefix}/models", self._models)
            app.router.add_post(f"{prefix}/chat/completions", self.chat)

    @property
    def options(self) -> dict[str, Any]:
        return {"base_url": f"{self.url}/v1"}

    def error(self, status: int, text: str, headers: dict[str, str] | None = None) -> web.Response:
        body = {"error": {"message": text, "type": "error", "param": None, "code": None}}
        return web.json_response(body, status=status, headers=headers)

    async def _models(self, request: web.Request) -> web.Response:
        await self.note(request)
        return web.json_response({"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]})

    def _event(self, data: object) -> bytes:
        text = json.dumps(data, indent=1 if self.style == "multiline" else None)
        end = "\r\n" if self.style == "crlf" else "\n"
        comment = f": keep-alive{end}event: message{end}id: 7{end}" if self.style == "comments" else ""
        return (comment + "".join(f"data: {line}{end}" for line in text.split("\n")) + end).encode()

    def _chunk(self, delta: dict[str, object] | None = None, finish: str | None = None, **fields: object) -> bytes:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
        base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "qwen3:4b"}
        return self._event({**base, "choices": choices, **fields})

    async def frames(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        yield self._chunk({"role": "assistant", "content": ""})
        if self.mode == "thinking":
            yield self._chunk({"reasoning_content": "Hmm, Paris?", "reasoning": "Hmm"})
        calls = self.wanted(body)
        for number, (name, arguments) in enumerate(calls):
            for part in self._call(number, name, json.dumps(arguments)):
                yield self._chunk({"tool_calls": [part]})
        if self.mode == "half_tool":
            yield self._chunk({"tool_calls": [self._part(0, "call_0", "HassTurnOn", '{"name": "Kit')]})
            yield self._chunk({}, "tool_calls")
            yield b"data: [DONE]\n\n"
            return
        said = [] if calls else tokens_of(self.mode, self.text_of(body))
        async for frame in self._text(said, body, bool(calls)):
            yield frame

    def _part(self, index: int, call_id: str, name: str, arguments: str) -> dict[str, object]:
        function = {"name": name, "arguments": arguments} if name else {"arguments": arguments}
        part: dict[str, object] = {"index": index, "function": function}
        return {**part, "id": call_id, "type": "function"} if call_id else part

    def _call(self, number: int, name: str, arguments: str) -> list[dict[str, object]]:
        call_id = f"call_{number}"
        if self.style == "no_index":
            return [{"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}]
        index = 0 if self.style == "same_index" else number
        middle = len(arguments) // 2
        head = self._part(index, call_id, name, "")
        if self.style == "same_index":
            return [self._part(index, call_id, name, arguments)]
        return [head, self._part(index, "", "", arguments[:middle]), self._part(index, "", "", arguments[middle:])]

    async def _text(self, said: list[str], body: dict[str, Any], called: bool) -> AsyncIterator[bytes]:
        for number, token in enumerate(said):
            if number and number >= len(said) // 2 and self.mode in {"half", "cut", "error_line"}:
                break
            yield self._chunk({"content": token})
            if self.mode == "stall":
                await asyncio.Event().wait()
        if self.mode == "error_line":
            yield self._event({"error": {"message": "CUDA out of memory", "type": "server_error", "code": 500}})
        if self.mode in {"half", "cut", "no_done", "error_line"}:
            return
        usage: dict[str, Any] = {
            "usage": {"prompt_tokens": 26, "completion_tokens": len(said), "total_tokens": 26 + len(said)}
        }
        reason = "length" if self.mode == "length" else "tool_calls" if called else "stop"
        asked = bool(body.get("stream_options", {}).get("include_usage"))
        yield self._chunk({}, reason, **(usage if asked and self.style == "usage_last" else {}))
        if asked and self.style != "usage_last":
            yield self._chunk(None, **usage)
        if self.style != "no_done_line":
            yield b"data: [DONE]\r\n\r\n" if self.style == "crlf" else b"data: [DONE]\n\n"
