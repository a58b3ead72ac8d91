"""Asks a backend in a test: a prompt, the pieces that came, and an Http that reaches the stand-ins only."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from athena_project.http import Http
from inference.backends import Access, Done, Piece, Prompt, Text, ToolCall, backends
from tests.model_servers import ModelServer

QUESTION = "What is the capital of France?"
TURN_ON: dict[str, Any] = {
    "type": "function",
    "function": {
        "name": "intent__HassTurnOn",
        "description": "Turns on a device",
        "parameters": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
    },
}
TURN_OFF: dict[str, Any] = {"type": "function", "function": {"name": "intent__HassTurnOff", "parameters": {}}}
TOOLS = (TURN_ON, TURN_OFF)


def asked(question: str = QUESTION, **changes: Any) -> Prompt:
    messages = ({"role": "system", "content": "Be short."}, {"role": "user", "content": question})
    return Prompt(**{"messages": messages, "question": question, "seconds": 5.0, **changes})


@asynccontextmanager
async def reaching(*servers: ModelServer) -> AsyncIterator[Http]:
    http = Http(lambda: tuple(rule for server in servers for rule in server.allowed))
    try:
        yield http
    finally:
        await http.close()


def begun(
    kind: str, options: Mapping[str, Any], prompt: Prompt, http: Http, secret: str = ""
) -> AsyncGenerator[Piece, None]:
    """A backend's answer, to be read."""
    plugin = backends[kind]
    source = plugin.run(prompt, plugin.options.model_validate(options), Access(http, secret))
    assert isinstance(source, AsyncGenerator)
    return source


async def answers(server: ModelServer, kind: str, prompt: Prompt | None = None, **options: Any) -> list[Piece]:
    """What a backend of this kind makes of the stand-in's answer."""
    wanted = {**server.options, "model": "qwen3:4b", **options}
    async with reaching(server) as http:
        return [piece async for piece in begun(kind, wanted, prompt or asked(), http, server.key)]


def text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Text))


def calls(pieces: list[Piece]) -> list[ToolCall]:
    return [piece for piece in pieces if isinstance(piece, ToolCall)]


def end(pieces: list[Piece]) -> Done:
    """The Done, which stands last and once."""
    done = [piece for piece in pieces if isinstance(piece, Done)]
    assert len(done) == 1 and pieces[-1] is done[0]
    return done[0]
