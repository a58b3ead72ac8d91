"""What clients may send. Unknown fields are ignored, whole numbers may come as floats, null is as good as absent."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


def _number(value: Any) -> Any:
    """A number as it is, or what stands for none; NaN and booleans are none."""
    return None if isinstance(value, bool) or value != value else value


Number = Annotated[float | None, BeforeValidator(_number)]
Objects = list[dict[str, Any]]


class Sampled(BaseModel):
    """What chat and text completions have in common: who answers, how it is sent, and how the words are drawn."""

    model_config = ConfigDict(extra="ignore")

    model: str | None = None
    stream: bool | None = None
    stream_options: dict[str, Any] | None = None
    max_tokens: Number = None
    temperature: Number = None
    n: Number = None
    stop: Any = None
    top_p: Any = None
    seed: Any = None
    frequency_penalty: Any = None
    presence_penalty: Any = None
    logprobs: Any = None
    user: Any = None


class ChatRequest(Sampled):
    """POST /v1/chat/completions."""

    messages: Objects
    tools: Objects | None = None
    tool_choice: Any = None
    parallel_tool_calls: Any = None
    functions: Objects | None = None
    function_call: Any = None
    max_completion_tokens: Number = None
    response_format: dict[str, Any] | None = None
    safety_identifier: Any = None
    metadata: Any = None


class CompletionRequest(Sampled):
    """POST /v1/completions."""

    prompt: Any = None
    echo: bool | None = None


class ResponseRequest(BaseModel):
    """POST /v1/responses."""

    model_config = ConfigDict(extra="ignore")

    input: Any = None
    instructions: Any = None
    model: str | None = None
    stream: bool | None = None
    store: bool | None = None
    previous_response_id: str | None = None
    tools: Objects | None = None
    tool_choice: Any = None
    parallel_tool_calls: Any = None
    max_output_tokens: Number = None
    temperature: Number = None
    top_p: Number = None
    text: dict[str, Any] | None = None
    user: Any = None
    safety_identifier: Any = None
    metadata: Any = None


class VerifyRequest(BaseModel):
    """POST /v1/verify: one answer, or `items`."""

    model_config = ConfigDict(extra="ignore")

    question: Any = None
    context: Any = None
    response: Any = None
    items: Any = None
    meaning: bool | None = None
    judge: str | None = None


class FeedbackRequest(BaseModel):
    """POST /v1/answers/{id}/feedback."""

    model_config = ConfigDict(extra="ignore")

    thumb: str | None = None
    correction: str | None = None
    comment: str | None = None


class EmbeddingsRequest(BaseModel):
    """POST /v1/embeddings."""

    model_config = ConfigDict(extra="ignore")

    input: Any = None
    model: str | None = None
    encoding_format: str | None = None
    dimensions: Number = None


class OllamaRequest(BaseModel):
    """What all of Ollama's calls may carry. `name` is what `model` was called before."""

    model_config = ConfigDict(extra="ignore")

    model: str | None = None
    name: str | None = None
    stream: bool | None = None

    @property
    def wanted(self) -> str:
        return self.model or self.name or ""


class OllamaAsk(OllamaRequest):
    """What POST /api/chat and /api/generate have in common."""

    options: dict[str, Any] | None = None
    format: Any = None
    keep_alive: Any = None


class OllamaChat(OllamaAsk):
    """POST /api/chat."""

    messages: Objects | None = None
    tools: Objects | None = None


class OllamaGenerate(OllamaAsk):
    """POST /api/generate."""

    prompt: str | None = None
    system: str | None = None


class OllamaEmbed(OllamaRequest):
    """POST /api/embed, and /api/embeddings, which has a prompt."""

    input: Any = None
    prompt: str | None = None
    dimensions: Number = None
    truncate: bool | None = None
