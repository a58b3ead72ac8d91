"""What a text states that can only be so or so: a value of a thing, its day, who did it, who holds an office.

A statement's frame are the stems of all else that its clause says. Two speak of the same only where their frames are
the same; a word more ("for children", "the rear one", "in 1990") makes it another thing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validation.assertions import Assertion, moments, subject
from validation.claims import find_claims
from validation.contradictions import agree
from validation.deeds import Deed, deeds, verb_of
from validation.frequencies import told_often
from validation.holders import holders
from validation.negation import denies
from validation.numbers import SUFFIXES
from validation.plain_values import NAMING
from validation.tokens import words
from validation.topic import content, stem
from validation.types import Claim
from validation.units import dimension
from validation.wording import wording

MOST = 12  # values of one sentence that are looked at
LONGEST = 400  # characters of a sentence that is read
YEARS = range(1000, 2101)  # a plain number of four figures that names one
_STOPS = re.compile(r"[,;:()\n–—]|\b(?:and|but|while|with|whereas|although|plus|und|aber|während)\b", re.IGNORECASE)
_MAYBE = re.compile(
    r"\b(?:if|whether|unless|might|(?-i:may)|could|should|or|perhaps|maybe|depend\w*|wenn|falls|vielleicht|oder|könnte\w*"
    r"|soll\w*)\b|\?",
    re.IGNORECASE,
)
# who tells it: "the trial found that", "in our test"
_REPORTED = re.compile(
    r"^(?:[^,.;:]{0,60}?\b(?:found|shows?|showed|reports?|reported|says?|said|states?|stated|conclud\w+|finds?)\b"
    r"(?:\s+that\b)?|according to [^,]{1,60},"
    r"|in (?:our|the|this|a) (?:test|study|trial|review|experiment|survey)s?\b,?)"
    r"\s*",
    re.IGNORECASE,
)
# Each text has its own of these: two papers that say "the study" mean two studies.
_OWN = words(
    "we our us i my this these here study studies trial trials experiment survey cohort dataset patients participants "
    "respondents authors wir unser unsere ich mein meine studie versuch umfrage stichprobe"
)
# A thing does these on one day only; who visits a town may come again.
_ONCE = frozenset(
    map(
        stem,
        words(
            "born died built founded established opened invented discovered released premiered published signed "
            "launched completed demolished destroyed erected geboren gestorben gebaut erbaut gegründet eröffnet "
            "erfunden veröffentlicht"
        ),
    )
)
_ON = re.compile(
    r"\b(?:is|was|will be|takes? place|took place|starts?|begins?|held|collected|due|ist|statt|beginnt)\s+(?:on|am)?\s*"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
# Of what does these there is one, or one party
_BY_ONE = frozenset(
    map(verb_of, words("wrote built founded invented discovered designed composed directed painted won established"))
)
_JOINED = re.compile(r"[A-ZÄÖÜ]\w+,? (?:and|und|with|mit|&) (?:the |die |den )?[A-ZÄÖÜ]")
_A = re.compile(r"\b(?:an?|some|eine?)\s+(\w+)(?:\s+(\w+))?", re.IGNORECASE)
_MEASURED = {
    "length": {"tall": "height", "high": "height", "height": "height", "höhe": "height", "hoch": "height",
               "long": "length", "length": "length", "lang": "length", "länge": "length", "wide": "width",
               "width": "width", "breit": "width", "breite": "width", "deep": "depth", "depth": "depth"},
    "mass": {"weigh": "weight", "heavy": "weight", "weight": "weight", "wieg": "weight", "gewicht": "weight"},
}  # fmt: skip
_NAMED = {kind: {stem(word): name for word, name in table.items()} for kind, table in _MEASURED.items()}
_BOUND = words("over above below under than least most between from or up down until till another first only")
_BOUND_BEHIND = words("or to more less fewer higher lower later earlier older younger ago off left away")
_SOME = re.compile(r"(?:^|\s)(?:some|any|another|many|several|most|einige|manche)\s|^\W*(?:an?|eine?)\s", re.IGNORECASE)
_GENERAL = {"money", "length", "mass", "duration", "volume", "energy", "power", "temperature"}


@dataclass(frozen=True, slots=True)
class Stated:
    """`what` is stated of what the `frame` names, at `when`; `shown` is how the text says it."""

    what: Assertion | frozenset[str]
    frame: frozenset[str]
    when: frozenset[str]
    shown: str
    text: str

    @property
    def claim(self) -> Claim | None:
        return self.what.claim if isinstance(self.what, Assertion) else None

    def alike(self, other: "Stated") -> bool:
        """Are these things that can be compared: two numbers of one kind, two days, two names?"""
        mine, theirs = self.claim, other.claim
        if mine is None or theirs is None:
            return mine is theirs
        return mine.kind == theirs.kind and _kind(mine) == _kind(theirs)

    def agrees(self, other: "Stated") -> bool:
        if isinstance(self.what, Assertion) and isinstance(other.what, Assertion):
            return _agree(self.what, other.what)
        return isinstance(self.what, frozenset) and isinstance(other.what, frozenset) and bool(self.what & other.what)


def _kind(claim: Claim) -> tuple[str, ...]:
    """A day of the week is compared with another one, a year with a year."""
    if claim.kind == "date":
        return (claim.unit or str(len(str(claim.value))),)
    return (dimension(claim.unit).partition(" ")[0] if claim.kind == "number" else "",)


def _agree(one: Assertion, other: Assertion) -> bool:
    if one.claim.kind != "date":
        return agree(one, other)
    hedged = any(wording(each.sentence, each.claim).hedged for each in (one, other))
    return hedged or one.claim.value == other.claim.value


@lru_cache(maxsize=2048)
def stated(sentence: str) -> tuple[Stated, ...]:
    """What a sentence states for sure; bounds, choices, and what is only supposed are left out."""
    text = _REPORTED.sub("", sentence[:LONGEST])
    if _MAYBE.search(text) or denies(text):
        return ()
    return (*_values(text), *_repeated(text), *_doers(text), *_offices(text))


def _values(text: str) -> Iterator[Stated]:
    claims = [each for each in find_claims(text) if each.kind in {"number", "time", "date"}][: MOST + 1]
    if len(claims) > MOST:
        return
    for place, claim in enumerate(claims):
        left = claims[place - 1].end if place else 0
        right = claims[place + 1].start if place + 1 < len(claims) else len(text)
        before, behind = text[left : claim.start], _STOPS.split(text[claim.end : right], maxsplit=1)[0]
        said = f"{before} {behind}"
        if _OWN.isdisjoint(said.lower().split()) and _one(claim, text, before, said):
            attribute, about = subject(said)
            labels = {f"#{other.text}" for other in claims if other is not claim and _labels(other)}
            frame = _measured(attribute | about | labels, claim)
            dated = {other.text for other in claims if other is not claim and _dates(other)}
            what = Assertion(claim, text, attribute, about, frozenset())
            yield Stated(what, frame, moments(said) - {str(claim.value)} | dated, claim.text, text)


def _labels(claim: Claim) -> bool:
    """A plain number beside the value may be the name of what is meant: version 2."""
    return claim.kind == "number" and not claim.unit and not _year(claim)


def _days(text: str) -> frozenset[str]:
    return frozenset(each.text for each in find_claims(text) if _dates(each))


def _dates(claim: Claim) -> bool:
    return claim.kind == "date" or _year(claim)


def _year(claim: Claim) -> bool:
    plain = claim.kind == "number" and not claim.unit and len(claim.text) == 4 and claim.text.isdecimal()
    return plain and int(claim.text) in YEARS


def _measured(frame: frozenset[str], claim: Claim) -> frozenset[str]:
    """ "142 metres tall" and "a height of 142 metres" are one; of a day its verb tells whether it is past."""
    if _dates(claim):
        return frame - {"#past", "#later"}
    names = _NAMED.get(dimension(claim.unit), {})
    return frozenset(names.get(each, each) for each in frame)


def _one(claim: Claim, text: str, before: str, said: str) -> bool:
    """Can there be only one such value: no bound, no score, no train of several, no visit that may come again?"""
    near = wording(text, claim)
    if not _BOUND.isdisjoint(near.before[:1]) or not _BOUND_BEHIND.isdisjoint(near.after[:1]):
        return False
    stems = {stem(word) for word in said.lower().split()}
    if _dates(claim):
        once = not claim.unit and not _ONCE.isdisjoint(stems)
        return once or (claim.kind == "date" and claim.unit in {"", "weekday"} and bool(_ON.search(before)))
    named = not claim.unit and not NAMING.isdisjoint(near.before[:1])
    if named or claim.unit in {"score", "label"} or claim.text[-2:].lower() in SUFFIXES:
        return False
    return not _SOME.search(before) or (claim.kind == "number" and dimension(claim.unit).partition(" ")[0] in _GENERAL)


def _repeated(text: str) -> Iterator[Stated]:
    """How often something is done."""
    if (often := told_often(text)) and _OWN.isdisjoint(text.lower().split()):
        frame = content(often.rest) | {"#often"}
        yield Stated(frozenset({f"{often.days:g}"}), frame, moments(often.rest), often.said, text)


def _doers(text: str) -> Iterator[Stated]:
    """Who wrote, built, won it. Of "a song" there are several, of "the song" there is one."""
    if _JOINED.search(text):
        return
    for deed in deeds(text):
        some = {stem(word.lower()) for found in _A.finditer(text) for word in found.groups("")}
        if deed.verb in _BY_ONE and _whole(deed) and some.isdisjoint(deed.object):
            yield Stated(deed.subject, deed.object | {deed.verb}, _days(text), _shown(deed.subject, text), text)


def _whole(deed: Deed) -> bool:
    sides = deed.subject, deed.object
    return all(side and "*" not in side for side in sides) and not deed.denied and deed.subject.isdisjoint(deed.object)


def _offices(text: str) -> Iterator[Stated]:
    for holder in holders(text):
        if holder.name.isdisjoint(holder.office):
            yield Stated(holder.name, holder.office | {"#office"}, _days(text), _shown(holder.name, text), text)


def _shown(name: frozenset[str], text: str) -> str:
    """The name as the text writes it, with a title before it."""
    found = [each for each in re.finditer(r"[^\W_]+(?:[’'-][^\W_]+)*", text) if stem(each[0].lower()) in name]
    start = text.rfind(" ", 0, max(0, found[0].start() - 1)) + 1 if found else 0
    title = bool(found) and text[start : found[0].start()].strip(" .") in {"Mr", "Mrs", "Ms", "Dr", "Herr", "Frau"}
    return text[start if title else found[0].start() : found[-1].end()] if found else text
