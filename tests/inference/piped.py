"""A gateway before the real pipeline, whose model is a stand-in: no database, no network but this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from athena_project.http import Http
from inference import pipeline
from inference.llms import Models
from inference.models import LLM
from inference.state import Emit, Query, Run
from tests.inference.asgi import Client, Double, snapshot
from tests.inference.queries import run
from tests.model_servers import ModelServer, OllamaServer

# requests as Home Assistant's integrations make them, with a home of our own
PROMPT = """You are a voice assistant for Home Assistant.
Answer in plain text.
Static Context: An overview of the areas and the devices in this home:
- names: Bedroom Lamp
  domain: light
  areas: Bedroom
You are in area Bedroom and all generic commands like 'turn on the lights' should target this area.
This device is not able to start timers."""
TOOLS: list[dict[str, Any]] = [
    {"type": "function", "function": {"name": name, "description": text, "parameters": parameters}}
    for name, text, parameters in (
        ("intent__HassTurnOn", "Turns on a device", {"type": "object", "properties": {"name": {"type": "string"}}}),
        ("homeassistant__GetLiveContext", "The state of the devices", {"type": "object", "properties": {}}),
    )
]
DONE = '{"speech":{},"response_type":"action_done","data":{"success":[{"name":"Bedroom Lamp"}],"failed":[]}}'
DONE_SINCE_2026_11 = f'{{"data":{DONE},"error":false}}'
FAILED = '{"data":{"speech":{},"response_type":"error","data":{"success":[],"failed":[]}},"error":true}'


class Piped(Double):
    """A runtime that answers through the pipeline and records nothing. `runs` and `done` keep what it did."""

    def __init__(self, *servers: ModelServer, **fields: Any) -> None:
        super().__init__(play=self.through)
        self.http = Http(lambda: tuple(rule for server in servers for rule in server.allowed))
        llms = tuple(
            LLM(pk=number, name=f"m{number}", kind=kind_of(server), priority=number, options=options(server))
            for number, server in enumerate(servers, 1)
        )
        self.seen = replace(snapshot(**fields), llms=llms)
        self.runs: list[Run] = []
        self.done: list[Query] = []

    async def through(self, query: Query, emit: Emit) -> Query:
        made = run(self.seen, self.http)
        made.emit, made.models = emit, Models(self.http)
        self.runs.append(made)
        self.done.append(await pipeline.answer(query, made))
        return self.done[-1]


def kind_of(server: ModelServer) -> str:
    return "ollama" if isinstance(server, OllamaServer) else "openai"


def options(server: ModelServer) -> dict[str, Any]:
    return {**server.options, "model": "qwen3:4b"}


@asynccontextmanager
async def piped(*servers: ModelServer, **fields: Any) -> AsyncIterator[Client]:
    double = Piped(*servers, **fields)
    yield Client(double)
    await double.http.close()


def history(result: str) -> list[dict[str, Any]]:
    """A conversation in which the client has just brought the result of a call."""
    function = {"name": "intent__HassTurnOn", "arguments": '{"name":"Bedroom Lamp"}'}
    return [
        {"role": "system", "content": PROMPT},
        {"role": "user", "content": "turn on the bedroom lamp"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "c1", "type": "function", "function": function}]},
        {"role": "tool", "tool_call_id": "c1", "content": result},
    ]
