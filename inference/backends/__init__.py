"""The registry of language model backends: one file per kind in this package."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from athena_project.http import Http
from athena_project.plugins import Plugins
from ragdomains.types import Evidence

NEWEST = 10.0  # seconds in which a server is not asked again which models it has


class BackendError(Exception):
    """A model that cannot answer. The text is fit to be spoken.

    `kind` is one of: setup (no address, no model: not usable, nothing was tried), unreachable, timeout, blocked,
    refused, limited, broken (a stream that ended early or made no sense), malformed (a whole answer that calls no tool
    as it must be called: told so, the model may do better).
    """

    def __init__(self, text: str, kind: str = "unreachable", retry_after: float | None = None) -> None:
        super().__init__(text)
        self.kind = kind
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: OpenAI-shaped messages, and beside them the plain question and evidence.

    `messages` already hold persona, evidence blocks and history; `question` and `evidence` serve backends that are no
    language model. `tools` are OpenAI function tools as the client declared them; `schema` is a JSON schema the answer
    must fit ({} : any JSON object; None: free text). `sampling` is passed on as it is: top_p, seed, stop and the like,
    which all servers call alike. `left_out` counts earlier messages that did not fit.
    """

    messages: tuple[Mapping[str, Any], ...]
    question: str = ""
    evidence: tuple[Evidence, ...] = ()
    tools: tuple[Mapping[str, Any], ...] = ()
    tool_choice: str | Mapping[str, Any] = "auto"
    schema: Mapping[str, Any] | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    sampling: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 30.0
    language: str = "en"
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Some characters of the answer, in order."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A whole call of one of the client's tools; `arguments` is a JSON object as text."""

    name: str
    arguments: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The end of an answer; tokens as the server counted them; `reason` is stop, length or tool_calls."""

    reason: str = "stop"
    tokens_in: int = 0
    tokens_out: int = 0
    detail: Mapping[str, object] = field(default_factory=dict)


Piece = Text | ToolCall | Done


@dataclass(slots=True)
class Newest:
    """The model that a server named where the row names none: each question would wait for that list otherwise."""

    name: str = ""
    until: float = 0.0  # a time.monotonic() moment

    def recalled(self) -> str:
        """Its name, "" where it has to be asked for."""
        return self.name if time.monotonic() < self.until else ""

    def keep(self, name: str) -> str:
        self.name, self.until = name, time.monotonic() + NEWEST
        return name


@dataclass(slots=True)
class Habit:
    """What a model was seen to do: `thinks_unopened` is to begin inside its thinking, whose mark its template wrote."""

    thinks_unopened: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """What a backend may reach: the one HTTP client and its own credential's secret.

    `newest` and `habit` live as long as the row and the secret stay what they are.
    """

    http: Http
    secret: str = ""
    newest: Newest = field(default_factory=Newest)
    habit: Habit = field(default_factory=Habit)


# A backend is an async generator function over the prompt, its options and its access. It yields Text and ToolCall
# pieces and then exactly one Done; anything else that ends it is a BackendError.
Backend = Callable[[Prompt, Any, Access], AsyncIterator[Piece]]

backends: Plugins[Backend] = Plugins("backend", "inference.backends", "athena.backends")
