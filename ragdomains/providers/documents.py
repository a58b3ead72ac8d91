"""The household's own papers: the passages that speak about a question."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ragdomains.embedding_server import Line
from ragdomains.providers import Reach, providers
from ragdomains.questioning import Asker
from ragdomains.recipe import USUAL, Embedder
from ragdomains.stems import WORD
from ragdomains.types import Evidence, Lookup, Passage, ProviderError

NOTHING = "Your documents say nothing about that."
ALIKE = 0.7  # the share of words that two passages of copies have in common, from which on they are told once
AS_GOOD = 0.03  # how much lower a newer version's score may be; a passage that is meant by its name stands out more
SPARE = 2  # times as many passages are searched for: some are told once
DOUBTFUL = 0.15  # of min_score: below it, nobody looks whether a sentence of the passages answers all the same
OLDEST = datetime.min.replace(tzinfo=UTC)


class Options(BaseModel):
    """Your own documents: folders, uploads, web pages, feeds and calendars."""

    model_config = ConfigDict(extra="forbid")

    min_score: float = Field(
        0.35,
        ge=0,
        le=1,
        description="A passage with a lower score is not trusted. Higher: fewer answers, less wrong.",
    )
    limit: int = Field(5, ge=1, le=50, description="Most passages for one answer.")
    words: int = Field(
        USUAL.words,
        ge=40,
        le=180,
        description="Words of a passage. Fewer: more exact. More: more of what stands around. The index is built anew.",
    )
    overlap: int = Field(
        USUAL.overlap,
        ge=0,
        le=90,
        description="Words of a passage that the next one begins with, at most half of it. The index is built anew.",
    )

    embedding: Literal["built-in", "ollama", "openai"] = Field(
        "built-in",
        description="Who embeds: the English model that is built in, an Ollama server, or one that speaks OpenAI's "
        "/v1/embeddings. The index is built anew.",
    )
    embedding_model: str = Field("", max_length=120, description="The model on the server, such as bge-m3.")
    embedding_url: str = Field(
        "",
        pattern="^(https?://.+)?$",
        max_length=500,
        description="The server, such as http://192.168.1.20:8080/v1. Empty, for Ollama: OLLAMA_URL.",
    )
    embedding_query: str = Field(
        "", max_length=200, description="What the model wants before each question, such as query: (of E5)."
    )
    embedding_passage: str = Field(
        "",
        max_length=200,
        description="What the model wants before each passage, such as passage: (of E5). The index is built anew.",
    )
    embedding_seconds: float = Field(
        2.0,
        ge=0.1,
        le=30,
        description="Seconds that a question waits for the server; after that it is searched by its words alone.",
    )

    @model_validator(mode="after")
    def model_is_named(self) -> Self:
        if self.embedding != "built-in" and not self.embedding_model:
            raise ValueError("name the model on the server in embedding_model, such as bge-m3")
        if self.embedding == "openai" and not self.embedding_url:
            raise ValueError("write the address of the server into embedding_url")
        return self

    def embedder(self) -> Embedder | None:
        """None: the built-in model."""
        if self.embedding == "built-in":
            return None
        prefixes = (self.embedding_query, self.embedding_passage)
        return Embedder(self.embedding, self.embedding_model, self.embedding_url, *prefixes)

    @model_validator(mode="after")
    def overlap_is_smaller(self) -> Self:
        if 2 * self.overlap > self.words:
            raise ValueError("the overlap may be half of a passage at most")
        return self


@providers.register("documents", Options, asks=("passages",), network=False, uses_text=True)
async def documents(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    line = Line(reach.http, reach.secret, options.embedding_seconds)
    asker = Asker(options.embedder(), line, reach.tale)
    found = await reach.search(lookup.text, options.limit * SPARE, asker)
    good = [passage for passage in found if passage.score >= options.min_score]
    doubtful = found if any(passage.score >= options.min_score * DOUBTFUL for passage in found) else []
    passages = told_once(good or doubtful)[: options.limit]
    if not passages:
        raise ProviderError(NOTHING, kind="missing")
    return Evidence(passages=tuple(passages), as_of=passages[0].as_of, source="your documents", doubtful=not good)


def told_once(passages: Sequence[Passage]) -> list[Passage]:
    """Of passages that say nearly the same in copies of a document one only: the newest, where it fits as well."""
    kept: list[Passage] = []
    for passage in passages:
        place = next((at for at, other in enumerate(kept) if same(passage, other)), None)
        if place is None:
            kept.append(passage)
        elif newer(passage, kept[place]) and passage.score >= kept[place].score - AS_GOOD:
            kept[place] = passage
    return kept


def same(one: Passage, other: Passage) -> bool:
    """Whether two passages of documents that are marked as copies say nearly the same."""
    if not one.family or one.family != other.family:
        return False
    words, others = (set(WORD.findall(each.text.casefold())) for each in (one, other))
    return len(words & others) >= ALIKE * max(len(words | others), 1)


def newer(one: Passage, other: Passage) -> bool:
    return (one.as_of or OLDEST) > (other.as_of or OLDEST)
