"""What is said to be on, locked, delayed or sunny must be so in the evidence."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from validation.actions import actions_in
from validation.answers import said_yes
from validation.checks import Objection, checks
from validation.compass import wrong_winds
from validation.flags import denied_chances, wrong_flags
from validation.known_states import counted, denied_by, exception, known_states, unstructured
from validation.outcomes import FAILED, TOLD, outcome
from validation.played import untimely
from validation.records import Record, records_of
from validation.states import DEVICE, State, agree, asked_states, states_in
from validation.subjects import spoken_of
from validation.types import Claim, Draft

_SEVERAL = re.compile(
    r"\W*(?:are|were|sind|waren)\s+(?:all|both|alle|beide|the|my|our|die|meine|unsere)\b", re.IGNORECASE
)
_LOOSE = frozenset({"on", "off", "home", "away", "playing"})  # "Night Ferry is on" is said of a programme
DONE = 4  # characters: "turned on" is an action that ends with a state
MOST = 20  # objections of one sentence
_RIGHT_NO = re.compile(r"\b(?:no|kein\w*)\s+$", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;]|\b(?:and|but|while|whereas|und|aber|während)\b", re.IGNORECASE)


class Options(BaseModel):
    """States must be so: on or off, locked, delayed, sunny"""

    model_config = ConfigDict(extra="forbid")

    devices_need_a_state: bool = Field(
        True, title="Devices need a state", description="A device's state that no evidence speaks of is an objection."
    )
    questions: bool = Field(True, title="Yes", description="“Yes.” says what the question asks for.")


@checks.register("true_states", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if not draft.evidence:
        return ()
    records = records_of(draft.evidence)
    return list(islice(_objections(draft, records, options), MOST))


def _objections(draft: Draft, records: Sequence[Record], options: Options) -> Iterator[Objection]:
    done = {claim.end for claim in actions_in(draft.sentence)}  # what was done is asked of the tools
    own = [state for state in states_in(draft.sentence) if not any(abs(state.end - end) <= DONE for end in done)]
    for state in own:
        yield from _against(state, draft.sentence, draft, records, options)
    for wrong in (*wrong_flags(draft.sentence, meant(records, draft)), *denied_chances(draft.sentence, records)):
        claim = Claim("state", draft.sentence[wrong.start : wrong.end], wrong.start, wrong.end, wrong.field.text)
        so = f"{wrong.field.name}: {wrong.field.text}"
        yield Objection(f"It is not so: {so}.", claim, evidence=so)
    for start, end, so in wrong_winds(draft.sentence, meant(records, draft), draft.evidence):
        yield Objection(f"The wind is {so}.", Claim("state", draft.sentence[start:end], start, end), evidence=so)
    for late in untimely(draft.sentence, meant(records, draft)):
        claim = Claim("state", draft.sentence[late.start : late.end], late.start, late.end)
        yield Objection(f"It is {late.state}.", claim, evidence=f"{late.field.name}: {late.field.text}")
    if options.questions and not draft.before:
        yield from _answered(draft, own, records, options)


def _answered(draft: Draft, own: Sequence[State], records: Sequence[Record], options: Options) -> Iterator[Objection]:
    """ "Yes." says the state that the question asks for."""
    yes = said_yes(draft.sentence)
    if yes is None:
        return
    for state in asked_states(draft.question):
        if any(each.group == state.group or {each.group, state.group} <= DEVICE for each in own):
            continue
        if _SEVERAL.match(draft.question):
            yield from _of_all(state, yes, draft, records)
        else:
            asked = State(state.group, state.value, 0, min(3, len(draft.sentence)), state.denied == yes)
            yield from _against(asked, draft.question, draft, records, options)


def _of_all(state: State, yes: bool, draft: Draft, records: Sequence[Record]) -> Iterator[Objection]:
    """ "Are the doors locked?" "Yes." says it of each of them, and "No." that one is not."""
    other = exception("all", state, records, draft.question)
    known = known_states(records).get(state.group, frozenset())
    if known and yes == bool(other):
        claim = Claim("state", draft.sentence, 0, min(3, len(draft.sentence)), state.value, state.group)
        yield Objection("Not all are the same." if yes else "All are so.", claim, evidence=other or state.value)


def meant(records: Sequence[Record], draft: Draft) -> tuple[Record, ...]:
    return spoken_of(records, draft.sentence, draft.question)


def _against(state: State, text: str, draft: Draft, records: Sequence[Record], options: Options) -> Iterator[Objection]:
    here = _clause(text, state)
    known = known_states(spoken_of(records, here, text, draft.question)).get(state.group, frozenset())
    claim = Claim("state", draft.sentence[state.start : state.end], state.start, state.end, state.value, state.group)
    count = counted(here)
    if count and not _no(text, state):
        other = exception(count, state, records, here)
        if other:
            yield Objection(f"Not all are the same: {other}.", claim, evidence=other)
    elif known:
        so = any(agree(state.value, value) for value in known)
        if so == state.denied:
            yield Objection(_message(state, known), claim, evidence=", ".join(sorted(known)))
    elif told := denied_by(state, text, draft.evidence):
        yield Objection(_message(state, frozenset({told})), claim, evidence=told)
    elif options.devices_need_a_state and state.group in DEVICE and records and not _unknown(draft, state):
        yield Objection(f"Nothing says whether it is {state.value}.", claim)


def _no(text: str, state: State) -> bool:
    """ "No snow" denies the snow, and says nothing of every one of several things."""
    return _RIGHT_NO.search(text[: state.start]) is not None


def _unknown(draft: Draft, state: State) -> bool:
    """Does another text speak of it, is it only said that what failed did not come about, or is there no device?"""
    told = {outcome(text)[0] for text in draft.results} - {TOLD}
    if not told and state.value in _LOOSE:
        return not DEVICE & known_states(records_of(draft.evidence)).keys() or unstructured(draft, state)
    if state.group == "opening" and any(_has_hours(record) for record in records_of(draft.evidence)):
        return True
    return (state.denied and FAILED in told) or unstructured(draft, state)


def _has_hours(record: Record) -> bool:
    """Does it tell when something opens or closes? Then it is none of the doors of the house."""
    return any(
        field.cues & {"open", "close"} and (field.grounds.times or field.grounds.weekdays) for field in record.fields
    )


def _message(state: State, known: frozenset[str]) -> str:
    return f"It is {' and '.join(sorted(known))}, {'' if state.denied else 'not '}{state.value}."


def _clause(text: str, state: State) -> str:
    return _CLAUSES.split(text[: state.start])[-1] + _CLAUSES.split(text[state.start :])[0]
