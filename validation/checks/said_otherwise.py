"""A sentence that a running text says with a no, an opposite, swapped names or another number is not so."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.beaten import wrong_winners
from validation.causes import other_cause, tells_cause
from validation.cells import by_cell
from validation.chances import wrong_chances
from validation.checks import Objection, checks
from validation.colours import wrong_colours
from validation.compared import wrong_comparisons
from validation.completed import completed
from validation.coordinated import wrong_shares
from validation.crossed import mixed_up
from validation.deeds import misdeeds
from validation.frequencies import wrong_frequencies
from validation.german_deeds import wrong_doers
from validation.graded import wrong_grades
from validation.holders import wrong_holders
from validation.instead import given_up
from validation.listed import wrong_items
from validation.misquoted import misquoted
from validation.near_values import another
from validation.needed import wrong_needs
from validation.otherwise import against, prose
from validation.replaced import replaced
from validation.steps import wrong_steps
from validation.told_of import elsewhere
from validation.types import Claim, Draft
from validation.whereabouts import misplaced
from validation.whose import of_another

RECENT = 400  # characters of what was said before
WHOLE = 4  # words of a quotation that says of what its numbers are
MOST = 5  # objections of one sentence
_DEEDS = (
    misdeeds,
    wrong_doers,
    wrong_holders,
    wrong_shares,
    wrong_comparisons,
    replaced,
    wrong_frequencies,
    misplaced,
    wrong_steps,
    wrong_items,
    wrong_colours,
    wrong_winners,
    given_up,
    wrong_needs,
    wrong_chances,
    wrong_grades,
    of_another,
    mixed_up,
)  # who, and how often


class Options(BaseModel):
    """What a text says the other way round: denied, opposite, swapped, misquoted"""

    model_config = ConfigDict(extra="forbid")

    quotations: bool = Field(
        True, title="Quotations", description="What stands in quotation marks must stand so in a text."
    )


@checks.register("said_otherwise", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    texts = prose(draft.evidence) if draft.evidence else ()
    if not texts or draft.sentence.rstrip().endswith("?") or quoted(draft.sentence, texts):
        return ()
    texts = tuple(map(by_cell, texts))
    found = [*against(draft.sentence, texts)]
    if options.quotations and any(mark in draft.sentence for mark in '"“„«'):
        found += misquoted(draft.sentence, (*texts, draft.question, draft.before))
    told = [Objection(each.why, evidence=each.told) for each in found]
    told += [
        Objection(f"“{each.claim.text}” {each.why}.", each.claim, evidence=each.told)
        for each in elsewhere(draft.sentence, f"{draft.question} {draft.before[-RECENT:]}", texts)
    ]
    told += [
        Objection(f"“{each.claim.text}” is said of something else.", each.claim, evidence=each.told)
        for each in another(draft.sentence, draft.question, texts)
    ]
    told += [Objection(each.why, evidence=each.told) for told_of in _DEEDS for each in told_of(draft.sentence, texts)]
    if tells_cause(draft.sentence) and (cause := other_cause(draft.sentence, draft.question, draft.evidence)):
        told.append(Objection("The text gives another reason.", evidence=cause))
    if not told and not draft.before and (whole := completed(draft.question, draft.sentence)):
        told += [
            Objection(each.why, evidence=each.told) for told_of in (against, *_DEEDS) for each in told_of(whole, texts)
        ]
    return told[:MOST]


def quoted(sentence: str, texts: Sequence[str]) -> bool:
    """Whether it stands so in a text, word for word: a row of a table says many numbers of many things."""
    words = " ".join(sentence.split()).rstrip(".")
    return len(words.split()) >= WHOLE and any(words in " ".join(text.split()) for text in texts)
