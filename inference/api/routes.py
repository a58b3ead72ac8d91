"""Where the operations are found: paths as clients type them, the scope a key needs, and what needs no key."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import URLPattern

from inference.api import answers, ollama, openai, responses
from inference.api.exchange import Answer
from inference.api.operations import api, straight
from inference.auth import split_path

# typed without /v1, or with the base of the other protocol in front
BARE = re.compile(r"/(chat/completions|completions|embeddings|verify|(answers|responses|models)(/.*)?)", re.DOTALL)
CROSSED = re.compile(r"^(?:/v1(?=/api/)|/api(?=/v1/))")
# under /api a client of Ollama asks, but for the configuration API: it is told in its own form what is not there
OURS = re.compile(
    r"/((v\d+|k|openai|chat|completions|responses|answers|embeddings|verify|models)(/.*)?"
    r"|api(/(?!config(/|$)).*)?)",
    re.DOTALL,
)
# the two forms of Azure's paths: the newer one ends as OpenAI's do, the older one names the model
AZURE = re.compile(r"^/openai(?:/deployments/[^/]+|(?=/v1(?:/|$)))")


@dataclass(frozen=True, slots=True)
class Access:
    """What an operation asks for: a scope of the key, or none at all; its methods; whether it takes a place.

    `talks`: its body is a conversation, which may be longer than any other, because old turns are left out.
    """

    scope: str
    methods: tuple[str, ...]
    works: bool = False
    open: bool = False
    talks: bool = False


ASK = Access("chat", ("POST",), works=True)
TALK = Access("chat", ("POST",), works=True, talks=True)
EMBED = Access("embeddings", ("POST",), works=True)
LIST = Access("models", ("GET", "HEAD"))
LOOK = Access("models", ("POST",))
ACCESS: Mapping[str, Access] = {
    "chat": TALK,
    "completions": ASK,
    "responses": TALK,
    "response": Access("chat", ("GET", "HEAD", "DELETE")),
    "input_items": Access("chat", ("GET", "HEAD")),
    "explain": Access("chat", ("GET", "HEAD")),
    "feedback": Access("chat", ("POST",)),
    "embeddings": EMBED,
    "verify": Access("verify", ("POST",), works=True),
    "models": LIST,
    "model": LIST,
    "alive": Access("", ("GET", "HEAD"), open=True),
    "version": LIST,
    "tags": LIST,
    "ps": LIST,
    "show": LOOK,
    "pull": LOOK,
    "ollama_chat": TALK,
    "generate": ASK,
    "embed": EMBED,
    "embed_one": EMBED,
}


@dataclass(frozen=True, slots=True)
class Route:
    """An operation, what it is called with, what it asks of the caller, and whether it is called without ninja."""

    view: Callable[..., Awaitable[Answer]]
    values: Mapping[str, Any]
    access: Access
    straight: bool


MODULES = (openai, responses, answers, ollama)  # they register their operations with the application
PATTERNS = tuple(entry for entry in api.urls[0] if isinstance(entry, URLPattern) and entry.name in ACCESS)


def serves(scope: Mapping[str, Any]) -> bool:
    """Whether a request belongs to the gateway; all others are Django's, also / where a browser asks for a page."""
    path = re.sub("/{2,}", "/", scope["path"])
    if path == "/":
        return not any(name.lower() == b"accept" and b"text/html" in value for name, value in scope["headers"])
    return OURS.fullmatch(path) is not None


def normalised(path: str) -> str:
    """The path as the operations know it: no key in front, one /v1, no doubled slash and none at the end."""
    return tidied(split_path(path)[1].rstrip("/"))


@lru_cache(maxsize=256)  # of the path without the key, which nothing must remember
def tidied(path: str) -> str:
    path = AZURE.sub("", path)
    path = CROSSED.sub("", re.sub(r"^(/v1)+(?=/|$)", "/v1", path))
    return f"/v1{path}" if BARE.fullmatch(path) else path or "/"


@lru_cache(maxsize=256)
def route_to(path: str) -> Route | None:
    """The operation behind a normalised path."""
    for pattern in PATTERNS:
        if found := pattern.resolve(path.removeprefix("/")):
            name = pattern.name or ""
            return Route(straight.get(name, found.func), found.kwargs, ACCESS[name], name in straight)
    return None
