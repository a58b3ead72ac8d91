"""The words that say which value is meant: the names of fields, and how a sentence speaks of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    "runtime": "runtime duration lasts",
    "temperature": "temperature temperatures temp temps",
    "people": "people persons person",
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
REACH = 5  # words on each side of a claim that can name it
_WORD = re.compile(r"[^\W\d_]+")
# behind a claim these lead on to the next thing: "$82 on volume of 5 million"
_LEADS = re.compile(
    r"\b(?:on|in|at|from|by|to|for|since|until|after|before|than|against|per|bei|mit|nach|seit|als)\b", re.IGNORECASE
)
_STOPS = re.compile(r"[,;:()\n]|\b(?:and|but|while|with|whereas|although|plus|or|und|aber|oder)\b", re.IGNORECASE)


_CLAUSES = re.compile(r"[,;:()\n]|\b(?:and|but|while|whereas|although|or|und|aber|oder)\b", re.IGNORECASE)


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
    return Said(frozenset(_cues(before, -REACH)), frozenset(_cues(after, REACH)))


def beside(sentence: str, claim: Claim, claims: Sequence[Claim]) -> tuple[str, str]:
    """What stands before and behind a claim within its own clause, and not beyond another claim."""
    left = max((other.end for other in claims if other.end <= claim.start), default=0)
    right = min((other.start for other in claims if other.start >= claim.end), default=len(sentence))
    before, after = sentence[left : claim.start], sentence[claim.end : right]
    before = _STOPS.split(before)[-1]
    return before, _LEADS.split(_STOPS.split(after)[0])[0]


def _cues(text: str, reach: int) -> Iterator[str]:
    found = _WORD.findall(text.lower())
    near = found[reach:] if reach < 0 else found[:reach]
    return (cue(word) for word in near if word not in _PLAIN)


def clauses(sentence: str, claim: Claim, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The clause that the claim stands in, up to the next quantity; then those before it, the nearest first."""
    others = [other for other in claims if other.kind in {"number", "time"}]
    left = max((other.end for other in others if other.end <= claim.start), default=0)
    right = min((other.start for other in others if other.start >= claim.end), default=len(sentence))
    own = _CLAUSES.split(sentence[left : claim.start])[-1] + claim.text + _CLAUSES.split(sentence[claim.end : right])[0]
    return (own, *reversed(_CLAUSES.split(sentence[: claim.start])))
