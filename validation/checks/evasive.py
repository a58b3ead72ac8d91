"""An answer that evades, although what was found answers the question."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.checks import Objection, checks
from validation.topic import content, overlap, stems
from validation.types import Claim, Draft
from validation.unknowing import evasive, unknowing


class Options(BaseModel):
    """Do not evade where the evidence answers"""

    model_config = ConfigDict(extra="forbid")

    found: float = Field(
        0.6,
        gt=0,
        le=1,
        title="Found",
        description="Share of the question's words that one passage or fact must hold to count as an answer.",
    )


@checks.register("evasive", Options, family="utility", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if not (evasive(draft.sentence) or unknowing(draft.sentence)) or content(draft.before):
        return ()
    if not _answered(draft, options.found) or _quoted(draft):
        return ()
    return [Objection("It evades, although what was found answers the question.")]


def _answered(draft: Draft, share: float) -> bool:
    wanted = content(draft.question)
    return bool(wanted) and any(overlap(wanted, stems(text)) >= share for text in _texts(draft))


def _quoted(draft: Draft) -> bool:
    """The evidence itself sends elsewhere: "Ask at the desk." """
    own = content(draft.sentence) - content(draft.question)
    return bool(own) and any(overlap(own, stems(text)) >= 0.8 for text in _texts(draft))


def _texts(draft: Draft) -> list[str]:
    passages = [f"{passage.heading} {passage.text}" for one in draft.evidence for passage in one.passages]
    facts = [f"{fact.name.replace('_', ' ')} {fact.value} {fact.place}" for one in draft.evidence for fact in one.facts]
    return [*passages, " ".join(facts)]
