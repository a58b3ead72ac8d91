"""Ties the claims of a sentence to what carries them: a fact, a passage, a tool's answer, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from ragdomains.types import Evidence
from validation import support
from validation.carried import LIMITS, supports
from validation.claims import find_claims
from validation.cues import clauses, cues_near
from validation.excerpts import MEASURED, says
from validation.grounds import RECENT, grounds
from validation.quotations import SUPPORTED, near, passages, word_for_word
from validation.records import Field, Record, records_of
from validation.subjects import plain, spoken_of
from validation.topic import PLAIN
from validation.types import Carrier, Claim, Draft, Finding, Link
from validation.wording import APART, TOTAL, wording

DERIVED, ASKED, ELSEWHERE = "derived", "asked", "elsewhere"
UNSUPPORTED, CONTRADICTED = "unsupported", "contradicted"

MOST = 20  # claims of one sentence
CARRIERS = 3  # of one claim
COMPARED = 1_500  # pairs of a claim and a field of one sentence; a list of hundreds of games is not worth a second
PAIRED = 12  # fields that are combined; beyond that nearly any number is some difference


@dataclass(frozen=True, slots=True)
class Known:
    """What one sentence may rest on, taken apart once for all its claims."""

    draft: Draft
    claims: tuple[Claim, ...]
    records: tuple[Record, ...]
    owners: dict[Record, Evidence] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft) -> "Known":
        claims = find_claims(draft.sentence)[:MOST]
        owners: dict[Record, Evidence] = {}
        left = COMPARED // max(len(claims), 1)
        for owner in draft.evidence:
            for record in records_of((owner,)):
                if (left := left - len(record.fields)) >= 0 or not owners:
                    owners[record] = owner
        return cls(draft, claims, tuple(owners), owners)

    def meant(self, claim: Claim) -> tuple[Record, ...]:
        texts = clauses(self.draft.sentence, claim, self.claims)
        return spoken_of(self.records, *texts, self.draft.sentence, self.draft.question)


def links(draft: Draft, findings: Sequence[Finding] = ()) -> tuple[Link, ...]:
    """The claims of a draft in their order, each with what carries it; fixed words of the house claim nothing."""
    if draft.mode == "decline":
        return ()
    if not findings and (quotation := tuple(word_for_word(draft))):
        return quotation
    known = Known.of(draft)
    objected = {finding.claim.text: finding for finding in findings if finding.claim}
    once: dict[tuple[str, str], Link] = {}  # who counts to a hundred says each number once
    for claim in known.claims:
        if (claim.kind, claim.text) not in once:
            once[claim.kind, claim.text] = _link(claim, known)
    found = [_judged(link, objected.get(link.text)) for link in once.values()]
    found += _words(known)
    return tuple(sorted(found, key=lambda link: link.start)) or tuple(near(draft))


def _judged(link: Link, finding: Finding | None) -> Link:
    """A rule that objected knows better."""
    if finding is None:
        return link
    return replace(link, verdict=CONTRADICTED if finding.evidence else UNSUPPORTED, why=finding.message)


def _link(claim: Claim, known: Known) -> Link:
    link = Link(claim.text, claim.kind, claim.start, SUPPORTED)
    draft = known.draft
    meant = known.meant(claim)
    if carriers := _facts(claim, known, meant) or [*passages(claim, draft), *_values(claim, draft)]:
        return replace(link, carriers=tuple(carriers[:CARRIERS]))
    if pair := _worked_out(claim, known, meant):  # "9 degrees more" is no high of 9 degrees on another day
        return replace(link, verdict=DERIVED, carriers=pair)
    if says(draft.before[-RECENT:], claim, draft.sentence, LIMITS):
        return replace(link, carriers=(Carrier("before", claim.text),))
    if says(draft.question, claim, draft.sentence, LIMITS):
        return replace(link, verdict=ASKED, carriers=(Carrier("question", draft.question[:200]),))
    if _follows(claim, draft):
        elsewhere = _facts(claim, known, known.records) if len(meant) < len(known.records) else []
        if elsewhere:
            return replace(link, verdict=ELSEWHERE, carriers=tuple(elsewhere[:CARRIERS]))
        return replace(link, verdict=DERIVED, carriers=_worked_out(claim, known, known.records))
    return replace(link, verdict=UNSUPPORTED)


def _facts(claim: Claim, known: Known, records: Sequence[Record]) -> list[Carrier]:
    """The fields of the records that say it; those whose names the words beside it say, where they say any."""
    fits = _fitting(claim, known.draft.sentence)
    fitting = [(each, record) for record in records for each in record.fields if fits(each)]
    return list(dict.fromkeys(_carrier(*pair, known) for pair in _named(fitting, claim, known)))


def _fitting(claim: Claim, sentence: str) -> Callable[[Field], bool]:
    """Tells of one field after another whether it says the claim."""
    if claim.kind in MEASURED or claim.unit == "code":
        said = wording(sentence, claim)
        return lambda field: supports(field, claim, said)
    return lambda field: says(field.text, claim, sentence, LIMITS)


def _named(fitting: list[tuple[Field, Record]], claim: Claim, known: Known) -> list[tuple[Field, Record]]:
    said = cues_near(known.draft.sentence, claim, known.claims)
    for cues in (said.before, said.after):
        if named := [pair for pair in fitting if pair[0].cues & cues]:
            return named
    return fitting


def _carrier(each: Field, record: Record, known: Known) -> Carrier:
    fact, owner = each.fact, known.owners[record]
    when = "/".join(_iso(moment) for moment in (fact.valid_from, fact.valid_to) if moment)
    source = fact.source or owner.source
    kind = "fact" if source or fact.name else "result"
    return Carrier(kind, each.text[:200], fact.name, fact.place, when, source, "", fact.as_of or owner.as_of)


def _iso(moment: date) -> str:
    return moment.isoformat()


def _values(claim: Claim, draft: Draft) -> Iterator[Carrier]:
    """What the source's own sentence is made of, beside its facts."""
    for owner in draft.evidence:
        for name, text in owner.values.items():
            if text and says(text, claim, draft.sentence, LIMITS):
                yield Carrier("value", text[:200], name, source=owner.source, as_of=owner.as_of)


def _follows(claim: Claim, draft: Draft) -> bool:
    if claim.kind not in MEASURED:
        return False
    said, whole = wording(draft.sentence, claim), grounds(draft)
    if claim.kind == "number":
        return support.number(claim, said, whole, support.Limits())
    return support.clock(claim, said, whole, support.Limits()) if claim.kind == "time" else support.day(claim, whole)


def _worked_out(claim: Claim, known: Known, records: Sequence[Record]) -> tuple[Carrier, ...]:
    """The two fields of which a number is the sum or the difference; none where it is a count, say."""
    said = wording(known.draft.sentence, claim)
    if claim.kind != "number" or isinstance(claim.value, str) or not said.near(APART | TOTAL):
        return ()
    pairs = [(each, record) for record in records for each in record.fields if each.grounds.numbers][:PAIRED]
    for first, second in combinations(pairs, 2):
        if support.derivable(claim, said, (first[0].grounds, second[0].grounds)):
            return _carrier(*first, known), _carrier(*second, known)
    return ()


def _words(known: Known) -> Iterator[Link]:
    """Values that are words and stand in the sentence as they are: partly cloudy."""
    said, taken = f" {plain(known.draft.sentence)} ", {plain(claim.text) for claim in known.claims}
    for record in known.records:
        for each in record.fields:
            words = plain(each.text)
            if words in taken or f" {words} " not in said or PLAIN.issuperset(words.split()):
                continue
            if any(map(str.isdigit, words)) or len(taken) > MOST:
                continue
            taken.add(words)
            start = max(known.draft.sentence.lower().find(each.text.lower()), 0)
            yield Link(each.text[:200], "words", start, SUPPORTED, (_carrier(each, record, known),))
