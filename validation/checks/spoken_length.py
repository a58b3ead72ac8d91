"""A spoken answer is short: so many sentences, so many seconds."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.checks import Objection, checks
from validation.sentences import sentences_of
from validation.types import Claim, Draft

DIGIT = 4  # letters of one that is read out


class Options(BaseModel):
    """A spoken answer is short"""

    model_config = ConfigDict(extra="forbid")

    sentences: int = Field(6, ge=1, le=100, title="Most sentences", description="Of one answer.")
    seconds: float = Field(45, ge=2, le=600, title="Longest speech", description="Seconds of one answer, spoken.")
    pace: float = Field(
        15, ge=5, le=40, title="Pace", description="Characters a second; a voice at its usual pace says about 15."
    )


@checks.register("spoken_length", Options, family="utility", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """The sentence that goes beyond the limit is objected to, and each behind it: a `fix` ends the answer there."""
    if not draft.spoken:
        return ()
    said = seconds(draft.before + draft.sentence, options.pace)
    if said > options.seconds:
        return [Objection(f"The answer takes {said:.0f} seconds to say (longest: {options.seconds:g}).", fixed=" ")]
    count = _count(draft.before) + 1
    if count > options.sentences:
        return [Objection(f"It is sentence {count} of the answer (most: {options.sentences}).", fixed=" ")]
    return ()


def seconds(text: str, pace: float) -> float:
    """How long a voice takes; a figure is longer than a letter."""
    figures = sum(map(str.isdigit, text))
    return (len(text) + (DIGIT - 1) * figures) / pace


def _count(before: str) -> int:
    return len(sentences_of(before))
