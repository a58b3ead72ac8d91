"""A language model of the house judges whether the evidence says the sentence."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.checks import Objection, UndecidedError, checks
from validation.judging import CONTRADICTED, ENTAILED, judge
from validation.topic import courteous
from validation.types import Claim, Draft


class Options(BaseModel):
    """A language model judges whether the evidence says the sentence"""

    model_config = ConfigDict(extra="forbid")

    llm: str = Field("", max_length=60, title="Language model", description="The name of its row under LLMs.")
    only_doubted: bool = Field(
        True,
        title="Only where in doubt",
        description="Ask only about sentences that a rule before this one objected to, also by a flag.",
    )
    min_words: int = Field(3, ge=1, le=50, title="Short sentences", description="One with fewer words passes: “Yes.”")


# The verification gives it no model to ask: there the same judge is asked once, of the whole answer.
@checks.register("entailed", Options, family="consistency", asks_model=True)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if draft.ask is None or draft.structured or (options.only_doubted and not draft.doubted):
        return ()
    if len(draft.sentence.split()) < options.min_words or courteous(draft.sentence):
        return ()
    if not options.llm:
        raise UndecidedError("The rule names no language model.")
    found = await judge(draft, options.llm)
    if found.verdict == ENTAILED:
        return ()
    says = "says otherwise" if found.verdict == CONTRADICTED else "does not say this"
    return [Objection(f"The evidence {says}, in the judgement of {options.llm}.", evidence=found.reason)]
