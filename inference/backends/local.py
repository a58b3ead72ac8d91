"""A model in a GGUF file, run by llama.cpp in a process of its own beside Athena. Needs the extra local-model."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from pydantic import BaseModel, Field

from athena_project.http import Allowed, Http
from inference.backends import Access, BackendError, Habit, Piece, Prompt, backends
from inference.completions import Endpoint, complete
from inference.forced import offered, schema_of, told
from inference.local_server import NO_FILE, Child, Wanted, keeper

PATIENCE = 0.5  # the share of the time that may be spent on waiting for the model to load


class Options(BaseModel):
    """A GGUF file of yours, run beside Athena by llama.cpp"""

    model_file: str = Field(default="", description="The GGUF file; a relative path lies below the data folder.")
    context: int = Field(default=8192, ge=512, le=262_144, description="Tokens the model sees. More takes more memory.")
    threads: int = Field(default=0, ge=0, le=256, description="0: all cores but one.")
    gpu_layers: int = Field(default=-1, ge=-1, description="Layers on the graphics card. -1: as many as fit.")
    think: bool = Field(default=False, description="Let the model think first. Its thinking is never said.")
    temperature: float = Field(default=0.3, ge=0, le=2, description="Where the client names none.")


@backends.register("local", Options)
async def generate(prompt: Prompt, options: Options, access: Access) -> AsyncGenerator[Piece, None]:
    if not options.model_file.strip():
        raise BackendError(NO_FILE, "setup")
    until = monotonic() + prompt.seconds
    wanted = Wanted.of(located(options.model_file), options.context, options.threads, options.gpu_layers)
    child = await keeper().ready(wanted, prompt.seconds * PATIENCE)
    prompt = replace(prompt, seconds=max(until - monotonic(), 0.1))
    http = Http(lambda: (Allowed(ip_network("127.0.0.1/32"), child.port),))  # this child and nothing else
    try:
        async with aclosing(
            complete(endpoint_of(child, http, access.habit), body_of(prompt, options), prompt)
        ) as pieces:
            async for piece in pieces:
                yield piece
    finally:
        await http.close()


def located(name: str) -> Path:
    return Path(settings.DATA) / Path(name.strip()).expanduser()


def endpoint_of(child: Child, http: Http, habit: Habit) -> Endpoint:
    headers = {"Authorization": f"Bearer {child.key}"}
    return Endpoint(http, f"{child.url}/v1", child.wanted.file.stem, headers, forced=True, habit=habit)


def body_of(prompt: Prompt, options: Options) -> dict[str, Any]:
    """The request beside model and stream. Tools go by a schema: llama.cpp does not enforce a tool_choice."""
    body: dict[str, Any] = {
        "messages": list(prompt.messages),
        "temperature": options.temperature if prompt.temperature is None else prompt.temperature,
        "max_tokens": prompt.max_tokens,
        **prompt.sampling,
        "cache_prompt": True,
        "chat_template_kwargs": {"enable_thinking": options.think},
    }
    schema = prompt.schema
    if offered(prompt):
        body["messages"], schema = list(told(prompt)), schema_of(prompt)
    if schema is not None:
        shape = {"name": "answer", "schema": dict(schema) or {"type": "object"}}
        body["response_format"] = {"type": "json_schema", "json_schema": shape}
    return body
