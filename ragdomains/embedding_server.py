"""Embeds texts on a model server, by Ollama's wire format or OpenAI's; what it sends is trusted in nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings

from athena_project.http import Http, HttpError
from athena_project.model_address import address
from ragdomains.embeddings import Vectors
from ragdomains.recipe import Embedder
from ragdomains.types import ProviderError

KEEP_ALIVE = "30m"  # that Ollama keeps the model in memory: loading it takes longer than a question can wait
WIDEST = 16_384  # dimensions

NO_ADDRESS = "There is no address of an embedding server. Set OLLAMA_URL, or embedding_url in the domain's options."
MISSING = "The embedding model {0} is not on the server."
PULL = " Pull it with: ollama pull {0}"
NONSENSE = (
    "The embedding server's answer is no list of vectors, or holds a value that is no number: "
    "is {0} an embedding model, and the address right?"
)
FEWER = "The embedding server sent {0} vectors for {1} texts."
UNEVEN = "The embedding server sent vectors of different lengths."
NO_NUMBER = "The embedding server sent a vector that is empty, or holds a value that is no number. Try another model."
NO_KEY = "The embedding server did not accept the key. Set the credential of the domain."
SAYINGS = {
    "timeout": "The embedding server did not answer in time.",
    "blocked": "The embedding server's address may not be reached. Add an egress rule for it in the admin.",
    "unreachable": "The embedding server cannot be reached.",
    "too_large": "The embedding server sent too much.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The way to a server: the client, the domain's key, the seconds for one call in all."""

    http: Http
    secret: str = ""
    seconds: float = 120.0


def base_of(embedder: Embedder) -> str:
    """Raises ProviderError (setup) where there is no address."""
    url = embedder.url or (settings.OLLAMA_URL if embedder.kind == "ollama" else "")
    if not url:
        raise ProviderError(NO_ADDRESS, "setup")
    return url.strip().rstrip("/") if embedder.kind == "ollama" else address(url)


async def embed(embedder: Embedder, texts: Sequence[str], line: Line) -> Vectors:
    """A row of length 1 for each text; ProviderError is the one error that leaves."""
    path = "/api/embed" if embedder.kind == "ollama" else "/embeddings"
    # the domain's key is for the address that the domain names, not for the server of the environment
    headers = {"Authorization": f"Bearer {line.secret}"} if line.secret and embedder.url else {}
    body: dict[str, Any] = {"model": embedder.model, "input": [sound(text) for text in texts]}
    body |= {"keep_alive": KEEP_ALIVE} if embedder.kind == "ollama" else {"encoding_format": "float"}
    try:
        data = await line.http.post_json(base_of(embedder) + path, json=body, headers=headers, seconds=line.seconds)
    except HttpError as error:
        raise explained(error, embedder) from error
    return normed(rows_of(data, embedder), len(texts))


def sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8 form


def rows_of(data: object, embedder: Embedder) -> list[Any]:
    """The vectors in the order of the texts; raises ProviderError (broken)."""
    found = data.get("embeddings" if embedder.kind == "ollama" else "data") if isinstance(data, dict) else None
    if embedder.kind == "openai" and isinstance(found, list):
        found = [item.get("embedding") for item in ordered([item for item in found if isinstance(item, dict)])]
    if not isinstance(found, list) or not all(isinstance(row, list) and row for row in found):
        raise ProviderError(NONSENSE.format(embedder.model), "broken")
    return found


def ordered(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By their index, where each has one."""
    numbered = all(isinstance(item.get("index"), int) for item in items)
    return sorted(items, key=lambda item: int(item["index"])) if numbered else items


def normed(rows: Sequence[Sequence[Any]], count: int) -> Vectors:
    if len(rows) != count:
        raise ProviderError(FEWER.format(len(rows), count), "broken")
    if len({len(row) for row in rows}) > 1 or any(len(row) > WIDEST for row in rows):
        raise ProviderError(UNEVEN, "broken")
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # what is too large becomes infinite, and is refused below
            vectors = np.array(rows, dtype=np.float32)
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True) if count else vectors
    except (TypeError, ValueError, OverflowError):
        raise ProviderError(NO_NUMBER, "broken") from None
    if not np.isfinite(lengths).all() or (lengths <= 0).any():
        raise ProviderError(NO_NUMBER, "broken")
    scaled: Vectors = vectors / lengths
    return scaled


def explained(error: HttpError, embedder: Embedder) -> ProviderError:
    if error.kind != "status":
        text = SAYINGS.get(error.kind) or NONSENSE.format(embedder.model)
        kind = error.kind if error.kind in {"timeout", "blocked", "unreachable"} else "broken"
        return ProviderError(text, kind)
    if error.status in {401, 403}:
        return ProviderError(NO_KEY, "refused")
    if error.status == 404:
        advice = PULL.format(embedder.model) if embedder.kind == "ollama" else " Or its address is wrong."
        return ProviderError(MISSING.format(embedder.model) + advice, "refused")
    if error.status in {408, 504}:
        return ProviderError(SAYINGS["timeout"], "timeout")
    if error.status in {429, 503}:
        return ProviderError("The embedding server is busy.", "limited", error.retry_after)
    if error.status >= 500:
        return ProviderError(f"The embedding server failed (status {error.status}); its own log says why.")
    return ProviderError(f"The embedding server did not take the texts (status {error.status}).", "refused")
