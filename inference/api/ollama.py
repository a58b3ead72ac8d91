"""The operations of Ollama's API: an assistant is a model that is always there and always loaded."""

import hashlib
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse

from inference.api.embeddings import NAMES, check, texts_of, vectors_of, whole, within
from inference.api.errors import unknown_model
from inference.api.exchange import Answer, Streamed
from inference.api.framing import frame_of
from inference.api.ollama_request import chat_of, generate_of
from inference.api.ollama_writer import LINE, OllamaWriter, moment
from inference.api.operations import STREAM_HEADERS, answered, api, json_response, posted
from inference.api.payload import dumps
from inference.api.question import ask, assistant_of
from inference.api.request import GatewayRequest
from inference.api.schemas import EmbeddingsRequest, OllamaAsk, OllamaChat, OllamaEmbed, OllamaGenerate, OllamaRequest
from inference.messages import sound
from inference.snapshot import Snapshot

VERSION = "0.13.0"  # the version of Ollama's API that is spoken: clients look for what it can do
STARTED = datetime.now(UTC).isoformat()
FOR_EVER = "2318-01-01T00:00:00Z"  # what the server itself writes of a model that stays loaded
CONTEXT = 8192  # tokens that clients may plan with; more is taken, and cut by whole turns
ALIVE = "Ollama is running"


@api.get("/", url_name="alive")
async def alive(request: GatewayRequest) -> HttpResponse:
    """What every client of Ollama asks first, and before it knows a key."""
    return HttpResponse(ALIVE, content_type="text/plain; charset=utf-8")


@api.get("/api/version", url_name="version")
async def version(request: GatewayRequest) -> HttpResponse:
    return json_response(dumps({"version": VERSION}))


@api.get("/api/tags", url_name="tags")
async def tags(request: GatewayRequest) -> HttpResponse:
    names = [assistant.name for assistant in request.admitted.snapshot.assistants]
    listed = [{**identity(name), "modified_at": STARTED, "details": details("athena")} for name in names]
    return json_response(dumps({"models": listed}))


@api.get("/api/ps", url_name="ps")
async def loaded(request: GatewayRequest) -> HttpResponse:
    names = [assistant.name for assistant in request.admitted.snapshot.assistants]
    memory = {"details": details("athena"), "expires_at": FOR_EVER, "size_vram": 0, "context_length": CONTEXT}
    return json_response(dumps({"models": [{**identity(name), **memory} for name in names]}))


@posted("/api/show", "show")
async def show(request: GatewayRequest, body: OllamaRequest) -> HttpResponse:
    embeds = known(body.wanted, request.admitted.snapshot)
    family = "bert" if embeds else "athena"
    info = {"general.architecture": family, f"{family}.context_length": 256 if embeds else CONTEXT}
    made = {"modelfile": "", "parameters": "", "template": "{{ .Prompt }}", "modified_at": STARTED}
    can = ["embedding"] if embeds else ["completion", "tools"]
    return json_response(dumps({**made, "details": details(family), "model_info": info, "capabilities": can}))


@posted("/api/pull", "pull")
async def pull(request: GatewayRequest, body: OllamaRequest) -> Answer:
    """A model that is known is there already; no other can be had."""
    known(body.wanted, request.admitted.snapshot)
    if body.stream is False:
        return json_response(dumps({"status": "success"}))
    return lines({"status": "pulling manifest"}, {"status": "success"})


@posted("/api/chat", "ollama_chat")
async def chat(request: GatewayRequest, body: OllamaChat) -> Answer:
    if not body.messages:
        return ready(request, body, {"message": {"role": "assistant", "content": ""}})
    asked = chat_of(body)
    query = ask(asked, request.admitted)
    return await answered(request, query, OllamaWriter(frame_of(asked, query)), bool(asked.stream))


@posted("/api/generate", "generate")
async def generate(request: GatewayRequest, body: OllamaGenerate) -> Answer:
    if not body.prompt:
        return ready(request, body, {"response": ""})
    asked = generate_of(body)
    query = ask(asked, request.admitted)
    return await answered(request, query, OllamaWriter(frame_of(asked, query), plain=True), bool(asked.stream))


def ready(request: GatewayRequest, body: OllamaAsk, nothing: Mapping[str, Any]) -> Answer:
    """Without a prompt or messages the client wants the model loaded, or dropped: an assistant is always loaded."""
    name = body.wanted or assistant_of(None, request.admitted.snapshot).name
    assistant_of(name, request.admitted.snapshot)
    why = "unload" if body.keep_alive in (0, "0", "0s") else "load"
    made = {"model": sound(name), "created_at": moment(), **nothing, "done": True, "done_reason": why}
    return json_response(dumps(made)) if body.stream is False else lines(made)


@posted("/api/embed", "embed")
async def embed(request: GatewayRequest, body: OllamaEmbed) -> HttpResponse:
    began = time.perf_counter_ns()
    rows, tokens = await embedded(request, body, body.input)
    counters = {"total_duration": time.perf_counter_ns() - began, "load_duration": 0, "prompt_eval_count": tokens}
    return json_response(dumps({"model": sound(body.wanted), "embeddings": rows, **counters}))


@posted("/api/embeddings", "embed_one")
async def embed_one(request: GatewayRequest, body: OllamaEmbed) -> HttpResponse:
    """The older call: one text, one vector."""
    rows, _ = await embedded(request, body, body.prompt or "")
    return json_response(dumps({"embedding": rows[0]}))


async def embedded(request: GatewayRequest, body: OllamaEmbed, given: Any) -> tuple[list[list[float]], int]:
    """The vectors of what was given, and its tokens; raises Refused."""
    admitted = request.admitted
    check(EmbeddingsRequest(model=body.wanted, dimensions=body.dimensions), admitted.snapshot)
    texts: Sequence[str] = texts_of(given)
    if body.truncate is False:
        texts = await within(admitted.deadline, whole(texts))
    vectors, tokens = await within(admitted.deadline, vectors_of(texts))
    return vectors.tolist(), tokens


def lines(*made: Mapping[str, Any]) -> Answer:
    body = [dumps(line) + LINE for line in made]
    return Streamed(asynchronous(body), content_type=OllamaWriter.content_type, headers=STREAM_HEADERS)


async def asynchronous(body: list[bytes]) -> AsyncIterator[bytes]:
    for line in body:
        yield line


def known(name: str, snapshot: Snapshot) -> bool:
    """Whether a model that is known is the one for embeddings; raises Refused for a name that is not known."""
    if name.lower().removesuffix(":latest") in NAMES:
        return True
    if not name or snapshot.assistant(name) is None:
        raise unknown_model(name)
    return False


def identity(name: str) -> dict[str, Any]:
    """A model by name, as a list names it. There is no file, so the digest is that of the name."""
    tag = name if ":" in name else f"{name}:latest"
    return {"name": tag, "model": tag, "size": 0, "digest": hashlib.sha256(tag.encode()).hexdigest()}


def details(family: str) -> dict[str, Any]:
    sizes = {"parameter_size": "", "quantization_level": ""}
    return {"parent_model": "", "format": "gguf", "family": family, "families": [family], **sizes}
