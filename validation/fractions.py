"""Shares that a text makes of two of its numbers, gaps that it tells, and what several of one price come to."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, permutations

from validation import support
from validation.claims import find_claims
from validation.grounds import Grounds, Known
from validation.tokens import words
from validation.types import Claim
from validation.units import dimension
from validation.wording import Wording

LONGEST = 20_000  # characters of a text that are read
MOST = 100  # such pairs of a text
SENTENCE = 1_000  # characters of an answer's sentence whose numbers are combined
TIMES = 60  # the greatest count by which a price is multiplied
CENT = 0.005
_SENTENCES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_ALL = r"(?:(?:the|all|our|these|its|den|der|unseren|allen|insgesamt|a total of)\s+){0,2}"
# between a part and its whole: "60 of the 240", "180 Haushalte von 300"
_OF = re.compile(rf"\s*(?:[^\W\d]+\s+){{0,2}}?(?:of|out of|von|aus)\s+{_ALL}", re.IGNORECASE)
_WHOLE_FIRST = re.compile(rf"(?:^|[\s(])(?:of|out of|among|von|unter)\s+{_ALL}$", re.IGNORECASE)
_MORE = words(
    "more ahead clear above higher later longer older warmer dearer mehr höher später länger älter wärmer teurer vor"
)
_LESS = words(
    "less fewer behind below lower earlier shorter younger colder cheaper weniger niedriger früher kürzer jünger "
    "kälter billiger günstiger hinter"
)
_TIMES_TO = re.compile(
    r"\b(halved|doubled|trebled|tripled|halbiert|verdoppel|verdreifach)(?:e|en|t|te|ten)?(?: sich)?"
    r"(?: \w+){0,3} (?:to|auf) (?:about |rund |etwa )?$",
    re.IGNORECASE,
)
_FACTORS = {"halved": 0.5, "double": 2, "treble": 3, "triple": 3, "halbie": 0.5, "verdop": 2, "verdre": 3}
_NEXT = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def worked_out(text: str) -> tuple[Known, ...]:
    """The numbers that a text holds without saying them: what share a part is of its whole, what a gap leads to."""
    cut = [each for each in _SENTENCES.split(text[:LONGEST]) if any(map(str.isalnum, each))]
    found = [known for each in cut for known in (*_shares(each), *_gaps(each), *_before(each))]
    return tuple(found[:MOST])


def _numbers(sentence: str) -> list[Claim]:
    return [each for each in find_claims(sentence) if each.kind == "number" and isinstance(each.value, float)]


def _shares(sentence: str) -> Iterator[Known]:
    for first, second in pairwise(_numbers(sentence)):
        one, other = float(first.value), float(second.value)
        if _OF.fullmatch(sentence[first.end : second.start]):
            yield from _share(first, one, second, other)
        elif _WHOLE_FIRST.search(sentence[: first.start]) and not (first.unit or second.unit) and 0 < other < one:
            yield Known(100 * other / one, "%")


def _share(part: Claim, one: float, whole: Claim, other: float) -> Iterator[Known]:
    """ "60 of 240" is a quarter, "60 % of 300" are 180."""
    if part.unit == whole.unit and 0 < one < other:
        yield Known(100 * one / other, "%")
    elif part.unit == "%" and whole.unit != "%" and 0 < one < 100:
        yield Known(one * other / 100, whole.unit)


def _gaps(sentence: str) -> Iterator[Known]:
    """ "44 points, two ahead of Merlin": Merlin has 42."""
    for first, second in pairwise(_numbers(sentence)):
        if second.unit and first.unit != second.unit:
            continue
        behind = _NEXT.findall(sentence[second.end : second.end + 40].lower())[:2]
        sign = (not _LESS.isdisjoint(behind)) - (not _MORE.isdisjoint(behind))
        if sign:
            yield Known(float(first.value) + sign * float(second.value), first.unit)


def made_of(claim: Claim, said: Wording, asked: Sequence[Claim], known: Grounds) -> bool:
    """Is it a share, a gap or a multiple of known numbers? `asked` are the claims of the question."""
    own = find_claims(said.sentence) if len(said.sentence) < SENTENCE else ()
    worked = Grounds(numbers=[each for text in known.texts for each in worked_out(text)])
    return (
        _multiplied(claim, (*asked, *own), known)
        or _multiplies(claim, own, known)
        or _share_of(claim, own, known)
        or support.number(claim, said, worked, support.Limits(derive=False, counts=False))
    )


def _before(sentence: str) -> Iterator[Known]:
    """ "Halved to 40 million dollars": it was 80 before."""
    for claim in _numbers(sentence):
        if led := _TIMES_TO.search(sentence[: claim.start]):
            yield Known(float(claim.value) / _FACTORS[led[1].lower()[:6]], claim.unit)


def _multiplied(claim: Claim, said: Sequence[Claim], known: Grounds) -> bool:
    """What three days cost at 25 euros a day, where the question or the sentence (`said`) tells the three."""
    if not dimension(claim.unit).startswith("money") or isinstance(claim.value, str):
        return False
    counts = [each.value for each in said if each.kind == "number" and not dimension(each.unit).startswith("money")]
    times = {each for each in counts if isinstance(each, float) and each == int(each) and 2 <= each <= TIMES}
    prices = [entry.value for entry in known.numbers if not entry.asked and entry.unit == claim.unit]
    return any(abs(price * count - float(claim.value)) < CENT for price in prices for count in times)


def _multiplies(claim: Claim, said: Sequence[Claim], known: Grounds) -> bool:
    """Is it the two of "two tickets are 12 euros", where one is 6?"""
    money = dimension(claim.unit).startswith("money")
    if money or claim.unit == "%" or isinstance(claim.value, str) or not 2 <= claim.value <= TIMES:
        return False
    return any(_multiplied(each, (claim,), known) for each in said if each is not claim)


def _share_of(claim: Claim, said: Sequence[Claim], known: Grounds) -> bool:
    """ "180 of 300, that is 60 percent": what two known numbers that the sentence says make."""
    if claim.unit != "%" or isinstance(claim.value, str):
        return False
    plain = [each.value for each in said if each.kind == "number" and not each.unit]
    found = [value for value in plain if any(entry.value == value for entry in known.numbers)]
    near = (
        (part, whole) for part, whole in permutations(found, 2) if isinstance(part, float) and 0 < part < float(whole)
    )
    return any(abs(100 * part / float(whole) - claim.value) <= (claim.step or 1.0) / 2 for part, whole in near)
