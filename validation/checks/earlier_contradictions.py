"""What was said earlier in a conversation still holds, unless what it rests on has changed since."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import Phrases, phrase
from ragdomains.types import Evidence
from validation import support
from validation.answers import plainly
from validation.assertions import Assertion, assertions, moments
from validation.checks import Objection, checks
from validation.contradictions import agree, same
from validation.grounds import Grounds, grounds
from validation.sentences import sentences_of
from validation.state_assertions import StateSaid, opposed, states_said
from validation.structure import rows_of
from validation.topic import content
from validation.types import Claim, Draft, Turn
from validation.wording import wording

MOST = 5  # objections of one sentence
SENTENCES = 20  # of one earlier answer
LIMITS = support.Limits(counts=False)
# Such a question leads on to another thing or time, whatever else it does not say.
_ONWARD = re.compile(
    r"(?i)\b(?:then|after|next|later|before|earlier|else|other|another|instead|now|dann|danach|jetzt"
    r"|später|früher|vorher|sonst|andere\w*|stattdessen|nächste\w*|und)\b"
)
EARLIER = "Earlier I said {said}, which was wrong."
PHRASES: Phrases = {"de": {EARLIER: "Vorhin sagte ich {said}, das war falsch."}}


class Options(BaseModel):
    """What was said earlier in the conversation still holds"""

    model_config = ConfigDict(extra="forbid")

    turns: int = Field(6, ge=1, le=20, title="Turns", description="How many earlier answers are looked at.")


@checks.register("earlier_contradictions", Options, family="consistency", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """What found texts bear out is right now: it is offered as `fixed`, with what was said earlier."""
    if not draft.turns or draft.structured or _ONWARD.search(draft.question):
        return ()
    turns = draft.turns[-options.turns :]
    return list(islice((*_values(draft, turns), *_states(draft, turns), *_turned(draft, turns)), MOST))


def _values(draft: Draft, turns: Sequence[Turn]) -> Iterator[Objection]:
    own = assertions(draft.sentence)
    if not own:
        return
    for said in own:
        first = next(
            (each for turn in reversed(turns) for each in _of(turn) if _against(each, turn, said, draft)), None
        )
        if first is None or _bears_out(_changing(draft.evidence, draft.results), said):
            continue
        kept = _texts(draft.evidence, draft.results)
        if _bears_out(kept, first):
            continue  # the texts say both, so two things are meant
        fixed = f"{_owned(first, draft.language)} {draft.sentence}" if _bears_out(kept, said) else ""
        message = f"“{said.claim.text}”: earlier in the conversation it was “{first.claim.text}”."
        yield Objection(message, said.claim, fixed, first.sentence)


def _of(turn: Turn) -> Iterator[Assertion]:
    return (each for sentence in sentences_of(turn.answer)[:SENTENCES] for each in assertions(sentence))


def _against(first: Assertion, turn: Turn, said: Assertion, draft: Draft) -> bool:
    """The same thing and time, as the questions have it where the sentences do not say so; another value."""
    dated = _dated(first, turn.question), _dated(said, draft.question)
    if not same(*dated) or agree(*dated):
        return False
    if content(turn.question) == content(draft.question):
        return True
    return said.explicit and content(draft.question) <= content(turn.question) | content(turn.answer) | said.about


def _dated(said: Assertion, question: str) -> Assertion:
    return said if said.when else replace(said, when=moments(question))


def _changing(evidence: Sequence[Evidence], results: Sequence[str]) -> tuple[Evidence, ...]:
    """What is looked up anew with each question: facts, and what tools answer."""
    return tuple(
        replace(each, passages=tuple(one for one in each.passages if one.text in results or rows_of(one.text)))
        for each in evidence
    )


def _texts(evidence: Sequence[Evidence], results: Sequence[str]) -> tuple[Evidence, ...]:
    """What stays as it is: running text."""
    found = ((one for one in each.passages if one.text not in results and not rows_of(one.text)) for each in evidence)
    return tuple(Evidence(passages=tuple(passages)) for passages in found)


def _bears_out(evidence: tuple[Evidence, ...], said: Assertion) -> bool:
    known = grounds(Draft("", "", "llm", evidence=evidence))
    return _follows(said, known)


def _follows(said: Assertion, known: Grounds) -> bool:
    follows = support.clock if said.claim.kind == "time" else support.number
    return follows(said.claim, wording(said.sentence, said.claim), known, LIMITS)


def _owned(first: Assertion, language: str) -> str:
    return phrase(EARLIER, language, PHRASES).replace("{said}", first.claim.text)


def _states(draft: Draft, turns: Sequence[Turn]) -> Iterator[Objection]:
    """States change, so only an answer that rests on nothing new is held to the earlier one."""
    own = states_said(draft.sentence)
    if not own or draft.evidence or draft.results:
        return
    for said in own:
        first = next((each for turn in reversed(turns) for each in _states_of(turn) if opposed(each, said)), None)
        if first:
            state = said.state
            text = draft.sentence[state.start : state.end]
            claim = Claim("state", text, state.start, state.end, state.value, state.group)
            yield Objection(f"“{text}”: earlier in the conversation it was otherwise.", claim, evidence=first.sentence)


def _states_of(turn: Turn) -> Iterator[StateSaid]:
    return (each for sentence in sentences_of(turn.answer)[:SENTENCES] for each in states_said(sentence))


def _turned(draft: Draft, turns: Sequence[Turn]) -> Iterator[Objection]:
    """A no to a question that had a yes before, or the other way round, with nothing new to rest on."""
    yes = plainly(draft.sentence) if not draft.before and not draft.evidence and not draft.results else None
    if yes is None or not content(draft.question):
        return
    for turn in reversed(turns):
        if _asked_again(turn.question, draft.question):
            before = plainly(turn.answer)
            if before is not None and before != yes:
                yield Objection("The same question had the opposite answer.", evidence=turn.answer[:100])
            return


def _asked_again(first: str, second: str) -> bool:
    return "".join(filter(str.isalnum, first.lower())) == "".join(filter(str.isalnum, second.lower()))
