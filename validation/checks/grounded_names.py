"""People, teams, places, titles and products of an answer must stand in the evidence."""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import base
from ragdomains.types import Evidence, Fact
from validation.checks import Objection, checks
from validation.names import TITLES, acronyms, opening_name, parts_of, referred
from validation.otherwise import prose
from validation.records import records_of
from validation.same import once
from validation.small_words import spoken_in
from validation.subjects import plain
from validation.tokens import words
from validation.topic import PLAIN, courteous
from validation.types import Claim, Draft
from validation.zones import named

_LETTERS = re.compile(r"[^\W\d_]+")
MOST = 20  # objections of one sentence
_KNOWN_TO_ALL = words(
    "celsius fahrenheit kelvin english german french spanish italian european american british internet web wi fi wifi "
    "usb tv led gps pm am utc gmt ok id url app sms email faq usa uk eu us christmas easter god earth moon sun mars "
    "north south east west january february march april june july august september october november december"
)


class Options(BaseModel):
    """Names must stand in the evidence"""

    model_config = ConfigDict(extra="forbid")

    prose: bool = Field(
        True, title="Also for texts", description="Check names also where the evidence is running text."
    )


@checks.register("grounded_names", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if not draft.evidence or base(draft.language) != "en" or courteous(draft.sentence):  # German nouns look like names
        return ()
    if spoken_in(draft.sentence, 3, 0.25) == "de":
        return ()
    if not options.prose and not records_of(draft.evidence):
        return ()
    names = [claim for claim in claims if claim.kind == "name" and claim.unit in {"", "label"}]
    clocks = {claim.end for claim in claims if claim.kind == "time"}
    names = [claim for claim in names if claim.start - 1 not in clocks or not zone_of(claim, draft.sentence)]
    if opening := opening_name(draft, claims):
        names.insert(0, opening)
    if not names:
        return ()
    known = _Known(draft)
    texts = prose(draft.evidence)
    wrong = (
        (claim, part)
        for claim in names
        if (part := _unknown(claim, known)) and not (texts and referred(claim, draft.sentence, texts))
    )
    return [Objection(f"No evidence names “{part}”.", claim) for claim, part in islice(wrong, MOST)]


def _unknown(claim: Claim, known: Container[str]) -> str:
    """The first word of a name that stands nowhere; "" where all do."""
    for part in parts_of(claim):
        low = part.lower()
        if (
            low in PLAIN
            or low in known
            or low in TITLES
            or low in _KNOWN_TO_ALL
            or (not low.endswith("ss") and low.removesuffix("s") in known)
            or (not low.endswith("s") and f"{low}s" in known)
        ):
            continue
        return part
    return ""


def zone_of(claim: Claim, sentence: str) -> bool:
    """Does "Eastern" name a time zone, as it does behind a clock time in "3 pm Eastern time"?"""
    return bool(named(_LETTERS.findall(sentence[claim.start : claim.end + 20].lower())))


class _Known(Container[str]):
    """The words that are known; few are asked for, so that they are not joined for each sentence."""

    def __init__(self, draft: Draft) -> None:
        said = (draft.question, draft.before, *draft.results)
        self.parts = (_found(draft.evidence), *(_words_of(text) for text in said if text))

    def __contains__(self, word: object) -> bool:
        return any(word in part for part in self.parts)


@once
def _found(evidence: Sequence[Evidence]) -> frozenset[str]:
    return frozenset().union(*(_words_of(text) for text in _texts(evidence) if text))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> frozenset[str]:
    return frozenset((*plain(text).split(), *_LETTERS.findall(text.lower()))) | acronyms(text)


def _texts(evidence: Sequence[Evidence]) -> Iterator[str]:
    for each in evidence:
        yield from each.values.values()
        yield from (each.source, each.answer.replace("_", " "))
        for passage in each.passages:
            yield from (passage.text, passage.title, passage.heading)
        yield _fact_words(each.facts)


def _fact_words(facts: tuple[Fact, ...]) -> str:
    return "\n".join(text for fact in facts for text in _of_fact(fact) if text)


def _of_fact(fact: Fact) -> Iterator[str]:
    yield from (fact.name.replace("_", " "), str(fact.value), fact.place, fact.source)
    yield from (_day(moment) for moment in (fact.valid_from, fact.valid_to) if moment)


@lru_cache(maxsize=256)
def _day(moment: date) -> str:
    """Its weekday and month in words."""
    return f"{moment:%A %B}"
