"""An answer must not contradict itself: two values of one thing, two states of it, yes and then no."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from validation.answers import plainly
from validation.assertions import Assertion, assertions, dimensions, measured
from validation.checks import Objection, checks
from validation.contradictions import contradicts
from validation.sentences import sentences_of
from validation.state_assertions import StateSaid, opposed, states_said
from validation.types import Claim, Draft

MOST = 20  # objections of one sentence
RECENT = 4_000  # characters of what was said before
_SEVERAL = re.compile(r"\b(?:and|or|und|oder)\b|\?.*\?", re.IGNORECASE)


class Options(BaseModel):
    """An answer does not contradict itself"""

    model_config = ConfigDict(extra="forbid")

    values: bool = Field(True, title="Values", description="Two numbers or times of the same thing.")
    states: bool = Field(True, title="States", description="Two states of the same thing: open and closed.")
    yes: bool = Field(True, title="Yes and no", description="A no behind a yes, to one question.")


@checks.register("own_contradictions", Options, family="consistency", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if draft.structured:
        return ()
    before = sentences_of(draft.before[-RECENT:]) if draft.before else ()
    return list(islice(_objections(draft, before, options), MOST))


def _objections(draft: Draft, before: Sequence[str], options: Options) -> Iterator[Objection]:
    if options.values:
        yield from _values(draft.sentence, before)
    if options.states:
        yield from _states(draft.sentence, before)
    if options.yes and before and _turned(draft, before):
        yield Objection("It says yes and then no.", evidence=before[0])


def _values(sentence: str, before: Sequence[str]) -> Iterator[Objection]:
    kinds = dimensions(sentence)
    if all(kinds.isdisjoint(dimensions(each)) for each in before) and len(measured(sentence)) == len(kinds):
        return  # nothing that could be compared, as mostly
    own = assertions(sentence)
    for place, said in enumerate(own):
        first = next((each for each in own[:place] if contradicts(each, said)), None) or _earlier(said, before)
        if first:
            yield Objection(f"“{said.claim.text}”: it said “{first.claim.text}”.", said.claim, evidence=first.sentence)


def _earlier(said: Assertion, before: Sequence[str]) -> Assertion | None:
    for place in reversed(range(len(before))):
        between = " ".join(before[place + 1 :])
        found = (first for first in assertions(before[place]) if contradicts(first, said, between))
        if first := next(found, None):
            return first
    return None


def _states(sentence: str, before: Sequence[str]) -> Iterator[Objection]:
    own = states_said(sentence)
    for place, said in enumerate(own):
        known: list[StateSaid] = [*own[:place], *(first for each in before for first in states_said(each))]
        if first := next((each for each in known if opposed(each, said)), None):
            state = said.state
            claim = Claim("state", sentence[state.start : state.end], state.start, state.end, state.value, state.group)
            yield Objection(f"“{claim.text}”: it said otherwise.", claim, evidence=first.sentence)


def _turned(draft: Draft, before: Sequence[str]) -> bool:
    """A no where the answer began with a yes, or the other way round; a question of two parts may have both."""
    if _SEVERAL.search(draft.question) or any(sentence.endswith("?") for sentence in before):
        return False
    first, second = plainly(before[0]), plainly(draft.sentence)
    return None not in {first, second} and first != second
