"""A sentence must mean what the evidence says: each of its words is near to one of the evidence."""

import asyncio
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.checks import Objection, checks
from validation.meaning import unsupported
from validation.structure import rows_of
from validation.topic import courteous
from validation.types import Claim, Draft


class Options(BaseModel):
    """A sentence must be near in meaning to the texts it rests on"""

    model_config = ConfigDict(extra="forbid")

    most: float = Field(0.5, gt=0, le=1, title="Farthest", description="0: every word stands there; 1: none is near.")
    model: bool = Field(
        True, title="By meaning", description="Compare meanings with the sentence model (some 10 ms each); off: words."
    )
    min_words: int = Field(3, ge=1, le=50, title="Short sentences", description="One with fewer words passes: “Yes.”")


# Of no family that the verification asks check by check: there the same measure is the score itself.
@checks.register("supported_meaning", Options, family="contextual")
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    texts = [passage.text for each in draft.evidence for passage in each.passages if not rows_of(passage.text)]
    short = len(draft.sentence.split()) < options.min_words
    if not texts or short or courteous(draft.sentence):
        return ()
    far = await asyncio.to_thread(unsupported, draft.sentence, [*texts, draft.before], options.model)
    if far <= options.most:
        return ()
    return [Objection(f"The evidence does not say this: its words are {far:.0%} away from it.")]
