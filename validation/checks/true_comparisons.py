"""What is said to be warmer, cheaper, above or below must be so."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import BaseModel, ConfigDict

from validation.checks import Objection, checks
from validation.comparing import AGED, ALIKE, LONG, MORE, MOST, NOT
from validation.cues import cue, cues_near
from validation.extent import unreached
from validation.numbers import step_of
from validation.records import Field, Record, records_of
from validation.roles import roles_of
from validation.subjects import spoken_of
from validation.superlatives import unranked
from validation.support import bound, comparable
from validation.tokens import held
from validation.types import Claim, Draft
from validation.units import convert
from validation.wording import wording

MANY = 20  # objections of one sentence
_THAN = re.compile(
    rf"\b(?:(more|less) (expensive|windy|rainy|humid)|({'|'.join(MORE)}))\b([^.;]{{0,60}}?)"
    r"\b(?:than|als)\b",
    re.IGNORECASE,
)
_MOST = re.compile(rf"\b(?:{'|'.join(MOST)}|most expensive)\b", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|der|die|das) (\w+er|more|less)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\s+(?:[^\W\d_]+ )?(?:(?:ahead|clear) of|behind|in front of|vor|hinter)\s", re.IGNORECASE)
_LEADS = frozenset({"ahead", "clear", "behind", "front", "vor", "hinter"})
_BY = re.compile(r"\b(?:won|win|wins|beat|lost|lose|loses|lead|leads|led|ahead)\b[^.;]{0,60}?\bby\s*$", re.IGNORECASE)


class Options(BaseModel):
    """Comparisons must be so: warmer than, won by 3, above 20 degrees"""

    model_config = ConfigDict(extra="forbid")


@checks.register("true_comparisons", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    records = records_of(draft.evidence)
    unborne = (
        Objection("Nothing that was found ranks it so.", Claim("comparison", draft.sentence[start:end], start, end))
        for start, end in unranked(draft.sentence, f"{draft.question} {draft.before}", draft.evidence)
    )
    if not records:
        return list(islice(unborne, MANY))
    found = (
        *_bounds(draft, claims, records),
        *_margins(draft, claims, records),
        *_than(draft, claims, records),
        *_ahead(draft, claims, records),
    )
    reached = (
        Objection(f"It is not so: {so}.", Claim("comparison", draft.sentence[start:end], start, end), evidence=so)
        for start, end, so in unreached(draft, claims, records)
    )
    return list(islice((*found, *_most(draft, records), *reached, *unborne), MANY))


def _bounds(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[Objection]:
    """Above 20 degrees: the value that is meant must lie there."""
    for claim in claims:
        said = wording(draft.sentence, claim)
        side = bound(said) if claim.kind == "number" and isinstance(claim.value, float) else 0
        if not side:
            continue
        meant = [field for record in spoken_of(records, draft.sentence, draft.question) for field in record.fields]
        values = [value for field in _named(draft, claim, claims, meant) if (value := _value(field, claim)) is not None]
        denied = not NOT.isdisjoint(said.before[1:4])
        if values and all((side * (value - float(claim.value)) >= 0) == denied for value in values):
            yield Objection(f"“{claim.text}” is on the other side.", claim, evidence=f"{values[0]:g}")


def _named(draft: Draft, claim: Claim, claims: Sequence[Claim], fields: Sequence[Field]) -> list[Field]:
    said = cues_near(draft.sentence, claim, claims)
    fitting = [field for field in fields if field.grounds.numbers and comparable(field.grounds.numbers[0], claim.unit)]
    for cues in (said.before, said.after):
        if named := [field for field in fitting if cues & field.cues]:
            return named
    return fitting if claim.unit else []


def _value(field: Field, claim: Claim) -> float | None:
    entry = field.grounds.numbers[0]
    return convert(entry.value, entry.unit, claim.unit) if entry.unit and claim.unit else entry.value


def _margins(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[Objection]:
    """Won by 3: the difference of the two scores."""
    if "by" not in draft.sentence.lower():
        return
    scores = [roles.scores for record in records if (roles := roles_of(record)) and len(roles.scores) == 2]
    margins = {abs(first - second) for first, second in (each.values() for each in scores)}
    for claim in claims:
        counted = claim.kind == "number" and isinstance(claim.value, float) and claim.value not in margins
        if counted and margins and _BY.search(draft.sentence[: claim.start]):
            yield Objection(f"It was not by {claim.text}.", claim, evidence=f"{min(margins):g}")


def _than(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[Objection]:
    for found in _THAN.finditer(draft.sentence) if _compares(draft.sentence.lower()) else ():
        what, way = _compared(found, records)
        what = what or _counted(found, draft.sentence, records)
        first = _only(records, draft.sentence[: found.start()], found[4] or "", draft.question)
        second = _only(records, draft.sentence[found.end() :])
        if not way or not first or not second or first is second:
            continue
        pairs = list(_pairs(first, second, what))
        if pairs and all(way * (one - other) <= 0 for one, other in pairs):
            claim = Claim("comparison", found.group(), found.start(), found.end(), way, what)
            yield Objection("It is not so.", claim, evidence=f"{pairs[0][0]:g} and {pairs[0][1]:g}")
        by = _by(draft.sentence[: found.start()], claims) if pairs and what else None
        if by and not any(_apart(by, draft.sentence, abs(one - other)) for one, other in pairs):
            yield Objection(f"It is not by {by.text}.", by, evidence=f"{pairs[0][0]:g} and {pairs[0][1]:g}")


def _ahead(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[Objection]:
    """ "Four points ahead of the Foxes": some value of the two must lie so far apart."""
    if len(records) < 2 or _LEADS.isdisjoint(held(draft.sentence)):
        return
    for by in (claim for claim in claims if claim.kind == "number"):
        found = _AHEAD.match(draft.sentence, by.end)
        if not found:
            continue
        first = _only(records, draft.sentence[: by.start], draft.before, draft.question)
        second = _only(records, draft.sentence[found.end() :])
        pairs = list(_pairs(first, second, "")) if first and second and first is not second else []
        if pairs and not any(_apart(by, draft.sentence, abs(one - other)) for one, other in pairs):
            told = ", ".join(f"{one:g} and {other:g}" for one, other in pairs[:3])
            yield Objection(f"It is not by {by.text}.", by, evidence=told)


def _by(before: str, claims: Sequence[Claim]) -> Claim | None:
    """The number right before the word that compares: "9 degrees warmer"."""
    return next((claim for claim in claims if claim.kind == "number" and claim.end == len(before.rstrip())), None)


def _apart(claim: Claim, sentence: str, gap: float) -> bool:
    """Is that the gap, or the same one in the other unit of temperature?"""
    step = claim.step or 1.0
    slack = (step_of(float(claim.value), step) if wording(sentence, claim).hedged else step) / 2 + 1e-6
    scales = (1.0, 1.8, 1 / 1.8) if claim.unit.startswith("deg") else (1.0,)
    return any(abs(float(claim.value) - gap * scale) <= slack for scale in scales)


def _compares(low: str) -> bool:
    return "than" in low or "als" in low


def _compared(found: re.Match[str], records: Sequence[Record]) -> tuple[str, int]:
    if found[2]:
        return LONG[found[2].lower()], 1 if found[1].lower() == "more" else -1
    return _aged(found[3].lower(), records) or MORE[found[3].lower()]


def _aged(word: str, records: Sequence[Record]) -> tuple[str, int] | None:
    """The older one has more years of age, and was made in the year before."""
    told = word in AGED and any(_about(field, "age") for record in records for field in record.fields)
    return ("age", AGED[word]) if told else None


def _counted(found: re.Match[str], sentence: str, records: Sequence[Record]) -> str:
    """ "Won more games than": the field that the words around "more" name; "" where they name none."""
    named = {cue for record in records for field in record.fields if field.grounds.numbers for cue in field.cues}
    around = (*reversed(sentence[: found.start()].lower().split()[-1:]), *(found[4] or "").lower().split()[:2])
    return next((each for word in around if (each := cue(word)) in named), "")


def _only(records: Sequence[Record], *texts: str) -> Record | None:
    """The one record that a text names."""
    for text in texts:
        named = spoken_of(records, text)
        if len(named) == 1 and len(records) > 1:
            return named[0]
    return None


def _pairs(first: Record, second: Record, what: str) -> Iterator[tuple[float, float]]:
    """The values of one field in both records, of those that the word compares; equal ones where it tells which."""
    others = {field.name: field for field in second.fields}
    for field in first.fields:
        other = others.get(field.name)
        values = [_single(each) for each in (field, other) if each]
        if (
            _about(field, what)
            and len(values) == 2
            and values[0] is not None
            and values[1] is not None
            and (what or values[0] != values[1])
        ):
            yield values[0], values[1]


def _about(field: Field, what: str) -> bool:
    return not what or bool(ALIKE.get(what, frozenset({what})) & field.cues)


def _single(field: Field) -> float | None:
    if field.grounds.numbers:
        return field.grounds.numbers[0].value
    times = field.grounds.times
    return float(next(iter(times))) if len(times) == 1 else None


def _more(draft: Draft, records: Sequence[Record]) -> Iterator[Objection]:
    """ "Casa Mole has the better rating": of two things, the other one is meant to have less."""
    for found in _THE.finditer(draft.sentence):
        what, way = MORE.get(found[1].lower(), ("", 0))
        named = _only(records, draft.sentence)
        other = next((record for record in records if record is not named), None)
        pairs = list(_pairs(named, other, what)) if way and what and named and other else []
        if pairs and all(way * (one - less) < 0 for one, less in pairs):
            claim = Claim("comparison", found.group(), found.start(), found.end(), way, what)
            yield Objection("It is not so.", claim, evidence=f"{pairs[0][0]:g} and {pairs[0][1]:g}")


def _most(draft: Draft, records: Sequence[Record]) -> Iterator[Objection]:
    """The warmest day is Tuesday: no other record has more."""
    low = draft.sentence.lower()
    if len(records) == 2 and "than" not in low:
        yield from _more(draft, records)
    for found in _MOST.finditer(draft.sentence) if any(part in low for part in ("est", "most", "ste", "rated")) else ():
        word = found.group().lower()
        what, way = _aged(word, records) or MOST.get(word, ("price", 1))
        named = _only(records, draft.sentence)
        if named is None:
            continue
        pairs = [pair for other in records if other is not named for pair in _pairs(named, other, what)]
        if pairs and any(way * (one - other) < 0 for one, other in pairs):
            claim = Claim("comparison", found.group(), found.start(), found.end(), way, what)
            yield Objection(f"Another is the {word}.", claim)
