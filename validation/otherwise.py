"""Where a running text says the same as a sentence, but for a no, an opposite, swapped names, or another's number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ragdomains.types import Evidence, Passage
from validation.claims import find_claims
from validation.ellipsis import spelled_out
from validation.german import FUNCTION
from validation.german import MONTH_NAMES as GERMAN_MONTHS
from validation.negation import denied_first, denied_words, denies, is_denial, read
from validation.numbers import SUFFIXES
from validation.opposites import CONVERSE, OPPOSITES, SIDES
from validation.structure import rows_of
from validation.swapped import LEADING, swapped
from validation.tokens import words
from validation.topic import content, stem
from validation.types import Claim
from validation.verb_parts import joined

LONGEST = 600  # characters of a sentence of the evidence
MOST = 400  # sentences of the evidence
SUBJECT = 4  # words by which a sentence begins that the next one calls "they"
SHARED = 0.8  # share of its own words that a sentence must have from one of the text's, to say the same
_ENDS = re.compile(rf"(?<=[.!?])[\"”“']?\s+(?!{GERMAN_MONTHS})|\n+")
_WORD = re.compile(r"[^\W_]+")
_NO = re.compile(
    r"^\W*(?:(?:yes|no|ja|nein)\b\s*[,.:;!–-]+"
    r"|(?:i\s*['’]?\s*a?m\s+not\s+sure|not\s+really|i\s+do\s*n\s*['’]?t\s+know)\b[\s,.]*(?:but\b)?)\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"(?<!\d)[,:]|[,:](?!\d)|[;()]|\b(?:and|but|while|whereas|or|und|aber|während|oder)\b", re.IGNORECASE
)
# behind a cut: what was spoken of goes on, and is not named again
_GOES_ON = re.compile(
    r"\s*(?:must|may|can|cannot|should|shall|will|is|are|was|were|has|have)(?:n['’]t)?\b", re.IGNORECASE
)
_MUST_NOT = re.compile(
    r" (?:must not|mustn t|may not|is not to|are not to|darf nicht|dürfen nicht|darf kein\w*"
    r"|(?:is|are) (?:strictly )?(?:forbidden|prohibited|banned)|(?:ist|sind) (?:streng )?(?:verboten|untersagt)) "
)
_REFERS = re.compile(r"(?:They|It|He|She|These|Those|Er|Sie|Es) (?=[a-zäöü])")
_SIDE = re.compile(rf" ({'|'.join(SIDES)}) (\w{{4,}})(?= )")
_ORDINAL = re.compile(r" (?:second|third|fourth|fifth|zweit|dritt|viert)")
_RANKED = re.compile(r" (second|third|fourth|fifth) ([a-z]{3,12}(?<=est)|most|least)(?= )")
_PARTIES = words("to by from an von vom")
_ORDERING = words("before after bevor nachdem vor nach")
_BEING = words("be been being is are was were")
_USING = words("use put take add give make get have keep try go let see do need want")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a text, as it is compared."""

    text: str
    low: str
    words: frozenset[str]
    content: frozenset[str]
    whole: str = ""  # the sentence that this is a part of
    stems: frozenset[str] = frozenset()  # of all its words
    opposed: tuple[str, ...] = ()  # the words in it that have an opposite


@dataclass(frozen=True, slots=True)
class Against:
    """Why a sentence is not so, and how the text says it."""

    why: str
    told: str


def prose(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The running texts of the evidence."""
    passages = (passage for each in evidence for passage in each.passages if passage.text)
    return tuple(_headed(passage) for passage in passages if not rows_of(passage.text))


def _headed(passage: Passage) -> str:
    """A passage under the heading that says of what it is."""
    return f"{passage.heading}\n{passage.text}" if passage.heading else passage.text


@lru_cache(maxsize=128)
def sentences(texts: tuple[str, ...]) -> tuple[Told, ...]:
    cut = [spelled_out(each.strip()) for text in texts for each in _ENDS.split(text) if each.strip()]
    return tuple(
        _referring(replace(_told(part), whole=each[:LONGEST]), before)
        for before, each in pairwise(("", *cut[:MOST]))
        for part in _with_parts(each[:LONGEST])
    )


def _referring(told: Told, before: str) -> Told:
    """ "They are banned" speaks of what the sentence before begins with."""
    if not before or not _REFERS.match(told.text):
        return told
    return replace(told, content=told.content | content(" ".join(_WORD.findall(before)[:SUBJECT])))


def _with_parts(text: str) -> list[str]:
    """A sentence, and its parts where it says several things: "exports rose, while imports fell"."""
    cuts = [cut for cut in _PARTS.finditer(text) if not _GOES_ON.match(text, cut.end())]
    ends = [0, *(place for cut in cuts for place in cut.span()), len(text)]
    every = [text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]
    parts = [part.strip() for part in every if len(part.split()) > 2]
    return [text, *parts] if len(parts) > 1 else [text]


@lru_cache(maxsize=512)
def _told(text: str) -> Told:
    low = f" {' '.join(_WORD.findall(joined(text)))} "
    opposed = tuple(word for word in OPPOSITES if word in low and f" {word} " in low)
    about = content(_unmeasured(joined(text)))
    return Told(text, low, frozenset(low.split()), about, stems=_stemmed(low), opposed=opposed)


def _stemmed(low: str) -> frozenset[str]:
    return frozenset(map(stem, low.split()))


def _unmeasured(text: str) -> str:
    """Without its numbers and times, which are compared by their values."""
    for claim in reversed(_measures(text)):
        text = f"{text[: claim.start]} {text[claim.end :]}"
    return text


def against(sentence: str, texts: tuple[str, ...]) -> Iterator[Against]:
    """What the text that says the same says otherwise; the first reason for each is enough."""
    own = _told(spelled_out(_NO.sub("", sentence[:LONGEST])))
    every = _same(own, sentences(texts))
    if beside := _other_side(own, texts):
        yield beside
        return
    for reason in (_opposite, _ranked, _denied, _swapped, _elsewhere):
        found = [reason(own, told) for told in every]
        if found and all(found):  # where one of them bears the sentence out, it is so
            yield next(each for each in found if each)
            return


def saying(sentence: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of the text that say the same, or all but the same."""
    own = _told(spelled_out(_NO.sub("", sentence[:LONGEST])))
    return tuple(each.text for each in _same(own, sentences(texts)))


def _other_side(own: Told, texts: tuple[str, ...]) -> Against | None:
    """The right valve, where every text that names a side of the valve names the left one."""
    every = sentences(texts)
    for side, thing in _SIDE.findall(own.low):
        other = SIDES[side]
        same = any(f" {side} {thing}" in told.low or f" {side} one" in told.low for told in every)
        told = next((told for told in every if f" {other} {thing}" in told.low), None)
        if told and not same and not denies(own.text) and other not in own.words:
            return Against(f"The text says “{other} {thing}”.", told.text)
    return None


def _same(own: Told, every: Sequence[Told]) -> list[Told]:
    """The sentences of the text that speak of the same, word for word: those that share the most."""
    wanted = own.content - _STEMS - _MAY_BE - _GERMAN
    shared = [len(wanted & told.content) for told in every]
    most = max(shared, default=0)
    if not wanted or most < SHARED * len(wanted):
        return []
    best = [told for told, count in zip(every, shared, strict=True) if count == most]
    best = [told for told in best if not told.words.isdisjoint(own.opposed)] or best
    best = [told for told in best if not any(part is not told and part.text in told.text for part in best)]
    return [told for told in best if len(own.content & told.content) > 1 or len(told.content) <= 2 or _bans(told, own)]


def _opposite(own: Told, told: Told) -> Against | None:
    if other := _of_other_part(own, told):
        return Against(f"The text says “{other}”.", told.text)
    for word in own.opposed:
        if f" {word} " not in told.low and not _other_party(word, own, told):
            other = next(
                (each for each in OPPOSITES[word] if f" {each} " in told.low and f" {each} " not in own.low), ""
            )
            turned = _turned_round(own.low, word, told.low, other)
            alike = _denied_else(own, word) == _denied_else(told, other)
            if other and alike and not turned and not _beside(word, own, told):
                return Against(f"The text says “{other}”.", told.text)
    return None


def _of_other_part(own: Told, told: Told) -> str:
    """ "They approved the car park", where one part of the sentence approves the path, and the other rejects this."""
    parts = [_told(part) for part in _with_parts(told.whole)[1:]]
    for word in own.opposed if len(parts) > 1 else ():
        having = [part for part in parts if f" {word} " in part.low]
        thing = _object(own, word)
        meant = [part for part in parts if thing and thing <= part.content]
        others = [other for part in meant for other in OPPOSITES[word] if f" {other} " in part.low]
        if having and others and not any(part in having for part in meant):
            return "" if _denied_else(own, word) else others[0]
    return ""


def _object(own: Told, word: str) -> frozenset[str]:
    """What stands behind the word."""
    return content(own.low.partition(f" {word} ")[2]) - _STEMS - _GERMAN


def _denied_else(said: Told, word: str) -> bool:
    """Is it denied by more than this word, which may say no by itself: "declined", "refused", "without"?"""
    return denies(said.low.replace(f" {word} ", " "))


def _other_party(word: str, own: Told, told: Told) -> bool:
    """ "Sold to Ada" and "bought by Ada" say the same."""
    return word in CONVERSE and not _PARTIES.isdisjoint(own.words | told.words)


def _turned_round(own: str, word: str, told: str, other: str) -> bool:
    """ "Paint it after you sand it" and "sand it before you paint it" say the same: another step stands behind."""
    if word not in _ORDERING:
        return False
    return content(own.partition(f" {word} ")[2]).isdisjoint(content(told.partition(f" {other} ")[2]))


def _ranked(own: Told, told: Told) -> Against | None:
    """The second largest is not the largest."""
    for found in _RANKED.finditer(told.low):
        alone = told.low.count(f" {found[2]} ") > told.low.count(f" {found[1]} {found[2]} ")
        if not alone and f" {found[2]} " in own.low and not _ORDINAL.search(own.low) and not denied_words(own.text):
            return Against(f"The text says “{found.group().strip()}”.", told.text)
    return None


def _beside(word: str, own: Told, told: Told) -> bool:
    """ "It opens at nine and closes at six": the next part says the word of the same thing, which it does not name."""
    parts = [_told(part) for part in _with_parts(told.whole)[1:] if part != told.text]
    return any(f" {word} " in part.low and not part.content - _STEMS - own.content for part in parts)


def _denied(own: Told, told: Told) -> Against | None:
    mine, theirs = (frozenset(map(stem, denied_first(each.text))) for each in (own, told))
    if (theirs & _MAY or _forbids(told, own)) and _allows(own) and not denied_words(own.text):
        return Against("The text does not allow it.", told.text)
    if theirs & own.stems and not denied_words(own.text) and not _turned(own, told) and _of_same(own, told, theirs):
        return Against("The text denies it.", told.text)
    if mine & told.content and not denied_words(told.text) and not _turned(own, told):
        return Against("The text does not deny it.", told.text)
    return None


def _allows(own: Told) -> bool:
    """ "You can", "it is fine": said in any of the words that allow."""
    return not _ALLOWING.isdisjoint(own.words)


def _bans(told: Told, own: Told) -> bool:
    """May what the sentence allows not be? One word of meaning is then enough: "you may use the ladder"."""
    return _allows(own) and _forbids(told, own)


def _forbids(told: Told, own: Told) -> bool:
    """ "Must not be used", said of all that the sentence speaks of, and without a condition that it could fulfil."""
    named = own.content - _STEMS - _MAY_BE
    return (
        bool(named)
        and named <= told.content
        and told.words.isdisjoint(_ON_CONDITION)
        and bool(_MUST_NOT.search(told.low))
    )


def _of_same(own: Told, told: Told, denied: frozenset[str]) -> bool:
    """ "Never use vinegar" does not deny "use citric acid": what stands behind the word must be the same, if known."""
    if skipped := _skipped(told.text, denied & own.content):
        said = read(own.text)
        near = [said[place + 1 : place + 4] for place, word in enumerate(said) if word in skipped]
        return any(stem(word) in denied for words in near for word in words)
    here, there = (_behind(each.text, denied) for each in (own, told))
    if _passive(told.text, denied):
        return True
    return not here or not there or not here.isdisjoint(there)


def _passive(text: str, denied: frozenset[str]) -> bool:
    """ "Must not be used until Monday": what is denied stands before it."""
    found = read(text)
    return any(word in _BEING and stem(behind) in denied for word, behind in pairwise(found))


def _skipped(text: str, denied: frozenset[str]) -> frozenset[str]:
    """The verb between a no and what it denies: "never use vinegar" says nothing of what vinegar does."""
    found = read(text)
    reached = [place for place, word in enumerate(found) if stem(word) in denied]
    near = [
        word for place in reached for word in found[max(0, place - 2) : place] if is_denial(found[max(0, place - 2)])
    ]
    return frozenset(word for word in near if word in _USING)


def _behind(text: str, denied: frozenset[str]) -> frozenset[str]:
    """The words of meaning right behind one of these, in its clause."""
    found = [stem(word) for part in _PARTS.split(text) for word in (*_WORD.findall(part.lower()), "")]
    near = (found[place + 1 : found.index("", place)] for place, word in enumerate(found) if word in denied)
    return frozenset(word for words in near for word in [each for each in words if each not in _SMALL][:2])


def _turned(own: Told, told: Told) -> bool:
    """ "not allowed" and "forbidden" say the same."""
    return any(word in own.words and not OPPOSITES[word].isdisjoint(told.words) for word in OPPOSITES)


def _swapped(own: Told, told: Told) -> Against | None:
    return Against("The names are the other way round.", told.text) if swapped(own.text, told.text) else None


def _elsewhere(own: Told, told: Told) -> Against | None:
    """The text says this number of one thing, and another number of the thing that is meant."""
    parts, said = _parted(told.text), _parted(own.text)
    for claim in _measures(own.text):
        mine = [part for part in parts if part.claim.value == claim.value and part.claim.kind == claim.kind]
        others = [part for part in parts if part.claim.kind == claim.kind and part.claim.unit == claim.unit]
        others = [part for part in others if part.claim.value != claim.value]
        beside = [part for part in said if part.claim == claim and part.before | part.behind] if len(said) > 1 else []
        near = beside[0].before | beside[0].behind if beside else frozenset(map(stem, own.words))
        if mine and any(_rather(near, other, mine) for other in others):
            return Against(f"“{claim.text}” is said of something else.", told.text)
    return None


@dataclass(frozen=True, slots=True)
class Part:
    """A number or time of a text with the words beside it, before and behind, within its own part."""

    claim: Claim
    before: frozenset[str]
    behind: frozenset[str]


def _rather(near: frozenset[str], other: Part, mine: Sequence[Part]) -> bool:
    """Is the sentence about the other one, and not about any of those that have its number?"""
    for part in mine:
        carried = part.before if not other.before else frozenset()  # "opens at 9 on weekdays and at 11 on Saturdays"
        same = other.before if not part.before else frozenset()
        theirs, ours = (other.before | other.behind) - same, (part.before | part.behind) - carried
        fewer = len((theirs - ours) & near) < max(1, len((ours - theirs) & near))
        if fewer or ours - theirs <= near:
            return False
    return True


def _measures(text: str) -> list[Claim]:
    return [claim for claim in find_claims(text) if claim.kind == "time" or _dated(claim) or _sized(claim)]


def _sized(claim: Claim) -> bool:
    """A quantity, and no "seventh"."""
    plain = claim.kind == "number" and claim.text[-2:].lower() not in SUFFIXES
    return plain and (bool(claim.unit) or any(map(str.isdigit, claim.text)))


def _dated(claim: Claim) -> bool:
    return claim.kind == "date" and claim.unit == "" and len(str(claim.value)) > 5


@lru_cache(maxsize=512)
def _parted(text: str) -> tuple[Part, ...]:
    claims = _measures(text)
    cuts = [0, *(found.end() for found in _PARTS.finditer(text)), len(text)]
    found = []
    for claim in claims:
        left = max([cut for cut in cuts if cut <= claim.start] + [c.end for c in claims if c.end <= claim.start])
        right = min([cut for cut in cuts if cut >= claim.end] + [c.start for c in claims if c.start >= claim.end])
        found.append(Part(claim, _near(text[left : claim.start], -3), _near(text[claim.end : right], 3)))
    return tuple(found)


def _near(text: str, reach: int) -> frozenset[str]:
    found = [word for word in _WORD.findall(text.lower()) if word not in LEADING and len(word) > 2]
    return frozenset(map(stem, found[reach:] if reach < 0 else found[:reach])) - _SMALL


_ALLOWED = words(
    "allowed permitted admitted tolerated fine ok okay welcome acceptable erlaubt gestattet zulässig zugelassen "
    "möglich ordnung"
)
_ALLOWING = _ALLOWED | words("can may darf darfst dürfen kann kannst können")
_MAY = frozenset(map(stem, _ALLOWED))
_MAY_BE = frozenset(map(stem, _ALLOWING))
_ON_CONDITION = words(
    "without unless except off alone only if when before after ohne außer nur wenn falls allein vor nach"
)
_GERMAN = frozenset(map(stem, FUNCTION - _ALLOWING))
_STEMS = frozenset(stem(word) for word in (*OPPOSITES, *_ALLOWED))
_SMALL = frozenset(map(stem, words("the and are was were his her its this that der die das den ist sind")))
