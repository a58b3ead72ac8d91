"""Any server that speaks OpenAI's chat completions: llama.cpp, vLLM, LM Studio, LocalAI, OpenRouter, OpenAI itself."""

import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, Field

from athena_project.http import HttpError
from athena_project.model_address import address
from inference.backends import Access, BackendError, Piece, Prompt, backends
from inference.completions import Endpoint, complete
from inference.forced import offered, schema_of, told
from inference.wire import failure

NO_ADDRESS = "There is no address of a model server. Set base_url in the LLM's options."
NO_MODELS = "The model server has no model. Set model in the LLM's options."


class Options(BaseModel):
    """Any server that speaks OpenAI's chat completions"""

    base_url: str = Field(default="", description="Such as http://192.168.1.20:8080/v1 or https://api.openai.com/v1.")
    model: str = Field(default="", description="Empty: the first one the server names.")
    temperature: float | None = Field(default=None, ge=0, le=2, description="Where the client names none.")
    limit_name: Literal["max_tokens", "max_completion_tokens"] = Field(
        default="max_tokens",
        description="What the server calls the longest answer. OpenAI's newer models want the second.",
    )
    usage: bool = Field(default=True, description="Ask for token counts. Off for servers that refuse stream_options.")
    tools: Literal["native", "schema"] = Field(
        default="native", description="schema: tools are called through a JSON schema, for servers that do it badly."
    )
    extra: dict[str, Any] = Field(
        default_factory=dict,
        description='Sent along as they are, such as {"chat_template_kwargs": {"enable_thinking": false}}.',
    )


@backends.register("openai", Options)
async def generate(prompt: Prompt, options: Options, access: Access) -> AsyncGenerator[Piece, None]:
    base = address(options.base_url)
    if not base:
        raise BackendError(NO_ADDRESS, "setup")
    headers = {"Authorization": f"Bearer {access.secret}"} if access.secret else {}
    began = time.monotonic()
    forced = options.tools == "schema"
    endpoint = Endpoint(access.http, base, options.model, headers, forced, access.habit)
    if not options.model:
        endpoint = replace(endpoint, model=await first_model(endpoint, prompt.seconds))
        prompt = replace(prompt, seconds=max(prompt.seconds - (time.monotonic() - began), 0.1))
    async with aclosing(complete(endpoint, body_of(prompt, options), prompt)) as pieces:
        async for piece in pieces:
            yield piece


async def first_model(endpoint: Endpoint, seconds: float) -> str:
    """The first model the server names; raises BackendError."""
    try:
        data = await endpoint.http.get_json(
            f"{endpoint.base}/models", headers=endpoint.headers, seconds=min(seconds, 5)
        )
    except HttpError as error:
        raise failure(error) from error
    models = data.get("data") if isinstance(data, dict) else None
    names = [model.get("id") for model in models if isinstance(model, dict)] if isinstance(models, list) else []
    name = next((name for name in names if isinstance(name, str) and name and "embed" not in name.lower()), "")
    if not name:
        raise BackendError(NO_MODELS, "setup")
    return name


def body_of(prompt: Prompt, options: Options) -> dict[str, Any]:
    """The request beside model and stream."""
    temperature = prompt.temperature if prompt.temperature is not None else options.temperature
    body: dict[str, Any] = {"messages": list(prompt.messages), "temperature": temperature}
    body |= {**prompt.sampling, **options.extra}
    body[options.limit_name] = prompt.max_tokens
    if not options.usage:
        body["stream_options"] = None
    tools, schema = offered(prompt), prompt.schema
    if tools and options.tools == "schema":
        body["messages"], schema = list(told(prompt)), schema_of(prompt)
    elif tools:
        body |= {"tools": list(tools), "tool_choice": prompt.tool_choice}
    if schema is not None:
        body["response_format"] = response_format(schema)
    return body


def response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    if not schema:
        return {"type": "json_object"}
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema)}}
