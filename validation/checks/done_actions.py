"""What is said to be done must have been done: a tool's result says success."""

import re
from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field

from validation.actions import actions_in
from validation.checks import Objection, checks
from validation.outcomes import DONE, FAILED, outcome
from validation.records import records_of
from validation.states import FORMS
from validation.structure import rows_of
from validation.topic import content
from validation.types import Claim, Draft

LONGEST = 4_000  # characters of what may be a tool's result
PLAIN_RESULT = 200  # a longer plain text tells something else
_TROUBLE = re.compile(
    r"(?i)\b(?:error|fail(?:ed|ure|s)?|could ?n[o’']t|cannot|can[’']t|unable|not found|denied|time ?out|timed out"
    r"|no such|invalid|refused|unavailable)\b"
)
_DEMANDED = re.compile(
    r"(?i)\b(?:must|should|shall|can|may|needs? to|ha(?:s|ve) to|muss|müssen|soll|sollte|kann|darf)\b"
)
_WORKED = re.compile(
    r"(?i)\b(?:ok(?:ay)?|success(?:ful(?:ly)?)?|succeeded|done|completed?|set|added|created|sent|started|stopped|turned|switched|locked|unlocked|opened|closed|scheduled|saved|cancell?ed|deleted|removed|updated|changed|played|playing|paused)\b"
)

_MORE = re.compile(
    r"(?:\band|\bund|,)\s+((?:the|your|my|die|das|den)\s+[\w-]+(?:\s+[\w-]+){0,2})(?=\s*(?:[.,!]|$|and\b|und\b))"
)


class Options(BaseModel):
    """Nothing is said to be done that no tool has done"""

    model_config = ConfigDict(extra="forbid")

    same_thing: bool = Field(
        True,
        title="The same thing",
        description="The result must name what is said to be done, where it names anything.",
    )


@checks.register("done_actions", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    claimed = [claim for claim in actions_in(draft.sentence) if _meant(claim, draft)]
    if not claimed:
        return ()
    results = [_judged(text) for text in _results(draft)]
    done = [about for kind, about in results if kind == DONE]
    failed = [about for kind, about in results if kind == FAILED]
    return list(_objections(claimed, draft, (done, failed), options))


def _objections(
    claimed: Sequence[Claim], draft: Draft, told: tuple[list[str], list[str]], options: Options
) -> Iterator[Objection]:
    done, failed = told
    for claim in claimed:
        if claim.unit == "passive" and _state_says_so(claim, draft):
            continue
        if not done:
            why = "The tool says that it failed." if failed else "No tool says that this was done."
            yield Objection(why, claim, evidence="; ".join(filter(None, failed)))
        elif options.same_thing and claim.unit != "done":
            if not _same(draft.sentence, done):
                yield Objection("The tool did that to something else.", claim, evidence="; ".join(filter(None, done)))
            elif more := _beside(draft.sentence[claim.end :], done):
                yield Objection(f"No tool did that to {more}.", claim, evidence="; ".join(filter(None, done)))


def _meant(claim: Claim, draft: Draft) -> bool:
    """Is it this house's own doing? A story in the first person shares no word with what was asked."""
    if claim.unit in {"own", "passive"}:
        return claim.unit == "own" or bool(content(draft.sentence) & content(draft.question)) or not draft.question
    if claim.unit == "done":
        return not draft.question.rstrip().endswith("?") and bool(draft.question)
    return not draft.question or bool(content(draft.sentence) & content(draft.question))


def _results(draft: Draft) -> list[str]:
    texts = [passage.text for evidence in draft.evidence for passage in evidence.passages]
    return [*draft.results, *(text for text in texts if len(text) < LONGEST)]


def _judged(text: str) -> tuple[str, str]:
    """A short plain text is a success where it says so and speaks of no trouble; states of things are none."""
    kind, about = outcome(text)
    if kind in {DONE, FAILED} or not about or rows_of(text) or len(text) > PLAIN_RESULT:
        return kind, about
    if _TROUBLE.search(about):
        return FAILED, about
    if _DEMANDED.search(about):
        return kind, about
    return (DONE, about) if _WORKED.search(about) else (kind, about)


def _same(sentence: str, done: Sequence[str]) -> bool:
    named = [content(about) for about in done if about]
    return not named or any(words & content(sentence) for words in named)


def _beside(behind: str, done: Sequence[str]) -> str:
    """The thing that is named behind one that was done, and of which the results know another: the porch light."""
    known = frozenset().union(*map(content, done))
    for found in _MORE.finditer(behind) if known else ():
        words = content(found[1])
        if words & known and words - known:
            return found[1]
    return ""


def _state_says_so(claim: Claim, draft: Draft) -> bool:
    """ "The door has been locked" is so where its state is locked, whoever did it."""
    values = " ".join(field.text.lower() for record in records_of(draft.evidence) for field in record.fields)
    after = draft.sentence[claim.start :].lower()
    word = next((word for word in ("on", "off") if re.search(rf"\b{claim.value}\s+{word}\b", after)), str(claim.value))
    words = {word, FORMS.get(word, ("", word))[1]}  # "eingeschaltet" is on
    return any(re.search(rf"\b{re.escape(each)}\b", values) for each in words)
