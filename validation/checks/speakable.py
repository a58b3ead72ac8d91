"""A spoken answer holds nothing that cannot be spoken."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.checks import Objection, checks
from validation.spoken import speakable
from validation.types import Claim, Draft

NOTHING = " "  # as `fixed`: the sentence falls away


class Options(BaseModel):
    """A spoken sentence is plain: no Markdown, emoji, addresses or code"""

    model_config = ConfigDict(extra="forbid")

    max_length: int = Field(
        400,
        ge=20,
        le=10_000,
        title="Longest sentence",
        description="In characters; a longer one cannot be mended.",
    )


@checks.register("speakable", Options, family="utility", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """The cleaned sentence is offered as `fixed`; a blank one where nothing was left to say."""
    if not draft.spoken:
        return ()
    fixed = speakable(draft.sentence)
    if fixed.strip() and not any(map(str.isalnum, fixed)):
        fixed = NOTHING
    if len(fixed) > options.max_length:
        return [
            Objection(
                f"A sentence of {len(fixed)} characters is too long to be spoken (longest: {options.max_length})."
            )
        ]
    if fixed == draft.sentence:
        return ()
    return [Objection("The sentence holds what cannot be spoken.", fixed=fixed if fixed.strip() else NOTHING)]
