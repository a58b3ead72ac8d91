"""POST /v1/embeddings: what may be embedded, and the vectors as floats or base64."""

import asyncio
import base64
import time
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from asgiref.sync import sync_to_async

from inference.api.errors import Refused, invalid, too_late, unknown_model
from inference.api.schemas import EmbeddingsRequest
from inference.snapshot import Snapshot
from ragdomains.embeddings import DIMENSIONS, MAX_TOKENS, MODEL, aembed, count_tokens, text_of

TEXTS = 2048  # OpenAI's own limit for one request
BATCH = 16  # texts between two looks at the clock
NAMES = frozenset({MODEL.lower(), "all-minilm", "all-minilm-l6-v2", "sentence-transformers/all-minilm-l6-v2"})
FOREIGN = "Send text, not the token ids of another model. In LangChain set check_embedding_ctx_length=False."
TOO_LONG = "the input length exceeds the context length"  # Ollama's own words

T = TypeVar("T")
Vectors = npt.NDArray[np.float32]


async def embeddings(body: EmbeddingsRequest, snapshot: Snapshot) -> dict[str, Any]:
    """OpenAI's answer; raises Refused."""
    check(body, snapshot)
    vectors, tokens = await vectors_of(texts_of(body.input))
    written = encoded(vectors, body.encoding_format or "float")
    data = [{"object": "embedding", "index": number, "embedding": vector} for number, vector in enumerate(written)]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data, "model": body.model or MODEL, "usage": usage}


async def vectors_of(texts: Sequence[str]) -> tuple[Vectors, int]:
    """A row for each text, and how many tokens they have. Cancelled between two batches when the time is over."""
    rows = [await aembed(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
    tokens = await sync_to_async(_tokens, thread_sensitive=False)(texts)
    return np.concatenate(rows), tokens


async def whole(texts: Sequence[str]) -> Sequence[str]:
    """The texts, for a client that wants none cut; raises Refused where one is too long."""
    if await sync_to_async(_longest, thread_sensitive=False)(texts) > MAX_TOKENS:
        raise invalid(TOO_LONG, "input")
    return texts


def check(body: EmbeddingsRequest, snapshot: Snapshot) -> None:
    model = (body.model or MODEL).lower().removesuffix(":latest")
    if model not in NAMES and snapshot.assistant(body.model or "") is None:
        raise unknown_model(body.model or "")
    if body.dimensions is not None and body.dimensions != DIMENSIONS:
        raise invalid(f"This model has {DIMENSIONS} dimensions and no other number.", "dimensions")
    if body.encoding_format not in {None, "float", "base64"}:
        raise invalid("encoding_format is float or base64.", "encoding_format")


def texts_of(given: Any) -> list[str]:
    """The texts to embed: one text, one list of token ids, or a list of either; raises Refused."""
    one = isinstance(given, str) or (isinstance(given, list) and bool(given) and all(map(is_id, given)))
    items = [given] if one else given
    if not isinstance(items, list) or not items:
        raise invalid("input must be a text or a list of texts.", "input")
    if len(items) > TEXTS:
        raise invalid(f"input has more than {TEXTS} texts.", "input")
    return [text_in(item, "input" if one else f"input[{number}]") for number, item in enumerate(items)]


def is_id(item: Any) -> bool:
    return isinstance(item, int) and not isinstance(item, bool)


def text_in(item: Any, place: str) -> str:
    if isinstance(item, str):
        return item
    if not isinstance(item, list) or not item or not all(map(is_id, item)):
        raise Refused(400, f"{place} must be text.", "invalid_type", param=place)
    try:
        return text_of(item)
    except ValueError:
        raise invalid(FOREIGN, "input") from None


def _tokens(texts: Sequence[str]) -> int:
    return sum(count_tokens(text) for text in texts)


def _longest(texts: Sequence[str]) -> int:
    return max(map(count_tokens, texts))


def encoded(vectors: Vectors, form: str) -> list[list[float]] | list[str]:
    """Lists of numbers, or little-endian float32 in base64, as openai-python asks for by default."""
    if form == "base64":
        return [base64.b64encode(row.astype("<f4").tobytes()).decode() for row in vectors]
    return [[float(value) for value in row] for row in vectors]


async def within(deadline: float, work: Awaitable[T]) -> T:
    """What is awaited, but no longer than until this moment of time.monotonic(); raises Refused."""
    try:
        async with asyncio.timeout(max(deadline - time.monotonic(), 0)):
            return await work
    except TimeoutError:
        raise too_late() from None
