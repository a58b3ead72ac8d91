"""How a domain's passages are made: by which embedding model, and of what size."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

WORDS, OVERLAP = 120, 25


@dataclass(frozen=True, slots=True)
class Size:
    """Of a passage: about so many words, of which so many stand in the passage before already."""

    words: int = WORDS
    overlap: int = OVERLAP

    @property
    def most(self) -> int:
        """A section of up to so many words is not cut: better one longer passage than a crumb."""
        return self.words * 7 // 6


USUAL = Size()


@dataclass(frozen=True, slots=True)
class Embedder:
    """An embedding model on a server. `query` and `passage` stand before what is embedded, where the model wants it."""

    kind: Literal["ollama", "openai"]
    model: str
    url: str = ""
    query: str = ""
    passage: str = ""

    @property
    def name(self) -> str:
        """Of what its vectors can be compared with: the same wherever the server stands."""
        mark = f"#{hashlib.sha256(self.passage.encode()).hexdigest()[:8]}" if self.passage else ""
        return f"{self.kind}:{self.model}{mark}"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a build is made by; passages of two recipes are never mixed. No embedder: the model is the built-in one."""

    model: str
    size: Size
    embedder: Embedder | None = field(default=None, compare=False)
