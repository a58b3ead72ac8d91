"""A comparison must be what the answer's own numbers say: warmer than, rose from 5 to 7, won by 3."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pydantic import BaseModel, ConfigDict, Field

from validation import german
from validation.assertions import Assertion, assertions, moments, subject
from validation.checks import Objection, checks
from validation.comparing import ALIKE, LONG, MORE
from validation.contradictions import close, exactness
from validation.sentences import sentences_of
from validation.types import Claim, Draft
from validation.units import convert, span

MOST = 20  # objections of one sentence
RECENT = 4_000  # characters of what was said before
_UP = (
    r"up|rose|risen|rises|rising|climbed|climbs|increased|increases|gained|jumped|grew|grows"
    r"|stieg|steigt|stiegen|gestiegen"
)
_DOWN = (
    r"down|fell|fallen|falls|falling|dropped|drops|decreased|decreases|declined|declines|slipped|sank|shrank"
    r"|fiel|fällt|fielen|gefallen|sinkt|sanken|gesunken"
)
_MOVED = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?:[^\W\d_]+\s+)?(?:from|von)\s*$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|auf)\s*", re.IGNORECASE)
_SINCE = re.compile(r"[\s,(–—-]*(?:which is\s+)?(?P<way>up|down)\s+from\s*", re.IGNORECASE)
_THAN = re.compile(
    r"\b(?:(more|less) (expensive|windy|rainy|humid)|([a-zäöüß]+er|more|less|mehr))\s+(?:than|als)\b", re.IGNORECASE
)
_AGAINST = re.compile(
    r"[\s,]*(?:compared (?:to|with)|against|versus|vs\.?|instead of|rather than"
    r"|gegenüber|gegen|statt|im vergleich (?:zu|mit)|verglichen mit)\s*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:won|win|wins|beat|beats|lost|lose|loses|lead|leads|led)\b[^.;]{0,60}?\bby\s*$"
    r"|\b(?:gewann|gewannen|verlor|verloren|führt|führen)\b[^.;]{0,60}?\bmit\s*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    rf"\b(?:not|no|never|neither|nor|if|whether|would|could|might|may|{german.DENIED})\b|n['’]t\b|\?", re.IGNORECASE
)


class Options(BaseModel):
    """A comparison fits the answer's own numbers"""

    model_config = ConfigDict(extra="forbid")

    gaps: bool = Field(True, title="Differences", description="Check also by how much: 3 degrees warmer, won by 2.")


@checks.register("own_comparisons", Options, family="consistency", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    numbers = [claim for claim in claims if claim.kind == "number"]
    low = draft.sentence.lower()
    compares = any(word in low for word in ("than", "from", "by", "als", "von", "mit"))
    if not compares or draft.structured or _DENIED.search(draft.sentence):
        return ()
    found = (*_moved(draft.sentence, numbers), *_pairs(draft.sentence, numbers), *_than(draft, numbers, options))
    return list(islice((*found, *(_margins(draft.sentence, numbers) if options.gaps else ())), MOST))


def _moved(sentence: str, numbers: Sequence[Claim]) -> Iterator[Objection]:
    """ "Rose from 5 to 7", "7, up from 5"."""
    for first, second in pairwise(numbers):
        between = sentence[first.end : second.start]
        said = _MOVED.search(sentence[: first.start]) if _TO.fullmatch(between) else None
        since = _SINCE.fullmatch(between)
        if said and _against(first, second, 1 if said["up"] else -1):
            yield _objection(sentence, (said.start(), second.end), (first, second))
        elif since and _against(second, first, 1 if since["way"].lower() == "up" else -1):
            yield _objection(sentence, (first.start, second.end), (first, second))


def _pairs(sentence: str, numbers: Sequence[Claim]) -> Iterator[Objection]:
    """ "Warmer than Sunday, with 7 degrees against 12"."""
    said = list(_THAN.finditer(sentence))
    if len(said) != 1:
        return
    _, way = _compared(said[0])
    behind = [claim for claim in numbers if claim.start >= said[0].end()]
    paired = len(behind) == 2 and _AGAINST.fullmatch(sentence[behind[0].end : behind[1].start])
    if way and paired and _against(behind[1], behind[0], way):
        yield _objection(sentence, said[0].span(), (behind[0], behind[1]))


def _than(draft: Draft, numbers: Sequence[Claim], options: Options) -> Iterator[Objection]:
    """ "Monday is warmer than Sunday", where the answer gives both their temperatures."""
    said = list(_THAN.finditer(draft.sentence))
    if len(said) != 1:
        return
    what, way = _compared(said[0])
    known = [each for text in (*_before(draft), draft.sentence) for each in assertions(text)]
    sides = _handles(draft.sentence[: said[0].start()]), _handles(draft.sentence[said[0].end() :])
    first, second = (_only(known, own - other, other - own, what) for own, other in (sides, sides[::-1]))
    if not way or first is None or second is None or first.attribute != second.attribute:
        return
    if _against(second.claim, first.claim, way):
        yield _objection(draft.sentence, said[0].span(), (first.claim, second.claim))
    elif options.gaps and (gap := _gap(said[0], numbers)) and not _spans(gap, first, second):
        yield _objection(draft.sentence, (gap.start, said[0].end()), (first.claim, second.claim))


def _before(draft: Draft) -> Sequence[str]:
    return sentences_of(draft.before[-RECENT:]) if draft.before else ()


def _handles(text: str) -> frozenset[str]:
    """What can tell a thing from another: its names, its days."""
    return frozenset(each for each in subject(text)[1] if not each.startswith("#")) | moments(text)


def _only(known: Sequence[Assertion], own: frozenset[str], other: frozenset[str], what: str) -> Assertion | None:
    """The one value that is said of this side and not of the other one, of those that the word compares."""
    found = [
        each
        for each in known
        if own & (each.about | each.when)
        and not other & (each.about | each.when)
        and (not what or ALIKE.get(what, frozenset({what})) & each.attribute)
    ]
    return found[0] if len(found) == 1 else None


def _compared(said: re.Match[str]) -> tuple[str, int]:
    if said[2]:
        return LONG[said[2].lower()], 1 if said[1].lower() == "more" else -1
    return MORE.get(said[3].lower(), ("", 0))


def _against(low: Claim, high: Claim, way: int) -> bool:
    """Is the second value on the other side of the first than is said? One that is equal may have been rounded."""
    if isinstance(low.value, str) or isinstance(high.value, str):
        return False
    value = high.value if not (low.unit and high.unit) else convert(high.value, high.unit, low.unit)
    return value is not None and way * (value - low.value) < 0


def _gap(said: re.Match[str], numbers: Sequence[Claim]) -> Claim | None:
    """The number right before the word: 3 degrees warmer."""
    before = [claim for claim in numbers if said.string[claim.end : said.start()].strip() == "" and claim.end]
    return before[-1] if before and before[-1].end <= said.start() and before[-1].unit else None


def _spans(gap: Claim, first: Assertion, second: Assertion) -> bool:
    """Is that the difference of the two, as far as they were said?"""
    unit = first.claim.unit
    other = convert(float(second.claim.value), second.claim.unit, unit)
    said = span(float(gap.value), gap.unit, unit)
    if other is None or said is None:
        return True
    step = (exactness(first) + exactness(second) + gap.step) / 2
    return close((abs(float(first.claim.value) - other), unit, step), (abs(said), unit, step))


def _margins(sentence: str, numbers: Sequence[Claim]) -> Iterator[Objection]:
    """ "Won 24-21, by 3"; only where one score is said."""
    scores = [claim for claim in numbers if claim.unit == "score" and str(claim.value).count("-") == 1]
    if len(scores) != 1:
        return
    first, second = map(int, str(scores[0].value).split("-"))
    for claim in numbers:
        plain = not claim.unit and isinstance(claim.value, float)
        if plain and _BY.search(sentence[: claim.start]) and claim.value != abs(first - second):
            yield _objection(sentence, (claim.start, claim.end), (scores[0],))


def _objection(sentence: str, place: tuple[int, int], values: Sequence[Claim]) -> Objection:
    start, end = place
    claim = Claim("comparison", sentence[start:end], start, end)
    told = " and ".join(value.text for value in values)
    return Objection("Its own numbers say otherwise.", claim, evidence=told)
