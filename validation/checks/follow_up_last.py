"""A question to the user stands last: who hears one begins to answer."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from validation.checks import Objection, checks
from validation.types import Claim, Draft


class Options(BaseModel):
    """A question to the user stands last"""

    model_config = ConfigDict(extra="forbid")


@checks.register("follow_up_last", Options, family="utility", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """What comes behind a question is objected to; further questions are not."""
    if not draft.spoken or not asks(draft.before) or asks(draft.sentence):
        return ()
    return [Objection("A question to the user was asked before this sentence.", fixed=" ")]


def asks(text: str) -> bool:
    """Does the text end with a question?"""
    return text.rstrip().rstrip("\"'”’)»").endswith(("?", "？"))
