"""An answer is in the language of its question, by the share of small words of each."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import base
from validation.checks import Objection, checks
from validation.small_words import SMALL, spoken_in
from validation.types import Claim, Draft


class Options(BaseModel):
    """Answer in the language of the question"""

    model_config = ConfigDict(extra="forbid")

    min_words: int = Field(
        5, ge=2, le=100, title="Short sentences", description="One with fewer words passes in any language."
    )
    share: float = Field(
        0.25,
        gt=0,
        le=1,
        title="Share",
        description="Share of small words of another language that makes a sentence foreign.",
    )


@checks.register("same_language", Options, family="contextual", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    wanted = {base(draft.language), spoken_in(draft.question, options.min_words, options.share)}
    if draft.structured or not wanted & SMALL.keys():
        return ()
    found = spoken_in(draft.sentence, options.min_words, options.share)
    if not found or found in wanted:
        return ()
    return [Objection(f"It is in another language ({found}) than the question.")]
