"""The words that say which value is meant: the names of fields, and how a sentence speaks of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from validation import german
from validation.tokens import words
from validation.topic import stem
from validation.types import Claim

_SAID = {
    "high": "high highs highest max maximum peak warmest hottest tmax",
    "low": "low lows lowest min minimum coldest tmin",
    "wind": "wind winds windy breeze",
    "gust": "gust gusts gusting",
    "precipitation": "precip precipitation rain rains rainfall raining chance probability pop",
    "humidity": "humidity humid",
    "battery": "battery charge charged",
    "price": "price prices priced cost costs costing fee fare trading trades trade ticket tickets",
    "previous": "previous previously prior",
    "close": "close closes closed closing",
    "open": "open opens opened opening",
    "change": "change changes changed changing",
    "scheduled": "scheduled schedule planned",
    "estimated": "estimated expected estimate",
    "actual": "actual actually",
    "start": "start starts starting begin begins beginning started began",
    "end": "end ends ending finish finishes ended",
    "depart": "depart departs departure departing departed leave leaves leaving",
    "arrive": "arrive arrives arrival arriving arrived land lands landing landed",
    "sunrise": "sunrise rises rise",
    "sunset": "sunset sets",
    "setpoint": "setpoint target set",
    "delay": "delay delays delayed late",
    "year": "year premiered premiere released release founded built",
    "rating": "rating rated rates ratings",
    "runtime": "runtime duration lasts lasted",
    "temperature": "temperature temperatures temp temps",
    "people": "people persons person",
    "distance": "distance distances",
    "director": "director directed directs directing",
    "writer": "writer writers wrote written writes author authors screenwriter",
    "composer": "composer composed composes",
    "artist": "artist artists singer band performed performs sung sang",
    "teacher": "teacher teaches taught",
    "driver": "driver drives drove driven",
    "owner": "owner owns owned",
    "speaker": "speaker speaks spoke",
    "chair": "chair chairs chaired chairman chairwoman chairperson",
}
CUES = {word: cue for table in (german.CUES, _SAID) for cue, said in table.items() for word in said.split()}
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
CUES |= {word.translate(_ASCII): cue for word, cue in CUES.items()}  # as names of fields are written
ATTRIBUTES = frozenset(_SAID)
# What a field's name says of its unit or of nothing in particular.
_PLAIN = words(
    "f c pct percent percentage usd eur gbp dollars euros minutes minute mins hours hour seconds mph kmh kph mm cm km "
    "inches million millions billion thousand value number count unit units id name title text is the of in on at to "
    "by for and a an current currently today now data result results info status state day date time local total "
    "average mean last new forecast observed"
)
_QUANTITIES = frozenset({"number", "time"})
REACH = 5  # words on each side of a claim that can name it
_WORD = re.compile(r"[^\W\d_]+")
# Where a clause ends, where what is said of a value ends all the same, and what leads on behind a value to the next
# thing: "$82 on volume of 5 million".
_CUTS = re.compile(
    r"(?P<clause>[,;:()\n]|\b(?:and|but|while|whereas|although|or|und|aber|oder)\b)|\b(?:(?P<stop>with|plus)"
    r"|(?P<lead>on|in|at|from|by|to|for|since|until|after|before|than|against|per|bei|mit|nach|seit|als))\b",
    re.IGNORECASE,
)


class _Cut(NamedTuple):
    """Where a sentence is cut, and by what: clause, stop or lead."""

    start: int
    end: int
    kind: str | None


@lru_cache(maxsize=256)
def _cuts(sentence: str) -> tuple[_Cut, ...]:
    """Every claim of a sentence is asked where it is cut; one look at it serves them all."""
    return tuple(_Cut(*found.span(), found.lastgroup) for found in _CUTS.finditer(sentence))


def cue(word: str) -> str:
    return CUES.get(word) or stem(word)


def _halves(word: str) -> list[str]:
    """maxtemp is max and temp."""
    for place in range(3, len(word) - 2):
        if word[:place] in CUES and word[place:] in CUES:
            return [word[:place], word[place:]]
    return [word]


@lru_cache(maxsize=1024)
def cues_of(name: str) -> frozenset[str]:
    """What a field's name says: temperature_high is {temperature, high}."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    found = [half for word in _WORD.findall(spaced.lower()) if word not in _PLAIN for half in _halves(word)]
    return frozenset(map(cue, found))


@dataclass(frozen=True, slots=True)
class Said:
    """The cues beside a claim: those before it decide, else those behind it."""

    before: frozenset[str]
    after: frozenset[str]


def cues_near(sentence: str, claim: Claim, claims: Sequence[Claim]) -> Said:
    """The cues of a claim within its own clause, and not beyond another claim."""
    before, after = beside(sentence, claim, claims)
    return Said(_cues(before, -REACH), _cues(after, REACH))


def beside(sentence: str, claim: Claim, claims: Sequence[Claim]) -> tuple[str, str]:
    """What stands before and behind a claim within its own clause, and not beyond another claim."""
    start, end = claim.start, claim.end
    left = max([other.end for other in claims if other.end <= start], default=0)
    right = min([other.start for other in claims if other.start >= end], default=len(sentence))
    for cut in _cuts(sentence):
        if cut.end <= start:
            left = cut.end if cut.kind != "lead" and cut.start >= left else left
        elif cut.start >= end:
            right = min(right, cut.start)
            break
    return sentence[left:start], sentence[end:right]


@lru_cache(maxsize=1024)
def _cues(text: str, reach: int) -> frozenset[str]:
    found = _WORD.findall(text.lower())
    near = found[reach:] if reach < 0 else found[:reach]
    return frozenset([cue(word) for word in near if word not in _PLAIN])


def clauses(sentence: str, claim: Claim, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The clause that the claim stands in, up to the next quantity; then those before it, the nearest first."""
    start, end = claim.start, claim.end
    left = max([other.end for other in claims if other.end <= start and other.kind in _QUANTITIES], default=0)
    right = min([other.start for other in claims if other.start >= end and other.kind in _QUANTITIES], default=-1)
    right = len(sentence) if right < 0 else right
    cuts = [cut for cut in _cuts(sentence) if cut.kind == "clause"]
    before = [cut for cut in cuts if cut.end <= start]
    left = max([left, *(cut.end for cut in before if cut.start >= left)])
    right = min([right, *(cut.start for cut in cuts if cut.start >= end)])
    places = [0, *(cut.end for cut in before)], [*(cut.start for cut in before), start]
    earlier = [sentence[first:last] for first, last in zip(*places, strict=True)]
    return (sentence[left:right], *reversed(earlier))
