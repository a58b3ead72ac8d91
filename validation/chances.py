"""How likely a text says something is, against words for it: 70 % is not unlikely."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.claims import find_claims
from validation.deeds import Misdeed
from validation.negation import denies
from validation.tokens import words
from validation.topic import content, stem

LONGEST = 20_000  # characters of a text that are read
FEW, MANY = 40.0, 60.0  # percent: from here on nobody would say likely, or unlikely
_CLAUSES = re.compile(r"(?<=[.!?;:])\s+|\n+|,\s+|\s+(?:and|but|while|und|aber|während)\s+")
_CHANCE = re.compile(
    r"\b(?:chances?|probabilit\w+|likelihood|risk|odds|\w*wahrscheinlichkeit\w*|\w*risiko)\b", re.IGNORECASE
)
_RARELY = re.compile(
    r"\b(?:unlikely|improbable|(?:not|n['’]t) (?:\w+ )?likely|probably (?:not|stays? (?:dry|clear))|hardly any chance"
    r"|(?:little|low|small|slim) (?:chance|risk|probability)|unwahrscheinlich|kaum|(?:wahrscheinlich|wohl) (?:nicht"
    r"|kein\w*)|(?:geringe|kleine)s? (?:wahrscheinlichkeit|risiko))\b",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"(?<!not )(?<!n['’]t )(?<!not very )\b(?:likely|probable|probably(?! not)|(?:high|good|big) (?:chance|risk"
    r"|probability)|(?<!un)wahrscheinlich(?! nicht| kein)|(?:hohe|große)s? (?:wahrscheinlichkeit|risiko))\b",
    re.IGNORECASE,
)
_OF = re.compile(r"(?P<what>[a-zäöüß]{3,}?)(?:s)?(?:wahrscheinlichkeit|risiko)", re.IGNORECASE)
_WORDS_FOR = (
    words("rain shower showers wet precipitation drizzle umbrella regen regnet niederschlag schauer nass"),
    words("snow snows schnee schneit schneien"),
)
_ROWS = tuple(frozenset(map(stem, row)) for row in _WORDS_FOR)
_AROUND = frozenset(map(stem, words("chance chances probability likelihood risk odds likely unlikely percent")))


class Chance(NamedTuple):
    """Of what, by its stems, how likely in percent, and the clause that says so."""

    what: frozenset[str]
    percent: float
    text: str


def wrong_chances(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """Words for a chance that no figure of the texts for the same thing bears out."""
    rarely = bool(_RARELY.search(sentence))
    if rarely == bool(_LIKELY.search(sentence)) or any(claim.unit == "%" for claim in find_claims(sentence)):
        return
    own = _widened(content(sentence))
    about = [each for each in _told(texts) if not each.what.isdisjoint(own)]
    if about and all(each.percent >= MANY if rarely else each.percent <= FEW for each in about):
        yield Misdeed(f"The text gives a chance of {about[0].percent:g} percent.", about[0].text)


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Chance, ...]:
    cut = [each for text in texts for each in _CLAUSES.split(text[:LONGEST]) if each and _CHANCE.search(each)]
    return tuple(chance for each in cut if not denies(each) for chance in _chances(each))


def _chances(clause: str) -> Iterator[Chance]:
    shares = [claim for claim in find_claims(clause) if claim.unit == "%" and isinstance(claim.value, float)]
    if len(shares) == 1:
        joined = " ".join(found["what"] for found in _OF.finditer(clause))
        what = _widened(content(f"{clause} {joined}") - _AROUND)
        yield Chance(what, float(shares[0].value), clause)


def _widened(stems: frozenset[str]) -> frozenset[str]:
    """With the other words for the same weather."""
    return stems.union(*(row for row in _ROWS if not row.isdisjoint(stems)))
