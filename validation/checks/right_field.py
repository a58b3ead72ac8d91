"""A number or a time must be said of the field and the record that it belongs to."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from validation import support
from validation.carried import comparable, supports
from validation.causes import invented_cause, tells_cause, wrong_causes
from validation.checks import Objection, checks
from validation.comparing import NOT
from validation.cues import Said, clauses, cues_near
from validation.named_fields import misnamed
from validation.records import Field as Known
from validation.records import Record, records_of
from validation.subjects import asks_of_one, foreign, names_one, parts, plain, spoken_of, titled
from validation.tokens import held, words
from validation.types import Claim, Draft
from validation.wording import ABOUT, APART, COMPARED, LASTING, TOTAL, wording

MOST = 20  # objections of one sentence
_WISHED = words(
    "set setpoint target setting heating heats heat cooling thermostat eingestellt gestellt soll ziel heizt stellt"
)
_OF = frozenset({"of", "out of", "of the", "von", "von den"})
_RELATIVE = ABOUT | COMPARED | APART | TOTAL | LASTING


class Options(BaseModel):
    """Numbers and times must be said of the right thing: a high is no low, Monday is not Tuesday"""

    model_config = ConfigDict(extra="forbid")

    records: bool = Field(True, title="Records", description="Check that a value is of the day, place or flight named.")


@checks.register("right_field", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    records = records_of(draft.evidence)
    if not records:
        return list(_invented(draft)) if tells_cause(draft.sentence) else ()
    measured = [claim for claim in claims if claim.kind in {"number", "date", "time"} or claim.unit == "code"]
    elsewhere = _names_elsewhere(draft, records) if options.records else ()
    wished = _only_wished(draft, measured, records)
    found = (*_objections(draft, measured, records, options), *wished, *elsewhere, *_misnamed(draft, records))
    causes = (*_causes(draft, records), *_invented(draft)) if tells_cause(draft.sentence) else ()
    return list(islice((*found, *causes), MOST))


def _causes(draft: Draft, records: Sequence[Record]) -> Iterator[Objection]:
    for start, end, so in wrong_causes(draft.sentence, spoken_of(records, draft.sentence, draft.question)):
        yield Objection(f"The reason is another: {so}.", _span(draft, start, end), evidence=so)


def _invented(draft: Draft) -> Iterator[Objection]:
    """Where something was found, and nothing of it tells why."""
    found = invented_cause(draft.sentence, f"{draft.question} {draft.before}", draft.evidence)
    if found and any(each.facts or each.passages for each in draft.evidence):
        yield Objection("Nothing that was found tells this reason.", _span(draft, *found))


def _misnamed(draft: Draft, records: Sequence[Record]) -> Iterator[Objection]:
    """The writer's name where the director is meant."""
    meant = spoken_of(records, draft.sentence, draft.question)
    for start, end, field in misnamed(draft.sentence, draft.question, meant):
        claim = _span(draft, start, end)
        yield Objection(f"“{claim.text}” is not the {field.name}.", claim, evidence=_told(field))


def _span(draft: Draft, start: int, end: int) -> Claim:
    return Claim("name", draft.sentence[start:end], start, end)


def _names_elsewhere(draft: Draft, records: Sequence[Record]) -> Iterator[Objection]:
    """A film's director said of another film: what stands only in other records than the one that is named."""
    for start, end in parts(draft.sentence) if len(titled(tuple(records))) > 1 else ():
        said = draft.sentence[start:end]
        for field in foreign(said, tuple(records)):
            if plain(field.text) not in plain(f"{draft.question} {draft.before}"):
                claim = Claim("name", said, start, end, field.text)
                yield Objection(f"“{field.text}” belongs to something else.", claim, evidence=_told(field))


def _objections(
    draft: Draft, claims: Sequence[Claim], records: Sequence[Record], options: Options
) -> Iterator[Objection]:
    for claim in claims:
        own, sentence = clauses(draft.sentence, claim, claims), draft.sentence
        if called := claim.kind == "date" and _called(draft, claim, tuple(records)):
            own, sentence = (own[0].replace(claim.text, ""), *own[1:]), sentence.replace(claim.text, "")
        meant = spoken_of(records, *own, sentence, draft.question)
        fields = [field for record in meant for field in record.fields]
        said = wording(draft.sentence, claim)
        named = _named(claim, cues_near(draft.sentence, _whole_of(claim, draft, claims), claims), fields)
        if any(supports(field, claim, said) for field in named):
            continue
        known = any(supports(field, claim, said) for field in fields)
        if known and (_a_lead(claim, draft, records) or _a_whole(claim, draft, claims)):
            continue
        if named and (known or _belongs(claim, draft, meant)):
            yield Objection(f"“{claim.text}” is not the {named[0].name}.", claim, evidence=_told(named[0]))
        elif (
            options.records and not known and len(meant) < len(records)
            and (called or not _elsewhere(claim, draft, meant))
        ):  # fmt: skip
            other = next((each for each in _others(records, meant) if supports(each, claim, said)), None)
            if other:
                yield Objection(f"“{claim.text}” belongs to something else.", claim, evidence=_told(other))


def _only_wished(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[Objection]:
    """What is set, where the sentence says what is: a thermostat set to 21 in a room of 19."""
    fields = [field for record in spoken_of(records, draft.sentence, draft.question) for field in record.fields]
    wished = [field for field in fields if "setpoint" in field.cues]
    if not wished or not _WISHED.isdisjoint(held(draft.sentence)):
        return
    for claim in claims:
        alike = [field for field in fields if comparable(field, claim)]
        fitting = [field for field in alike if supports(field, claim, wording(draft.sentence, claim))]
        if fitting and set(fitting) <= set(wished) and not set(alike) <= set(wished):
            yield Objection(f"“{claim.text}” is only the {fitting[0].name}.", claim, evidence=_told(fitting[0]))


def _called(draft: Draft, claim: Claim, records: tuple[Record, ...]) -> bool:
    """Is the day said of one thing that sentence or question calls by its name, and not denied?"""
    if not NOT.isdisjoint(plain(draft.sentence).split()):
        return False
    return names_one(draft.sentence, records) or asks_of_one(
        draft.sentence.replace(claim.text, ""), draft.question, records
    )


def _named(claim: Claim, said: Said, fields: Sequence[Known]) -> list[Known]:
    """The fields that the words beside the claim name; those before it decide, else those behind it."""
    return _best(claim, said.before, fields) or _best(claim, said.after, fields)


def _best(claim: Claim, cues: frozenset[str], fields: Sequence[Known]) -> list[Known]:
    """The fields whose names the cues say best, of those that could hold such a claim at all."""
    found = [(len(cues & field.cues), field) for field in fields if cues & field.cues and comparable(field, claim)]
    most = max((count for count, _ in found), default=0)
    return [field for count, field in found if count == most]


def _a_lead(claim: Claim, draft: Draft, records: Sequence[Record]) -> bool:
    """Is it how far two things lie apart ("lead by three points"), and so the value of neither?"""
    return not APART.isdisjoint(wording(draft.sentence, claim).before[:1]) and _elsewhere(claim, draft, records)


def _a_whole(claim: Claim, draft: Draft, claims: Sequence[Claim]) -> bool:
    """ "150 of 200 voted yes": the words behind tell what the 150 are."""
    return any(_whole_of(other, draft, claims) is claim for other in claims if other is not claim)


def _whole_of(claim: Claim, draft: Draft, claims: Sequence[Claim]) -> Claim:
    """The number of which this one is a part, as 200 in "150 of 200"; else the claim itself."""
    after = next((other for other in claims if other.start >= claim.end and other.kind == "number"), None)
    if claim.kind != "number" or not after:
        return claim
    return after if draft.sentence[claim.end : after.start].strip().lower() in _OF else claim


def _belongs(claim: Claim, draft: Draft, meant: Sequence[Record]) -> bool:
    """Is it a plain number, which can be nothing but a value: neither said of another thing nor worked out?"""
    said = wording(draft.sentence, claim)
    return claim.kind == "number" and not said.near(_RELATIVE, 2) and not _elsewhere(claim, draft, meant)


def _elsewhere(claim: Claim, draft: Draft, meant: Sequence[Record]) -> bool:
    """May the claim come from somewhere else: the question, or a difference of what is known?"""
    if claim.text.lower() in draft.question.lower() or claim.text.lower() in draft.before.lower():
        return True
    said = wording(draft.sentence, claim)
    return claim.kind == "number" and support.derivable(claim, said, [f.grounds for r in meant for f in r.fields])


def _others(records: Sequence[Record], meant: Sequence[Record]) -> Iterator[Known]:
    """The fields of other records; how many things were found is said of them all."""
    return (field for record in records if record not in meant for field in record.fields if field.name != "count")


def _told(field: Known) -> str:
    return f"{field.name}: {field.text}"
