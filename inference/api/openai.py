"""The operations of OpenAI's API: chat and text completions, the models, embeddings."""

import time

from django.http import HttpResponse

from inference.api import errors
from inference.api.chat_writer import ChatWriter
from inference.api.embeddings import embeddings, within
from inference.api.exchange import Answer
from inference.api.framing import frame_of
from inference.api.operations import answered, api, json_response, posted
from inference.api.payload import dumps
from inference.api.question import ask, prompt_of
from inference.api.request import GatewayRequest
from inference.api.schemas import ChatRequest, CompletionRequest, EmbeddingsRequest, VerifyRequest
from inference.api.text_writer import TextWriter
from inference.api.tools import legacy
from inference.api.verification import verifications
from inference.messages import sound

STARTED = int(time.time())


@posted("/v1/chat/completions", "chat")
async def chat(request: GatewayRequest, body: ChatRequest) -> Answer:
    query = ask(body, request.admitted)
    counted = bool((body.stream_options or {}).get("include_usage"))
    writer = ChatWriter(frame_of(body, query), counted, legacy(body))
    return await answered(request, query, writer, bool(body.stream))


@posted("/v1/completions", "completions")
async def complete(request: GatewayRequest, body: CompletionRequest) -> Answer:
    prompt = prompt_of(body.prompt)
    asked = ChatRequest(messages=[{"role": "user", "content": prompt}], **body.model_dump(exclude={"prompt", "echo"}))
    query = ask(asked, request.admitted)
    counted = bool((body.stream_options or {}).get("include_usage"))
    writer = TextWriter(frame_of(asked, query), counted, prompt if body.echo else "")
    return await answered(request, query, writer, bool(body.stream))


@api.get("/v1/models", url_name="models")
async def models(request: GatewayRequest) -> HttpResponse:
    data = [described(assistant.name) for assistant in request.admitted.snapshot.assistants]
    return json_response(dumps({"object": "list", "data": data}))


@api.get("/v1/models/{path:name}", url_name="model")
async def model(request: GatewayRequest, name: str) -> HttpResponse:
    if request.admitted.snapshot.assistant(name) is None:
        raise errors.unknown_model(name)
    return json_response(dumps(described(name)))


@posted("/v1/embeddings", "embeddings")
async def embed(request: GatewayRequest, body: EmbeddingsRequest) -> HttpResponse:
    made = await within(request.admitted.deadline, embeddings(body, request.admitted.snapshot))
    return json_response(dumps(made))


@posted("/v1/verify", "verify")
async def verify(request: GatewayRequest, body: VerifyRequest) -> HttpResponse:
    return json_response(dumps(await verifications(body, request.admitted)))


def described(name: str) -> dict[str, object]:
    return {"id": sound(name), "object": "model", "created": STARTED, "owned_by": "athena"}
