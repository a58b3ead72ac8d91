"""What a domain keeps beyond its time may be said, with its age: freshness against the domain's own contract."""

import re
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import Phrases, phrase
from ragdomains.sentences import as_of
from validation.checks import Objection, checks
from validation.topic import courteous
from validation.types import Claim, Draft

_DATED = re.compile(r"(?i)\b(?:as of|ago|old|last known|stand|vor \d+|zuletzt|last updated)\b")
AGE = "That is {as of}."
PHRASES: Phrases = {"de": {AGE: "Das ist {as of}."}}


class Options(BaseModel):
    """What is no longer fresh is said with its age"""

    model_config = ConfigDict(extra="forbid")

    fresh: bool = Field(
        False,
        title="Also what is fresh",
        description="Demand the age also of what was kept and is still fresh by the domain's row.",
    )


@checks.register("stale_evidence", Options, family="evolution", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """The first sentence that holds a number, date or time decides; its age is offered as `fixed`."""
    old = {"stale", "fresh"} if options.fresh else {"stale"}
    late = [each for each in draft.evidence if each.cached in old]
    values = any(claim.kind in {"number", "date", "time"} for claim in claims)
    if not late or not values or draft.structured or courteous(draft.sentence):
        return ()
    if _DATED.search(draft.before) or _DATED.search(draft.sentence):
        return ()
    moments = [each.as_of for each in late if each.as_of is not None]
    fixed = f"{draft.sentence} {_age(min(moments), draft.language)}" if moments else ""
    source = next((each.source for each in late if each.source), "the evidence")
    return [Objection(f"What {source} said is no longer fresh, and its age is not told.", fixed=fixed)]


def _age(moment: datetime, language: str) -> str:
    return phrase(AGE, language, PHRASES).replace("{as of}", as_of(moment, language=language))
