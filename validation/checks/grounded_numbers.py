"""Every number, date, weekday and clock time of an answer must follow from its evidence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from validation import support, zones
from validation.changes import changed
from validation.checks import Objection, checks
from validation.claims import find_claims
from validation.codes import known_code, known_digits
from validation.fractions import made_of
from validation.grounds import Grounds, grounds
from validation.identifiers import wrong_identifiers
from validation.later import YEARLESS, reached
from validation.paired_days import falls_on, paired
from validation.records import Record, records_of
from validation.recurring import recurs
from validation.subjects import spoken_of
from validation.types import Claim, Draft
from validation.units import dimension
from validation.wording import wording

_AGED = ("", "year")  # an age is mostly told without its years: "under four"
_LONG = re.compile(r"\b(?:how (?:long|often)|wie (?:lange?|oft))\b", re.IGNORECASE)
_OLD = re.compile(r"\b(?:how old|what age|wie alt)\b", re.IGNORECASE)
MOST = 20  # objections; an answer of nothing but numbers needs no more
_LETTERS = re.compile(r"[^\W\d_]+")
CODES = frozenset({"code", "label", "phone"})


class Options(BaseModel):
    """Numbers, dates and times must follow from the evidence."""

    model_config = ConfigDict(extra="forbid")

    derive: bool = Field(
        True,
        title="Sums and differences",
        description="Accept sums and differences of known numbers, where the sentence names one.",
    )
    counts: bool = Field(True, title="Counts", description="Accept how many items were found.")
    codes: bool = Field(True, title="Codes", description="Check gates, flight numbers and telephone numbers too.")
    tolerance: float = Field(
        0.0, ge=0, le=0.2, title="Tolerance", description="Share that a number may be off, besides rounding."
    )
    without_evidence: bool = Field(
        False,
        title="Without evidence",
        description="Check also answers for which nothing was looked up, such as small talk.",
    )


@checks.register("grounded_numbers", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    wanted = [
        claim for claim in claims if claim.kind in {"number", "date", "time"} or (options.codes and claim.unit in CODES)
    ]
    called = [
        Objection(f"“{claim.text}” is called otherwise.", claim, evidence=known)
        for claim, known in (wrong_identifiers(draft) if options.codes else ())
    ]
    if not wanted or not (draft.evidence or draft.domain or options.without_evidence):
        return called
    known = grounds(draft)
    limits = support.Limits(options.derive, options.counts, options.tolerance)
    unfit = {date for day, date in paired(draft.sentence, claims) if not falls_on(day, date, known)}
    wrong = (claim for claim in wanted if claim in unfit or not _follows(claim, draft, known, limits))
    return called + [
        Objection(f"“{claim.text}” does not follow from the evidence.", claim) for claim in islice(wrong, MOST)
    ]


def meant(draft: Draft) -> tuple[Record, ...]:
    return spoken_of(records_of(draft.evidence), draft.sentence, draft.question)


def _reached(claim: Claim, known: Grounds) -> bool:
    """ "Until September 2027", where five years are counted from a day in September 2022."""
    if claim.unit:
        return False
    days = list(reached(known))
    dates = {f"--{day:%m-%d}" for day in days if day.year == YEARLESS}
    return support.day(claim, Grounds(spans=[(day, day) for day in days if day.year != YEARLESS], dates=dates))


def _follows(claim: Claim, draft: Draft, known: Grounds, limits: support.Limits) -> bool:
    said = wording(draft.sentence, claim)
    if dimension(claim.unit) == "time" and _LONG.search(draft.question):
        said = replace(said, after=("long", *said.after))  # "How long?" "85 minutes."
    if claim.kind == "number" and claim.unit in {"", "year"} and _OLD.search(draft.question):
        if any(support.number(replace(claim, unit=unit), said, known, replace(limits, derive=False)) for unit in _AGED):
            return True  # "ages 3 to 5"
        claim, said = replace(claim, unit="year"), replace(said, after=("later", *said.after))  # "She was 41."
    match claim.kind:
        case "number":
            return (
                support.number(claim, said, known, limits)
                or known_digits(claim, known)
                or (
                    limits.derive
                    and (
                        recurs(claim, said, known)
                        or changed(claim, said, meant(draft))
                        or made_of(claim, said, find_claims(draft.question), known)
                    )
                )
            )
        case "time":
            asked = zones.anywhere(_LETTERS.findall(draft.question.lower()))
            return support.clock(claim, said, known, limits) or support.in_zones(claim, asked, known)
        case "date":
            return support.day(claim, known) or (limits.derive and _reached(claim, known))
    return known_code(claim, said, known)
