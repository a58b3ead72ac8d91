"""The household's own papers: the passages that speak about a question."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ragdomains.providers import Reach, providers
from ragdomains.recipe import USUAL
from ragdomains.types import Evidence, Lookup, ProviderError

NOTHING = "Your documents say nothing about that."


class Options(BaseModel):
    """Your own documents: folders of Markdown, text, HTML, PDF and Word files."""

    model_config = ConfigDict(extra="forbid")

    min_score: float = Field(
        0.35,
        ge=0,
        le=1,
        description="A passage with a lower score is not used. Higher: fewer answers, less wrong.",
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

    @model_validator(mode="after")
    def overlap_is_smaller(self) -> Self:
        if 2 * self.overlap > self.words:
            raise ValueError("the overlap may be half of a passage at most")
        return self


@providers.register("documents", Options, asks=("passages",), network=False, uses_text=True)
async def documents(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    found = await reach.search(lookup.text, options.limit)
    passages = tuple(passage for passage in found if passage.score >= options.min_score)
    if not passages:
        raise ProviderError(NOTHING, kind="missing")
    return Evidence(passages=passages, as_of=passages[0].as_of, source="your documents")
