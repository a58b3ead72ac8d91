"""What clients may send. Unknown fields are ignored, whole numbers may come as floats, null is as good as absent."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


def _number(value: Any) -> Any:
    """A number as it is, or what stands for none; NaN and booleans are none."""
    return None if isinstance(value, bool) or value != value else value


Number = Annotated[float | None, BeforeValidator(_number)]
Objects = list[dict[str, Any]]


class ChatRequest(BaseModel):
    """POST /v1/chat/completions."""

    model_config = ConfigDict(extra="ignore")

    messages: Objects
    model: str | None = None
    stream: bool | None = None
    stream_options: dict[str, Any] | None = None
    tools: Objects | None = None
    tool_choice: Any = None
    functions: Objects | None = None
    function_call: Any = None
    max_tokens: Number = None
    max_completion_tokens: Number = None
    temperature: Number = None
    response_format: dict[str, Any] | None = None
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


class EmbeddingsRequest(BaseModel):
    """POST /v1/embeddings."""

    model_config = ConfigDict(extra="ignore")

    input: Any = None
    model: str | None = None
    encoding_format: str | None = None
    dimensions: Number = None
