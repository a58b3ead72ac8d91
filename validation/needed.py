"""What must be and what need not be: "money is not needed" against "bring money", "keine Anmeldung nötig"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.german import FUNCTION
from validation.tokens import words
from validation.topic import PLAIN, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 200  # clauses of it
_CLAUSES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+|[,;:]\s+|\s+(?:and|but|while|whereas|und|aber|während)\s+")
_NEED = r"(?:needed|required|necessary|mandatory|compulsory|obligatory)"
_NÖTIG = r"(?:nötig|notwendig|erforderlich|vorgeschrieben|pflicht|verpflichtend)"
_IDLE = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"(?P<what>.{{2,60}}?) (?:(?:is|are|was|were) (?:not|no longer)|isn['’]t|aren['’]t) {_NEED}\b",
        r"(?P<what>.{2,60}?) (?:is|are) (?:optional|voluntary|unnecessary|superfluous)\b",
        rf"\bno (?P<what>.{{2,40}}?) (?:is|are|was|were|will be) {_NEED}\b",
        r"\b(?:do(?:es)? not|don['’]t|doesn['’]t|need not) (?:need|have|require)?(?: to)? ?(?:bring |pay |have |wear )?"
        r"(?:any |an? |the )?(?P<what>.{2,40})",
        r"\bno need (?:for|of|to \w+)(?: an?| the| any)? (?P<what>.{2,40})",
        rf"(?P<what>.{{2,60}}?) (?:ist|sind|war|waren) (?:nicht|nicht mehr) {_NÖTIG}\b",
        rf"\bkeine?[nrs]? (?P<what>.{{2,40}}?)(?: (?:ist|sind))? {_NÖTIG}\b",
        r"\b(?:brauch\w*|benötig\w*) (?:\w+ ){0,2}?keine?[nrs]? (?P<what>.{2,40})",
        r"(?P<what>.{2,60}?) (?:ist|sind) (?:freiwillig|überflüssig|entbehrlich)\b",
    )
)
_MUST = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"(?P<what>.{{2,60}}?) (?:is|are|was|were) (?!not\b|no\b)(?:\w+ )?{_NEED}\b",
        r"\b(?:must|should|shall|have to|has to|needs? to|please|will need(?: to)?) (?!not\b)(?:bring|pay|have|wear"
        r"|take|carry|hold|show|provide|own|get|make|send|give)(?: \w+)?? (?:an? |the |some |their |your |his |her )?"
        r"(?P<what>[^.,;:]{2,40})",
        r"\b(?:needs?|requires?) (?!not\b|no\b)(?:an? |the |some |their |your )?(?P<what>[^.,;:]{2,40})",
        rf"(?P<what>.{{2,60}}?) (?:ist|sind|war|waren) (?!nicht\b|kein)(?:\w+ )?{_NÖTIG}\b",
        r"\b(?:muss|müssen|soll|sollen|sollte|sollten|bitte) (?!nicht\b|kein)(?P<what>[^.,;:]{2,60}?) "
        r"(?:mitbringen|haben|zahlen|bezahlen|tragen|vorzeigen|vorlegen|mitnehmen|mitgeben)\b",
        r"\b(?:brauch\w*|benötig\w*|erforder\w*) (?!nicht\b|kein)(?:eine?[nrs]? |die |das |den )?"
        r"(?P<what>[^.,;:]{2,40})",
    )
)
_DENIED = re.compile(r"\b(?:not|no|never|kein\w*|nicht|ohne|without)\b|n['’]t\b", re.IGNORECASE)
_HINTS = re.compile(
    r"\b(?:need|requir|necessar|mandator|compulsor|obligat|optional|voluntar|unnecess|superfl|must|should|have to"
    r"|has to|please|shall|nötig|notwendig|erforder|vorgeschr|pflicht|verpflicht|brauch|benötig|freiwillig"
    r"|überflüss|entbehr|muss|müssen|soll|bitte)",
    re.IGNORECASE,
)
# what stands around the thing, and is none
_AROUND = frozenset(
    map(
        stem,
        words(
            "bring pay have wear take carry show provide own make send give children child pupils people everyone "
            "guests visitors tenants kinder gäste besucher trip visit extra advance event tour führung ausflug fahrt"
        ),
    )
)
_GERMAN = frozenset(map(stem, FUNCTION))


class Need(NamedTuple):
    """The stems of a thing, whether it must be, and the clause that says so."""

    what: frozenset[str]
    must: bool
    text: str


def wrong_needs(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A thing that must be where the texts only know that it need not, or the other way round."""
    if not (own := _needs(sentence)):
        return
    told = _told(texts)
    for each in own:
        about = [other for other in told if not each.what.isdisjoint(other.what)]
        if about and all(other.must != each.must for other in about):
            yield Misdeed("The text says otherwise whether it is needed.", about[0].text)
            return


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Need, ...]:
    return tuple(need for text in texts for need in _needs(text[:LONGEST]))[:MOST]


@lru_cache(maxsize=512)
def _needs(text: str) -> tuple[Need, ...]:
    if not _HINTS.search(text):
        return ()
    clauses = [each.strip() for each in _CLAUSES.split(text) if each and _HINTS.search(each)]
    return tuple(need for each in clauses if (need := _need(each)) is not None)


def _need(clause: str) -> Need | None:
    if idle := next((found for way in _IDLE if (found := way.search(clause))), None):
        return _of(idle["what"], False, clause)
    if _DENIED.search(clause):
        return None
    must = next((found for way in _MUST if (found := way.search(clause))), None)
    return _of(must["what"], True, clause) if must else None


def _of(what: str, must: bool, clause: str) -> Need | None:
    found = frozenset(stem(word) for word in re.findall(r"[^\W\d_]+", what.lower()) if word not in PLAIN)
    named = found - _AROUND - _GERMAN
    return Need(named, must, clause) if named else None
