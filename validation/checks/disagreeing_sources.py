"""Where two sources disagree about what a sentence says, it must say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import Phrases, base, phrase
from ragdomains.sentences import digits
from ragdomains.sentences import said as spoken
from ragdomains.types import Evidence, Fact
from validation.checks import Objection, checks
from validation.claims import find_claims
from validation.cues import cues_near
from validation.rivals import rivals
from validation.same import once
from validation.sources import Disagreement, Told, disagreements, minutes_of
from validation.stated import Stated
from validation.types import Claim, Draft
from validation.units import convert

MOST = 3  # objections of one sentence
RECENT = 1_000  # characters of what was said before
_TOLD = re.compile(
    r"\b(?:disagree\w*|differ(?:s|ent|ing)?|conflict\w*|contradict\w*|according to|uneins|einig|unterschiedlich\w*"
    r"|laut)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?\d[\d.,]*\d|-?\d")
SAYS = "The sources disagree: {first} says {one}, {second} says {other}."
PHRASES: Phrases = {
    "de": {SAYS: "Die Quellen sind sich nicht einig: {first} sagt {one}, {second} sagt {other}."},
}
NAMELESS = {"en": ("one", "another"), "de": ("eine", "eine andere")}


class Options(BaseModel):
    """Where the sources disagree, the answer says so"""

    model_config = ConfigDict(extra="forbid")

    tolerance: float = Field(
        0.05,
        ge=0,
        le=1,
        title="Tolerance",
        description="Share that two measured values may be apart: 0.05 is 5 percent.",
    )


@checks.register("disagreeing_sources", Options, family="consistency", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """The sentence with what the other source says behind it is offered as `fixed`."""
    if draft.structured or not _several(draft.evidence) or _TOLD.search(draft.before[-RECENT:] + draft.sentence):
        return ()
    values = [claim for claim in claims if claim.kind in {"number", "time"} and claim.unit != "score"]
    found = list(islice(_objections(draft, values, options), MOST)) if values else []
    return found or list(islice(_of_texts(draft), MOST))


def _of_texts(draft: Draft) -> Iterator[Objection]:
    """One text bears the sentence out, and another, or a record, says otherwise; an answer that gives both is fair."""
    heard = f"{draft.before[-RECENT:]} {draft.sentence}"
    for found in rivals(draft.sentence, draft.question, draft.evidence):
        one, other = (_stated(each, beside, draft.language) for each, beside in (found.said, reversed(found.said)))
        if other.strip("“”") not in heard:
            told = _in_words(draft.language, (found.names[0], one), (found.names[1], other))
            about = found.claim.text if found.claim else one.strip("“”")
            evidence = f"{found.names[1] or 'another source'}: {other}"
            yield Objection(f"The sources disagree about “{about}”.", found.claim, f"{draft.sentence} {told}", evidence)


def _stated(said: Stated, other: Stated, language: str) -> str:
    """As a text writes it; what a record holds in the words and the unit of the text beside it: 138 metres."""
    claim, beside = said.claim, other.claim
    if said.text or not claim or not beside or isinstance(claim.value, str):
        return said.shown
    value = convert(claim.value, claim.unit, beside.unit) if claim.unit and beside.unit else claim.value
    number = digits(claim.value if value is None else round(value, 2), 2, language)
    told, count = _NUMBER.subn(number, other.shown, count=1)
    return told if count and value is not None else spoken(Fact("", claim.value, claim.unit), "short", language)


@once
def _several(evidence: Sequence[Evidence]) -> bool:
    """Most answers rest on one source, and need no further look."""
    names = {fact.source or each.source for each in evidence for fact in each.facts}
    names |= {passage.title or each.source for each in evidence for passage in each.passages}
    return len(names) > 1


def _objections(draft: Draft, values: Sequence[Claim], options: Options) -> Iterator[Objection]:
    heard = [*values, *(claim for claim in find_claims(draft.before[-RECENT:]) if claim.kind in {"number", "time"})]
    for found in disagreements(draft.evidence, options.tolerance):
        for told, other in found.either():
            claim = next((each for each in values if _says(each, told, draft.sentence, values)), None)
            if claim and not any(_close(each, other) for each in heard):
                fixed = f"{draft.sentence} {_sentence(Disagreement(told, other), draft.language)}"
                evidence = f"{other.source or 'another source'}: {other.text}"
                yield Objection(f"The sources disagree about “{claim.text}”.", claim, fixed, evidence)
                return


def _says(claim: Claim, told: Told, sentence: str, claims: Sequence[Claim]) -> bool:
    """Is this value the one that the source tells, named by the words beside it?"""
    beside = cues_near(sentence, claim, claims)
    return _close(claim, told) and not told.cues.isdisjoint(beside.before | beside.after)


def _close(claim: Claim, told: Told) -> bool:
    if told.time or claim.kind == "time":
        same = told.time and claim.kind == "time"
        cycle = 720 if claim.unit == "12h" else 1440
        return same and (told.value - minutes_of(str(claim.value))) % cycle == 0
    if isinstance(claim.value, str):
        return False
    value = convert(told.value, told.unit, claim.unit) if told.unit and claim.unit else told.value
    return value is not None and abs(value - claim.value) <= (claim.step or 1.0) / 2 + 1e-9


def _sentence(found: Disagreement, language: str) -> str:
    first, second = found.first, _in_unit(found.second, found.first.unit)
    one, other = _value(first, "short", language), _value(second, "short", language)
    if one == other:
        one, other = _value(first, "long", language), _value(second, "long", language)
    return _in_words(language, (first.source, one), (second.source, other))


def _in_words(language: str, first: tuple[str, str], second: tuple[str, str]) -> str:
    """What two sources say, as a sentence; one without a name is "one", or "another"."""
    unnamed = NAMELESS.get(base(language), NAMELESS["en"])
    words = {
        "{first}": first[0] or unnamed[0],
        "{second}": second[0] or unnamed[1],
        "{one}": first[1],
        "{other}": second[1],
    }
    text = phrase(SAYS, language, PHRASES)
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text


def _in_unit(told: Told, unit: str) -> Told:
    """As the other one says it: 17.2 degrees beside 12.4, and not 63."""
    value = convert(told.value, told.unit, unit) if told.unit and unit else None
    return told if value is None else replace(told, value=round(value, 1), unit=unit)


def _value(told: Told, form: str, language: str) -> str:
    if told.time:
        return told.text
    return spoken(Fact("", told.value, told.unit), form, language)
